/// A player's wish to play, which no setting changes.
public struct Visit: Hashable, Sendable {
    /// Position among the world's visits.
    public var id: Int
    /// The player, 0 to `players - 1`.
    public var player: Int
    /// When the player wants to begin, in seconds from the world's start.
    public var second: Int
    /// How long the player wants to play, in seconds.
    public var duration: Int
    /// How long the player waits for the server before giving up, in seconds.
    public var patience: Int
}

/// A query that passes the start filter although its sender never connects.
public struct StrayQuery: Hashable, Sendable {
    /// Who asks.
    public enum Sender: String, Codable, Hashable, Sendable {
        /// A machine that resolves names it has seen.
        case scanner
        /// Somebody who looks at the server list.
        case glance
    }

    /// When, in seconds from the world's start.
    public var second: Int
    /// Who.
    public var sender: Sender
}

/// What comes to a world from outside, the same under all settings.
public struct Exogenous: Sendable {
    /// Visits by time.
    public var visits: [Visit]
    /// Stray queries by time.
    public var strays: [StrayQuery]
    /// Traffic of each minute with nobody connected, net of reads, in bytes.
    public var idleBytes: [Int]
    /// Factor of each minute on the players' traffic.
    public var playerFactor: [Double]

    /// Draws everything from the parameters.
    public init(_ parameters: WorldParameters) {
        visits = Self.visits(parameters)
        strays = Self.strays(parameters)
        idleBytes = Self.idleBytes(parameters)
        var random = WorldRandom(seed: parameters.seed, 3)
        playerFactor = (0..<parameters.minutes).map { _ in
            max(0.2, 1 + parameters.player.noise * random.bell())
        }
    }

    /// How much of a day's play begins in each hour of the players' clock.
    static let hourWeights: [Double] = [
        2, 1, 0.5, 0.2, 0.1, 0.1, 0.2, 0.5, 1, 1.5, 2, 2.5, 3, 3, 3.5, 4, 5, 7, 9, 11, 12, 10, 7, 4,
    ]

    private static func visits(_ parameters: WorldParameters) -> [Visit] {
        var random = WorldRandom(seed: parameters.seed, 1)
        let model = parameters.visits
        let last = (parameters.minutes - parameters.quietEnd) * 60
        let firstWeekday = CivilWeekday.of(parameters.start)
        var drawn: [Visit] = []
        for day in 0..<parameters.days {
            let weekend = (firstWeekday + day) % 7 >= 5
            let groups = random.poisson(mean: model.groupsPerDay * (weekend ? model.weekendFactor : 1))
            for _ in 0..<groups {
                let hour = random.index(weights: hourWeights)
                let meeting = (day * 24 + hour - model.hoursEast) * 3600 + random.integer(0...3599)
                let size = random.integer(1...model.groupSize)
                let first = random.integer(0...model.players - 1)
                for member in 0..<min(size, model.players) {
                    var second = meeting + (member == 0 ? 0 : Int(random.exponential(mean: 360)))
                    var rounds = 0
                    repeat {
                        let duration = random.logNormal(median: model.medianMinutes * 60, sigma: model.sigma)
                        let visit = Visit(
                            id: 0, player: (first + member) % model.players, second: second,
                            duration: min(max(Int(duration), 240), 36_000),
                            patience: random.integer(900...2400))
                        if second >= 0, second + visit.duration < last { drawn.append(visit) }
                        second +=
                            visit.duration + 120
                            + Int(random.logNormal(median: model.breakMinutes * 60, sigma: 0.9))
                        rounds += 1
                    } while rounds < 4 && random.chance(model.returnProbability)
                }
            }
        }
        drawn.sort { ($0.second, $0.player, $0.duration) < ($1.second, $1.player, $1.duration) }
        // Nobody wants to play twice at the same time.
        var freeFrom: [Int: Int] = [:]
        drawn.removeAll { visit in
            if visit.second < freeFrom[visit.player, default: 0] { return true }
            freeFrom[visit.player] = visit.second + visit.duration + 120
            return false
        }
        for index in drawn.indices { drawn[index].id = index }
        return drawn
    }

    private static func strays(_ parameters: WorldParameters) -> [StrayQuery] {
        let last = (parameters.minutes - parameters.quietEnd) * 60
        var drawn: [StrayQuery] = []
        for (key, rate, sender) in [
            (21, parameters.scansPerDay, StrayQuery.Sender.scanner), (22, parameters.glancesPerDay, .glance),
        ] where rate > 0 {
            var random = WorldRandom(seed: parameters.seed, key)
            var second = random.exponential(mean: 86_400 / rate)
            while Int(second) < last {
                drawn.append(StrayQuery(second: Int(second), sender: sender))
                // A scanner often asks again after some minutes, a person seldom does.
                let again = random.chance(sender == .scanner ? 0.3 : 0.1)
                second += random.exponential(mean: again ? 600 : 86_400 / rate)
            }
        }
        return drawn.sorted { ($0.second, $0.sender.rawValue) < ($1.second, $1.sender.rawValue) }
    }

    private static func idleBytes(_ parameters: WorldParameters) -> [Int] {
        var random = WorldRandom(seed: parameters.seed, 2)
        let model = parameters.idle
        let total = Double(parameters.minutes)
        return (0..<parameters.minutes).map { minute in
            let level = model.level * (1 + model.drift * Double(minute) / total)
            var rate = level * (1 + model.noise * random.bell())
            if let job = model.periodic, minute % job.everyMinutes == job.offset % job.everyMinutes {
                rate += job.height * random.uniform(0.85...1.15)
            }
            if model.burstsPerHour > 0, random.chance(model.burstsPerHour / 60) {
                rate += random.logNormal(median: model.burstHeight, sigma: 0.6)
            }
            return Int((max(rate, level * 0.2) * 60).rounded())
        }
    }
}
