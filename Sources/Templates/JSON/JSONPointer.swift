/// The place of a value inside a document (RFC 6901), as keys and indices.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    /// The keys and indices from the top down, unescaped.
    public var tokens: [String]

    /// Makes a pointer.
    public init(_ tokens: [String]) { self.tokens = tokens }

    /// The pointer with one more token.
    public func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }

    /// `/Resources/...`, with `~` and `/` inside of keys escaped.
    public var description: String {
        tokens.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
    }
}

extension JSONValue {
    /// The value at a place, or `nil`.
    subscript(pointer: JSONPointer) -> JSONValue? {
        var value = self
        for token in pointer.tokens {
            switch value {
            case .object(let members):
                guard let member = members.first(where: { $0.key == token }) else { return nil }
                value = member.value
            case .array(let elements):
                guard let index = Int(token), elements.indices.contains(index) else { return nil }
                value = elements[index]
            default: return nil
            }
        }
        return value
    }

    /// The value of a key of an object.
    subscript(key: String) -> JSONValue? { self[JSONPointer([key])] }

    /// The members of an object; empty for anything else.
    var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }

    /// The elements of an array; empty for anything else.
    var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The text of a string.
    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number, if it is whole.
    var integer: Int? {
        switch self {
        case .integer(let number): number
        case .number(let number): Int(exactly: number)
        default: nil
        }
    }
}

extension JSONNode {
    /// The value at a place, or `nil`.
    subscript(pointer: JSONPointer) -> JSONNode? {
        var node = self
        for token in pointer.tokens {
            if let child = node[token] {
                node = child
            } else if let index = Int(token), node.elements.indices.contains(index) {
                node = node.elements[index]
            } else {
                return nil
            }
        }
        return node
    }
}
