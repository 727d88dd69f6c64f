public import CloudWatch

/// What every observed threshold would have cost with one N.
public struct FrontierRow: Sendable {
    /// N.
    public let minutesWithoutConnections: Int
    /// Idle minutes, one count a threshold.
    public internal(set) var idleMinutes: [Int32]
    /// Starts, one count a threshold.
    public internal(set) var coldStarts: [Int32]
    /// False stops, one count a threshold.
    public internal(set) var falseStops: [Int32]
}

/// Every threshold and every N at once, without replaying a single candidate.
///
/// For a given N the state of the server at a minute depends on the threshold T in steps: down, or up with a last active
/// minute *a*. Going through the minutes once, the steps of all thresholds are kept together as a short stack of
/// intervals of T. A minute with traffic *x* is active for each T below *x*, so it only touches the low end of the stack;
/// an interval stops when the quiet run after its *a* is long enough (``IdleRuns`` gives the minute), and demand starts
/// it again. Each minute adds at most one interval and removes what it covers: constant work a minute on average.
/// Stretches in which nobody wants the server are crossed in one step, see `QuietGaps`.
///
/// Exact under the same conditions as ``IdleRuns``: M = N, `TreatMissingData: missing`, no arrival delay, Instance Left
/// Up not stopping. Everything else is replayed.
public struct FrontierSweep: Sendable {
    /// The thresholds: each observed value rounded up to a whole number of bytes per second, rising, and what was added.
    public let thresholds: [Int]
    private let columns: WhatIfColumns
    /// For each minute the number of thresholds for which it is active.
    private let reach: [Int32]
    /// What each minute does to the sweep.
    private let marks: [UInt8]
    private let hasGaps: Bool
    private let quietGaps: QuietGaps

    private static let query: UInt8 = 1
    private static let demand: UInt8 = 2
    private static let endless: UInt8 = 4
    private static let crash: UInt8 = 8
    private static let stop: UInt8 = 16

