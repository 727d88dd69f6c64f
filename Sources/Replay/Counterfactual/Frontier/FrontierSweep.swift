public import CloudWatch

/// Every threshold and every N at once, without replaying a single candidate.
///
/// For a given N the state of a server depends on its threshold T in steps, and a stop on the largest point of a window
/// alone (`QuietWindows`): a window stops every T from that point upwards. So the thresholds go through the minutes
/// together, in spans that are alike, from one quiet window to the next (`SweepRun`); looking for the next takes a
/// fraction of an instruction a minute, and the windows of one N grow into those of the next. Several N take each block of
/// minutes in turn, which keeps what they read in the cache however long the recording is.
///
/// Exact under the same conditions as ``IdleRuns``: `TreatMissingData: missing`, no arrival delay, Instance Left Up not
/// stopping. Everything else is replayed. Fewer than N of N points take a sweep of their own, `PartialSweep`.
public struct FrontierSweep: Sendable {
    /// The thresholds: each observed value rounded up to a whole number of bytes per second, rising, and what was added.
    public let thresholds: [Int]
    private let columns: WhatIfColumns
    private let blockLength: Int
    /// For each minute the number of thresholds for which it is active: all of them in the minute of a query.
    private let reach: [Int32]

    /// Sorts the thresholds of a timeline.
    public init(_ columns: WhatIfColumns, adding thresholds: [Int] = []) {
        self.init(columns, adding: thresholds, blockLength: QuietWindows.blockLength)
    }

    /// Changes how many minutes go through the cache at a time, which changes no result.
    package init(_ columns: WhatIfColumns, adding thresholds: [Int], blockLength: Int) {
        self.columns = columns
        self.blockLength = blockLength
        let ceilings = columns.activity.map { $0.isFinite ? Int(min(max($0.rounded(.up), 0), 1e15)) : -1 }
        var distinct = (ceilings.filter { $0 >= 0 } + thresholds).sorted()
        distinct = distinct.enumerated().filter { $0.offset == 0 || distinct[$0.offset - 1] != $0.element }
            .map(\.element)
        self.thresholds = distinct
        let count = Int32(distinct.count)
        reach = columns.activity.indices.map { minute in
            if columns.isQuery[minute] { return count }
            guard ceilings[minute] >= 0 else { return columns.activity[minute].isNaN ? 0 : count }
            return Int32(Self.rank(ceilings[minute], in: distinct))
        }
    }

    /// Number of elements below `value`.
    private static func rank(_ value: Int, in sorted: [Int]) -> Int {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// What each threshold would have cost with N minutes and an evaluation range of `range` minutes.
    ///
    /// - Parameters:
    ///   - minutes: N.
    ///   - datapointsToAlarm: M, from 1 to N; `nil` for N.
    ///   - range: E, how many minutes the alarm looks back.
    public func row(
        minutesWithoutConnections minutes: Int, datapointsToAlarm: Int? = nil, range: Int
    ) -> FrontierRow {
        let fewer = minutes - min(max(1, datapointsToAlarm ?? minutes), minutes)
        guard fewer == 0 else {
            var windows = PartialWindows(reach: reach, fewer: fewer)
            windows.lengthen(to: minutes)
            return partial(windows, range: range)
        }
        var windows = quietWindows
        return rows([minutes], windows: &windows, evaluationRange: .extra(range - minutes))[0]
    }

    /// What each threshold would have cost when `fewer` less than N of the N points are enough, by rising N.
    public func rows(
        patience: some Sequence<Int>, fewer: Int, evaluationRange: EvaluationRange = .inferred,
        body: (FrontierRow) -> Void
    ) {
        guard fewer > 0 else {
            return rows(patience: patience, evaluationRange: evaluationRange, body: body)
        }
        var windows = PartialWindows(reach: reach, fewer: fewer)
        for minutes in Set(patience).sorted() where minutes > fewer {
            windows.lengthen(to: minutes)
            body(
                partial(
                    windows, range: evaluationRange.periods(evaluationPeriods: minutes, period: 60)))
        }
    }

    private func partial(_ windows: PartialWindows, range: Int) -> FrontierRow {
        PartialSweep(columns, reach: reach, thresholds: thresholds.count, windows: windows, range: range)
            .run()
    }

    /// What each threshold would have cost with each of `patience`, by rising N.
    public func rows(
        patience: some Sequence<Int>, evaluationRange: EvaluationRange = .inferred,
        body: (FrontierRow) -> Void
    ) {
        let patience = Set(patience).sorted().filter { $0 > 0 }
        var windows = quietWindows
        for first in stride(from: 0, to: patience.count, by: Self.together) {
            let group = patience[first..<min(first + Self.together, patience.count)]
            rows(group, windows: &windows, evaluationRange: evaluationRange).forEach(body)
        }
    }

    private var quietWindows: QuietWindows {
        QuietWindows(columns, reach: reach, thresholds: thresholds.count, blockLength: blockLength)
    }

    /// How many N go through a block of minutes before the next one; each holds a row of its own meanwhile.
    private static let together = 8

    private func rows(
        _ patience: some Collection<Int>, windows: inout QuietWindows, evaluationRange: EvaluationRange
    ) -> [FrontierRow] {
        var runs = patience.map { minutes in
            SweepRun(
                columns, minutesWithoutConnections: minutes, thresholds: thresholds.count,
                range: evaluationRange.periods(evaluationPeriods: minutes, period: 60))
        }
        for (block, minutes) in windows.blocks.enumerated() {
            for index in runs.indices {
                windows.lengthen(
                    block: block, to: runs[index].minutesWithoutConnections, evaluationRange: evaluationRange)
                runs[index].run(to: minutes.upperBound, windows: windows)
            }
        }
        return runs.indices.map { runs[$0].finish() }
    }
}
