/// Why a setting is not recommended, what would help, and what can be said all the same.
public struct Refusal: Codable, Hashable, Sendable {
    /// Kinds of reasons.
    public enum Cause: String, Codable, Hashable, Sendable, CaseIterable {
        /// Too short a history, or too few sessions or minutes in it.
        case tooLittleData
        /// Idle and connected traffic look alike.
        case notSeparable
        /// Connected minutes carry less traffic than idle ones: the labels or the metric are wrong.
        case labelsContradictTraffic
        /// The server was never seen idle.
        case noIdleSeen
        /// Nobody was ever seen connected.
        case noConnectionSeen
        /// The data that would tell is missing where it matters.
        case dataMissing
        /// What would be needed lies outside what CloudWatch or the template allows.
        case outOfRange
    }

    /// The setting.
    public var setting: TunedSetting
    /// The kind of reason.
    public var cause: Cause
    /// The reason in a sentence, with its numbers.
    public var reason: String
    /// What would help.
    public var needs: String
    /// The lowest value that can be defended, if any.
    public var lowerBound: Int?
    /// The highest value that can be defended, if any.
    public var upperBound: Int?

    /// Makes a refusal.
    public init(
        setting: TunedSetting, cause: Cause, reason: String, needs: String, lowerBound: Int? = nil,
        upperBound: Int? = nil
    ) {
        self.setting = setting
        self.cause = cause
        self.reason = reason
        self.needs = needs
        self.lowerBound = lowerBound
        self.upperBound = upperBound
    }
}
