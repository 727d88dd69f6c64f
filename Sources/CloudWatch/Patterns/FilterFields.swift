/// The fields of a space-delimited pattern: `[ip, user, ..., status=5*, bytes]`.
struct FilterFields: Hashable, Sendable {
    /// One field; the condition's subject is the field itself.
    struct Field: Hashable, Sendable {
        var name: String
        var condition: FilterCondition<Never?>?
    }

    /// The fields before the ellipsis, or all of them.
    var leading: [Field]
    /// The fields after an ellipsis; `nil` without one.
    var trailing: [Field]?

    /// Whether a message has the fields and their conditions hold.
    ///
    /// Texts in double quotes or square brackets are one field. Without an ellipsis the last field takes the rest of the
    /// message, so that `[level=ERROR, message]` matches lines of any length.
    func matches(_ message: Span<UInt8>) -> Bool {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(message.count)
        for index in 0..<message.count { bytes.append(message[index]) }
        let words = Self.words(of: bytes)
        guard let trailing else {
            guard !leading.isEmpty else { return true }
            guard words.count >= leading.count else { return false }
            for (index, field) in leading.enumerated() {
                let isLast = index == leading.count - 1
                let text = isLast ? Self.rest(of: bytes, words[index...]) : words[index].text(in: bytes)
                guard Self.holds(field, text) else { return false }
            }
            return true
        }
        guard words.count >= leading.count + trailing.count else { return false }
        for (field, word) in zip(leading, words) where !Self.holds(field, word.text(in: bytes)) {
            return false
        }
        for (field, word) in zip(trailing, words.suffix(trailing.count))
        where !Self.holds(field, word.text(in: bytes)) { return false }
        return true
    }

    private static func holds(_ field: Field, _ text: String) -> Bool {
        field.condition?.holds { _ in [.string(text)] } ?? true
    }

    /// Where a word stands, without its quotes or brackets.
    private struct Word {
        var range: Range<Int>
        /// With quotes or brackets.
        var outer: Range<Int>

        func text(in bytes: [UInt8]) -> String { String(decoding: bytes[range], as: UTF8.self) }
    }

    private static func rest(of bytes: [UInt8], _ words: ArraySlice<Word>) -> String {
        guard let first = words.first, let last = words.last else { return "" }
        return words.count == 1
            ? first.text(in: bytes)
            : String(decoding: bytes[first.outer.lowerBound..<last.outer.upperBound], as: UTF8.self)
    }

    private static func words(of bytes: [UInt8]) -> [Word] {
        var words: [Word] = []
        var position = 0
        while position < bytes.count {
            if isBlank(bytes[position]) {
                position += 1
                continue
            }
            let start = position
            let close: UInt8? =
                switch bytes[position] {
                case UInt8(ascii: "\""): UInt8(ascii: "\"")
                case UInt8(ascii: "["): UInt8(ascii: "]")
                default: nil
                }
            if let close, let end = bytes[(start + 1)...].firstIndex(of: close) {
                words.append(Word(range: start + 1..<end, outer: start..<end + 1))
                position = end + 1
            } else {
                while position < bytes.count, !isBlank(bytes[position]) { position += 1 }
                words.append(Word(range: start..<position, outer: start..<position))
            }
        }
        return words
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
