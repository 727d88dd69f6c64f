internal import CSimdJSON

/// A value of a JSON text that a ``JSONTape`` was made of; valid while text and tape are.
struct JSONNode {
    /// Kinds of values.
    enum Kind {
        case object
        case array
        case string
        case number
        case word
    }

    private let bytes: UnsafeRawBufferPointer
    private let tokens: UnsafeBufferPointer<csimdjson_token>
    private let index: Int

    /// The whole text's value.
    init?(bytes: UnsafeRawBufferPointer, tokens: UnsafeBufferPointer<csimdjson_token>) {
        guard !tokens.isEmpty else { return nil }
        self.init(bytes: bytes, tokens: tokens, index: 0)
    }

    private init(bytes: UnsafeRawBufferPointer, tokens: UnsafeBufferPointer<csimdjson_token>, index: Int) {
        self.bytes = bytes
        self.tokens = tokens
        self.index = index
    }

    private var token: csimdjson_token { tokens[index] }
    private var first: UInt8 { bytes[Int(token.start)] }
    private var behind: Int { Int(token.next) }

    var kind: Kind {
        switch first {
        case 0x7B: .object
        case 0x5B: .array
        case 0x22: .string
        case 0x2D, 0x30...0x39: .number
        default: .word
        }
    }

    var isNull: Bool { kind == .word && scalar.equals("null") }

    /// Bytes of a scalar as they stand, without a string's quotes; nothing of a container.
    var scalar: UnsafeRawBufferPointer {
        switch kind {
        case .object, .array: bytes.slice(0, 0)
        case .string: bytes.slice(Int(token.start) + 1, Int(token.end) - 1)
        case .number, .word: bytes.slice(Int(token.start), Int(token.end))
        }
    }

    /// Bytes of the value from its first to its last, brackets and quotes included.
    var raw: UnsafeRawBufferPointer { bytes.slice(Int(token.start), Int(token.end)) }

    private func at(_ index: Int) -> JSONNode { JSONNode(bytes: bytes, tokens: tokens, index: index) }

    /// The elements of an array, else none.
    var elements: Elements { Elements(node: self) }

    /// Number of elements of an array.
    var elementCount: Int {
        var count = 0
        for _ in elements { count += 1 }
        return count
    }

    /// The value of the member `name` of an object; the first when it occurs twice.
    func member(_ name: StaticString) -> JSONNode? {
        guard kind == .object else { return nil }
        var child = index + 1
        let end = Int(token.next)
        while child + 1 < end {
            let key = tokens[child]
            // Quotes stand around a key; its length tells most of them apart.
            if Int(key.end) - Int(key.start) == name.utf8CodeUnitCount + 2, at(child).scalar.equals(name) {
                return at(child + 1)
            }
            child = at(child + 1).behind
        }
        return nil
    }

    /// Calls `body` with the bytes of each key of an object and its value.
    func forEachMember(_ body: (UnsafeRawBufferPointer, JSONNode) throws -> Void) rethrows {
        guard kind == .object else { return }
        var child = index + 1
        let end = Int(token.next)
        while child + 1 < end {
            let value = at(child + 1)
            try body(at(child).scalar, value)
            child = value.behind
        }
    }

    /// A string's text, a number's or word's spelling; `nil` of a container or null.
    var string: String? {
        switch kind {
        case .string: JSONText.unescape(scalar)
        case .number: scalar.text
        case .word: isNull ? nil : scalar.text
        case .object, .array: nil
        }
    }

    /// The text of a member that is a string or number.
    func string(_ name: StaticString) -> String? { member(name)?.string }

    /// A number, or a string that spells one.
    var double: Double? { NumberText.double(scalar) }

    /// A whole number, or a string that spells one.
    var integer: Int64? {
        NumberText.integer(scalar)
            ?? NumberText.double(scalar).flatMap { abs($0) < 9e15 ? Int64($0) : nil }
    }

    /// Walks an array.
    struct Elements: Sequence, IteratorProtocol {
        private let node: JSONNode
        private var child: Int
        private let end: Int

        fileprivate init(node: JSONNode) {
            self.node = node
            child = node.index + 1
            end = node.kind == .array ? Int(node.token.next) : 0
        }

        mutating func next() -> JSONNode? {
            guard child < end else { return nil }
            let element = node.at(child)
            child = element.behind
            return element
        }
    }
}
