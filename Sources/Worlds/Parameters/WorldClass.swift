public import TimeSeries

/// Kinds of worlds, each a difficulty of its own for somebody who tunes a watchdog.
public enum WorldClass: String, Codable, Hashable, Sendable, CaseIterable {
    /// Idle traffic is even and far below one player's.
    case steady
    /// The idle level grows over the weeks, as a save file does.
    case drifting
    /// A job makes bursts every 15 minutes, some as high as a player.
    case periodic
    /// Bursts come at random.
    case bursty
    /// Connected players send next to nothing for minutes at a time.
    case quietGaps
    /// Idle and connected traffic look the same.
    case inseparable
    /// Two days of data.
    case tiny
    /// An update breaks the container for a while.
    case crashLoop
    /// A scanner resolves the name again and again.
    case scanner
    /// Idle traffic lies above the present threshold, so that only Instance Left Up ends a life.
    case leftUp

    /// Draws the parameters of a world of this class; equal seeds give equal parameters.
    ///
    /// - Parameters:
    ///   - seed: draws levels, habits and, through the world, everything else.
    ///   - days: length; ignored by ``tiny``, which always has two days.
    ///   - start: first day.
    public func parameters(
        seed: UInt64, days: Int = 30, start: Instant = Instant(seconds: 1_788_739_200)
    ) -> WorldParameters {
        var random = WorldRandom(seed: seed, 17)
        let level = random.logNormal(median: 900, sigma: 0.7).rounded()
        let rate = (level * random.uniform(2.5...7) + random.uniform(800...2500)).rounded()
        var idle = IdleTraffic(level: level, noise: random.uniform(0.03...0.09))
        var player = PlayerTraffic(rate: rate, noise: random.uniform(0.12...0.28))
        let visits = VisitModel(
            groupsPerDay: random.uniform(0.9...2.6), groupSize: random.integer(1...4),
            players: random.integer(3...9), medianMinutes: random.uniform(35...100),
            sigma: random.uniform(0.5...0.8), returnProbability: random.uniform(0.2...0.5),
            breakMinutes: random.uniform(8...25), hoursEast: random.integer(-8...9))
        var settings = WorldSettings(
            threshold: Int(level * random.uniform(1.2...1.45)),
            minutesWithoutConnections: [5, 7, 7, 7, 10][random.integer(0...4)])
        var scans = 0.0
        var broken: [Range<Int>] = []
        var length = days
        switch self {
        case .steady: break
        case .drifting: idle.drift = random.uniform(0.3...0.8)
        case .periodic:
            idle.periodic = PeriodicBurst(
                everyMinutes: 15, offset: random.integer(0...14), height: rate * random.uniform(0.4...1.1))
        case .bursty:
            idle.burstsPerHour = random.uniform(1...4)
            idle.burstHeight = level * random.uniform(0.5...2)
        case .quietGaps:
            player.quietStretchesPerHour = random.uniform(0.8...2)
            player.quietMinutes = random.uniform(6...12)
            player.quietShare = random.uniform(0.01...0.04)
        case .inseparable:
            idle.noise = 0.25
            player.rate = (level * random.uniform(0.03...0.1)).rounded()
        case .tiny: length = 2
        case .crashLoop:
            let from = random.integer(2 * 1440...max(2 * 1440, (days - 4) * 1440))
            broken = [from..<from + random.integer(900...2400)]
        case .scanner: scans = random.uniform(4...16)
        case .leftUp: settings.threshold = Int(level * random.uniform(0.45...0.75))
        }
        if self == .leftUp { settings.shouldStop = random.chance(0.6) || visits.groupsPerDay < 1.2 }
        return WorldParameters(
            worldClass: self, seed: seed, start: start, days: length, settings: settings,
            game: Game.allCases[random.integer(0...Game.allCases.count - 1)],
            containerID: "\(rawValue.lowercased()).world\(seed)", instanceType: "m5.large", idle: idle,
            player: player, visits: visits, scansPerDay: scans, brokenSpans: broken)
    }
}
