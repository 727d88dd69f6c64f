public import TimeSeries

/// A metric as single samples, the only form that gives percentiles of sliding windows.
public struct SampleLog: MetricSource, Hashable {
    /// One published value.
    public struct Sample: Hashable, Sendable {
        /// Its stamp.
        public var time: Instant
        /// Its value.
        public var value: Double
        /// How often it was reported at this stamp.
        public var count: Double

        /// Makes a sample.
        public init(time: Instant, value: Double, count: Double = 1) {
            self.time = time
            self.value = value
            self.count = count
        }
    }

    /// The samples, oldest first.
    public let samples: [Sample]

    /// Makes a log; NaN is no sample, and the order does not matter.
    public init(_ samples: [Sample]) {
        self.samples = samples.filter { !$0.value.isNaN && $0.count > 0 }.sorted {
            ($0.time, $0.value, $0.count) < ($1.time, $1.value, $1.count)
        }
    }

    /// Time of the oldest sample.
    public var firstSample: Instant? { samples.first?.time }

    /// The statistic of the samples that lie in the period and have arrived.
    public func point(
        _ statistic: Statistic, in period: Range<Instant>, seenAt instant: Instant, delay: Int,
        settings: StatisticSettings
    ) -> MetricPoint? {
        let latest = instant.advanced(bySeconds: -max(0, delay))
        let visible = samples[firstIndex(from: period.lowerBound)...].prefix {
            $0.time < period.upperBound && $0.time <= latest
        }
        let distribution = SampleDistribution(values: visible.map(\.value), counts: visible.map(\.count))
        return distribution.value(of: statistic, settings: settings).map {
            MetricPoint(value: $0, sampleCount: distribution.count)
        }
    }

    /// Index of the first sample that is not before an instant.
    private func firstIndex(from instant: Instant) -> Int {
        var (low, high) = (0, samples.count)
        while low < high {
            let middle = (low + high) / 2
            if samples[middle].time < instant { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
