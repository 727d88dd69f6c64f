import CloudWatch
import LeafStack
import Replay

extension TuningEvidence {
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
        scores: CandidateScores, choice: ThresholdChoice, evaluationRange: EvaluationRange
    ) {
        let threshold = Double(applied.threshold)
        addRuns(columns.timeline, threshold: threshold)
        let runs = IdleRuns(columns, threshold: threshold)
        let usual = runs.run(applied.minutesWithoutConnections, evaluationRange: evaluationRange)
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
}
