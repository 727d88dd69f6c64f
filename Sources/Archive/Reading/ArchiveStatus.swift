public import Ingest
public import TimeSeries

/// What an archive knows, from when to when, what is missing, and what is about to be lost at the source.
public struct ArchiveStatus: Codable, Hashable, Sendable {
    /// One log group.
    public struct LogGroup: Codable, Hashable, Sendable {
        /// The stack of the leaf that the name tells, `""` when it tells none.
        public var leaf: String
        /// The group's name; `""` for events whose input does not name it.
        public var logGroup: String
        /// Log streams.
        public var streams: Int
        /// Log events, understood or not.
        public var events: Int
        /// Records that were understood.
        public var records: Int
        /// Time of the oldest record.
        public var first: Instant?
        /// Time of the newest record.
        public var last: Instant?
        /// Events delivered again and dropped.
        public var duplicates: Int
        /// Days that the group keeps events, `nil` when its name does not tell.
        public var retentionDays: Int?
    }

    /// One metric series.
    public struct Metric: Codable, Hashable, Sendable {
        /// The stack of the leaf that the series tells, `""` when it tells none.
        public var leaf: String
        /// The series.
        public var key: MetricKey
        /// Start of the oldest point's period.
        public var first: Instant
        /// Start of the newest point's period.
        public var last: Instant
        /// Points.
        public var points: Int
        /// Places where periods in a row have no point; an instance that is down has no traffic, so these are no faults.
        public var gaps: Int
        /// Periods in the longest of them.
        public var longestGap: Int
        /// Points of which different values were delivered.
        public var revised: Int
        /// Points delivered again and dropped.
        public var duplicates: Int
        /// Days that CloudWatch keeps points of this period.
        public var retentionDays: Int
    }

    /// What one leaf lacks for a recommendation.
    public struct Leaf: Codable, Hashable, Sendable {
        /// The leaf's stack, `""` when no name tells it.
        public var stack: String
        /// Days from the first to the last point of 1-minute traffic.
        public var days: Double
        /// Times that the instance was up: traffic without a gap of more than two minutes.
        public var timesUp: Int
        /// What is missing, one sentence each; empty when there is enough to try.
        public var needs: [String]
    }

    /// Log events, each once.
    public var logEvents: Int
    /// Metric points, each once.
    public var datapoints: Int
    /// Events of other kinds, each once.
    public var events: Int
    /// What was delivered again and dropped.
    public var duplicates: Int
    /// Points of which different values were delivered.
    public var revisedDatapoints: Int
    /// Places in input objects that could not be read.
    public var quarantined: Int
    /// Input objects read.
    public var objects: Int
    /// Leaves whose names occur.
    public var leaves: [Leaf]
    /// Log groups.
    public var logGroups: [LogGroup]
    /// Metric series.
    public var metrics: [Metric]
    /// What could not be read: where, why, how much was lost.
    public var quarantine: [Quarantined]
    /// What AWS has deleted, or will soon delete, before it was collected; each is also one of the ``warnings``.
    public var expiring: [Expiry]
    /// What is lost or will soon be, one sentence each.
    public var warnings: [String]
}

extension ArchiveStatus {
    /// Looks through an archive.
    ///
    /// - Parameters:
    ///   - archive: the archive to describe.
    ///   - now: the moment to judge retention by; without it nothing is said of retention.
    ///   - days: days of 1-minute traffic that a recommendation needs.
    /// - Throws: ``ArchiveError``.
    public init(of archive: HistoryArchive, now: Instant?, neededDays days: Double) throws {
        let tallies = try archive.tallies()
        logEvents = tallies.logEvents
        datapoints = tallies.datapoints
        events = tallies.events
        duplicates = tallies.duplicates
        revisedDatapoints = tallies.revisedDatapoints
        quarantined = tallies.quarantined
        objects = tallies.objects
        logGroups = try archive.logGroups().map { group in
            LogGroup(
                leaf: "", logGroup: group.logGroup, streams: group.streams, events: group.events,
                records: group.records, first: group.first, last: group.last, duplicates: group.duplicates,
                retentionDays: Retention.days(ofLogGroup: group.logGroup))
        }
        var upRuns: [MetricKey: Int] = [:]
        metrics = try archive.seriesSummaries().map { summary in
            let points = try archive.points(
                summary.key, in: summary.first..<summary.last.advanced(bySeconds: 1))
            let gaps = Gaps(times: points.times, period: summary.key.period)
            upRuns[summary.key] = gaps.runs
            return Metric(
                leaf: "", key: summary.key, first: summary.first, last: summary.last, points: summary.points,
                gaps: gaps.count, longestGap: gaps.longest, revised: summary.revised,
                duplicates: summary.duplicates, retentionDays: Retention.days(ofPeriod: summary.key.period))
        }
        quarantine = try archive.objectReports().flatMap(\.quarantined)
        let names = LeafNames(metrics: metrics, logGroups: logGroups)
        for index in logGroups.indices {
            logGroups[index].leaf = names.leaf(ofLogGroup: logGroups[index].logGroup)
        }
        for index in metrics.indices { metrics[index].leaf = names.leaf(of: metrics[index].key) }
        leaves = []
        for stack in names.stacks {
            leaves.append(
                Leaf(stack: stack, metrics: metrics, logGroups: logGroups, upRuns: upRuns, neededDays: days))
        }
        expiring = []
        if let now { expiring = Retention.expiring(logGroups: logGroups, metrics: metrics, now: now) }
        warnings = expiring.map(\.sentence)
        if tallies.implausibleTimes > 0 {
            warnings.append(
                "\(tallies.implausibleTimes) points lie outside the years 1970 to 9999 and were dropped")
        }
        let withoutID = try archive.logGroups().filter {
            $0.eventsWithoutID > 0 && $0.eventsWithoutID < $0.events
        }
        for group in withoutID {
            warnings.append(
                "\(group.logGroup): \(group.eventsWithoutID) of \(group.events) events came without ids; "
                    + "where they overlap the others they count twice")
        }
    }
}

/// Gaps and runs of a series.
private struct Gaps {
    var count = 0
    var longest = 0
    /// Maximal stretches in which no more than two periods in a row are missing.
    var runs = 0

    init(times: [Int64], period: Int) {
        let period = Int64(max(1, period))
        if !times.isEmpty { runs = 1 }
        for (before, time) in zip(times, times.dropFirst()) {
            let missing = (time - before) / period - 1
            guard missing > 0 else { continue }
            count += 1
            longest = max(longest, Int(missing))
            if missing > 2 { runs += 1 }
        }
    }
}