    /// Sorts the thresholds of a timeline.
    public init(_ columns: WhatIfColumns, adding thresholds: [Int] = []) {
        self.columns = columns
        let ceilings = columns.activity.map { $0.isFinite ? Int(min(max($0.rounded(.up), 0), 1e15)) : -1 }
        var distinct = (ceilings.filter { $0 >= 0 } + thresholds).sorted()
        distinct = distinct.enumerated().filter { $0.offset == 0 || distinct[$0.offset - 1] != $0.element }
            .map(\.element)
        self.thresholds = distinct
        let count = Int32(distinct.count)
        reach = columns.activity.indices.map { minute in
            guard ceilings[minute] >= 0 else { return columns.activity[minute].isNaN ? 0 : count }
            return Int32(Self.rank(ceilings[minute], in: distinct))
        }
        marks = columns.timeline.roles.indices.map { minute in
            let role = columns.timeline.roles[minute]
            return (role.contains(.query) ? Self.query : 0)
                | (role.isDisjoint(with: .demand) ? 0 : Self.demand)
                | (columns.activity[minute] == .infinity ? Self.endless : 0)
                | (role.contains(.crash) ? Self.crash : 0) | (role.contains(.stop) ? Self.stop : 0)
        }
        hasGaps = columns.activity.contains { $0.isNaN }
        let marks = marks
        quietGaps = QuietGaps(
            reach: reach,
            isQuiet: { marks[$0] & ~Self.endless == 0 && !columns.activity[$0].isNaN },
            isQuery: { marks[$0] & Self.query != 0 && marks[$0] & (Self.crash | Self.stop) == 0 })
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
    public func row(minutesWithoutConnections minutes: Int, range: Int) -> FrontierRow {
        var quiet = quietGaps
        return row(minutes, range: range, quiet: &quiet)
    }

    /// What each threshold would have cost with each of `patience`, by rising N.
    public func rows(
        patience: some Sequence<Int>, evaluationRange: EvaluationRange = .inferred,
        body: (FrontierRow) -> Void
    ) {
        var quiet = quietGaps
        for minutes in Set(patience).sorted() where minutes > 0 {
            let range = evaluationRange.periods(evaluationPeriods: minutes, period: 60)
            body(row(minutes, range: range, quiet: &quiet))
        }
    }

    private func row(_ minutes: Int, range: Int, quiet: inout QuietGaps) -> FrontierRow {
        var state = SweepState(thresholds: thresholds.count)
        columns.idlePrefix.withUnsafeBufferPointer { idle in
            reach.withUnsafeBufferPointer { reach in
                marks.withUnsafeBufferPointer { marks in
                    quiet.lengthen(to: minutes, reach: reach)
                    sweep(
                        &state, minutes: minutes, range: range, idle: idle, reach: reach, marks: marks,
                        quiet: quiet)
                }
            }
        }
        return state.row(minutes)
    }

    private func sweep(
        _ state: inout SweepState, minutes: Int, range: Int, idle: UnsafeBufferPointer<Int32>,
        reach: UnsafeBufferPointer<Int32>, marks: UnsafeBufferPointer<UInt8>, quiet: QuietGaps
    ) {
        let count = columns.count
        let (hasGaps, columns) = (hasGaps, columns)
        let alarm = { (active: Int32) -> Int in
            guard hasGaps else { return Int(active) + minutes + 1 }
            return columns.alarm(after: min(Int(active), count - 1), minutes: minutes, range: range)
        }
        var wakeOfSleepers = count
        var minute = columns.nextDemand(from: 0)
        while minute < count {
            let mark = marks[minute]
            if minute >= state.nextStop {
                let isFalse = columns.isProtected(minute)
                let sleeps = mark & Self.stop != 0
                state.stop(
                    at: Int32(minute), idle: idle[minute], isFalse: isFalse, sleeps: sleeps, alarm: alarm)
                if sleeps { wakeOfSleepers = columns.comeback(after: minute) }
            }
            let gap = quiet.starting[minute]
            if gap >= 0, state.asleepPieces == 0, state.isSettled(before: minute) {
                let gap = quiet.gaps[Int(gap)]
                let isFalse = gap.end < count && columns.isProtected(gap.end)
                state.cross(
                    gap, quiet: quiet, minutes: minutes, idle: idle, isEnd: gap.end == count,
                    isFalse: isFalse,
                    alarm: alarm)
                minute = gap.end
                continue
            }
            if mark & Self.crash != 0 { state.crash(idle: idle[minute]) }
            if state.asleepPieces > 0, minute >= wakeOfSleepers {
                if minute == wakeOfSleepers, mark & Self.demand != 0 {
                    let active = columns.timeline.activeUntil(start: minute, comesBack: true)
                    state.comeBack(active: Int32(active), idle: idle[minute], alarm: alarm)
                } else {
                    state.endSleep()
                }
            }
            if mark & Self.demand != 0 {
                if state.downPieces > 0 {
                    let active = columns.timeline.activeUntil(start: minute, comesBack: false)
                    state.start(active: Int32(active), idle: idle[minute], alarm: alarm)
                }
                if mark & Self.query != 0 { state.touchAll(Int32(minute)) }
            }
            if mark & Self.query == 0 { state.touch(below: reach[minute], Int32(minute)) }
            // Nobody is up: nothing happens until somebody wants the server. The same when nothing can stop it.
            if state.upPieces == 0 || mark & Self.endless != 0 && isEndless(minute, marks) {
                var next = columns.nextDemand(from: minute + 1)
                if state.upPieces > 0 {
                    next = min(next, columns.nextCrash(after: minute))
                    if next > minute + 1 { state.touchAll(Int32(next - 1)) }
                }
                minute = next
            } else {
                minute += 1
            }
        }
        state.finish(idle: idle[count])
    }

    /// Whether traffic is without end from here to the next demand: the assumption behind a long absence.
    private func isEndless(_ minute: Int, _ marks: UnsafeBufferPointer<UInt8>) -> Bool {
        let next = columns.nextDemand(from: minute + 1)
        return next > minute + 1 && columns.isEndless(from: minute, to: next)
    }
}
