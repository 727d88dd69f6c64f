public import LeafStack
public import TimeSeries

/// One change of one setting that would have ended a life earlier, and when.
public struct EndingSetting: Codable, Hashable, Sendable {
    /// Which setting.
    public enum Name: String, Codable, Hashable, Sendable {
        case threshold = "Threshold"
        case minutesWithoutConnections = "MinutesWithoutConnections"
        case durationHours = "DurationHours"
        case shouldStop = "ShouldStop"
    }

    /// The setting.
    public var name: Name
    /// Its value: bytes per second, minutes or hours; 1 for ``Name/shouldStop``.
    public var value: Int
    /// The minute in which the alarm would have stopped the instance.
    public var stop: Instant
    /// Up minutes that would not have been.
    public var minutesSaved: Int

    /// Makes a finding.
    public init(name: Name, value: Int, stop: Instant, minutesSaved: Int) {
        self.name = name
        self.value = value
        self.stop = stop
        self.minutesSaved = minutesSaved
    }

    /// The settings with this change.
    public func applied(to settings: WatchdogSettings) -> WatchdogSettings {
        var result = settings
        switch name {
        case .threshold: result.threshold = value
        case .minutesWithoutConnections: result.minutesWithoutConnections = value
        case .durationHours: result.durationHours = value
        case .shouldStop: result.shouldStop = true
        }
        return result
    }
}
