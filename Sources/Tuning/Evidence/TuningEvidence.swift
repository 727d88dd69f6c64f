import CloudWatch
import LeafStack
import Replay

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

    /// Looks at what does not depend on a choice.
    init(_ input: TuningInput, sample: TrafficSample) {
        self.init()
        let week = 7 * 1440
        guard input.count >= 2 * week else { return }
        var before: [Double] = []
        var last: [Double] = []
        for minute in 0..<input.count
        where input.labels[minute] == .idle && !input.queries[minute] && !input.activity[minute].isNaN {
            if minute >= input.count - week {
                last.append(input.activity[minute])
            } else {
                before.append(input.activity[minute])
            }
        }
        let medians = (OrderStatistics(before).median, OrderStatistics(last).median)
        guard let old = medians.0, let new = medians.1, before.count >= 30, last.count >= 30 else { return }
        drift = Drift(before: old, lastWeek: new, sampleSize: last.count)
    }

    /// Looks at what the chosen settings do.
    mutating func add(
        _ columns: WhatIfColumns, lives: [InstanceLife], applied: WatchdogSettings, profile: TuningProfile,
        scores: CandidateScores,
        choice: ThresholdChoice
    ) {
        let threshold = Double(applied.threshold)
        addRuns(columns.timeline, threshold: threshold)
        let runs = IdleRuns(columns, threshold: threshold)
        let usual = runs.run(applied.minutesWithoutConnections)
        recordedDelay = StopDelay(recorded: lives, timeline: columns.timeline)
        stopDelay = StopDelay(usual, timeline: columns.timeline, lives: lives)
        for extra in [2, 0, 30] {
            let other = runs.run(applied.minutesWithoutConnections, evaluationRange: .extra(extra))
            let changed = Set(other.lives.map(\.end)).symmetricDifference(usual.lives.map(\.end)).count
            sensitivity.append(
                Sensitivity(
                    extraMinutes: extra, changedStops: changed, falseStops: columns.tally(other).falseStops))
        }
        let row = scores.thresholdIndex(choice.chosen)
        for cost in [10.0, 20, 60, 120, 240] {
            var weighed = profile
            weighed.coldStartCost = cost
            let costs = scores.grid.patience.indices.map { index in
                let tally = scores.tally(scores.candidate(threshold: row, patience: index))
                return weighed.cost(
                    idleMinutes: Double(tally.idleMinutes), coldStarts: Double(tally.coldStarts),
                    falseStops: Double(tally.falseStops))
            }
            guard let best = costs.indices.min(by: { costs[$0] < costs[$1] }) else { continue }
            let own = costs[scores.patienceIndex(choice.chosen)]
            plateau.append(
                Plateau(
                    coldStartCost: cost, minutesWithoutConnections: scores.grid.patience[best],
                    regret: costs[best] > 0 ? own / costs[best] - 1 : 0))
        }
        addHours(columns, run: usual)
    }

    private mutating func addRuns(_ timeline: WhatIfTimeline, threshold: Double) {
        var longest = 0
        var run = 0
        var lastBurst: Int?
        var distances: [Int: Int] = [:]
        for minute in 0..<timeline.count {
            let role = timeline.roles[minute]
            guard role.contains(.idle), !role.contains(.query) else {
                run = 0
                lastBurst = nil
                continue
            }
            if timeline.activity[minute] > threshold {
                if let lastBurst, minute - lastBurst > 1 { distances[minute - lastBurst, default: 0] += 1 }
                lastBurst = minute
                run = 0
            } else if !timeline.activity[minute].isNaN {
                run += 1
                longest = max(longest, run)
            }
        }
        longestQuietRun = longest
        let total = distances.values.reduce(0, +)
        let mode = distances.min { ($0.value, $1.key) > ($1.value, $0.key) }
        guard let mode, total >= 10 else { return }
        let near = (mode.key - 1...mode.key + 1).reduce(0) { $0 + (distances[$1] ?? 0) }
        let share = Double(near) / Double(total)
        if share >= 0.5 { bursts = Bursts(everyMinutes: mode.key, sampleSize: total, share: share) }
    }

    private mutating func addHours(_ columns: WhatIfColumns, run: WhatIfRun) {
        let blocks = WhatIfBlocks(
            length: 60, offset: WhatIfBlocks(daysOf: columns.timeline).offset % 60, minutes: columns.count)
        let first = WhatIfBlocks(daysOf: columns.timeline).offset / 60
        var totals = [(idle: Int, starts: Int)](repeating: (0, 0), count: 24)
        for (index, tally) in columns.tallies(run, blocks: blocks).enumerated() {
            totals[(first + index) % 24].idle += tally.idleMinutes
            totals[(first + index) % 24].starts += tally.coldStarts
        }
        hours = totals.enumerated().map {
            HourOfDay(hour: $0.offset, idleMinutes: $0.element.idle, coldStarts: $0.element.starts)
        }
    }

    /// What an owner should know before acting.
    func warnings(applied: WatchdogSettings, present: WatchdogSettings) -> [String] {
        var lines: [String] = []
        if let drift, drift.lastWeek > drift.before * 1.15 || drift.lastWeek < drift.before / 1.15 {
            let change = Int(((drift.lastWeek / drift.before - 1) * 100).rounded())
            lines.append(
                "idle traffic drifts: its median was \(TuningText.rate(drift.before)) and is "
                    + "\(TuningText.rate(drift.lastWeek)) in the last week (\(change > 0 ? "+" : "")\(change) %); "
                    + "look again in a few weeks")
        }
        if let bursts {
            lines.append(
                "something makes traffic above the threshold every \(bursts.everyMinutes) minutes with nobody "
                    + "connected (\(bursts.sampleSize) times)")
            if applied.minutesWithoutConnections >= bursts.everyMinutes {
                lines.append(
                    "MinutesWithoutConnections \(applied.minutesWithoutConnections) is not shorter than that: the "
                        + "server would never stop")
            }
        }
        if let worst = sensitivity.map(\.changedStops).max(), worst > 0 {
            lines.append(
                "\(TuningText.count(worst, "stop")) would fall into another minute if CloudWatch's evaluation range "
                    + "is not N + 5, which it does not publish")
        }
        return lines
    }
}

