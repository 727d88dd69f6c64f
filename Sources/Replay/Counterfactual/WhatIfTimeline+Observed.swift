public import TimeSeries

extension WhatIfTimeline {
    /// What a what-if assumes where the recording cannot know. *(ours)*
    public struct Assumptions: Codable, Hashable, Sendable {
        /// A server kept up past its recorded stop sees the idle minutes before the stop again, this many at most.
        public var idleMemory: Int
        /// Minutes after a recorded stop for which idle traffic is assumed; who has not stopped by then stays up.
        public var horizon: Int
        /// Longest time from ready to the first player in which somebody is taken to wait for the server.
        public var joinPatience: Int

        /// Makes assumptions, by default those that leafwatch states in its reports.
        public init(idleMemory: Int = 720, horizon: Int = 480, joinPatience: Int = 15) {
            self.idleMemory = idleMemory
            self.horizon = horizon
            self.joinPatience = joinPatience
        }
    }

    /// Makes the timeline of an observed history.
    ///
    /// - Parameters:
    ///   - start: start of the first minute.
    ///   - activity: bytes per second of traffic less volume reads, NaN where the expression has no point.
    ///   - labels: what was going on in each minute.
    ///   - queries: whether a query that passes the start filter arrived in the minute.
    ///   - lives: the observed lives, oldest first.
    ///   - settings: the settings in force, to tell a player who was cut from one who left; `nil` when unknown.
    ///   - assumptions: what is assumed where nothing was recorded.
    public init(
        start: Instant, activity: [Double], labels: [MinuteLabel], queries: [Bool], lives: [InstanceLife],
        recordedUnder settings: WhatIfSettings? = nil, assumptions: Assumptions = Assumptions()
    ) {
        let count = min(activity.count, labels.count)
        var roles = labels.prefix(count).map { label -> Role in
            switch label {
            case .down: .assumed
            case .boot: []
            case .idle: .idle
            case .connected: .connected
            case .unknown: [.unknown]
            }
        }
        for minute in 0..<min(count, queries.count) where queries[minute] { roles[minute].insert(.query) }
        var filled = Array(activity.prefix(count))
        var boots: [Int] = []
        var launches: [Int] = []
        var wakes: [Int] = []
        var appearances: [Int: Int] = [:]
        var previousStop = 0
        for life in lives {
            let minutes = life.minutes.clamped(to: 0..<count)
            guard let first = minutes.first else {
                wakes.append(life.firstMinute)
                continue
            }
            // An instance takes a moment to appear after its query: nothing is reported until then.
            // A query in the minute of the stop before comes after that stop.
            let asked = (max(0, first - Self.launchMinutes, min(previousStop, first))..<first)
                .first { roles[$0].contains(.query) }
            previousStop = min(life.stopMinute, minutes.upperBound)
            for minute in (asked ?? first)..<first where roles[minute].contains(.assumed) {
                roles[minute].remove(.assumed)
                filled[minute] = .nan
            }
            // A start without a query is wanted as much as one with a query.
            if asked == nil { roles[first].insert(.query) }
            wakes.append(asked ?? first)
            appearances[asked ?? first] = first
            // What was stopped again at once came late for other reasons.
            if let asked, minutes.count > Self.launchMinutes { launches.append(first - asked) }
            let ready = min(max(life.readyMinute, first), minutes.upperBound)
            if life.readyMinute < life.endMinute { boots.append(ready - (asked ?? first)) }
            let patience = min(ready + max(0, assumptions.joinPatience), minutes.upperBound)
            guard let joined = (first..<patience).first(where: { roles[$0].contains(.connected) }) else {
                continue
            }
            // Whoever asks in the minute of a stop asks after it.
            for minute in (asked ?? first)..<joined {
                if minute > asked ?? first { roles[minute].insert(.waiting) }
                roles[minute].remove(.idle)
            }
        }
        Self.crash(&roles, lives: lives)
        var returns: [Return] = []
        if let settings {
            let cut = CutSessions(
                activity: activity, labels: labels, lives: lives, wakes: wakes, settings: settings)
            returns = Self.mend(&filled, &roles, cut: cut, threshold: settings.threshold)
        }
        let mended = Set(returns.map(\.stop))
        // Whoever was in the server in the minute of a recorded stop and did not come back had finished.
        for life in lives where life.stop != .crashLoop && life.stop != .afterHistory {
            let stop = life.stopMinute
            guard stop + 1 < count, roles.indices.contains(stop), !roles[stop].contains(.query),
                !roles[stop].isDisjoint(with: .demand), !mended.contains(stop)
            else { continue }
            returns.append(Return(stop: stop, wake: stop + 1))
        }
        Self.fill(&filled, roles: roles, assumptions: assumptions)
        self.init(
            start: start, activity: filled, roles: roles, restartMinutes: Self.median(boots) ?? 4,
            launchMinutes: Self.median(launches) ?? 1,
            appearances: appearances, returns: returns)
    }

