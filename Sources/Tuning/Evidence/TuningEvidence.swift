/// What a history says about settings beside the choice itself.
public struct TuningEvidence: Codable, Hashable, Sendable {
    /// Median idle traffic of the last week against the time before it.
    public struct Drift: Codable, Hashable, Sendable {
        /// Median before the last week, bytes per second.
        public var before: Double
        /// Median of the last week, bytes per second.
        public var lastWeek: Double
        /// Idle minutes of the last week.
        public var sampleSize: Int
    }

    /// Idle minutes that stand out above the threshold at a steady distance.
    public struct Bursts: Codable, Hashable, Sendable {
        /// Most frequent distance from one to the next, in minutes.
        public var everyMinutes: Int
        /// Distances counted.
        public var sampleSize: Int
        /// Share of the distances that are that long, give or take a minute.
        public var share: Double
    }

    /// The best N for one cost of a cold start: a plateau is the message.
    public struct Plateau: Codable, Hashable, Sendable {
        /// B, in idle minutes.
        public var coldStartCost: Double
        /// `MinutesWithoutConnections` that costs least at the recommended threshold.
        public var minutesWithoutConnections: Int
        /// What the recommended N costs more than that, as a share.
        public var regret: Double
    }

    /// The same settings under another reading of what no source decides.
    public struct Sensitivity: Codable, Hashable, Sendable {
        /// Minutes beyond N that an evaluation fetches.
        public var extraMinutes: Int
        /// Stops at another minute than under the default.
        public var changedStops: Int
        /// False stops under this reading.
        public var falseStops: Int
    }

    /// The part of the day in which a waiting server costs most.
    public struct HourOfDay: Codable, Hashable, Sendable {
        /// Hour of the day, UTC.
        public var hour: Int
        /// Idle minutes paid in it, on all days together.
        public var idleMinutes: Int
        /// Starts in it.
        public var coldStarts: Int
    }

    /// Drift of the idle level; `nil` with less than two weeks or too few minutes.
    public var drift: Drift?
    /// Periodic bursts above the recommended threshold; `nil` when none stand out.
    public var bursts: Bursts?
    /// Longest quiet run of idle minutes at the recommended threshold: no larger N ever stopped here.
    public var longestQuietRun: Int?
    /// How long after its last use a server was really stopped, as recorded; `nil` when no such stop was seen.
    public var recordedDelay: StopDelay?
    /// The same under the settings to be used, as played; `nil` when they never stop an idle server here.
    public var stopDelay: StopDelay?
    /// The best N for several costs of a cold start.
    public var plateau: [Plateau]
    /// What depends on the evaluation range, which AWS does not publish.
    public var sensitivity: [Sensitivity]
    /// Idle minutes and starts by hour: what a static setting cannot follow.
    public var hours: [HourOfDay]
    /// Candidates that nothing dominates, and the present and recommended settings.
    public var frontier: [FrontierPoint]

    /// Makes evidence of nothing.
    init() {
        plateau = []
        sensitivity = []
        hours = []
        frontier = []
    }
}
