/// How statistics are computed where no source says it.
public struct StatisticSettings: Codable, Hashable, Sendable {
    /// How a percentile that falls between two samples is read.
    public enum Interpolation: String, Codable, Hashable, Sendable, CaseIterable {
        /// On the straight line between the two samples around rank `(count - 1) * p`.
        case linear
        /// The sample of rank `ceil(count * p)`.
        case nearestRank
    }

    /// How percentages trim.
    public enum Trimming: String, Codable, Hashable, Sendable, CaseIterable {
        /// Whole samples, kept when they lie between the two percentiles' values, both included.
        case boundaryValues
        /// Ranks; a sample across a boundary counts with the fraction of it that lies inside.
        case fractionalRanks
    }

    /// How percentiles are read.
    public var interpolation: Interpolation
    /// How percentages trim means.
    public var trimming: Trimming

    /// Makes settings, by default the usual readings.
    public init(interpolation: Interpolation = .linear, trimming: Trimming = .boundaryValues) {
        self.interpolation = interpolation
        self.trimming = trimming
    }
}
