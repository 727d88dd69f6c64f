/// CloudWatch's decision for one evaluation: N, M and the missing-data setting applied to the points of the range.
///
/// A direct transcription of the documented rules, from which the guide's two tables (40 cells) follow. It looks at
/// every point of the range each time; ``AlarmEvaluator`` gives the same decisions with constant work per evaluation.
/// Source: CloudWatch User Guide, "Configuring how alarms treat missing data".
public struct DecisionProcedure: Hashable, Sendable {
    /// N.
    public var evaluationPeriods: Int
    /// M.
    public var datapointsToAlarm: Int
    /// What to do about gaps.
    public var treatMissingData: TreatMissingData
    /// What to do where no source decides.
    public var settings: DecisionSettings
    /// Whether the periods are those of a wall clock window.
    public var isWallClock: Bool

    /// Makes a procedure for M of N.
    public init(
        evaluationPeriods: Int, datapointsToAlarm: Int, treatMissingData: TreatMissingData,
        settings: DecisionSettings = DecisionSettings(), isWallClock: Bool = false
    ) {
        self.evaluationPeriods = evaluationPeriods
        self.datapointsToAlarm = datapointsToAlarm
        self.treatMissingData = treatMissingData
        self.settings = settings
        self.isWallClock = isWallClock
    }

    /// The procedure of an alarm.
    public init(alarm: MetricAlarm, settings: DecisionSettings = DecisionSettings()) {
        self.init(
            evaluationPeriods: alarm.evaluationPeriods, datapointsToAlarm: alarm.requiredDatapoints,
            treatMissingData: alarm.treatMissingData, settings: settings,
            isWallClock: alarm.evaluationWindow != .sliding)
    }

    /// Whether the rule of premature alarms holds.
    var hasPrematureRule: Bool { !isWallClock || settings.prematureInWallClock }

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
        let isOldEnough = range.count - oldestReal >= datapointsToAlarm
        switch treatMissingData {
        case .breaching:
            let isTooEarly =
                settings.earlyBreaching == .age && breaching == real.count
                && breaching < datapointsToAlarm && !isOldEnough
            let alarms = breaching + fill >= datapointsToAlarm && !isTooEarly
            return Decision(state: alarms ? .alarm : .ok, branch: .filled)
        case .notBreaching:
            return Decision(state: breaching >= datapointsToAlarm ? .alarm : .ok, branch: .filled)
        case .missing, .ignore:
            if breaching >= datapointsToAlarm {
                let keeps = treatMissingData == .ignore && settings.ignoreWithEnoughBreaching == .keep
                return Decision(state: keeps ? previous : .alarm, branch: .enoughBreaching)
            }
            if breaching == real.count, isOldEnough, hasPrematureRule {
                return Decision(
                    state: treatMissingData == .missing ? .alarm : previous, branch: .prematureAlarm)
            }
            return Decision(
                state: settings.fewPoints == .decide ? .ok : previous, branch: .notEnoughBreaching)
        }
    }
}