extension TuningEvidence {
    /// How long after its last use a server is really gone: N is only a part of it.
    ///
    /// The alarm needs N quiet minutes, which traffic above the threshold interrupts, and the minute in which it is
    /// evaluated; then the instance takes its time to go. Samples that CloudWatch shows late add theirs, which only recorded
    /// stops contain.
    public struct StopDelay: Codable, Hashable, Sendable {
        /// Stops counted: by Container Activity, after somebody was connected and with nobody left.
        public var stops: Int
        /// Minutes from the end of the last used minute to the stop that a tenth of the stops stay below.
        public var low: Double
        /// Median of these minutes.
        public var median: Double
        /// Minutes that a tenth of the stops exceed.
        public var high: Double
        /// Minutes that instances reported after the stop, the median of recorded stops; `nil` when that is not known.
        public var teardown: Double?

        /// What settings would do.
        ///
        /// - Returns: `nil` when they never stop an idle server here.
        init?(_ run: WhatIfRun, timeline: WhatIfTimeline, lives: [InstanceLife]) {
            let waits = run.lives.lazy.filter { $0.stop == .containerActivity && !$0.isAborted }
                .compactMap { Self.wait(from: $0.wake, to: $0.end, timeline) }
            self.init(waits: Array(waits), lives: lives)
        }

        /// What was recorded.
        ///
        /// - Returns: `nil` when no idle server was seen stopped by Container Activity.
        init?(recorded lives: [InstanceLife], timeline: WhatIfTimeline) {
            let waits = lives.lazy.filter { $0.stop == .containerActivity }
                .compactMap { Self.wait(from: $0.firstMinute, to: $0.stopMinute, timeline) }
            self.init(waits: Array(waits), lives: lives)
        }

        private init?(waits: [Double], lives: [InstanceLife]) {
            let ordered = OrderStatistics(waits)
            guard let low = ordered.quantile(0.1), let median = ordered.median,
                let high = ordered.quantile(0.9)
            else { return nil }
            (stops, self.low, self.median, self.high) = (waits.count, low, median, high)
            let gone = lives.lazy.filter { $0.stop == .containerActivity && $0.endMinute > $0.stopMinute }
                .map { Double($0.endMinute - $0.stopMinute) }
            teardown = OrderStatistics(gone).median
        }

        /// Minutes since the last used one, `nil` for a false stop or a life without use.
        private static func wait(from start: Int, to end: Int, _ timeline: WhatIfTimeline) -> Double? {
            guard start >= 0, start < end, end < timeline.count,
                timeline.roles[end].isDisjoint(with: .protected),
                timeline.roles[start..<end].contains(where: { !$0.isDisjoint(with: .protected) })
            else { return nil }
            var minute = end - 1
            while minute >= start, timeline.roles[minute].isDisjoint(with: .demand) { minute -= 1 }
            return minute >= start ? Double(end - 1 - minute) : nil
        }
    }
}
