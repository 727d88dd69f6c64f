/// Values on a regular grid of periods, with gaps.
///
/// Missing is a third state beside high and low: a gap is stored as NaN, so that a column is one plain array of
/// doubles, and read as `nil` through the subscript. Zero is an ordinary value.
public struct GridSeries: Hashable, Sendable {
    /// Start of the first period.
    public var start: Instant

    /// Length of a period in seconds.
    public var period: Int

    /// One value a period, oldest first; NaN where nothing was reported.
    public var values: [Double]

    /// Makes a series from its columns; NaN in `values` marks a gap.
    public init(start: Instant, period: Int = 60, values: [Double]) {
        self.start = start
        self.period = period
        self.values = values
    }

    /// Makes a series of `count` gaps.
    public init(start: Instant, period: Int = 60, missing count: Int) {
        self.init(start: start, period: period, values: Array(repeating: .nan, count: max(0, count)))
    }

    /// Number of periods, gaps included.
    public var count: Int { values.count }

    /// The end of the last period.
    public var end: Instant { time(at: count) }

    /// The start of the period at `index`, saturating at the ends of time.
    public func time(at index: Int) -> Instant {
        start.advanced(bySeconds: Int(Int64(index).saturatingProduct(Int64(period))))
    }

    /// The index of the period that holds `instant`, or `nil` when it lies outside the grid.
    public func index(of instant: Instant) -> Int? {
        guard period > 0, instant >= start, instant < end else { return nil }
        let index = Int(instant.milliseconds(since: start) / Int64(period).saturatingProduct(1000))
        return values.indices.contains(index) ? index : nil
    }

    /// The value of a period, or `nil` where nothing was reported or the index lies outside the grid.
    public subscript(index: Int) -> Double? {
        guard values.indices.contains(index) else { return nil }
        let value = values[index]
        return value.isNaN ? nil : value
    }
}
