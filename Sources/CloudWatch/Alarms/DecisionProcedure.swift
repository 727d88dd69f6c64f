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

/// CloudWatch's decision for one evaluation: N, M and the missing-data setting applied to the points of the range.
///
/// A direct transcription of the documented rules; ``AlarmState`` of the guide's two tables (40 cells) follow from it.
/// Source: CloudWatch User Guide, "Configuring how alarms treat missing data".
public struct DecisionProcedure: Hashable, Sendable {
    /// N.
    public var evaluationPeriods: Int
    /// M.
    public var datapointsToAlarm: Int
    /// What to do about gaps.
    public var treatMissingData: TreatMissingData

    /// Makes a procedure for M of N.
    public init(evaluationPeriods: Int, datapointsToAlarm: Int, treatMissingData: TreatMissingData) {
        self.evaluationPeriods = evaluationPeriods
        self.datapointsToAlarm = datapointsToAlarm
        self.treatMissingData = treatMissingData
    }

    /// Decides the state after one evaluation.
    ///
    /// - Parameters:
    ///   - range: the points of the whole evaluation range, oldest first.
    ///   - previous: the state before, kept where the rules say so.
    public func decide(_ range: [Slot], previous: AlarmState) -> Decision {
        let real = range.filter { $0 != .missing }
        guard let oldestReal = range.firstIndex(where: { $0 != .missing }) else {
            switch treatMissingData {
            case .missing: return Decision(state: .insufficientData, branch: .noData)
            case .ignore: return Decision(state: previous, branch: .noData)
            case .breaching: return Decision(state: .alarm, branch: .noData)
            case .notBreaching: return Decision(state: .ok, branch: .noData)
            }
        }
        if real.count >= evaluationPeriods {
            let breaching = real.suffix(evaluationPeriods).count { $0 == .breaching }
            return Decision(state: breaching >= datapointsToAlarm ? .alarm : .ok, branch: .enoughData)
        }
        let breaching = real.count { $0 == .breaching }
        let fill = evaluationPeriods - real.count
        switch treatMissingData {
        case .breaching:
            return Decision(state: breaching + fill >= datapointsToAlarm ? .alarm : .ok, branch: .filled)
        case .notBreaching:
            return Decision(state: breaching >= datapointsToAlarm ? .alarm : .ok, branch: .filled)
        case .missing, .ignore:
            if breaching >= datapointsToAlarm { return Decision(state: .alarm, branch: .enoughBreaching) }
            let age = range.count - oldestReal
            if breaching == real.count, age >= datapointsToAlarm {
                return Decision(
                    state: treatMissingData == .missing ? .alarm : previous, branch: .prematureAlarm)
            }
            return Decision(state: .ok, branch: .notEnoughBreaching)
        }
    }
}
