public import TimeSeries

/// What the points above a threshold look like over a stretch of idle minutes.
public struct BurstPattern: Codable, Hashable, Sendable {
    /// How the points lie.
    public enum Shape: String, Codable, Hashable, Sendable {
        /// Most points are above the threshold: the idle level itself is.
        case level
        /// Single peaks at even distances.
        case periodic
        /// Single peaks without a rhythm.
        case irregular
        /// No point is above the threshold.
        case none
    }

    /// How the points lie.
    public var shape: Shape
    /// Minutes with a point.
    public var points: Int
    /// Minutes with a point above the threshold.
    public var above: Int
    /// Median of the points above the threshold, bytes per second; 0 when there are none.
    public var typical: Double
    /// The highest of them.
    public var highest: Double
    /// Median of all points, bytes per second.
    public var level: Double
    /// Minutes from one peak to the next, for ``Shape/periodic``.
    public var everyMinutes: Int?
    /// Minutes of the first peaks.
    public var examples: [Instant]
    /// Minutes without a point: reads hid the traffic, or nothing was reported.
    public var missing: Int

    /// Looks at a stretch of a series.
    ///
    /// - Parameters:
    ///   - series: bytes per second.
    ///   - minutes: indices of the stretch, clamped to the series.
    ///   - threshold: a point is above when it is greater.
    public init(_ series: GridSeries, minutes: Range<Int>, threshold: Double) {
        let range = minutes.clamped(to: 0..<series.count)
        let real = range.filter { !series.values[$0].isNaN }
        let high = real.filter { series.values[$0] > threshold }
        points = real.count
        above = high.count
        missing = range.count - real.count
        level = Self.median(real.map { series.values[$0] })
        typical = Self.median(high.map { series.values[$0] })
        highest = high.map { series.values[$0] }.max() ?? 0
        // The first minute of each run of high points is a peak.
        let peaks = high.filter { index in
            guard index > range.lowerBound else { return true }
            let before = series.values[index - 1]
            return before.isNaN || before <= threshold
        }
        examples = peaks.prefix(3).map { series.time(at: $0) }
        everyMinutes = nil
        if high.isEmpty {
            shape = .none
        } else if 2 * high.count > real.count {
            shape = .level
        } else if let period = Self.period(of: peaks) {
            shape = .periodic
            everyMinutes = period
        } else {
            shape = .irregular
        }
    }

    /// The distance that most neighbouring peaks have, give or take a minute; `nil` when there is none.
    ///
    /// At least three distances must be known and three of five must agree. A distance that is a small multiple of the
    /// period agrees too: a peak may have drowned.
    static func period(of peaks: [Int]) -> Int? {
        let distances = zip(peaks, peaks.dropFirst()).map { $1 - $0 }.filter { $0 > 1 }
        guard distances.count >= 3 else { return nil }
        let counts = distances.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        guard let mode = counts.min(by: { ($1.value, $0.key) < ($0.value, $1.key) })?.key else { return nil }
        let agreeing = distances.count { distance in
            let multiple = max(1, (distance + mode / 2) / mode)
            return multiple <= 4 && (distance - multiple * mode).magnitude <= 1
        }
        return 5 * agreeing >= 3 * distances.count && 2 * (counts[mode] ?? 0) >= distances.count - agreeing
            ? mode : nil
    }

    static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
