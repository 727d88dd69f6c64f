import Ingest
public import TimeSeries

extension ArchiveStatus {
    /// A source at AWS of which something was deleted, or will soon be, before it was collected.
    public struct Expiry: Codable, Hashable, Sendable {
        /// The stack of the leaf, `""` when nothing tells it.
        public var leaf: String
        /// The log group, or the metric with its dimensions' values.
        public var source: String
        /// Time of the newest thing collected.
        public var newest: Instant
        /// Days that AWS keeps what it has.
        public var keptDays: Int
        /// Up to when anything after ``newest`` is gone already; `nil` when nothing is lost yet.
        public var lostUntil: Instant?

        /// When what followed ``newest`` begins to vanish.
        public var deadline: Instant { newest.advanced(bySeconds: keptDays * 86_400) }

        /// All of it in one sentence.
        public var sentence: String {
            guard let lostUntil else {
                return "\(source): collect again before \(deadline), or what follows \(newest) is lost"
            }
            return "\(source): nothing newer than \(newest) was collected, and AWS keeps "
                + "\(keptDays == 1 ? "1 day" : "\(keptDays) days"): what happened from then to \(lostUntil) is lost"
        }
    }
}

/// How long AWS keeps what has not been collected yet.
enum Retention {
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

    /// What is lost, or has less than a quarter of its time left.
    static func expiring(
        logGroups: [ArchiveStatus.LogGroup], metrics: [ArchiveStatus.Metric], now: Instant
    ) -> [ArchiveStatus.Expiry] {
        var list: [ArchiveStatus.Expiry] = []
        func add(_ leaf: String, _ source: String, _ newest: Instant, _ days: Int) {
            guard now >= newest.advanced(bySeconds: days * 64_800) else { return }
            let isLost = now >= newest.advanced(bySeconds: days * 86_400)
            let expiry = ArchiveStatus.Expiry(
                leaf: leaf, source: source, newest: newest, keptDays: days,
                lostUntil: isLost ? now.advanced(bySeconds: -days * 86_400) : nil)
            // Statistics of one metric end together.
            if !list.contains(expiry) { list.append(expiry) }
        }
        for group in logGroups {
            guard let days = group.retentionDays, let last = group.last else { continue }
            add(group.leaf, group.logGroup, last, days)
        }
        for metric in metrics where metric.key.period < 300 {
            let source = metric.key.metricName + metric.key.dimensions.map { " \($0.value)" }.joined()
            add(metric.leaf, source, metric.last, metric.retentionDays)
        }
        return list
    }
}
