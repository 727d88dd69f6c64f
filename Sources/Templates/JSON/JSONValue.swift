/// A JSON value with its keys in order, for files that leafwatch writes itself.
enum JSONValue: Hashable, Sendable {
    /// An object; keys keep their order.
    case object([Member])
    /// An array.
    case array([JSONValue])
    /// A text.
    case string(String)
    /// A whole number.
    case integer(Int)
    /// Any other number.
    case number(Double)
    /// A truth value.
    case boolean(Bool)
    /// Nothing.
    case null

    /// One member of an object.
    struct Member: Hashable, Sendable {
        /// Its key.
        var key: String
        /// Its value.
        var value: JSONValue
    }

    /// The value in one line without blanks.
    var compact: String {
        var text = ""
        write(to: &text, indentation: nil, depth: 0)
        return text
    }

    /// The value over several lines, without a line end behind it.
    func pretty(indentation: Int = 2) -> String {
        var text = ""
        write(to: &text, indentation: indentation, depth: 0)
        return text
    }

    private func write(to text: inout String, indentation: Int?, depth: Int) {
        switch self {
        case .object(let members):
            JSONValue.list("{", "}", members, &text, indentation, depth) { member, text in
                text += JSONValue.quoted(member.key) + (indentation == nil ? ":" : ": ")
                member.value.write(to: &text, indentation: indentation, depth: depth + 1)
            }
        case .array(let values):
            JSONValue.list("[", "]", values, &text, indentation, depth) { value, text in
                value.write(to: &text, indentation: indentation, depth: depth + 1)
            }
        case .string(let string): text += JSONValue.quoted(string)
        case .integer(let number): text += String(number)
        case .number(let number): text += JSONValue.digits(number)
        case .boolean(let truth): text += truth ? "true" : "false"
        case .null: text += "null"
        }
    }

    private static func list<Element>(
        _ open: String, _ close: String, _ elements: [Element], _ text: inout String, _ indentation: Int?,
        _ depth: Int, _ write: (Element, inout String) -> Void
    ) {
        text += open
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            if let indentation { text += "\n" + String(repeating: " ", count: indentation * (depth + 1)) }
            write(element, &text)
        }
        if let indentation, !elements.isEmpty {
            text += "\n" + String(repeating: " ", count: indentation * depth)
        }
        text += close
    }

    /// A number as JavaScript writes it where it is whole; not a number and infinities have no spelling.
    private static func digits(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        return Int(exactly: number).map { String($0) } ?? "\(number)"
    }

    /// A text in quotes, escaped as `JSON.stringify` does.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member(key: $0.0, value: $0.1) })
    }
}
