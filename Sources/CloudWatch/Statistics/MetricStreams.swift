public import TimeSeries

/// One metric of which data exist under several units: a stream a unit, never merged with one another.
///
/// An alarm that names a unit reads that stream, and sees no data when nothing was published under it. Which stream an
/// alarm without a unit reads is explicitly undefined, so that it is an error here.
///
/// Source: CloudWatch API Reference, PutMetricAlarm, `Unit`.
public struct MetricStreams: MetricSource {
    /// The streams by their unit, as `Bytes`.
    public let byUnit: [String: any MetricSource]

    /// Makes the streams of one metric.
    public init(byUnit: [String: any MetricSource]) { self.byUnit = byUnit }

    /// The stream that an alarm reads.
    ///
    /// - Parameter unit: `Unit` of the alarm's metric, `nil` when it names none.
    /// - Throws: ``SeveralUnits`` when the alarm names no unit and there is more than one.
    public func stream(unit: String?) throws(SeveralUnits) -> (any MetricSource)? {
        if let unit { return byUnit[unit] }
        guard byUnit.count <= 1 else { throw SeveralUnits(units: byUnit.keys.sorted()) }
        return byUnit.values.first
    }

    /// The point of the only stream; of several streams there is none.
    public func point(
        _ statistic: Statistic, in period: Range<Instant>, seenAt instant: Instant, delay: Int,
        settings: StatisticSettings
    ) -> MetricPoint? {
        guard byUnit.count == 1 else { return nil }
        return byUnit.values.first?.point(
            statistic, in: period, seenAt: instant, delay: delay, settings: settings)
    }

    /// Time of the oldest sample of any stream.
    public var firstSample: Instant? { byUnit.values.compactMap(\.firstSample).min() }
}

/// A metric was published under several units and the alarm names none, so that its behaviour is undefined.
public struct SeveralUnits: Error, Hashable, Sendable {
    /// The units, sorted.
    public var units: [String]
}
