/// What the decision procedure needs to know of an evaluation range: four counts, whatever the range's length.
struct RangeCounts: Hashable, Sendable {
    /// Real points in the range, `r`.
    var real = 0
    /// Breaching ones among them.
    var breaching = 0
    /// Breaching ones among the newest N real points; meaningful while `real >= N`.
    var newestBreaching = 0
    /// Real points younger than M periods; fewer than `real` exactly when the oldest real point's age is at least M.
    var young = 0
}

/// What the branches of a range with too few real points look at.
struct FewPoints: Hashable, Sendable {
    /// No point is real.
    var isEmpty: Bool
    /// M real points breach.
    var hasEnoughBreaching: Bool
    /// Every real point breaches.
    var hasOnlyBreaching: Bool
    /// The oldest real point is at least M periods old.
    var isOldEnough: Bool
    /// M points breach if the missing ones are filled in as breaching.
    var hasEnoughFilled: Bool
}

extension DecisionProcedure {
    /// Same as ``decide(_:previous:)`` on a range with these counts.
    @inline(__always)
    func decide(_ counts: RangeCounts, previous: AlarmState) -> Decision {
        if counts.real >= evaluationPeriods {
            return Decision(
                state: counts.newestBreaching >= datapointsToAlarm ? .alarm : .ok, branch: .enoughData)
        }
        let few = FewPoints(
            isEmpty: counts.real == 0, hasEnoughBreaching: counts.breaching >= datapointsToAlarm,
            hasOnlyBreaching: counts.breaching == counts.real, isOldEnough: counts.young < counts.real,
            hasEnoughFilled: counts.breaching + evaluationPeriods - counts.real >= datapointsToAlarm)
        return decide(few, previous: previous)
    }

    /// The branches in which something is missing.
    func decide(_ few: FewPoints, previous: AlarmState) -> Decision {
        guard !few.isEmpty else {
            return switch treatMissingData {
            case .missing: Decision(state: .insufficientData, branch: .noData)
            case .ignore: Decision(state: previous, branch: .noData)
            case .breaching: Decision(state: .alarm, branch: .noData)
            case .notBreaching: Decision(state: .ok, branch: .noData)
            }
        }
        switch treatMissingData {
        case .breaching:
            let isTooEarly =
                settings.earlyBreaching == .age && few.hasOnlyBreaching && !few.hasEnoughBreaching
                && !few.isOldEnough
            return Decision(state: few.hasEnoughFilled && !isTooEarly ? .alarm : .ok, branch: .filled)
        case .notBreaching:
            return Decision(state: few.hasEnoughBreaching ? .alarm : .ok, branch: .filled)
        case .missing, .ignore:
            if few.hasEnoughBreaching {
                let keeps = treatMissingData == .ignore && settings.ignoreWithEnoughBreaching == .keep
                return Decision(state: keeps ? previous : .alarm, branch: .enoughBreaching)
            }
            if few.hasOnlyBreaching, few.isOldEnough, hasPrematureRule {
                let state = treatMissingData == .missing ? AlarmState.alarm : previous
                return Decision(state: state, branch: .prematureAlarm)
            }
            let state = settings.fewPoints == .decide ? AlarmState.ok : previous
            return Decision(state: state, branch: .notEnoughBreaching)
        }
    }
}
