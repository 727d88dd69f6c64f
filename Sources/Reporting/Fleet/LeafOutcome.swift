public import Cost
public import LeafStack
import Replay
public import TimeSeries
public import Tuning

/// What a run over a fleet found out about one leaf, in a few lines; the report has the rest.
public struct LeafOutcome: Codable, Hashable, Sendable {
    /// A setting that should change.
    public struct Change: Codable, Hashable, Sendable {
        /// The setting.
        public var setting: TunedSetting
        /// The value in force.
        public var present: SettingValue
        /// The value advised.
        public var recommended: SettingValue
    }

    /// A setting about which nothing can be said.
    public struct Refused: Codable, Hashable, Sendable {
        /// The setting.
        public var setting: TunedSetting
        /// Why.
        public var reason: String
        /// What would help.
        public var needs: String
    }

    /// Something that is wrong.
    public struct Finding: Codable, Hashable, Sendable {
        /// How bad.
        public var severity: LintFinding.Severity
        /// One sentence.
        public var message: String
    }

    /// What the recommended settings save against the present ones on the recorded days.
    public struct Saving: Codable, Hashable, Sendable {
        /// Idle minutes a day; negative when fewer false stops or cold starts are bought with them.
        public var idleMinutesPerDay: Double
        /// The same in US dollars a month; absent without a price and for fewer than seven days.
        public var dollarsPerMonth: Double?
    }

    /// Container id.
    public var leaf: String
    /// The leaf file, inside the folder that was given.
    public var file: String
    /// Why there is nothing else: the file or the data cannot be used. Absent when all is well.
    public var failure: String?
    /// Start of the history.
    public var from: Instant?
    /// End of the history.
    public var to: Instant?
    /// Days of the history.
    public var days: Double?
    /// Minutes up.
    public var minutesUp: Int?
    /// Cost of the time up.
    public var runningCost: Money?
    /// Of it, what was paid for nothing: left up, false wakes and crash loops.
    public var avoidable: Money?
    /// Running cost of a month in US dollars; only from seven days on.
    public var monthly: Double?
    /// Why there is no cost.
    public var costRefusal: String?
    /// What can be saved; absent when no threshold can be recommended.
    public var saving: Saving?
    /// What to change; empty when the present settings should stay.
    public var changes: [Change] = []
    /// What is refused.
    public var refused: [Refused] = []
    /// What is wrong, worst first.
    public var findings: [Finding] = []
    /// What was noticed while the history was put together.
    public var remarks: [String] = []
    /// File systems that the leaf's alarm reads.
    public var fileSystems: [String] = []

    /// The outcome of a leaf that cannot be analysed.
    public init(leaf: String, file: String, failure: String, findings: [LintFinding] = []) {
        self.leaf = leaf
        self.file = file
        self.failure = failure
        self.findings = Self.sorted(findings)
    }

    /// The outcome of an analysis.
    public init(_ report: AnalysisReport, file: String, findings: [LintFinding], fileSystems: Set<String>) {
        leaf = report.leaf.containerID
        self.file = file
        from = report.period.from
        to = report.period.to
        days = report.period.days
        minutesUp = report.summary.minutesUp
        runningCost = report.audit?.runningCost.rounded(digits: 6)
        avoidable = report.audit?.avoidable.rounded(digits: 6)
        monthly = report.audit?.monthly?.running.value
        costRefusal = report.auditRefusal
        let recommendation = report.recommendation
        if let comparison = recommendation.comparison, comparison.present.days > 0 {
            let idle = Verdict.recordedIdleMinutes(comparison)
            let minutes = Double(idle.before - idle.after) / comparison.present.days
            // Fewer than seven days say nothing about a month.
            let audit = comparison.present.days >= 7 ? report.audit : nil
            saving = Saving(
                idleMinutesPerDay: minutes,
                dollarsPerMonth: audit.map { $0.costPerMinute.approximate * minutes * 365.25 / 12 })
        }
        changes = recommendation.settings.filter { $0.verdict == .change }.map {
            Change(setting: $0.setting, present: $0.present, recommended: $0.recommended)
        }
        refused = recommendation.refused.map {
            Refused(setting: $0.setting, reason: $0.reason, needs: $0.needs)
        }
        self.findings = Self.sorted(findings)
        remarks = report.remarks
        self.fileSystems = fileSystems.sorted()
    }

    private static func sorted(_ findings: [LintFinding]) -> [Finding] {
        findings.sorted { $0.severity > $1.severity }
            .map { Finding(severity: $0.severity, message: $0.message) }
    }

    /// The worst that is wrong: a leaf that cannot be analysed is an error.
    public var worst: LintFinding.Severity? {
        failure != nil ? .error : findings.map(\.severity).max()
    }
}
