/// One point of an evaluation range, as the alarm sees it.
public enum Slot: Hashable, Sendable {
    /// No point; shown as `-`.
    case missing
    /// A point within the threshold; shown as `0`.
    case withinThreshold
    /// A point that breaches; shown as `X`.
    case breaching

    /// The symbol that the CloudWatch guide's tables use.
    public var symbol: Character {
        switch self {
        case .missing: "-"
        case .withinThreshold: "0"
        case .breaching: "X"
        }
    }
}

/// What decided a state, for explanations.
public enum DecisionBranch: String, Codable, Hashable, Sendable, CaseIterable {
    /// No real point in the range: `TreatMissingData` alone decides.
    case noData
    /// At least N real points: the newest N real points decide and the missing-data setting is unused.
    case enoughData
    /// Fewer than N real points, but M of them breach.
    case enoughBreaching
    /// Missing points filled as breaching or as not breaching.
    case filled
    /// Every real point breaches and the oldest is at least M periods old.
    case prematureAlarm
    /// Too few real points to alarm.
    case notEnoughBreaching
}

/// A state and the reason for it.
public struct Decision: Hashable, Sendable {
    /// The new state.
    public var state: AlarmState
    /// What decided it.
    public var branch: DecisionBranch

    /// Makes a decision.
    public init(state: AlarmState, branch: DecisionBranch) {
        self.state = state
        self.branch = branch
    }
}
