/// Rows of small bars over one axis, each bar the highest value of its stretch.
public struct SparkChart: Hashable, Sendable {
    /// One row.
    public struct Row: Hashable, Sendable {
        /// What it shows, a word or two.
        public var label: String
        /// One value a stretch, missing as `nil`; every row of a chart has the same number.
        public var values: [Double?]
        /// Unit of the values.
        public var unit: String
        /// Ends of the scale; the lowest and highest value when `nil`.
        public var range: ClosedRange<Double>?
        /// Whether equal ratios take equal heights; needs values above zero.
        public var isLogarithmic: Bool

        /// Makes a row.
        public init(
            _ label: String, values: [Double?], unit: String, range: ClosedRange<Double>? = nil,
            isLogarithmic: Bool = false
        ) {
            self.label = label
            self.values = values
            self.unit = unit
            self.range = range
            self.isLogarithmic = isLogarithmic
        }
    }

    /// The rows, top to bottom.
    public var rows: [Row]
    /// What stands under the left end of the axis.
    public var from: String
    /// What stands under the right end.
    public var to: String

    /// Makes a chart.
    public init(rows: [Row], from: String = "", to: String = "") {
        self.rows = rows
        self.from = from
        self.to = to
    }
}
