public import Cost
public import LeafStack
public import Replay
public import TimeSeries
public import Tuning

/// Everything that `leafwatch analyze` found out about one leaf; the content of `report.json`.
///
/// Nothing in it depends on how the input was cut into files, in which order they came, or how often.
public struct AnalysisReport: Encodable, Sendable {
    /// A stretch of time.
    public struct Period: Encodable, Sendable {
        /// Start of the first minute.
        public var from: Instant
        /// End of the last minute.
        public var to: Instant
        /// Length in days.
        public var days: Double
    }

    /// Counts of what happened, the figures that everything else explains.
    public struct Summary: Encodable, Sendable {
        /// Minutes up.
        public var minutesUp: Int
        /// Minutes up by class.
        public var minutesByClass: [String: Int]
        /// Lives of the instance.
        public var lives: Int
        /// Lives that a DNS query started.
        public var wakes: Int
        /// Wakes that nobody used.
        public var falseWakes: Int
        /// Maximal runs of connected minutes.
        public var sessions: Int
        /// Stays of single players.
        public var playerSessions: Int
        /// Minutes with somebody connected.
        public var connectedMinutes: Int
        /// Crash episodes.
        public var crashEpisodes: Int
        /// Minutes left up.
        public var leftUpMinutes: Int
        /// Stretches left up.
        public var leftUpIncidents: Int
    }

    /// Version of the leafwatch that made it; its JSON carries it in the stamp.
    public var version: String
    /// The leaf.
    public var leaf: Leaf
    /// The time looked at.
    public var period: Period
    /// What happened, in figures.
    public var summary: Summary
    /// The three alarms over the history under the present settings.
    public var replay: ReplayResult
    /// What the minutes were and what they cost; absent when no price is known.
    public var audit: AuditResult?
    /// Why there is no audit.
    public var auditRefusal: String?
    /// What to set.
    public var recommendation: Recommendation
    /// What is wrong with the leaf's settings, one sentence each.
    public var findings: [String]
    /// What was noticed while the history was put together.
    public var remarks: [String]
    /// The history at a glance; only for showing, not part of the JSON.
    public var overview: ReportOverview

    private enum CodingKeys: String, CodingKey {
        case leaf, period, summary, replay, audit, auditRefusal, recommendation, findings, remarks
    }

    /// What it says first.
    public var verdict: Verdict {
        Verdict(
            recommendation, dollarsPerMinute: audit?.costPerMinute.approximate, findings: findings)
    }

    /// Who made it from what, in one line.
    public var provenance: String {
        "Made by leafwatch \(version), seed \(recommendation.seed), \(recommendation.rounds) rounds of resampling."
    }

    /// Puts a report together.
    public init(
        version: String, observation: Observation, judged: JudgedMinutes, audit: AuditResult?,
        auditRefusal: String?, recommendation: Recommendation, findings: [String], remarks: [String]
    ) {
        let history = observation.history
        let classes = judged.classes
        self.version = version
        leaf = history.leaf
        period = Period(from: history.start, to: history.networkIn.end, days: Double(history.minutes) / 1440)
        var minutesByClass: [String: Int] = [:]
        for kind in MinuteClass.allCases { minutesByClass[kind.rawValue] = classes.minutes(of: kind) }
        summary = Summary(
            minutesUp: classes.minutesUp, minutesByClass: minutesByClass, lives: observation.lives.count,
            wakes: observation.lives.count { $0.isWake },
            falseWakes: observation.lives.count { $0.isFalseWake },
            sessions: observation.sessions.count, playerSessions: observation.playerSessions.count,
            connectedMinutes: observation.labels.count { $0 == .connected },
            crashEpisodes: observation.crashEpisodes.count, leftUpMinutes: classes.minutes(of: .leftUp),
            leftUpIncidents: judged.leftUp.count)
        replay = ReplayResult(observation.replay, history: history)
        self.audit = audit
        self.auditRefusal = auditRefusal
        self.recommendation = recommendation
        self.findings = findings
        self.remarks = remarks
        overview = ReportOverview(observation, classes: classes)
    }
}
