public import Ingest
public import TimeSeries

/// Everything known of one leaf over one stretch of time, on a grid of minutes.
///
/// All series share one grid: the same start, period (60 s) and count.
public struct LeafHistory: Hashable, Sendable {
    /// The leaf.
    public var leaf: Leaf
    /// Region of the leaf's stack, `""` when nothing says.
    public var region: String
    /// `AWS/EC2 NetworkIn`, `Sum` in bytes per minute; a point exists exactly while the instance is up.
    public var networkIn: GridSeries
    /// `AWS/EFS DataReadIOBytes`, `Sum` in bytes per minute, one series a volume, named `efs_out_<volume>` or by its id.
    public var volumeReads: [VolumeReads]
    /// `DNSTraffic` as recorded, `Maximum`: the threshold of that time plus one in minutes with a DNS hit.
    public var dnsTraffic: GridSeries
    /// `Invocations` of the crash-loop function, `Maximum`.
    public var crashInvocations: GridSeries
    /// DNS queries of the leaf's log group, oldest first, repeated deliveries removed.
    public var queries: [DNSQuery]
    /// Player events read by the image's grammar, oldest first.
    public var playerEvents: [PlayerEvent]
    /// Whether any container log was there to read players from; without it, no player event proves nothing.
    public var hasContainerLog: Bool
    /// Minutes that the container log does not cover although it was there, as ranges of grid indices, rising.
    public var containerLogGaps: [Range<Int>]
    /// ECS task events, oldest first, superseded versions removed.
    public var taskChanges: [TaskStateChange]
    /// Auto Scaling events, oldest first.
    public var scalingEvents: [ScalingEvent]
    /// Runs of the crash-loop function, oldest first.
    public var crashLambdaRuns: [LambdaInvocation]
    /// Items of the leaf's alarms' histories, oldest first.
    public var alarmHistory: [AlarmHistoryItem]

    /// Makes a history without any data over `minutes` minutes.
    public init(leaf: Leaf, region: String = "", start: Instant, minutes: Int) {
        self.leaf = leaf
        self.region = region
        let empty = GridSeries(start: start.floored(toPeriod: 60), missing: minutes)
        networkIn = empty
        volumeReads = []
        dnsTraffic = empty
        crashInvocations = empty
        queries = []
        playerEvents = []
        hasContainerLog = false
        containerLogGaps = []
        taskChanges = []
        scalingEvents = []
        crashLambdaRuns = []
        alarmHistory = []
    }

    /// Start of the first minute.
    public var start: Instant { networkIn.start }
    /// Number of minutes.
    public var minutes: Int { networkIn.count }

    /// Whether the container log covers a minute, so that no player event in it proves that nobody was there.
    public func isLogged(_ minute: Int) -> Bool {
        hasContainerLog && !containerLogGaps.contains { $0.contains(minute) }
    }
}

/// The reads of one volume.
public struct VolumeReads: Hashable, Sendable {
    /// The query id, `efs_out_<volume>`, or the file system's id.
    public var name: String
    /// `DataReadIOBytes`, `Sum` in bytes per minute.
    public var bytes: GridSeries

    /// Makes a volume's reads.
    public init(name: String, bytes: GridSeries) {
        self.name = name
        self.bytes = bytes
    }
}
