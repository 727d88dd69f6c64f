public import TimeSeries

/// Aggregates of the last minutes, moved on minute by minute.
///
/// Built as CloudWatch merges periods: sums and counts add up, minima and maxima are compared, an average is the sum of
/// the sums over the sum of the counts. Percentiles and trimmed statistics cannot be rebuilt from minutes.
public enum SlidingAggregation {
    /// Element *i* is the aggregate over the `count` elements that end with *i*; NaN where none of them has a value.
    ///
    /// The work for an element does not depend on `count` (van Herk and Gil-Werman: running aggregates from both ends
    /// of each block), and no sum is ever subtracted, so no rounding error is carried on.
    ///
    /// - Parameters:
    ///   - values: the column; NaN is missing. What lies before it is missing too.
    ///   - count: the length of the window, at least 1.
    ///   - combine: an associative operation.
    public static func aggregate(
        _ values: [Double], count: Int, combine: (Double, Double) -> Double
    ) -> [Double] {
        guard count > 1, !values.isEmpty else { return values }
        func merged(_ left: Double, _ right: Double) -> Double {
            left.isNaN ? right : right.isNaN ? left : combine(left, right)
        }
        // `fromStart` runs from the start of the block, `toEnd` to its end.
        var fromStart = values
        var toEnd = values
        for index in values.indices.dropFirst() where index % count != 0 {
            fromStart[index] = merged(fromStart[index - 1], values[index])
        }
        for index in values.indices.dropLast().reversed() where (index + 1) % count != 0 {
            toEnd[index] = merged(values[index], toEnd[index + 1])
        }
        return values.indices.map { end in
            let (first, overflow) = end.subtractingReportingOverflow(count - 1)
            // A window that begins with a block, or before the column, is what ran from that block's start.
            guard !overflow, first > 0, first % count != 0 else { return fromStart[end] }
            return merged(toEnd[first], fromStart[end])
        }
    }
}

extension GridSeries {
    /// The sum over the periods of `seconds` that end with each element; a whole number of this grid's periods.
    public func slidingSum(seconds: Int) -> GridSeries { sliding(seconds) { $0 + $1 } }

    /// The least value over the periods of `seconds` that end with each element.
    public func slidingMinimum(seconds: Int) -> GridSeries { sliding(seconds) { min($0, $1) } }

    /// The greatest value over the periods of `seconds` that end with each element.
    public func slidingMaximum(seconds: Int) -> GridSeries { sliding(seconds) { max($0, $1) } }

    private func sliding(_ seconds: Int, _ combine: (Double, Double) -> Double) -> GridSeries {
        let count = period > 0 ? max(1, seconds / period) : 1
        return GridSeries(
            start: start, period: period,
            values: SlidingAggregation.aggregate(values, count: count, combine: combine))
    }
}
