/// A JSON value with its place in the text.
struct JSONNode: Sendable {
    /// What the value is.
    indirect enum Content: Sendable {
        /// An object, members in order.
        case object([Member])
        /// An array.
        case array([JSONNode])
        /// A text, unescaped.
        case string(String)
        /// A number, as it is spelled.
        case number(String)
        /// A truth value.
        case boolean(Bool)
        /// Nothing.
        case null
    }

    /// One member of an object.
    struct Member: Sendable {
        /// Its key, unescaped.
        var key: String
        /// The bytes of the key, quotes included.
        var keyRange: Range<Int>
        /// Its value.
        var value: JSONNode
    }

    /// What the value is.
    var content: Content
    /// Its bytes.
    var range: Range<Int>

    /// The members of an object; empty for anything else.
    var members: [Member] {
        if case .object(let members) = content { members } else { [] }
    }

    /// The elements of an array; empty for anything else.
    var elements: [JSONNode] {
        if case .array(let elements) = content { elements } else { [] }
    }

    /// The text of a string.
    var string: String? {
        if case .string(let text) = content { text } else { nil }
    }

    /// The value of a key of an object.
    subscript(key: String) -> JSONNode? { members.first { $0.key == key }?.value }

    /// The value without places.
    var value: JSONValue {
        switch content {
        case .object(let members): .object(members.map { .init(key: $0.key, value: $0.value.value) })
        case .array(let elements): .array(elements.map(\.value))
        case .string(let text): .string(text)
        case .number(let digits): Int(digits).map { .integer($0) } ?? .number(Double(digits) ?? .nan)
        case .boolean(let truth): .boolean(truth)
        case .null: .null
        }
    }
}

/// Why a text is not the JSON that it should be.
public struct JSONTextError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The bytes are not UTF-8 text.
        case notText
        /// The file is larger than is read, in bytes.
        case tooLarge(limit: Int)
        /// Values are nested deeper than is read.
        case tooDeep(limit: Int)
        /// Something else was expected.
        case expected(String)
        /// A key stands twice in an object.
        case duplicate(String)
    }

    /// What is wrong.
    public var reason: Reason
    /// Offset of the byte where it was noticed.
    public var offset: Int
    /// The same as line and column.
    public var place: TextPlace

    /// One sentence for people.
    public var description: String {
        let problem =
            switch reason {
            case .notText: "not UTF-8 text"
            case .tooLarge(let limit): "larger than \(limit) bytes"
            case .tooDeep(let limit): "nested deeper than \(limit) levels"
            case .expected(let what): "not JSON: \(what) expected"
            case .duplicate(let key): "the key \(EscapedText(key)) stands twice"
            }
        return "\(place): \(problem)"
    }
}
