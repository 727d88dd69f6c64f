public import Ingest
public import TimeSeries

/// What an archive knows, from when to when, what is missing, and what is about to be lost at the source.
public struct ArchiveStatus: Codable, Hashable, Sendable {
    /// One log group.
    public struct LogGroup: Codable, Hashable, Sendable {
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
    /// What is lost or will soon be, one sentence each.
    public var warnings: [String]
}

extension ArchiveStatus {
    /// Looks through an archive.
    ///
    /// - Parameters:
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
                logGroup: group.logGroup, streams: group.streams, events: group.events,
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
                key: summary.key, first: summary.first, last: summary.last, points: summary.points,
                gaps: gaps.count, longestGap: gaps.longest, revised: summary.revised,
                duplicates: summary.duplicates, retentionDays: Retention.days(ofPeriod: summary.key.period))
        }
        quarantine = try archive.objectReports().flatMap(\.quarantined)
        leaves = LeafNeeds(metrics: metrics, logGroups: logGroups, upRuns: upRuns, neededDays: days).leaves
        warnings = []
        if let now { warnings = Retention.warnings(logGroups: logGroups, metrics: metrics, now: now) }
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

/// Finds the leaves whose names occur and what each lacks.
private struct LeafNeeds {
    var leaves: [ArchiveStatus.Leaf] = []

    init(
        metrics: [ArchiveStatus.Metric], logGroups: [ArchiveStatus.LogGroup], upRuns: [MetricKey: Int],
        neededDays: Double
    ) {
        var stacks = Set(logGroups.compactMap { Self.stack(ofLogGroup: $0.logGroup) })
        for metric in metrics where metric.key.metricName == "DNSTraffic" && !metric.key.namespace.isEmpty {
            stacks.insert(metric.key.namespace)
        }
        let traffic = metrics.filter { Self.isTraffic($0.key) }
        if stacks.isEmpty, !traffic.isEmpty { stacks = [""] }
        for stack in stacks.sorted() {
            let mine = traffic.filter { Self.belongs($0.key, to: stack, isOnly: stacks.count == 1) }
            let minutes = mine.filter { $0.key.period == 60 }
            let first = minutes.map(\.first).min()
            let last = minutes.map(\.last).max()
            var days = 0.0
            if let first, let last { days = Double(last.seconds - first.seconds + 60) / 86_400 }
            let timesUp = minutes.compactMap { upRuns[$0.key] }.max() ?? 0
            var needs: [String] = []
            if minutes.isEmpty {
                needs.append(
                    mine.isEmpty
                        ? "1-minute NetworkIn of the Auto Scaling group"
                        : "NetworkIn every 60 seconds; what is there is coarser")
            } else if days < neededDays {
                let more = Int((neededDays - days).rounded(.up))
                needs.append("about \(more) more \(more == 1 ? "day" : "days") of 1-minute data")
            }
            let groups = logGroups.filter { Self.stack(ofLogGroup: $0.logGroup) == stack }
            if !stack.isEmpty {
                if !groups.contains(where: { $0.logGroup.hasPrefix("/aws/ec2/") && $0.events > 0 }) {
                    needs.append("the container log: without it no player is seen")
                }
                if !groups.contains(where: { $0.logGroup.hasPrefix("/aws/route53/") && $0.events > 0 }) {
                    needs.append("the DNS query log: without it nobody knows what woke the instance")
                }
            }
            leaves.append(ArchiveStatus.Leaf(stack: stack, days: days, timesUp: timesUp, needs: needs))
        }
    }

    private static func isTraffic(_ key: MetricKey) -> Bool {
        key.metricName == "NetworkIn" || ["b_in", "traffic_in"].contains(key.queryID)
    }

    private static func belongs(_ key: MetricKey, to stack: String, isOnly: Bool) -> Bool {
        guard let group = key.dimensions.first(where: { $0.name == "AutoScalingGroupName" })?.value else {
            return isOnly
        }
        let bare = stack.filter { $0.isLetter || $0.isNumber }
        return stack.isEmpty
            || [stack, bare].contains {
                group == $0 || group.hasPrefix($0 + "-") || group.hasPrefix($0 + "/")
            }
    }

    private static func stack(ofLogGroup name: String) -> String? {
        for (prefix, suffix) in [
            ("/aws/route53/", "-Domain-query-logs"), ("/aws/ec2/", "/Container/ContainerLogs"),
        ] where name.hasPrefix(prefix) && name.hasSuffix(suffix) && name.count > prefix.count + suffix.count {
            return String(name.dropFirst(prefix.count).dropLast(suffix.count))
        }
        return nil
    }
}

/// How long AWS keeps what has not been collected yet.
private enum Retention {
    /// Days that a leaf's log group keeps events.
    static func days(ofLogGroup name: String) -> Int? {
        if name.hasPrefix("/aws/route53/") { return 1 }
        return name.hasPrefix("/aws/lambda/") || name.hasPrefix("/aws/ec2/") ? 7 : nil
    }

    /// Days that CloudWatch keeps points of a period in seconds.
    static func days(ofPeriod period: Int) -> Int {
        if period < 300 { return 15 }
        return period < 3600 ? 63 : 455
    }

    static func warnings(
        logGroups: [ArchiveStatus.LogGroup], metrics: [ArchiveStatus.Metric], now: Instant
    ) -> [String] {
        var warnings: [String] = []
        for group in logGroups {
            guard let days = group.retentionDays, let last = group.last else { continue }
            if let text = warning(last: last, days: days, now: now) {
                warnings.append("\(group.logGroup): \(text)")
            }
        }
        for metric in metrics where metric.key.period < 300 {
            guard let text = warning(last: metric.last, days: metric.retentionDays, now: now) else {
                continue
            }
            let name = metric.key.metricName + metric.key.dimensions.map { " \($0.value)" }.joined()
            let line = "\(name): \(text)"
            // Statistics of one metric end together.
            if !warnings.contains(line) { warnings.append(line) }
        }
        return warnings
    }

    /// What to say when the newest thing collected is `last`: it is warned when less than a quarter of the time is left.
    private static func warning(last: Instant, days: Int, now: Instant) -> String? {
        let end = last.advanced(bySeconds: days * 86_400)
        let quarter = last.advanced(bySeconds: days * 64_800)
        if now >= end {
            let lost = now.advanced(bySeconds: -days * 86_400)
            return
                "nothing newer than \(last) was collected, and AWS keeps \(days == 1 ? "1 day" : "\(days) days"): "
                + "what happened from then to \(lost) is lost"
        }
        return now >= quarter ? "collect again before \(end), or what follows \(last) is lost" : nil
    }
}
