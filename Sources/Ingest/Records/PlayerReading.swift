public import TimeSeries

/// What a grammar reads in container logs.
public struct PlayerReading: Hashable, Sendable {
    /// The facts, oldest first.
    public var events: [PlayerEvent]
    /// Where the log leaves open who left, oldest first.
    public var doubts: [PlayerDoubt]
}

/// A leave that the log ties to a player by order only.
public struct PlayerDoubt: Hashable, Sendable {
    /// When somebody left.
    public var time: Instant
    /// Whether it may also have been a client that never became a player: the stay may have ended earlier, and is taken
    /// to have lasted. If not, the number of players is certain and only the name is not.
    public var isLengthOpen: Bool
}
