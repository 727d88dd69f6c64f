/// The tunable numbers of a leaf's `Watchdog` block; absent keys hold upstream's defaults.
public struct WatchdogSettings: Codable, Hashable, Sendable {
    /// `Threshold`: bytes per second at or below which a minute counts as idle.
    public var threshold: Int
    /// `MinutesWithoutConnections`: consecutive idle minutes before the stop.
    public var minutesWithoutConnections: Int
    /// `InstanceLeftUp.DurationHours`: hours up before the warning.
    public var durationHours: Int
    /// `InstanceLeftUp.ShouldStop`: whether that warning also stops the instance.
    public var shouldStop: Bool

    /// Makes settings, by default upstream's.
    public init(
        threshold: Int, minutesWithoutConnections: Int = 7, durationHours: Int = 8, shouldStop: Bool = false
    ) {
        self.threshold = threshold
        self.minutesWithoutConnections = minutesWithoutConnections
        self.durationHours = durationHours
        self.shouldStop = shouldStop
    }

    private enum CodingKeys: String, CodingKey {
        case threshold = "Threshold"
        case minutesWithoutConnections = "MinutesWithoutConnections"
        case durationHours = "DurationHours"
        case shouldStop = "ShouldStop"
    }
}
