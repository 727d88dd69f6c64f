public import LeafStack
public import Replay
public import TimeSeries

/// What a leaf cost, and why.
public struct AuditResult: Codable, Hashable, Sendable {
    /// Container id.
    public var leaf: String
    /// `Ec2.InstanceType`.
    public var instanceType: String
    /// Region, `""` when nothing says.
    public var region: String
    /// The settings that were audited.
    public var settings: WatchdogSettings
    /// What was assumed.
    public var options: AuditOptions
    /// Start of the history.
    public var from: Instant
    /// End of the history.
    public var to: Instant
    /// Days of the history.
    public var days: Double
    /// Minutes up.
    public var minutesUp: Int
    /// Up-time as each source tells it.
    public var upTime: UpTimeReconciliation
    /// Minutes and money of each class; the minutes add up to ``minutesUp``, the money to ``runningCost``.
    public var classes: [ClassCost]
    /// The bill, line by line.
    public var lines: [CostLine]
    /// Cost of the time up; the sum of the running lines.
    public var runningCost: Money
    /// Cost of existing, as far as it is known; the sum of the other lines.
    public var standingCost: Money
    /// Everything that is known.
    public var totalCost: Money { runningCost + standingCost }
    /// ``runningCost``, ``standingCost`` and their sum in whole cents that add up; every table's cents add up to these.
    public var cents: CostCents
    /// Price of a minute up.
    public var costPerMinute: Money
    /// Minutes that events show up and no metric does: in no class and in no cost.
    public var unmeasured: UnmeasuredTime?
    /// Running cost of a day; `nil` below one whole day.
    public var daily: DailyCost?
    /// Cost of a month, running and standing; only from seven days on.
    public var monthly: MonthlyCost?
    /// Up-time in hours of a month of 730 hours; only from seven days on.
    public var monthlyHours: BootstrapEstimate?
    /// Hours that players played, all players added.
    public var playerHours: Double?
    /// Hours with somebody connected.
    public var connectedHours: Double
    /// Running cost of an hour that a player played.
    public var costPerPlayerHour: Money?
    /// Days in the zone of the options.
    public var byDay: [PeriodCost]
    /// Months in the zone of the options.
    public var byMonth: [PeriodCost]
    /// Wakes.
    public var wakes: WakeReport
    /// Left-up incidents.
    public var leftUp: [LeftUpCost]
    /// Crash episodes.
    public var crashes: [CrashCost]
    /// Sessions: maximal runs of connected minutes.
    public var sessions: Int
    /// Where sources disagree.
    public var conflicts: [Conflict]
    /// What the reader should know, one sentence each.
    public var remarks: [String]

    /// Minutes of a class.
    public func minutes(of kind: MinuteClass) -> Int { classes.first { $0.kind == kind }?.minutes ?? 0 }
    /// Cost of a class.
    public func cost(of kind: MinuteClass) -> Money { classes.first { $0.kind == kind }?.cost ?? .zero }
}

/// The cost in whole cents.
public struct CostCents: Codable, Hashable, Sendable {
    /// Cost of the time up.
    public var running: Int
    /// Cost of existing, as far as it is known.
    public var standing: Int
    /// Their sum.
    public var total: Int
}

/// Time of which it is not known what it cost.
public struct UnmeasuredTime: Codable, Hashable, Sendable {
    /// Minutes.
    public var minutes: Int
    /// What they cost if the instance was up in all of them.
    public var costIfUp: Money
}

/// Running cost of a day of 24 hours.
public struct DailyCost: Codable, Hashable, Sendable {
    /// Mean over the whole days in which nothing is missing.
    public var mean: Money
    /// The cheapest of them.
    public var lowest: Money
    /// The dearest of them.
    public var highest: Money
    /// Whole days in which nothing is missing, counted from the history's start.
    public var days: Int
    /// Whole days that were left out because metrics are missing in them.
    public var incompleteDays: Int
}

/// Minutes and money of one class.
public struct ClassCost: Codable, Hashable, Sendable {
    /// The class.
    public var kind: MinuteClass
    /// Minutes.
    public var minutes: Int
    /// Share of the up-time.
    public var share: Double
    /// Running cost of these minutes.
    public var cost: Money
    /// ``cost`` in whole cents; the cents of all classes add up to those of the total.
    public var cents: Int
}

/// A month's cost with its interval.
public struct MonthlyCost: Codable, Hashable, Sendable {
    /// US dollars of running a month (730 hours), from whole days drawn again.
    public var running: BootstrapEstimate
    /// Standing cost of a month, as far as it is known.
    public var standing: Money
    /// Money of each class in a month, without interval.
    public var byClass: [MinuteClass: Double]
}

extension MinuteClass: CodingKeyRepresentable {}

/// A left-up incident with its price.
public struct LeftUpCost: Codable, Hashable, Sendable {
    /// The incident.
    public var incident: LeftUpIncident
    /// Running cost of its minutes.
    public var cost: Money
    /// ``cost`` in whole cents; the cents of all incidents add up to those of the class.
    public var cents: Int
    /// What kept it up, without times.
    public var keptUpBy: String
    /// What each of the incident's endings would have saved, in their order.
    public var savings: [Money]
    /// One sentence of what kept it up, and what would have ended it.
    public var explanation: String
}

/// A crash episode with its price.
public struct CrashCost: Codable, Hashable, Sendable {
    /// First stop.
    public var from: Instant
    /// Last stop.
    public var to: Instant
    /// Tasks that crashed.
    public var stops: Int
    /// Instances that were started in it.
    public var lives: Int
    /// Exit codes met, rising.
    public var exitCodes: [Int]
    /// Reasons met, by how often, then by name; at most five.
    public var reasons: [String]
    /// Minutes up in crash loops of this episode.
    public var minutes: Int
    /// Their running cost.
    public var cost: Money
    /// ``cost`` in whole cents; the cents of all episodes add up to those of the class.
    public var cents: Int
    /// Mails that the alarm sent.
    public var mails: Int
}
