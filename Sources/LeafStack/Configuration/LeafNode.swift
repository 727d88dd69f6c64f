/// A node of a leaf file: its place and what stands there.
public struct LeafNode: Hashable, Sendable {
    /// What stands at a place.
    public indirect enum Content: Hashable, Sendable {
        /// A scalar.
        case scalar(ScalarReading)
        /// A list.
        case sequence([LeafNode])
        /// A mapping, in the file's order; of equal keys only the last is here, as the app reads it.
        case mapping([LeafEntry])
    }

    /// Line, from 1.
    public var line: Int
    /// Column in Unicode scalars, from 1; a tagged value's place is its tag.
    public var column: Int
    /// What stands there.
    public var content: Content

    /// Makes a node.
    public init(line: Int, column: Int, content: Content) {
        self.line = line
        self.column = column
        self.content = content
    }

    /// The entry of a mapping with the given key, or `nil`.
    public subscript(key: String) -> LeafEntry? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.last { $0.key == key }
    }

    /// The scalar, if it is one.
    public var scalar: ScalarReading? {
        guard case .scalar(let reading) = content else { return nil }
        return reading
    }

    /// The text of a scalar that is text, if it is.
    public var text: String? {
        guard case .scalar(.string(let text)) = content else { return nil }
        return text
    }

    /// What the node is, for messages.
    public var kindName: String {
        switch content {
        case .scalar(let reading): reading.kindName
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

/// One key of a mapping with its value.
public struct LeafEntry: Hashable, Sendable {
    /// The key's text; a number or boolean as spelled in the file.
    public var key: String
    /// Line of the key, from 1.
    public var line: Int
    /// Column of the key, from 1.
    public var column: Int
    /// The value.
    public var value: LeafNode

    /// Makes an entry.
    public init(key: String, line: Int, column: Int, value: LeafNode) {
        self.key = key
        self.line = line
        self.column = column
        self.value = value
    }
}
