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

extension DecisionProcedure {
    /// Same as ``decide(_:previous:)`` on a range with these counts.
    @inline(__always)
    func decide(_ counts: RangeCounts, previous: AlarmState) -> Decision {
        if counts.real >= evaluationPeriods {
            return Decision(
                state: counts.newestBreaching >= datapointsToAlarm ? .alarm : .ok, branch: .enoughData)
        }
        return decideWithFewPoints(counts, previous: previous)
    }

    /// The branches in which something is missing.
    private func decideWithFewPoints(_ counts: RangeCounts, previous: AlarmState) -> Decision {
        guard counts.real > 0 else {
            return switch treatMissingData {
            case .missing: Decision(state: .insufficientData, branch: .noData)
            case .ignore: Decision(state: previous, branch: .noData)
            case .breaching: Decision(state: .alarm, branch: .noData)
            case .notBreaching: Decision(state: .ok, branch: .noData)
            }
        }
        let hasEnoughBreaching = counts.breaching >= datapointsToAlarm
        let onlyBreaching = counts.breaching == counts.real
        let isOldEnough = counts.young < counts.real
        switch treatMissingData {
        case .breaching:
            let filled = counts.breaching + evaluationPeriods - counts.real >= datapointsToAlarm
            let isTooEarly =
                settings.earlyBreaching == .age && onlyBreaching && !hasEnoughBreaching && !isOldEnough
            return Decision(state: filled && !isTooEarly ? .alarm : .ok, branch: .filled)
        case .notBreaching:
            return Decision(state: hasEnoughBreaching ? .alarm : .ok, branch: .filled)
        case .missing, .ignore:
            if hasEnoughBreaching {
                let keeps = treatMissingData == .ignore && settings.ignoreWithEnoughBreaching == .keep
                return Decision(state: keeps ? previous : .alarm, branch: .enoughBreaching)
            }
            if onlyBreaching, isOldEnough {
                let state = treatMissingData == .missing ? AlarmState.alarm : previous
                return Decision(state: state, branch: .prematureAlarm)
            }
            let state = settings.fewPoints == .decide ? AlarmState.ok : previous
            return Decision(state: state, branch: .notEnoughBreaching)
        }
    }
}
