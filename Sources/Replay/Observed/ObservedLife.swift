public import Ingest
public import TimeSeries

/// One life of the instance with the evidence for it.
public struct ObservedLife: Codable, Hashable, Sendable {
    /// The life.
    public var life: InstanceLife
    /// The query that started it, when the query log has it.
    public var wake: DNSQuery?
    /// Crash stops in it, oldest first.
    public var crashStops: [CrashStop]
    /// Whether anybody was connected in it; `nil` when nothing says.
    public var isUsed: Bool?
    /// What showed why it ended.
    public var stopEvidence: StopEvidence

    /// What showed why a life ended.
    public enum StopEvidence: String, Codable, Hashable, Sendable {
        /// The Auto Scaling event's cause names the alarm.
        case scalingCause
        /// The alarm's recorded history.
        case alarmHistory
        /// A crash stop or a run of the crash-loop function right before the end.
        case crash
        /// The replayed alarm was in ALARM right before the end.
        case replay
        /// Nothing explains it.
        case none
    }

    /// Makes a life.
    public init(
        life: InstanceLife, wake: DNSQuery? = nil, crashStops: [CrashStop] = [], isUsed: Bool? = nil,
        stopEvidence: StopEvidence = .none
    ) {
        self.life = life
        self.wake = wake
        self.crashStops = crashStops
        self.isUsed = isUsed
        self.stopEvidence = stopEvidence
    }

    /// Whether a query started it.
    public var isWake: Bool { life.start == .dnsQuery }
    /// A wake without a connected minute until its stop.
    public var isFalseWake: Bool { isWake && life.stop != .afterHistory && isUsed == false }
}

/// Two sources that tell different things about the same time.
public struct Conflict: Codable, Hashable, Sendable {
    /// What disagrees.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// Auto Scaling says up for some minutes in which `NetworkIn` has no point.
        case upWithoutTraffic
        /// `NetworkIn` has points for some minutes in which Auto Scaling says down.
        case trafficWithoutInstance
        /// A player joined while `NetworkIn` says down.
        case playerWhileDown
        /// A task ran while `NetworkIn` says down.
        case taskWhileDown
        /// A query should have started the instance, and it did not come up.
        case queryWithoutStart
        /// A query passed the start filter, and no DNS hit was recorded.
        case queryWithoutHit
        /// A recorded DNS hit is not worth the present threshold plus one: the threshold was another then.
        case otherThreshold
        /// The replayed alarm said stop, and the instance stayed up.
        case alarmWithoutStop
        /// Nothing explains a stop.
        case stopWithoutReason
        /// Nothing explains a start.
        case startWithoutReason
    }

    /// What disagrees.
    public var kind: Kind
    /// From when.
    public var from: Instant
    /// Until when.
    public var to: Instant
    /// How many minutes, queries or events.
    public var count: Int
    /// One sentence.
    public var message: String

    /// Makes a conflict.
    public init(kind: Kind, from: Instant, to: Instant, count: Int, message: String) {
        self.kind = kind
        self.from = from
        self.to = to
        self.count = count
        self.message = message
    }
}
