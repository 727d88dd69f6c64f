import CloudWatch
import Replay

/// What every candidate would have cost on every day.
struct CandidateScores: Sendable {
    let grid: CandidateGrid
    let blocks: WhatIfBlocks
    /// One tally a candidate and day: `(threshold * patience.count + n) * days + day`.
    private var tallies: [WhatIfTally]

    /// Replays every candidate.
    init(
        _ columns: WhatIfColumns, grid: CandidateGrid, blocks: WhatIfBlocks,
        evaluation: EvaluationSettings = EvaluationSettings()
    ) {
        var tallies: [WhatIfTally] = []
        tallies.reserveCapacity(grid.thresholds.count * grid.patience.count * blocks.count)
        let isShort = grid.patience.allSatisfy { IdleRuns.holds(for: evaluation, minutes: $0) }
        for threshold in grid.thresholds {
            guard isShort else {
                for minutes in grid.patience {
                    let settings = WhatIfSettings(
                        threshold: Double(threshold), minutesWithoutConnections: minutes,
                        evaluation: evaluation)
                    tallies += columns.tallies(columns.run(settings), blocks: blocks)
                }
                continue
            }
            IdleRuns(columns, threshold: Double(threshold))
                .runs(patience: grid.patience, evaluationRange: evaluation.evaluationRange) { _, run in
                    tallies += columns.tallies(run, blocks: blocks)
                }
        }
        self.grid = grid
        self.blocks = blocks
        self.tallies = tallies
    }

    /// Puts another run in a candidate's place: the present settings with a Left Up rule that stops.
    mutating func replace(_ candidate: Int, with run: WhatIfRun, columns: WhatIfColumns) {
        for (day, tally) in columns.tallies(run, blocks: blocks).enumerated() where day < days {
            tallies[candidate * days + day] = tally
        }
    }

    var candidateCount: Int { grid.thresholds.count * grid.patience.count }
    var days: Int { blocks.count }

    func candidate(threshold: Int, patience: Int) -> Int { threshold * grid.patience.count + patience }
    func thresholdIndex(_ candidate: Int) -> Int { candidate / grid.patience.count }
    func patienceIndex(_ candidate: Int) -> Int { candidate % grid.patience.count }

    func tally(_ candidate: Int, day: Int) -> WhatIfTally { tallies[candidate * days + day] }

    /// The tally of a candidate over a range of days.
    func tally(_ candidate: Int, days range: Range<Int>) -> WhatIfTally {
        tallies[(candidate * days + range.lowerBound)..<(candidate * days + range.upperBound)]
            .reduce(WhatIfTally(), +)
    }

    /// Whether each candidate has more false stops than allowed per 30 days, on all days together.
    func exceeding(_ maximum: Double) -> [Bool] {
        let allowed = maximum * Double(blocks.minutes) / 43_200
        return (0..<candidateCount).map { Double(tally($0).falseStops) > allowed }
    }

    func tally(_ candidate: Int) -> WhatIfTally { tally(candidate, days: 0..<days) }

    /// The objective of every candidate on every day, in idle minutes, one row a candidate.
    func costs(_ profile: TuningProfile) -> CostMatrix {
        CostMatrix(
            days: days,
            values: tallies.map {
                profile.cost(
                    idleMinutes: Double($0.idleMinutes), coldStarts: Double($0.coldStarts),
                    falseStops: Double($0.falseStops))
            })
    }
}
