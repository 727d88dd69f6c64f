internal import CSimdJSON
internal import Foundation

/// A queue of bytes in one piece of memory, with readable padding behind its end.
///
/// Bytes are appended at the end and consumed at the front; memory is kept for the next use.
final class ByteBuffer {
    /// Made when the first bytes come; most stages of small objects stay without.
    private var storage: UnsafeMutableRawPointer?
    private var capacity = 0
    private let initialCapacity: Int
    private var head = 0
    private var tail = 0

    /// Bytes that are readable behind ``bytes``.
    static let padding = Int(CSIMDJSON_PADDING)

    init(capacity: Int = 1 << 14) { initialCapacity = capacity }

    deinit { free(storage) }

    var count: Int { tail - head }
    var isEmpty: Bool { tail == head }

    /// What is queued; valid until the next mutation.
    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: storage.map { $0 + head }, count: tail - head)
    }

    /// Free memory behind the end, at least `count` bytes of it; tell with ``commit(_:)`` how much was filled.
    func reserve(_ count: Int) -> UnsafeMutableRawBufferPointer {
        if capacity - tail < count || storage == nil {
            if let storage, head > 0, capacity - (tail - head) >= count, head >= tail - head {
                storage.copyMemory(from: storage + head, byteCount: tail - head)
            } else {
                grow(toHold: self.count + count)
            }
            tail -= head
            head = 0
        }
        return UnsafeMutableRawBufferPointer(start: storage.map { $0 + tail }, count: capacity - tail)
    }

    func commit(_ count: Int) { tail += min(max(0, count), capacity - tail) }

    func append(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count > 0 else { return }
        reserve(bytes.count).copyMemory(from: bytes)
        commit(bytes.count)
    }

    func consume(_ count: Int) {
        head += min(max(0, count), tail - head)
        if head == tail { removeAll() }
    }

    /// Puts other bytes in place of some, which may reach into the padding; gives what stood there.
    @discardableResult
    func overwrite(at offset: Int, with bytes: [UInt8]) -> [UInt8] {
        guard let storage, offset >= 0, offset + bytes.count <= count + Self.padding else { return [] }
        let place = UnsafeMutableRawBufferPointer(start: storage + head + offset, count: bytes.count)
        let before = Array(place)
        place.copyBytes(from: bytes)
        return before
    }

    /// Takes out a range of bytes; what stands before it moves.
    func cut(_ range: Range<Int>) {
        guard let storage, range.lowerBound >= 0, range.upperBound <= count else { return }
        let front = storage + head
        (front + range.count).copyMemory(from: front, byteCount: range.lowerBound)
        consume(range.count)
    }

    func removeAll() {
        head = 0
        tail = 0
    }

    /// Large buffers grow where they lie, so that they never exist twice.
    private func grow(toHold needed: Int) {
        var larger = max(capacity, initialCapacity, 1 << 10)
        while larger < needed { larger *= 2 }
        if let storage, head > 0 { storage.copyMemory(from: storage + head, byteCount: tail - head) }
        guard let fresh = realloc(storage, larger + Self.padding) else {
            fatalError("no memory for \(larger) bytes")
        }
        (fresh + larger).initializeMemory(as: UInt8.self, repeating: 0, count: Self.padding)
        storage = fresh
        capacity = larger
    }
}

extension UnsafeRawBufferPointer {
    /// A part of the buffer, cut to its ends.
    func slice(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
        let lower = Swift.min(Swift.max(0, start), count)
        let upper = Swift.min(Swift.max(lower, end), count)
        return UnsafeRawBufferPointer(rebasing: self[lower..<upper])
    }

    /// Everything from `start` on.
    func from(_ start: Int) -> UnsafeRawBufferPointer { slice(start, count) }

    @inline(__always)
    func startsWith(_ prefix: StaticString) -> Bool {
        let length = prefix.utf8CodeUnitCount
        guard count >= length else { return false }
        guard length > 0, let base = baseAddress else { return true }
        return memcmp(base, prefix.utf8Start, length) == 0
    }

    /// The offset of the first occurrence of a word, or `nil`.
    func firstOffset(of word: StaticString) -> Int? {
        guard count > 0, let base = bindMemory(to: UInt8.self).baseAddress else { return nil }
        let found = csimdjson_find(base, count, word.utf8Start, word.utf8CodeUnitCount)
        return found < count ? found : nil
    }

    /// Writes the offsets of a byte's first occurrences before `end`, as many as there is room for; gives their number.
    func positions(of byte: UInt8, before end: Int, into room: UnsafeMutableBufferPointer<Int>) -> Int {
        guard let base = bindMemory(to: UInt8.self).baseAddress, let places = room.baseAddress else {
            return 0
        }
        return csimdjson_positions(base, Swift.min(Swift.max(0, end), count), byte, places, room.count)
    }

    /// Where the buffer ends.
    var end: UnsafeRawPointer? { baseAddress.map { $0 + count } }

    /// The bytes from an offset up to the next `byte`, or to the end; `nil` at the end.
    func run(from start: Int, until byte: UInt8) -> UnsafeRawBufferPointer? {
        guard start < count, let base = baseAddress else { return nil }
        let found = memchr(base + start, Int32(byte), count - start)
        let end = found.map { UnsafeRawPointer($0) - base } ?? count
        return slice(start, end)
    }

    /// Whether the bytes are those of another buffer.
    func isSame(as other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        guard count > 0, let base = baseAddress, let otherBase = other.baseAddress else { return true }
        return memcmp(base, otherBase, count) == 0
    }

    func equals(_ text: StaticString) -> Bool { count == text.utf8CodeUnitCount && startsWith(text) }

    /// Text of the bytes; what is not UTF-8 becomes U+FFFD.
    var text: String { String(decoding: self, as: UTF8.self) }
}
