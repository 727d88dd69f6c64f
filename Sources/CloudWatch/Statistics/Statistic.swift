/// How the samples of one period become one value (`Stat`, `Statistic` or `ExtendedStatistic`).
///
/// Source: CloudWatch User Guide, "CloudWatch statistics definitions".
public enum Statistic: Hashable, Sendable {
    /// Number of samples.
    case sampleCount
    /// Sum of the samples.
    case sum
    /// ``sum`` over ``sampleCount``.
    case average
    /// Smallest sample.
    case minimum
    /// Largest sample.
    case maximum
    /// `pNN`: the value below which that percentage of the samples lies, 0 to 100.
    case percentile(Double)
    /// `TM`, `tmNN`, `IQM`: mean of the samples within the bounds.
    case trimmedMean(Bounds)
    /// `TC`, `tcNN`: number of samples within the bounds; may be fractional.
    case trimmedCount(Bounds)
    /// `TS`, `tsNN`: trimmed mean times trimmed count.
    case trimmedSum(Bounds)
    /// `WM`, `wmNN`: like the trimmed mean, but what lies outside counts as the boundary.
    case winsorizedMean(Bounds)
    /// `PR`: percentage of the samples whose value lies within the bounds.
    case percentileRank(lower: Double?, upper: Double?)

    /// The bounds of trimmed and winsorised statistics; an absent side is open.
    public enum Bounds: Hashable, Sendable {
        /// Percentiles, 0 to 100.
        case percent(lower: Double?, upper: Double?)
        /// Values; the lower one exclusive, the upper one inclusive.
        case value(lower: Double?, upper: Double?)
    }

    /// The names that `Statistic` takes; all others are extended statistics.
    public static let basicNames: Set<String> = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"]

    /// Whether minutes of Sum, SampleCount, Minimum and Maximum are enough to know it over any longer period.
    public var isBasic: Bool {
        switch self {
        case .sampleCount, .sum, .average, .minimum, .maximum: true
        default: false
        }
    }

    /// The percentile that a `pNN` statistic reads, 0 to 1.
    public var percentileFraction: Double? {
        if case .percentile(let percent) = self { percent / 100 } else { nil }
    }

    /// The percentages that bound a trimmed statistic, for CloudWatch's rule on alarms.
    public var percentBounds: [Double] {
        switch self {
        case .trimmedMean(.percent(let lower, let upper)), .trimmedCount(.percent(let lower, let upper)),
            .trimmedSum(.percent(let lower, let upper)), .winsorizedMean(.percent(let lower, let upper)):
            [lower, upper].compactMap { $0 }
        default: []
        }
    }
}
