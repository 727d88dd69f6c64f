/// One pass over the minutes for one N: which thresholds stop when, and when they are up again.
///
/// A server that is up is known by its floor, the first minute in which its quiet window may begin. Thresholds whose floor
/// the pass has come to are all alike: the next window that any of them finds quiet stops those at or above its lowest
/// threshold and leaves the others. Who has stopped waits, with its next start, for the pass to come to its new floor.
struct SweepRun {
    /// Thresholds from `low` to before `high`.
    private struct Span {
        var low: Int32
        var high: Int32
    }

    /// Thresholds whose server starts, or has started, in `wake`.
    private struct Waiting {
        var floor: Int
        var wake: Int
        var span: Span
    }

    /// N.
    let minutesWithoutConnections: Int
    private let columns: WhatIfColumns
    private let range: Int
    private var row: FrontierRow
    private var minute = 0
    /// Up, and alike: rising, apart from one another.
    private var alike: [Span] = []
    /// By falling floor.
    private var waiting: [Waiting] = []

    init(_ columns: WhatIfColumns, minutesWithoutConnections length: Int, thresholds: Int, range: Int) {
        self.columns = columns
        minutesWithoutConnections = length
        self.range = range
        let none = [Int32](repeating: 0, count: thresholds + 1)
        row = FrontierRow(
            minutesWithoutConnections: length, datapointsToAlarm: length, idleMinutes: none, coldStarts: none,
            falseStops: none)
        let first = columns.start(from: 0)
        if thresholds > 0 {
            start(Span(low: 0, high: Int32(thresholds)), at: first.wake, active: first.active)
        }
    }

    /// Goes on to before minute `end`.
    ///
    /// - Parameter windows: the quiet windows, which in these minutes are those of this N.
    mutating func run(to end: Int, windows: QuietWindows) {
        while minute < end, let next = waiting.last?.floor ?? (alike.isEmpty ? nil : columns.count) {
            if alike.isEmpty { minute = next }
            if minute == next, waiting.last?.floor == next {
                while let group = waiting.last, group.floor == next {
                    waiting.removeLast()
                    join(group.span)
                }
                continue
            }
            guard let top = alike.last?.high else { break }
            let crash = columns.nextCrash(after: minute - 1)
            let limit = min(next, beforeCrash(crash, from: minute, windows: windows))
            let here = minute..<min(limit, end)
            let start = windows.first(in: here, below: top)
            if start < here.upperBound {
                stop(from: start, windows: windows)
                minute = start + 1
            } else if end < limit || limit == next {
                minute = here.upperBound
            } else {
                self.crash(at: crash)
            }
        }
    }

    /// What each threshold costs once all minutes are gone through.
    mutating func finish() -> FrontierRow {
        for span in alike + waiting.map(\.span) { add(span, idle: columns.idlePrefix[columns.count]) }
        row.accumulate()
        return row
    }

    private mutating func add(_ span: Span, idle: Int32, coldStarts: Int32 = 0, falseStops: Int32 = 0) {
        let (low, high) = (Int(span.low), Int(span.high))
        row.idleMinutes[low] &+= idle
        row.idleMinutes[high] &-= idle
        if coldStarts != 0 {
            row.coldStarts[low] &+= coldStarts
            row.coldStarts[high] &-= coldStarts
        }
        if falseStops != 0 {
            row.falseStops[low] &+= falseStops
            row.falseStops[high] &-= falseStops
        }
    }

    /// Starts thresholds; crashes before any alarm could rise are gone through at once.
    private mutating func start(_ span: Span, at wake: Int, active: Int) {
        var (wake, active) = (wake, active)
        while wake < columns.count {
            add(span, idle: -columns.idlePrefix[wake], coldStarts: 1)
            let floor = min(active, columns.count - 1) + 1
            let crash = columns.nextCrash(after: wake)
            if crash > floor || crash == columns.count { return wait(span, floor: floor, wake: wake) }
            add(span, idle: columns.idlePrefix[crash])
            (wake, active) = columns.start(from: crash)
        }
    }

    private mutating func wait(_ span: Span, floor: Int, wake: Int) {
        var place = waiting.count
        while place > 0, waiting[place - 1].floor < floor { place -= 1 }
        // Neighbours that stopped one after the other and wait for the same start.
        if place > 0, waiting[place - 1].floor == floor, waiting[place - 1].wake == wake,
            waiting[place - 1].span.low == span.high
        {
            waiting[place - 1].span.low = span.low
        } else {
            waiting.insert(Waiting(floor: floor, wake: wake, span: span), at: place)
        }
    }

    private mutating func join(_ span: Span) {
        var place = alike.count
        while place > 0, alike[place - 1].low > span.low { place -= 1 }
        let follows = place > 0 && alike[place - 1].high == span.low
        let precedes = place < alike.count && alike[place].low == span.high
        switch (follows, precedes) {
        case (true, true):
            alike[place - 1].high = alike[place].high
            alike.remove(at: place)
        case (true, false): alike[place - 1].high = span.high
        case (false, true): alike[place].low = span.low
        case (false, false): alike.insert(span, at: place)
        }
    }

    /// Stops whoever is quiet from `start` on.
    private mutating func stop(from start: Int, windows: QuietWindows) {
        let level = windows.lowest[start]
        let end = windows.alarm(from: start, length: minutesWithoutConnections, range: range)
        let falseStops: Int32 = columns.isProtected(end) ? 1 : 0
        let next = columns.restart(after: end)
        while let last = alike.last, last.high > level {
            let span = Span(low: max(last.low, level), high: last.high)
            if span.low > last.low {
                alike[alike.count - 1].high = level
            } else {
                alike.removeLast()
            }
            add(span, idle: columns.idlePrefix[end], falseStops: falseStops)
            self.start(span, at: next.wake, active: next.active)
        }
    }

    /// The first minute whose window would end after a crash.
    private func beforeCrash(_ crash: Int, from minute: Int, windows: QuietWindows) -> Int {
        guard crash < columns.count else { return columns.count }
        var first = max(minute, crash - minutesWithoutConnections + 1)
        while first > minute,
            windows.alarm(from: first - 1, length: minutesWithoutConnections, range: range) > crash
        { first -= 1 }
        return first
    }

    /// The container crashes: whatever is up goes down.
    private mutating func crash(at minute: Int) {
        let idle = columns.idlePrefix[minute]
        var ended = alike
        alike.removeAll(keepingCapacity: true)
        waiting.removeAll { group in
            guard group.wake < minute else { return false }
            ended.append(group.span)
            return true
        }
        let next = columns.start(from: minute)
        for span in ended {
            add(span, idle: idle)
            start(span, at: next.wake, active: next.active)
        }
    }
}
