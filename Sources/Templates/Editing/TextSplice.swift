/// One replacement of a stretch of bytes; the unit of every edit, so that nothing beside it can change.
public struct TextSplice: Hashable, Sendable {
    /// The bytes that are replaced, as offsets into the text before the edit; empty for an insertion.
    public var range: Range<Int>
    /// What stands there afterwards.
    public var replacement: [UInt8]

    /// Makes a replacement.
    public init(_ range: Range<Int>, _ replacement: [UInt8]) {
        self.range = range
        self.replacement = replacement
    }

    /// Makes a replacement by text.
    init(_ range: Range<Int>, _ text: String) { self.init(range, Array(text.utf8)) }
}

extension [TextSplice] {
    /// Applies the replacements, whatever their order; `nil` when two overlap or one lies outside of the text.
    ///
    /// Insertions at one place keep the order in which they stand in the list.
    public func applied(to bytes: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + reduce(0) { $0 + $1.replacement.count })
        var at = 0
        for splice in inOrder {
            guard splice.range.lowerBound >= at, splice.range.upperBound <= bytes.count else { return nil }
            result += bytes[at..<splice.range.lowerBound]
            result += splice.replacement
            at = splice.range.upperBound
        }
        return result + bytes[at...]
    }

    /// The replacements that lead back from the edited text to `bytes`.
    public func inverse(of bytes: [UInt8]) -> [TextSplice] {
        var shift = 0
        return inOrder.compactMap { splice in
            guard splice.range.upperBound <= bytes.count else { return nil }
            let start = splice.range.lowerBound + shift
            shift += splice.replacement.count - splice.range.count
            return TextSplice(start..<(start + splice.replacement.count), [UInt8](bytes[splice.range]))
        }
    }

    /// By place, insertions at one place in the order given.
    private var inOrder: [TextSplice] {
        enumerated().sorted {
            ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
                < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
        }.map(\.element)
    }
}