    private static func median(_ values: [Int]) -> Int? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }

    /// Longest time from the query to the first minute with a metric of the instance.
    private static let launchMinutes = 5

    /// Marks the minutes in which the crash rule acted: nobody is in a crashed server until it is asked for again.
    private static func crash(_ roles: inout [Role], lives: [InstanceLife]) {
        for life in lives where life.stop == .crashLoop {
            let minutes = (life.stopMinute..<max(life.stopMinute, life.endMinute)).clamped(to: roles.indices)
            guard let first = minutes.first else { continue }
            for minute in minutes {
                roles[minute].remove([.connected, .waiting, .idle])
            }
            roles[first].insert(.crash)
        }
    }

    /// Lets sessions that a stop cut go on until whoever was cut was back; gives how the recording went on.
    private static func mend(
        _ activity: inout [Double], _ roles: inout [Role], cut: CutSessions, threshold: Double
    ) -> [Return] {
        var returns: [Return] = []
        let recorded = activity
        let asked = roles
        for (index, gap) in cut.cuts.enumerated() {
            let quiet = gap.quiet.clamped(to: activity.indices)
            let level = quiet.map { activity[$0] }
            let silent = gap.stop + cut.residual(index)
            for minute in gap.stop..<min(gap.rejoined, roles.count) {
                roles[minute] = .connected
                activity[minute] = .infinity
            }
            let end = min(max(silent, gap.rejoined), gap.nextStop, roles.count)
            let active = (gap.wake..<max(gap.wake, end)).last {
                recorded[$0] > threshold || asked[$0].contains(.query)
            }
            returns.append(Return(stop: gap.stop, wake: gap.wake, activeUntil: active ?? gap.wake))
            guard !level.isEmpty else { continue }
            for minute in gap.stop..<max(gap.stop, min(silent, roles.count))
            where roles[minute].contains(.connected) {
                roles[minute].remove(.query)
                activity[minute] = level[(minute - gap.stop) % level.count]
            }
        }
        return returns
    }

    /// Gives minutes in which the server was down the traffic that it would have seen.
    private static func fill(_ activity: inout [Double], roles: [Role], assumptions: Assumptions) {
        var memory: [Double] = []
        let idle = roles.indices.filter { roles[$0].contains(.idle) }.map { activity[$0] }
        var down = 0
        var cursor = 0
        var gaps = 0
        for minute in roles.indices {
            guard roles[minute].contains(.assumed) else {
                down = 0
                if roles[minute].contains(.idle) { memory.append(activity[minute]) }
                continue
            }
            let length = max(1, assumptions.idleMemory)
            let source = memory.isEmpty ? idle.prefix(length) : memory.suffix(length)
            if down == 0 {
                // Each gap begins elsewhere: one lucky quiet stretch must not end them all.
                let turn = (Double(gaps) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
                cursor = Int(turn * Double(source.count))
                gaps += 1
            }
            down += 1
            if down > assumptions.horizon || source.isEmpty {
                activity[minute] = .infinity
            } else {
                activity[minute] = source[source.startIndex + cursor % source.count]
                cursor += 1
            }
        }
    }
}
