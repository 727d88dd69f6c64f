/// A text in which `*` stands for any characters, none included.
struct Wildcard: Hashable, Sendable {
    /// What stands between the asterisks; without an asterisk there is one part.
    private let parts: [[UInt8]]

    /// Makes a wildcard from its parts, which are joined by asterisks.
    init(parts: [[UInt8]]) { self.parts = parts }

    /// Reads a text in which every `*` is a wildcard.
    init(_ text: String) {
        self.init(
            parts: Array(text.utf8).split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
                .map(Array.init))
    }

    /// Whether the whole text fits.
    func matches(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = parts.first, let last = parts.last else { return bytes.isEmpty }
        if parts.count == 1 { return bytes == first }
        guard bytes.count >= first.count + last.count, bytes.starts(with: first),
            bytes.suffix(last.count).elementsEqual(last)
        else { return false }
        var position = first.count
        let end = bytes.count - last.count
        // The leftmost place of each part leaves the most room for the next one.
        for part in parts.dropFirst().dropLast() {
            guard let found = Self.find(part, in: bytes.span, from: position, to: end) else { return false }
            position = found + part.count
        }
        return true
    }

    /// The first place of `needle` that lies wholly between two offsets.
    static func find(
        _ needle: [UInt8], in haystack: Span<UInt8>, from start: Int, to end: Int
    ) -> Int? {
        guard let first = needle.first else { return start <= end ? start : nil }
        let last = end - needle.count
        var position = start
        while position <= last {
            if haystack[position] == first {
                var length = 1
                while length < needle.count, haystack[position + length] == needle[length] { length += 1 }
                if length == needle.count { return position }
            }
            position += 1
        }
        return nil
    }
}
