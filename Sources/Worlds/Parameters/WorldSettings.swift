/// The watchdog's numbers under which a world runs, named as a leaf's `Watchdog` block names them.
public struct WorldSettings: Codable, Hashable, Sendable {
    /// `Threshold`: bytes per second at or below which a minute counts as idle.
    public var threshold: Int
    /// `MinutesWithoutConnections`, N.
    public var minutesWithoutConnections: Int
    /// `InstanceLeftUp.DurationHours`.
    public var durationHours: Int
    /// `InstanceLeftUp.ShouldStop`.
    public var shouldStop: Bool
    /// M of N where a template patch sets `DatapointsToAlarm`; `nil` means N.
    public var datapointsToAlarm: Int?

    /// Makes settings, by default upstream's.
    public init(
        threshold: Int, minutesWithoutConnections: Int = 7, durationHours: Int = 8, shouldStop: Bool = false,
        datapointsToAlarm: Int? = nil
    ) {
        self.threshold = threshold
        self.minutesWithoutConnections = minutesWithoutConnections
        self.durationHours = durationHours
        self.shouldStop = shouldStop
        self.datapointsToAlarm = datapointsToAlarm
    }

    private enum CodingKeys: String, CodingKey {
        case threshold = "Threshold"
        case minutesWithoutConnections = "MinutesWithoutConnections"
        case durationHours = "DurationHours"
        case shouldStop = "ShouldStop"
        case datapointsToAlarm = "DatapointsToAlarm"
    }
}
