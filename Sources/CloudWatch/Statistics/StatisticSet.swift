/// A summary of samples that can be merged with others: what CloudWatch keeps of a minute, or what was published as a
/// statistic set.
public struct StatisticSet: Codable, Hashable, Sendable {
    /// `SampleCount`.
    public var sampleCount: Double
    /// `Sum`.
    public var sum: Double
    /// `Minimum`.
    public var minimum: Double
    /// `Maximum`.
    public var maximum: Double

    /// Makes a set.
    public init(sampleCount: Double, sum: Double, minimum: Double, maximum: Double) {
        self.sampleCount = sampleCount
        self.sum = sum
        self.minimum = minimum
        self.maximum = maximum
    }

    /// The set of one sample.
    public init(_ sample: Double) {
        self.init(sampleCount: 1, sum: sample, minimum: sample, maximum: sample)
    }

    /// This set and another one as one: sums and counts add up.
    public func merged(with other: StatisticSet) -> StatisticSet {
        StatisticSet(
            sampleCount: sampleCount + other.sampleCount, sum: sum + other.sum,
            minimum: min(minimum, other.minimum), maximum: max(maximum, other.maximum))
    }

    /// The samples, when the set gives them away: one sample, or all of the same value.
    ///
    /// Extended statistics exist for such sets only.
    public var distribution: SampleDistribution? {
        guard sampleCount > 0, minimum == maximum, sampleCount == 1 || sum == minimum * sampleCount else {
            return nil
        }
        return SampleDistribution(values: [minimum], counts: [sampleCount])
    }

    /// A statistic of the set, or `nil` when it has none.
    public func value(
        of statistic: Statistic, settings: StatisticSettings = StatisticSettings()
    ) -> Double? {
        guard sampleCount > 0 else { return nil }
        switch statistic {
        case .sampleCount: return sampleCount
        case .sum: return sum
        case .average: return sum / sampleCount
        case .minimum: return minimum
        case .maximum: return maximum
        default: return distribution?.value(of: statistic, settings: settings)
        }
    }
}
