/// One run of the container.
public struct TaskRun: Hashable, Sendable {
    /// When the task was placed, in seconds from the world's start.
    public var placed: Int
    /// When it was `RUNNING`.
    public var running: Int
    /// When the server accepted players; `nil` when it never did.
    public var ready: Int?
    /// When it had `STOPPED`; `nil` when the world ended before.
    public var stopped: Int?
    /// Exit code of its container; `nil` while running or when it was lost with its host.
    public var exitCode: Int?
    /// Whether the crash rule matches its stop.
    public var isCrash: Bool
}

/// One instance, from the query that launched it to its end.
public struct Launch: Hashable, Sendable {
    /// Position among the world's launches.
    public var id: Int
    /// When the group began to launch it, in seconds from the world's start.
    public var second: Int
    /// First minute with a `NetworkIn` point.
    public var firstMinute: Int
    /// The minute after its last `NetworkIn` point; `nil` when the world ended before.
    public var endMinute: Int?
    /// When the group began to stop it.
    public var stopSecond: Int?
    /// What stopped it.
    public var stopRule: WorldRule?
    /// Players connected when it was stopped.
    public var cutPlayers: Int
    /// Runs of its container.
    public var tasks: [TaskRun]
    /// When the crash-loop function ran, in seconds from the world's start.
    public var crashFirings: [Int]
}

/// One stay of a player.
public struct PlayerStay: Hashable, Sendable {
    /// The visit it belongs to.
    public var visit: Int
    /// The player.
    public var player: Int
    /// Join, in seconds from the world's start.
    public var start: Int
    /// Leave, or the end of the container.
    public var end: Int
    /// The launch on which it took place.
    public var launch: Int
    /// What cut it short; `nil` when the player left.
    public var cutBy: WorldRule?
}

/// A query that passed the start filter.
public struct PassedQuery: Hashable, Sendable {
    /// Seconds from the world's start.
    public var second: Int
    /// The player who asked, or `nil` for a stray one.
    public var player: Int?
    /// Who asked, for a stray one.
    public var sender: StrayQuery.Sender?
}
