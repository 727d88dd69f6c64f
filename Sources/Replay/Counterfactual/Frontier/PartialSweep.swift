/// Every threshold at once when M of N points are enough, without replaying a single candidate.
///
/// With M below N a point above the threshold does not clear those before it: a stop depends on every point in the
/// evaluation range, those of the life before included. But all thresholds with the same recent lives see the same points,
/// and the M-th smallest of the last N is the lowest threshold in ALARM. So thresholds are kept in pieces of equal recent
/// lives; an alarm splits a piece at that lowest threshold, and pieces join again when what sets them apart has left the
/// range.
struct PartialSweep {
    private let columns: WhatIfColumns
    /// For each minute the number of thresholds for which it is active; all of them in the minute of a query.
    private let reach: [Int32]
    private let count: Int
    private let windows: PartialWindows
    private let minutes: Int
    private let range: Int
    private var pieces: [(low: Int, state: PartialState)]
    private var row: FrontierRow

    /// Prepares a sweep of `windows.datapointsToAlarm` of `windows.length` points.
    init(_ columns: WhatIfColumns, reach: [Int32], thresholds: Int, windows: PartialWindows, range: Int) {
        self.columns = columns
        self.reach = reach
        self.windows = windows
        self.range = range
        count = thresholds
        minutes = windows.length
        pieces = thresholds > 0 ? [(0, PartialState())] : []
        let none = [Int32](repeating: 0, count: thresholds + 1)
        row = FrontierRow(
            minutesWithoutConnections: windows.length, datapointsToAlarm: windows.datapointsToAlarm,
            idleMinutes: none, coldStarts: none, falseStops: none)
    }

    /// Goes through the minutes once.
    consuming func run() -> FrontierRow {
        var minute = columns.nextDemand(from: 0)
        while minute < columns.count, count > 0 {
            evaluate(minute)
            start(minute)
            if pieces.count > 1, minute % 8 == 0 { join(after: minute) }
            minute = next(after: minute)
        }
        for index in pieces.indices where pieces[index].state.isUp {
            add(index, idle: columns.idlePrefix[columns.count], coldStarts: 1, falseStops: 0)
        }
        row.accumulate()
        return row
    }

    /// End of the thresholds of a piece.
    private func high(_ index: Int) -> Int { index + 1 < pieces.count ? pieces[index + 1].low : count }

    private mutating func add(_ index: Int, idle: Int32, coldStarts: Int32, falseStops: Int32) {
        let (low, high) = (pieces[index].low, high(index))
        row.idleMinutes[low] += idle
        row.idleMinutes[high] -= idle
        row.coldStarts[low] += coldStarts
        row.coldStarts[high] -= coldStarts
        row.falseStops[low] += falseStops
        row.falseStops[high] -= falseStops
    }

    /// Alarms, and then the crash of the container, stop whoever is up.
    private mutating func evaluate(_ minute: Int) {
        let role = columns.timeline.roles[minute]
        var index = 0
        while index < pieces.count {
            defer { index += 1 }
            guard pieces[index].state.isUp || pieces[index].state.holdsStop else { continue }
            let level = alarm(pieces[index].state, minute)
            let isSplit = level > pieces[index].low && level < high(index)
            if isSplit { pieces.insert((level, pieces[index].state), at: index + 1) }
            if level > pieces[index].low {
                pieces[index].state.holdsStop = false
                if pieces[index].state.isUp, role.contains(.crash) {
                    stop(index, minute, byRule: false)
                }
            } else if pieces[index].state.isUp {
                stop(index, minute, byRule: true)
            }
            guard isSplit else { continue }
            index += 1
            if pieces[index].state.isUp { stop(index, minute, byRule: true) }
        }
    }

    private mutating func stop(_ index: Int, _ minute: Int, byRule: Bool) {
        let life = pieces[index].state.stop(
            at: minute, byRule: byRule, launchMinutes: columns.timeline.launchMinutes)
        pieces[index].state.holdsStop = byRule
        pieces[index].state.isAsleep = byRule && columns.timeline.roles[minute].contains(.stop)
        let isFalse = byRule && !life.isAborted && columns.isProtected(minute)
        add(
            index, idle: columns.idlePrefix[minute], coldStarts: life.hasInstance ? 1 : 0,
            falseStops: isFalse ? 1 : 0)
    }

    /// Demand starts whoever is down.
    private mutating func start(_ minute: Int) {
        let role = columns.timeline.roles[minute]
        let isWanted = !role.isDisjoint(with: .demand)
        let comesBack = role.contains(.comeback)
        guard isWanted || comesBack else { return }
        for index in pieces.indices where !pieces[index].state.isUp {
            let returns = pieces[index].state.isAsleep && comesBack
            if returns { pieces[index].state.isAsleep = false }
            guard isWanted, !pieces[index].state.isAsleep else { continue }
            let active = columns.timeline.activeUntil(start: minute, comesBack: returns)
            pieces[index].state.lives.append(.init(wake: minute, activeUntil: active))
            pieces[index].state.isUp = true
            pieces[index].state.firstReport =
                columns.timeline.appearances[minute]
                ?? max(minute + columns.timeline.launchMinutes, pieces[index].state.lastReport + 2)
            add(index, idle: -columns.idlePrefix[minute], coldStarts: 0, falseStops: 0)
        }
    }

    /// Joins neighbours that will behave alike.
    private mutating func join(after minute: Int) {
        for index in pieces.indices { pieces[index].state.forget(before: minute + 1, range: range) }
        var kept: [(low: Int, state: PartialState)] = []
        for piece in pieces where kept.last?.state != piece.state { kept.append(piece) }
        pieces = kept
    }

    /// The next minute in which anything may happen.
    private func next(after minute: Int) -> Int {
        if pieces.allSatisfy(\.state.isAtRest) { return columns.nextDemand(from: minute + 1) }
        // Nothing stops a server whose traffic is without end.
        let first = max(0, minute + 1 - range)
        let end = min(columns.nextDemand(from: minute + 1), columns.nextCrash(after: minute))
        guard end > minute + 1, columns.isEndless(from: first, to: end),
            pieces.allSatisfy({
                ($0.state.lives.last?.wake ?? 0) <= first && !$0.state.isAsleep && !$0.state.holdsStop
            })
        else { return minute + 1 }
        return end
    }

    /// The lowest threshold whose alarm is in ALARM at the start of `minute`.
    private func alarm(_ state: PartialState, _ minute: Int) -> Int {
        if state.isUp, let life = state.lives.last, minute >= minutes, life.wake <= minute - minutes,
            life.activeUntil < minute - minutes,
            Int(columns.realBefore[minute] - columns.realBefore[minute - minutes]) == minutes
        {
            return Int(windows.lowest[minute - 1])
        }
        var points = PartialPoints(windows.datapointsToAlarm, of: minutes)
        var life = state.lives.count - 1
        var slot = minute - 1
        while slot >= max(0, minute - range), points.count < minutes {
            while life >= 0, slot < state.lives[life].wake { life -= 1 }
            if columns.isQuery[slot] {
                points.add(Int32(count), age: minute - slot)
            } else if life >= 0, slot < state.lives[life].end {
                if slot <= state.lives[life].activeUntil {
                    points.add(Int32(count), age: minute - slot)
                } else if !columns.activity[slot].isNaN {
                    points.add(reach[slot], age: minute - slot)
                }
            }
            slot -= 1
        }
        return Int(points.lowest ?? Int32(count))
    }
}
