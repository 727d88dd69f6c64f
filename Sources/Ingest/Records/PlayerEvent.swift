public import TimeSeries

/// What a game's grammar reads in a container log line.
public struct PlayerEvent: Codable, Hashable, Sendable {
    /// Kinds of facts.
    public enum Kind: Codable, Hashable, Sendable {
        /// A player is in the game.
        case joined
        /// A player is gone.
        case left
        /// The server states how many players are connected.
        case count(Int)
        /// The server accepts players.
        case serverReady
        /// The server is stopping: every session ends.
        case serverStopping
    }

    /// When.
    public var time: Instant
    /// What.
    public var kind: Kind
    /// The player's id where the game has one, else the name; `""` for facts about the server.
    public var player: String
    /// The name to show.
    public var name: String
    /// The log stream, one a task.
    public var logStream: String

    /// Makes an event.
    public init(time: Instant, kind: Kind, player: String, name: String, logStream: String) {
        self.time = time
        self.kind = kind
        self.player = player
        self.name = name
        self.logStream = logStream
    }
}

/// One player's stay, from join to leave.
public struct PlayerSession: Codable, Hashable, Sendable {
    /// Identity, as in ``PlayerEvent/player``.
    public var player: String
    /// The name to show.
    public var name: String
    /// Join, or the first sign of the player.
    public var start: Instant
    /// Leave, or the end of the container that ended it.
    public var end: Instant
    /// Whether the data shows the end; if not, ``end`` is the last moment known.
    public var isEndKnown: Bool

    /// Makes a session.
    public init(player: String, name: String, start: Instant, end: Instant, isEndKnown: Bool) {
        self.player = player
        self.name = name
        self.start = start
        self.end = end
        self.isEndKnown = isEndKnown
    }
}
