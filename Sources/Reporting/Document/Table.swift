/// A table: columns with a heading and an alignment, rows of cells, footnotes.
public struct Table: Hashable, Sendable {
    /// Where a column's text stands.
    public enum Alignment: Hashable, Sendable {
        case left
        case right
    }

    /// One column.
    public struct Column: Hashable, Sendable {
        /// The heading.
        public var title: String
        /// Numbers stand right, words left.
        public var alignment: Alignment
        /// Whether the view may cut the text of this column when the medium is too narrow.
        public var isFlexible: Bool

        /// Makes a column.
        public init(_ title: String, _ alignment: Alignment = .left, isFlexible: Bool = false) {
            self.title = title
            self.alignment = alignment
            self.isFlexible = isFlexible
        }
    }

    /// What the table shows; also names it in CSV.
    public var title: String
    /// The columns.
    public var columns: [Column]
    /// The rows; a row shorter than the columns is filled with empty cells.
    public var rows: [[StyledText]]
    /// A last row set apart, or `nil`.
    public var total: [StyledText]?
    /// Remarks under the table, one a line.
    public var footnotes: [String]

    /// Makes a table.
    public init(
        title: String, columns: [Column], rows: [[StyledText]] = [], total: [StyledText]? = nil,
        footnotes: [String] = []
    ) {
        self.title = title
        self.columns = columns
        self.rows = rows
        self.total = total
        self.footnotes = footnotes
    }
}
