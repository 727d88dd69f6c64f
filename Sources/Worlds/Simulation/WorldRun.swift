/// What happened in a world under one choice of settings, minute by minute.
public struct WorldRun: Sendable {
    /// The settings.
    public var settings: WorldSettings
    /// `NetworkIn` Sum of each minute, in bytes; NaN while the instance is down.
    public var networkIn: [Double]
    /// `DataReadIOBytes` Sum of each minute, one column a volume, in bytes; NaN where nothing was reported.
    public var volumeReads: [[Double]]
    /// `DNSTraffic` Maximum of each minute: `Threshold + 1`, or NaN.
    public var dnsTraffic: [Double]
    /// `Invocations` of the crash-loop function, NaN where it did not run.
    public var crashInvocations: [Double]
    /// The value of the Container Activity expression, in bytes per second; NaN where it has none.
    public var activity: [Double]
    /// Players connected in each minute, for any part of it.
    public var connected: [UInt8]
    /// State of Container Activity at the start of each minute is ALARM.
    public var transitions: [WorldTransition]
    /// Instances by time.
    public var launches: [Launch]
    /// Stays by start.
    public var stays: [PlayerStay]
    /// Queries that passed the start filter, by time.
    public var queries: [PassedQuery]
    /// Seconds that players waited for the server.
    public var waitingSeconds: Int

    /// Number of minutes.
    public var minutes: Int { networkIn.count }

    /// Whether the instance was up in a minute.
    public func isUp(_ minute: Int) -> Bool { !networkIn[minute].isNaN }
}
