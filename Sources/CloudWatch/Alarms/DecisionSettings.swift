/// The parts of the decision procedure that no published source decides, each with the default that fits the evidence.
///
/// They only matter while fewer than N of the range's points are real.
public struct DecisionSettings: Codable, Hashable, Sendable {
    /// What happens to the state where a rule could either move or keep it.
    public enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
        /// The state that the points give.
        case decide
        /// The state stays as it is.
        case keep
    }

    /// How a few breaching points count when `TreatMissingData` is `breaching`.
    public enum EarlyBreaching: String, Codable, Hashable, Sendable, CaseIterable {
        /// Missing points are filled as breaching, whatever their place.
        case fill
        /// Without M real breaching points, an alarm also needs an oldest real point that is at least M periods old.
        case age
    }

    /// Too few real points to alarm under `missing` or `ignore`: `decide` gives OK, by analogy with the guide's rows.
    public var fewPoints: Outcome
    /// Only breaching points, none older than M periods, under `breaching`; the guide is silent.
    public var earlyBreaching: EarlyBreaching
    /// M breaching points among fewer than N real ones under `ignore`: `decide` gives ALARM.
    public var ignoreWithEnoughBreaching: Outcome
    /// Whether the rule of premature alarms holds in wall clock windows too, which fetch no more than N periods.
    public var prematureInWallClock: Bool

    /// Makes settings, by default those that fit the evidence.
    public init(
        fewPoints: Outcome = .decide, earlyBreaching: EarlyBreaching = .fill,
        ignoreWithEnoughBreaching: Outcome = .decide, prematureInWallClock: Bool = true
    ) {
        self.fewPoints = fewPoints
        self.earlyBreaching = earlyBreaching
        self.ignoreWithEnoughBreaching = ignoreWithEnoughBreaching
        self.prematureInWallClock = prematureInWallClock
    }
}
