public import TimeSeries

/// What happened minute by minute, in the form in which a what-if can ask it again: who wanted the server, and what the
/// watchdog saw or would have seen.
///
/// All columns share one grid. A what-if plays candidate settings against this column of demand: the recorded stops and
/// starts do not appear in it, crashes apart, which no setting prevents.
public struct WhatIfTimeline: Hashable, Sendable {
    /// What one minute is, as far as the cost of settings is concerned.
    public struct Role: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: UInt16

        /// Makes a role from its bits.
        public init(rawValue: UInt16) { self.rawValue = rawValue }

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
        /// The container crashed, and the crash rule stopped the server if it was up.
        public static let crash = Role(rawValue: 64)
        /// A recorded stop: a server stopped in this very minute goes on as recorded, see ``WhatIfTimeline/returns``.
        public static let stop = Role(rawValue: 128)
        /// Whoever the recorded stop before cut asks again, if the server was stopped in the recorded minute.
        public static let comeback = Role(rawValue: 256)

        /// Somebody would be cut, or wait for a restart, if the server stopped in this minute.
        public static let protected: Role = [.connected, .waiting]
        /// The server is wanted: it starts if it is down.
        public static let demand: Role = [.query, .connected, .waiting]
    }

    /// How the recording went on after a stop that cut somebody: holds for settings that stop in the same minute.
    public struct Return: Hashable, Sendable {
        /// Minute of the recorded stop.
        public var stop: Int
        /// Minute in which the server was asked for again, not before ``stop``.
        public var wake: Int
        /// Last minute in which the server that came back was active while the timeline's traffic is not the recorded one;
        /// `nil` when it is the recorded one.
        public var activeUntil: Int?

        /// Makes a return.
        public init(stop: Int, wake: Int, activeUntil: Int? = nil) {
            self.stop = stop
            self.wake = wake
            self.activeUntil = activeUntil
        }
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
    /// Minutes from a start to the first minute in which the instance reports anything.
    public var launchMinutes: Int
    /// First minute in which the instance reported anything, by the minute of the recorded start.
    public var appearances: [Int: Int]
    /// What followed recorded stops, by rising ``Return/stop``.
    public private(set) var returns: [Return]

    /// Makes a timeline from its columns; the shorter one decides the length.
    ///
    /// Returns must not overlap and must lie within the timeline; others are left out. Their minutes get the roles
    /// ``Role/stop`` and ``Role/comeback``.
    public init(
        start: Instant, activity: [Double], roles: [Role], restartMinutes: Int = 0, launchMinutes: Int = 1,
        appearances: [Int: Int] = [:], returns: [Return] = []
    ) {
        self.appearances = appearances
        self.restartMinutes = min(max(0, restartMinutes), 1440)
        self.launchMinutes = min(max(0, launchMinutes), 1440)
        let count = min(activity.count, roles.count)
        self.start = start
        self.activity = Array(activity.prefix(count))
        self.roles = Array(roles.prefix(count))
        var kept: [Return] = []
        for item in returns.sorted(by: { $0.stop < $1.stop }) {
            guard item.stop > (kept.last?.wake ?? -1), item.wake >= item.stop, item.wake < count else {
                continue
            }
            kept.append(item)
        }
        self.returns = kept
        for item in kept {
            self.roles[item.stop].insert(.stop)
            self.roles[item.wake].insert(.comeback)
        }
    }

    /// Number of minutes.
    public var count: Int { activity.count }

    /// Last minute in which a server that starts in `minute` counts as active whatever the traffic.
    ///
    /// - Parameter comesBack: whether it was stopped in a recorded minute and goes on as recorded.
    func activeUntil(start minute: Int, comesBack: Bool) -> Int {
        let usual = minute + (roles[minute].contains(.query) ? 0 : restartMinutes)
        guard comesBack, let active = lastReturn(where: { $0.wake <= minute })?.activeUntil else {
            return usual
        }
        return max(minute, active)
    }

    /// How the recording went on after the recorded stop in a minute.
    func recordedReturn(after stop: Int) -> Return? {
        lastReturn { $0.stop <= stop }.flatMap { $0.stop == stop ? $0 : nil }
    }

    /// The last of the rising returns that satisfies a condition which holds for all before it too.
    private func lastReturn(where holds: (Return) -> Bool) -> Return? {
        var low = 0
        var high = returns.count
        while low < high {
            let middle = (low + high) / 2
            if holds(returns[middle]) { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? returns[low - 1] : nil
    }
}
