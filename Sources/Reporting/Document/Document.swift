/// What a command has to say, as blocks in reading order; every format is a view of it.
///
/// Text in a document is plain: it may hold anything a log line held. Views escape it for their medium.
public struct Document: Hashable, Sendable {
    /// The blocks, first to last.
    public var blocks: [Block]

    /// Makes a document.
    public init(_ blocks: [Block] = []) { self.blocks = blocks }

    /// One block.
    public enum Block: Hashable, Sendable {
        /// A heading of level 1 (the document's) to 3.
        case heading(level: Int, String)
        /// A paragraph, wrapped to the width of the medium.
        case paragraph(StyledText)
        /// Short statements, one a line.
        case list([StyledText])
        /// Names and values, the values aligned.
        case facts([Fact])
        /// A table.
        case table(Table)
        /// Lines kept as they are: a strip of `0 X -`, a diff.
        case preformatted([StyledText])
        /// Rows of small bars over one axis.
        case chart(SparkChart)
    }

    /// One name and its value.
    public struct Fact: Hashable, Sendable {
        /// What.
        public var name: String
        /// Its value, with unit.
        public var value: StyledText

        /// Makes a fact.
        public init(_ name: String, _ value: StyledText) {
            self.name = name
            self.value = value
        }
    }

    /// All tables, in order; what the CSV view shows.
    public var tables: [Table] {
        blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    /// The tables, or a table of what is said otherwise, so that no result is an empty file.
    var spreadsheet: [Table] {
        guard tables.isEmpty else { return tables }
        let facts = blocks.flatMap { block -> [Fact] in
            if case .facts(let facts) = block { facts } else { [] }
        }
        guard facts.isEmpty else {
            return [
                Table(
                    title: "", columns: [.init("name"), .init("value")],
                    rows: facts.map { [StyledText($0.name), $0.value] })
            ]
        }
        let lines = blocks.flatMap { block -> [StyledText] in
            switch block {
            case .list(let lines), .preformatted(let lines): lines
            case .paragraph(let text): [text]
            default: []
            }
        }
        return [Table(title: "", columns: [.init("text")], rows: lines.map { [$0] })]
    }
}

/// A result that can be shown in every format: JSON is its own encoding, all else a view of its document.
public protocol Presentable: Encodable, Sendable {
    /// The result in words and tables.
    ///
    /// - Parameter style: how numbers and times are to be written.
    func document(style: PresentationStyle) -> Document

    /// The tables of the CSV view: plain numbers and UTC times where the document's own are written for people.
    func spreadsheet(style: PresentationStyle) -> [Table]
}

extension Presentable {
    /// The document's tables; names and values, or else its statements, when it has none.
    public func spreadsheet(style: PresentationStyle) -> [Table] { document(style: style).spreadsheet }
}

/// How numbers and times are written in a document.
public struct PresentationStyle: Hashable, Sendable {
    /// IANA name of the zone that times are shown in; `UTC` by default.
    public var timeZone: String
    /// Whether to say more than the usual reader wants.
    public var isVerbose: Bool

    /// Makes a style.
    public init(timeZone: String = "UTC", isVerbose: Bool = false) {
        self.timeZone = timeZone
        self.isVerbose = isVerbose
    }
}
