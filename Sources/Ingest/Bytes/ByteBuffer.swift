internal import CSimdJSON

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

    deinit { storage?.deallocate() }

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

    func removeAll() {
        head = 0
        tail = 0
    }

    private func grow(toHold needed: Int) {
        var larger = max(capacity, initialCapacity, 1 << 10)
        while larger < needed { larger *= 2 }
        let fresh = UnsafeMutableRawPointer.allocate(byteCount: larger + Self.padding, alignment: 64)
        if let storage {
            fresh.copyMemory(from: storage + head, byteCount: tail - head)
            storage.deallocate()
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

    func startsWith(_ prefix: StaticString) -> Bool {
        let length = prefix.utf8CodeUnitCount
        guard count >= length else { return false }
        let expected = prefix.utf8Start
        for index in 0..<length where self[index] != expected[index] { return false }
        return true
    }

    /// The offset of the first occurrence of a word, or `nil`.
    func firstOffset(of word: StaticString) -> Int? {
        guard count > 0, let base = bindMemory(to: UInt8.self).baseAddress else { return nil }
        let found = csimdjson_find(base, count, word.utf8Start, word.utf8CodeUnitCount)
        return found < count ? found : nil
    }

    func equals(_ text: StaticString) -> Bool { count == text.utf8CodeUnitCount && startsWith(text) }

    /// Text of the bytes; what is not UTF-8 becomes U+FFFD.
    var text: String { String(decoding: self, as: UTF8.self) }
}
