public import CloudWatch
public import TimeSeries

/// One recorded change of state held against a replay of the evaluation that made it.
public struct TransitionCheck: Codable, Hashable, Sendable {
    /// What came of it.
    public enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
        /// The replay sees the same values and gives the same state.
        case reproduced
        /// The alarm saw other values than the data hold today: they arrived late, or are missing from the export.
        case differsInValues
        /// The same values, but another state.
        case differsInRule
        /// No evaluation: a new alarm's first state, or a state that somebody set.
        case notEvaluated
        /// The data do not cover the evaluation range.
        case outsideData
        /// The item's data cannot be read.
        case unreadable
    }

    /// When it was recorded.
    public var time: Instant
    /// When the alarm was evaluated, where the history says so.
    public var queryDate: Instant?
    /// The state before, where the history says so.
    public var from: AlarmState?
    /// The state after.
    public var to: AlarmState?
    /// What came of it.
    public var outcome: Outcome
    /// The smallest arrival delay in seconds that explains the change, 0 when none is needed, `nil` when none does.
    public var arrivalDelay: Int?
    /// `Id`s of the metrics that were late; empty for all of them alike.
    public var delayedMetrics: [String]
    /// The values that the alarm saw, oldest first; `nil` where the history does not say.
    public var recordedValues: [Double]?
    /// The values that the replay sees without a delay, oldest first.
    public var replayedValues: [Double]
    /// The state that the replay gives; with the delay that explains the change, else without one.
    public var replayedState: AlarmState?
    /// The replay's evaluation range, as `0 - X`, oldest first.
    public var strip: String
    /// What decided in the replay.
    public var branch: DecisionBranch?
    /// One sentence for people.
    public var remark: String

    /// Makes a check without a replay.
    public init(time: Instant, outcome: Outcome, remark: String) {
        self.time = time
        self.outcome = outcome
        self.remark = remark
        delayedMetrics = []
        replayedValues = []
        strip = ""
    }
}
