public import TimeSeries

/// What happened minute by minute, in the form in which a what-if can ask it again: who wanted the server, and what the
/// watchdog saw or would have seen.
///
/// All columns share one grid. A what-if plays candidate settings against this column of demand: the recorded stops and
/// starts do not appear in it.
public struct WhatIfTimeline: Hashable, Sendable {
    /// What one minute is, as far as the cost of settings is concerned.
    public struct Role: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: UInt8

        /// Makes a role from its bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// A query that starts the server arrives: it also counts as active for this minute, at any threshold.
        public static let query = Role(rawValue: 1)
        /// A player is connected.
        public static let connected = Role(rawValue: 2)
        /// Somebody who woke the server waits for it to become ready.
        public static let waiting = Role(rawValue: 4)
        /// The server was up and nobody was connected: an up minute that is paid for and not used.
        public static let idle = Role(rawValue: 8)
        /// The server was down; what it would have seen is assumed.
        public static let assumed = Role(rawValue: 16)
        /// Nothing says what was going on.
        public static let unknown = Role(rawValue: 32)

        /// Somebody would be cut, or wait for a restart, if the server stopped in this minute.
        public static let protected: Role = [.connected, .waiting]
        /// The server is wanted: it starts if it is down.
        public static let demand: Role = [.query, .connected, .waiting]
    }

    /// Start of the first minute.
    public var start: Instant
    /// Bytes per second that `ContainerActivity` sees while the server is up, without the DNS hits; NaN where the
    /// expression yields no point, infinity where a server that is still up is assumed to stay up until it is wanted.
    public var activity: [Double]
    /// What each minute is.
    public var roles: [Role]
    /// Minutes after a start that only a connected or waiting player caused, in which the server counts as active: it
    /// boots, and whoever was cut asks until it is ready.
    public var restartMinutes: Int

    /// Makes a timeline from its columns; the shorter one decides the length.
    public init(start: Instant, activity: [Double], roles: [Role], restartMinutes: Int = 0) {
        self.restartMinutes = min(max(0, restartMinutes), 1440)
        let count = min(activity.count, roles.count)
        self.start = start
        self.activity = Array(activity.prefix(count))
        self.roles = Array(roles.prefix(count))
    }

    /// Number of minutes.
    public var count: Int { activity.count }

    /// The part of the timeline in `minutes`, clamped to its ends.
    public func slice(_ minutes: Range<Int>) -> WhatIfTimeline {
        let range = minutes.clamped(to: 0..<count)
        return WhatIfTimeline(
            start: start.advanced(bySeconds: range.lowerBound * 60), activity: Array(activity[range]),
            roles: Array(roles[range]), restartMinutes: restartMinutes)
    }
}
