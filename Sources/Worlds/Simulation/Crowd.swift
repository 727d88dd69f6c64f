/// The players: who waits, who plays, who played.
struct Crowd {
    /// A visit under way.
    private struct Active {
        var visit: Visit
        /// Seconds still wanted.
        var left: Int
        /// When the player asks next; `nil` while connected.
        var nextAsk: Int?
        /// Since when the player waits.
        var waitingSince: Int
        var attempts: Int
        var joined: Int?
        var launch: Int
        /// Quiet stretches of the present stay, in seconds.
        var quiet: [Range<Int>]
    }

    private(set) var stays: [PlayerStay] = []
    private(set) var waitingSeconds = 0
    private let parameters: WorldParameters
    private let visits: [Visit]
    private var next = 0
    /// Visits whose time has come while the player still plays or waits on an earlier one.
    private var held: [Visit] = []
    private var active: [Active] = []
    /// Stays that ended, kept for the minute in which they did.
    private var ended: [(player: Int, start: Int, end: Int, quiet: [Range<Int>])] = []

    init(parameters: WorldParameters, visits: [Visit]) {
        self.parameters = parameters
        self.visits = visits
    }

    /// Lets in those whose time has come; nobody plays twice at the same time.
    mutating func admit(before second: Int) {
        while next < visits.count, visits[next].second < second {
            held.append(visits[next])
            next += 1
        }
        guard !held.isEmpty else { return }
        var later: [Visit] = []
        for visit in held {
            if active.contains(where: { $0.visit.player == visit.player }) {
                later.append(visit)
                continue
            }
            let start = max(visit.second, (second / 60 - 1) * 60 + visit.second % 60)
            active.append(
                Active(
                    visit: visit, left: visit.duration, nextAsk: start, waitingSince: start, attempts: 0,
                    joined: nil, launch: 0, quiet: []))
        }
        held = later
    }

    /// The first who asks before `second`, or `nil`.
    func nextAsking(before second: Int) -> Int? {
        active.firstIndex { $0.nextAsk.map { $0 < second } ?? false }
    }

    func askTime(_ index: Int) -> Int { active[index].nextAsk ?? 0 }
    func player(_ index: Int) -> Int { active[index].visit.player }

    /// The player is in.
    mutating func connect(_ index: Int, second: Int, launch: Int) {
        waitingSeconds += max(0, second - active[index].waitingSince)
        active[index].nextAsk = nil
        active[index].joined = second
        active[index].launch = launch
        active[index].quiet = quietStretches(active[index], from: second)
    }

    /// The player tries again later, or gives up.
    mutating func wait(_ index: Int, second: Int) {
        active[index].attempts += 1
        var random = WorldRandom(
            seed: parameters.seed, 31, active[index].visit.id, active[index].attempts)
        // Sixteen attempts in vain are enough for anybody.
        if second - active[index].waitingSince > active[index].visit.patience || active[index].attempts > 16 {
            waitingSeconds += second - active[index].waitingSince
            active.remove(at: index)
        } else {
            active[index].nextAsk = second + random.integer(60...85)
        }
    }

    /// Cuts every stay; those who wanted much more try again. Returns how many were connected.
    mutating func cut(at second: Int, by rule: WorldRule) -> Int {
        var count = 0
        for index in active.indices.reversed() {
            guard let joined = active[index].joined else { continue }
            let end = min(second, joined + active[index].left)
            record(active[index], from: joined, to: max(joined + 1, end), cutBy: end == second ? rule : nil)
            if end == second { count += 1 }
            active[index].left -= end - joined
            active[index].joined = nil
            if end < second || active[index].left < 240 {
                active.remove(at: index)
            } else {
                var random = WorldRandom(seed: parameters.seed, 32, active[index].visit.id, second / 60)
                active[index].waitingSince = second
                active[index].nextAsk = second + random.integer(45...100)
            }
        }
        return count
    }

    /// Lets those go who have played enough.
    mutating func leave(before second: Int) {
        for index in active.indices.reversed() {
            guard let joined = active[index].joined, joined + active[index].left < second else { continue }
            record(active[index], from: joined, to: joined + active[index].left, cutBy: nil)
            active.remove(at: index)
        }
    }

    /// The world ends: open stays end with it.
    mutating func end(at second: Int) {
        for entry in active {
            if let joined = entry.joined { record(entry, from: joined, to: second, cutBy: nil) }
        }
        active = []
    }

    /// How long each stay touches a minute, in seconds.
    mutating func secondsConnected(in minute: Int) -> [(player: Int, seconds: Int, isQuiet: Bool)] {
        let span = minute * 60..<minute * 60 + 60
        ended.removeAll { $0.end < span.lowerBound }
        var shares: [(player: Int, seconds: Int, isQuiet: Bool)] = []
        for stay in ended where stay.start < span.upperBound {
            let seconds = max(1, min(stay.end, span.upperBound) - max(stay.start, span.lowerBound))
            let isQuiet = stay.quiet.contains { $0.contains(span.lowerBound + 30) }
            shares.append((stay.player, seconds, isQuiet))
        }
        for entry in active {
            guard let joined = entry.joined, joined < span.upperBound else { continue }
            let isQuiet = entry.quiet.contains { $0.contains(span.lowerBound + 30) }
            shares.append((entry.visit.player, span.upperBound - max(joined, span.lowerBound), isQuiet))
        }
        return shares
    }

    private mutating func record(_ entry: Active, from start: Int, to end: Int, cutBy rule: WorldRule?) {
        stays.append(
            PlayerStay(
                visit: entry.visit.id, player: entry.visit.player, start: start, end: end,
                launch: entry.launch,
                cutBy: rule))
        ended.append((entry.visit.player, start, end, entry.quiet))
    }

    private func quietStretches(_ entry: Active, from second: Int) -> [Range<Int>] {
        let model = parameters.player
        guard model.quietStretchesPerHour > 0 else { return [] }
        var random = WorldRandom(seed: parameters.seed, 33, entry.visit.id, entry.attempts)
        var stretches: [Range<Int>] = []
        var at = second + Int(random.exponential(mean: 3600 / model.quietStretchesPerHour))
        while at < second + entry.left {
            let length = max(60, Int(random.logNormal(median: model.quietMinutes * 60, sigma: 0.5)))
            stretches.append(at..<at + length)
            at += length + Int(random.exponential(mean: 3600 / model.quietStretchesPerHour))
        }
        return stretches
    }
}
