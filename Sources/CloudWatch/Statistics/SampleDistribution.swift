/// The samples of one period: how often each value was reported.
public struct SampleDistribution: Hashable, Sendable {
    /// The distinct values, ascending.
    public private(set) var values: [Double] = []
    /// How often each was reported; positive.
    public private(set) var counts: [Double] = []
    /// Number of samples.
    public private(set) var count = 0.0

    /// Makes a distribution of single samples; NaN is no sample.
    public init(_ samples: [Double]) {
        for value in samples.lazy.filter({ !$0.isNaN }).sorted() { append(value, count: 1) }
    }

    /// Makes a distribution from values with their counts, as `Values` and `Counts` of `PutMetricData`.
    ///
    /// Values without a count, counts that are not positive, and NaN are no samples.
    public init(values: [Double], counts: [Double]) {
        let pairs = zip(values, counts).filter { !$0.0.isNaN && $0.1 > 0 && $0.1.isFinite }
        for (value, count) in pairs.sorted(by: { $0.0 < $1.0 }) { append(value, count: count) }
    }

    private mutating func append(_ value: Double, count: Double) {
        if let last = values.indices.last, values[last] == value {
            counts[last] += count
        } else {
            values.append(value)
            counts.append(count)
        }
        self.count += count
    }

    /// Sum of all samples.
    public var sum: Double { zip(values, counts).reduce(0) { $0 + $1.0 * $1.1 } }

    /// A statistic of these samples, or `nil` when it has none.
    ///
    /// There is none without samples, and none of the extended statistics with a negative sample.
    public func value(
        of statistic: Statistic, settings: StatisticSettings = StatisticSettings()
    ) -> Double? {
        guard let least = values.first, let greatest = values.last else { return nil }
        if !statistic.isBasic, least < 0 { return nil }
        switch statistic {
        case .sampleCount: return count
        case .sum: return sum
        case .average: return sum / count
        case .minimum: return least
        case .maximum: return greatest
        case .percentile(let percent): return percentile(percent, settings: settings)
        case .trimmedMean(let bounds): return trimmedMean(bounds, settings: settings)
        case .trimmedCount(let bounds): return trimmedCount(bounds)
        case .trimmedSum(let bounds):
            let trimmed = trimmedCount(bounds)
            return trimmedMean(bounds, settings: settings).map { $0 * trimmed }
        case .winsorizedMean(let bounds): return winsorizedMean(bounds, settings: settings)
        case .percentileRank(let lower, let upper):
            return 100 * trimmedCount(.value(lower: lower, upper: upper)) / count
        }
    }

    private func percentile(_ percent: Double, settings: StatisticSettings) -> Double {
        switch settings.interpolation {
        case .nearestRank:
            return sample(atRank: max(0, (count * percent / 100).rounded(.up) - 1))
        case .linear:
            let rank = (count - 1) * percent / 100
            guard rank > 0 else { return sample(atRank: 0) }
            let below = rank.rounded(.down)
            let lower = sample(atRank: below)
            return lower + (sample(atRank: below + 1) - lower) * (rank - below)
        }
    }

    /// The sample at a rank counted from 0; the last one beyond the end.
    private func sample(atRank rank: Double) -> Double {
        var passed = 0.0
        for (value, count) in zip(values, counts) {
            passed += count
            if rank < passed { return value }
        }
        return values.last ?? .nan
    }

    private func trimmedMean(_ bounds: Statistic.Bounds, settings: StatisticSettings) -> Double? {
        var (total, weight) = (0.0, 0.0)
        for (value, share) in zip(values, shares(bounds, settings: settings)) {
            total += value * share
            weight += share
        }
        return weight > 0 ? total / weight : nil
    }

    /// How much of each value's count a trimmed mean takes.
    private func shares(_ bounds: Statistic.Bounds, settings: StatisticSettings) -> [Double] {
        switch bounds {
        case .value(let lower, let upper):
            return zip(values, counts).map { $0 > lower ?? -.infinity && $0 <= upper ?? .infinity ? $1 : 0 }
        case .percent(let lower, let upper) where settings.trimming == .boundaryValues:
            let least = lower.map { percentile($0, settings: settings) } ?? -.infinity
            let greatest = upper.map { percentile($0, settings: settings) } ?? .infinity
            return zip(values, counts).map { $0 >= least && $0 <= greatest ? $1 : 0 }
        case .percent(let lower, let upper):
            let first = count * (lower ?? 0) / 100
            let last = count * (upper ?? 100) / 100
            var passed = 0.0
            return counts.map { share in
                defer { passed += share }
                return max(0, min(passed + share, last) - max(passed, first))
            }
        }
    }

    private func trimmedCount(_ bounds: Statistic.Bounds) -> Double {
        switch bounds {
        case .percent(let lower, let upper): count * ((upper ?? 100) - (lower ?? 0)) / 100
        case .value: shares(bounds, settings: StatisticSettings()).reduce(0, +)
        }
    }

    private func winsorizedMean(_ bounds: Statistic.Bounds, settings: StatisticSettings) -> Double {
        let least: Double?
        let greatest: Double?
        switch bounds {
        case .value(let lower, let upper): (least, greatest) = (lower, upper)
        case .percent(let lower, let upper):
            least = lower.map { percentile($0, settings: settings) }
            greatest = upper.map { percentile($0, settings: settings) }
        }
        let total = zip(values, counts).reduce(0) {
            $0 + min(max($1.0, least ?? -.infinity), greatest ?? .infinity) * $1.1
        }
        return total / count
    }
}
