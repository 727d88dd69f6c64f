public import TimeSeries

/// The value of one period, and on how many samples it rests.
public struct MetricPoint: Hashable, Sendable {
    /// The value of the statistic.
    public var value: Double
    /// `SampleCount`, where it is known.
    public var sampleCount: Double?

    /// Makes a point.
    public init(value: Double, sampleCount: Double? = nil) {
        self.value = value
        self.sampleCount = sampleCount
    }
}

/// What is known of one metric, to be read as an alarm reads it: a period at a time, as far as it has arrived.
public protocol MetricSource: Sendable {
    /// The value of a period as seen at an instant.
    ///
    /// - Parameters:
    ///   - statistic: what to compute.
    ///   - period: the period; its end is exclusive.
    ///   - instant: when it is read. A sample of time `s` is visible from `s + delay`.
    ///   - delay: seconds.
    ///   - settings: how percentiles are read.
    /// - Returns: `nil` when nothing of the period is visible, or when the data do not give this statistic.
    func point(
        _ statistic: Statistic, in period: Range<Instant>, seenAt instant: Instant, delay: Int,
        settings: StatisticSettings
    ) -> MetricPoint?

    /// Time of the oldest sample, `nil` without any.
    var firstSample: Instant? { get }
}
