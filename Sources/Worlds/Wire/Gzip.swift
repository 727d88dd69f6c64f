import CZlib

/// gzip and base64, the same bytes for the same input.
enum Packing {
    /// One gzip member: level 6, no time, no name. Empty when zlib has no memory.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        guard czlib_deflate_init_gzip(&stream) == Z_OK else { return [] }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))) + 32)
        let count = bytes.count
        let capacity = output.count
        var input = bytes
        let written = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = uInt(count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(capacity)
                return deflate(&stream, Z_FINISH) == Z_STREAM_END ? capacity - Int(stream.avail_out) : 0
            }
        }
        return Array(output[..<written])
    }

    /// Standard base64 with padding.
    static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
            let value = group[0] << 16 | group[1] << 8 | group[2]
            let have = min(3, bytes.count - start)
            for position in 0..<4 {
                text.append(position <= have ? alphabet[value >> (18 - 6 * position) & 63] : 61)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
