/// How long a new alarm waits before it is evaluated (`WarmUpConfiguration`).
///
/// Source: CloudWatch User Guide, "Alarm warm-up periods".
public struct WarmUpConfiguration: Hashable, Sendable {
    /// `WarmUpPeriodDurationInMinutes`, 1 to 2,880.
    public var minutes: Int
    /// `OnlyStartEvaluatingAfterWarmUpPeriodEnds`: whether data that fills the window early does not end the wait.
    public var isFixed: Bool

    /// The durations that CloudWatch accepts, in minutes.
    public static let validMinutes = 1...2880

    /// Makes a configuration.
    public init(minutes: Int, isFixed: Bool = false) {
        self.minutes = minutes
        self.isFixed = isFixed
    }
}

extension WarmUpConfiguration: Codable {
    private enum CodingKeys: String, CodingKey {
        case minutes = "WarmUpPeriodDurationInMinutes"
        case isFixed = "OnlyStartEvaluatingAfterWarmUpPeriodEnds"
    }

    /// Reads CloudWatch's properties.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        minutes = try values.decode(Int.self, forKey: .minutes)
        isFixed = try values.decodeIfPresent(Bool.self, forKey: .isFixed) ?? false
    }
}
