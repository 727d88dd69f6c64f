internal import CDeflate
internal import CZlib

/// Inflates one gzip member that is whole in memory.
final class GzipMember {
    /// What came of a member.
    enum Outcome {
        /// All of it, checksum proven: bytes taken and bytes made.
        case whole(taken: Int, made: Int)
        /// More output than there is room for.
        case tooLarge
        /// Damaged, or its end is not in the bytes given.
        case unreadable
    }

    private let decompressor: OpaquePointer?

    init() { decompressor = libdeflate_alloc_decompressor() }

    deinit { libdeflate_free_decompressor(decompressor) }

    /// Inflates the member at the start of `bytes` into `output`.
    func inflate(_ bytes: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Outcome {
        guard let decompressor, let input = bytes.baseAddress, let room = output.baseAddress else {
            return .unreadable
        }
        var taken = 0
        var made = 0
        let result = libdeflate_gzip_decompress_ex(
            decompressor, input, bytes.count, room, output.count, &taken, &made)
        switch result {
        case LIBDEFLATE_SUCCESS: return .whole(taken: taken, made: made)
        case LIBDEFLATE_INSUFFICIENT_SPACE: return .tooLarge
        default: return .unreadable
        }
    }
}

/// Inflates a gzip member piece by piece.
///
/// The checksum is libdeflate's, which is several times as fast as zlib's.
final class GzipStream {
    /// What came of a piece.
    enum Outcome {
        /// More input is needed, or there is more output to fetch.
        case more
        /// The member ended and its checksum is right.
        case end
        /// The bytes are no gzip from here on.
        case damaged
    }

    private var stream = z_stream()
    private var isOpen: Bool
    private var checksum: UInt32 = 0
    private var length: UInt32 = 0
    /// The last bytes that were taken, the newest lowest: at a member's end its checksum and its length.
    private var trailer: UInt64 = 0

    init() { isOpen = czlib_inflate_init_unchecked(&stream) == Z_OK }

    deinit { if isOpen { inflateEnd(&stream) } }

    /// Inflates as much as input and output allow.
    func inflate(
        _ bytes: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> (outcome: Outcome, taken: Int, made: Int) {
        guard isOpen, let input = bytes.bindMemory(to: UInt8.self).baseAddress,
            let room = output.bindMemory(to: UInt8.self).baseAddress
        else { return (.damaged, 0, 0) }
        let offered = UInt32(clamping: bytes.count)
        let free = UInt32(clamping: output.count)
        stream.next_in = UnsafeMutablePointer(mutating: input)
        stream.avail_in = offered
        stream.next_out = room
        stream.avail_out = free
        let status = CZlib.inflate(&stream, Z_NO_FLUSH)
        let taken = Int(offered - stream.avail_in)
        let made = Int(free - stream.avail_out)
        checksum = libdeflate_crc32(checksum, room, made)
        length &+= UInt32(truncatingIfNeeded: made)
        for byte in bytes.slice(max(0, taken - 8), taken) { trailer = trailer << 8 | UInt64(byte) }
        switch status {
        case Z_STREAM_END:
            let isSound = trailer.byteSwapped == UInt64(length) << 32 | UInt64(checksum)
            return (isSound ? .end : .damaged, taken, made)
        case Z_OK, Z_BUF_ERROR: return (.more, taken, made)
        default: return (.damaged, taken, made)
        }
    }
}
