/// Every rule of an evaluation that no published source decides, with the default that fits the evidence best.
///
/// A run that depends on one of them should say so: ``Sensitivity`` runs an evaluation under each alternative.
public struct EvaluationSettings: Codable, Hashable, Sendable {
    /// How many periods an evaluation fetches.
    public var evaluationRange: EvaluationRange
    /// The decision procedure where the guide is silent.
    public var decision: DecisionSettings
    /// Seconds until a sample can be seen: a sample of time `s` is visible from `s + arrivalDelay`.
    public var arrivalDelay: Int

    /// Makes settings, by default those that fit the evidence.
    public init(
        evaluationRange: EvaluationRange = .inferred, decision: DecisionSettings = DecisionSettings(),
        arrivalDelay: Int = 0
    ) {
        self.evaluationRange = evaluationRange
        self.decision = decision
        self.arrivalDelay = arrivalDelay
    }

    /// How many of an evaluation's newest periods of `period` seconds are not complete yet and count as missing.
    public func delayedPeriods(period: Int) -> Int {
        guard arrivalDelay > 0, period > 0 else { return 0 }
        return (arrivalDelay - 1) / period + 1
    }
}
