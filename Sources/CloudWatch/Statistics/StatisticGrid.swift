public import TimeSeries

/// A metric as an export gives it: the mergeable statistics of each minute (or other short period) of a grid.
///
/// Not every statistic need be known: an export of `Sum` alone answers `Sum` over any longer period. Percentiles are
/// known only where the samples of a cell are, see ``StatisticSet/distribution``.
public struct StatisticGrid: MetricSource, Hashable {
    /// Start of the first cell.
    public let start: Instant
    /// Length of a cell in seconds.
    public let period: Int
    /// `SampleCount` of each cell, NaN where it is missing; empty when it is not known at all.
    public let sampleCounts: [Double]
    /// `Sum`, likewise.
    public let sums: [Double]
    /// `Minimum`, likewise.
    public let minima: [Double]
    /// `Maximum`, likewise.
    public let maxima: [Double]
    /// Other statistics that an export gives for its own period, by name; they cannot be merged.
    public let others: [Statistic: [Double]]
    private let count: Int

    /// Makes a grid from its columns.
    public init(
        start: Instant, period: Int = 60, sampleCounts: [Double] = [], sums: [Double] = [],
        minima: [Double] = [], maxima: [Double] = [], others: [Statistic: [Double]] = [:]
    ) {
        self.start = start
        self.period = max(1, period)
        self.sampleCounts = sampleCounts
        self.sums = sums
        self.minima = minima
        self.maxima = maxima
        self.others = others
        count = ([sampleCounts, sums, minima, maxima] + others.values).map(\.count).max() ?? 0
    }

    /// Makes a grid of which one statistic is known.
    public init(_ series: GridSeries, statistic: Statistic) {
        let values = series.values
        self.init(
            start: series.start, period: series.period, sampleCounts: statistic == .sampleCount ? values : [],
            sums: statistic == .sum ? values : [], minima: statistic == .minimum ? values : [],
            maxima: statistic == .maximum ? values : [],
            others: [.sampleCount, .sum, .minimum, .maximum].contains(statistic) ? [:] : [statistic: values])
    }

    /// Start of the first cell that has anything.
    public var firstSample: Instant? {
        let columns = [sampleCounts, sums, minima, maxima] + others.values
        return columns.compactMap { $0.firstIndex { !$0.isNaN } }.min().map {
            GridSeries(start: start, period: period, missing: 0).time(at: $0)
        }
    }

    /// The statistic merged from the cells that lie in the period and have arrived, each at its end.
    public func point(
        _ statistic: Statistic, in period: Range<Instant>, seenAt instant: Instant, delay: Int,
        settings: StatisticSettings
    ) -> MetricPoint? {
        let cells = cells(in: period, seenAt: instant, delay: delay)
        let samples = folded(sampleCounts, cells) { $0 + $1 }
        let value: Double?
        switch statistic {
        case .sampleCount: value = samples
        case .sum: value = folded(sums, cells) { $0 + $1 }
        case .minimum: value = folded(minima, cells) { min($0, $1) }
        case .maximum: value = folded(maxima, cells) { max($0, $1) }
        case .average:
            let average = folded(sums, cells) { $0 + $1 }.flatMap { sum in samples.map { sum / $0 } }
            value = average ?? single(statistic, cells, period)
        default: value = single(statistic, cells, period) ?? extended(statistic, cells, settings)
        }
        return value.flatMap { $0.isNaN ? nil : MetricPoint(value: $0, sampleCount: samples) }
    }

    /// The cells that lie in a period as a whole and are complete at an instant.
    private func cells(in period: Range<Instant>, seenAt instant: Instant, delay: Int) -> Range<Int> {
        let step = Int64(self.period) * 1000
        func index(_ instant: Instant, roundedUp: Bool) -> Int {
            let distance = instant.milliseconds(since: start)
            let (quotient, remainder) = distance.quotientAndRemainder(dividingBy: step)
            let floor = remainder < 0 ? quotient - 1 : quotient
            return Int(min(max(roundedUp && remainder != 0 ? floor + 1 : floor, 0), Int64(count)))
        }
        let latest = instant.advanced(bySeconds: -max(0, delay))
        let first = index(period.lowerBound, roundedUp: true)
        let end = index(min(period.upperBound, latest), roundedUp: false)
        return first..<max(first, end)
    }

    private func folded(
        _ column: [Double], _ cells: Range<Int>, _ combine: (Double, Double) -> Double
    ) -> Double? {
        var result: Double?
        for index in cells.clamped(to: column.indices) where !column[index].isNaN {
            result = result.map { combine($0, column[index]) } ?? column[index]
        }
        return result
    }

    /// A statistic that was exported as it is, when the period is exactly one cell.
    private func single(
        _ statistic: Statistic, _ cells: Range<Int>, _ period: Range<Instant>
    ) -> Double? {
        guard cells.count == 1,
            period.upperBound.milliseconds(since: period.lowerBound) / 1000 == self.period,
            let column = others[statistic], column.indices.contains(cells.lowerBound)
        else { return nil }
        return column[cells.lowerBound]
    }

    /// An extended statistic from cells of which the samples are known.
    private func extended(
        _ statistic: Statistic, _ cells: Range<Int>, _ settings: StatisticSettings
    ) -> Double? {
        var values: [Double] = []
        var counts: [Double] = []
        for index in cells {
            guard let set = set(at: index) else { continue }
            guard let distribution = set.distribution else { return nil }
            values += distribution.values
            counts += distribution.counts
        }
        return SampleDistribution(values: values, counts: counts).value(of: statistic, settings: settings)
    }

    private func set(at index: Int) -> StatisticSet? {
        guard [sampleCounts, sums, minima, maxima].allSatisfy({ $0.indices.contains(index) }),
            sampleCounts[index] > 0
        else { return nil }
        return StatisticSet(
            sampleCount: sampleCounts[index], sum: sums[index], minimum: minima[index], maximum: maxima[index]
        )
    }
}
