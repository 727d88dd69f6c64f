/// A JSON value whose keys keep their order, written byte for byte the same everywhere.
public indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Written with a fraction, as the AWS CLI writes doubles: `512.0`.
    case real(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// One member of an object.
    public struct Member: Hashable, Sendable {
        /// Key.
        public var key: String
        /// Value.
        public var value: JSONValue
    }

    /// One line without blanks.
    public var compact: String {
        var text = ""
        write(to: &text, indent: nil, depth: 0, separators: (",", ":"))
        return text
    }

    /// One line with blanks after commas and colons, as Python's `print(json.dumps(…))` makes it.
    public var spaced: String {
        var text = ""
        write(to: &text, indent: nil, depth: 0, separators: (", ", ": "))
        return text
    }

    /// Many lines, as the AWS CLI prints.
    public func pretty(indent: Int = 4) -> String {
        var text = ""
        write(to: &text, indent: indent, depth: 0, separators: (",", ": "))
        return text
    }

    private func write(to text: inout String, indent: Int?, depth: Int, separators: (String, String)) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .real(let value): text += value.description
        case .string(let value): Self.quote(value, to: &text)
        case .array(let values):
            Self.list(values.count, "[", "]", to: &text, indent: indent, depth: depth, comma: separators.0) {
                values[$0].write(to: &$1, indent: indent, depth: depth + 1, separators: separators)
            }
        case .object(let members):
            Self.list(members.count, "{", "}", to: &text, indent: indent, depth: depth, comma: separators.0) {
                Self.quote(members[$0].key, to: &$1)
                $1 += separators.1
                members[$0].value.write(to: &$1, indent: indent, depth: depth + 1, separators: separators)
            }
        }
    }

    private static func list(
        _ count: Int, _ open: String, _ close: String, to text: inout String, indent: Int?, depth: Int,
        comma: String, element: (Int, inout String) -> Void
    ) {
        text += open
        for index in 0..<count {
            if index > 0 { text += comma }
            if let indent { text += "\n" + String(repeating: " ", count: indent * (depth + 1)) }
            element(index, &text)
        }
        if let indent, count > 0 { text += "\n" + String(repeating: " ", count: indent * depth) }
        text += close
    }

    private static func quote(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..<" ":
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// An integer.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// True or false.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object; the keys keep the literal's order.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member(key: $0.0, value: $0.1) })
    }
}
