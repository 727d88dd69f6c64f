import TimeSeries

/// A timeline prepared for many what-ifs: what does not depend on the settings, computed once.
public struct WhatIfColumns: Sendable {
    /// The timeline.
    public let timeline: WhatIfTimeline
    let isQuery: [Bool]
    /// First minute at or after each minute in which the server is wanted; one element more than minutes.
    private let demand: [Int32]
    /// Number of real points before each minute; one element more than minutes.
    let realBefore: [Int32]
    /// The minutes with a real point.
    private let realMinutes: [Int32]
    /// First minute at or after each minute whose traffic has an end.
    private let endlessUntil: [Int32]
    private let idleBefore: [Int32]
    private let assumedBefore: [Int32]
    private let unknownBefore: [Int32]
    /// Minutes in which the crash rule acted, rising.
    private let crashes: [Int]

    /// Prepares a timeline.
    public init(_ timeline: WhatIfTimeline) {
        self.timeline = timeline
        let count = timeline.count
        isQuery = timeline.roles.map { $0.contains(.query) }
        crashes = timeline.roles.indices.filter { timeline.roles[$0].contains(.crash) }
        var demand = [Int32](repeating: Int32(count), count: count + 1)
        for minute in stride(from: count - 1, through: 0, by: -1) {
            demand[minute] =
                timeline.roles[minute].isDisjoint(with: .demand) ? demand[minute + 1] : Int32(minute)
        }
        self.demand = demand
        var endlessUntil = [Int32](repeating: Int32(count), count: count + 1)
        for minute in stride(from: count - 1, through: 0, by: -1) where timeline.activity[minute] != .infinity
        {
            endlessUntil[minute] = Int32(minute)
        }
        for minute in stride(from: count - 1, through: 0, by: -1) where timeline.activity[minute] == .infinity
        {
            endlessUntil[minute] = endlessUntil[minute + 1]
        }
        self.endlessUntil = endlessUntil
        var realMinutes: [Int32] = []
        var before = (real: [Int32](), idle: [Int32](), assumed: [Int32](), unknown: [Int32]())
        before.real.reserveCapacity(count + 1)
        var totals = (idle: Int32(0), assumed: Int32(0), unknown: Int32(0))
        for minute in 0...count {
            before.real.append(Int32(realMinutes.count))
            before.idle.append(totals.idle)
            before.assumed.append(totals.assumed)
            before.unknown.append(totals.unknown)
            guard minute < count else { break }
            let role = timeline.roles[minute]
            if !timeline.activity[minute].isNaN || role.contains(.query) { realMinutes.append(Int32(minute)) }
            let isAssumed = role.contains(.assumed)
            totals.idle += isAssumed || role.contains(.idle) ? 1 : 0
            totals.assumed += isAssumed ? 1 : 0
            totals.unknown += role.contains(.unknown) ? 1 : 0
        }
        self.realMinutes = realMinutes
        realBefore = before.real
        idleBefore = before.idle
        assumedBefore = before.assumed
        unknownBefore = before.unknown
    }

    /// Number of minutes.
    public var count: Int { timeline.count }

    var idlePrefix: [Int32] { idleBefore }

    /// Whether a stop in this minute would be a false one.
    func isProtected(_ minute: Int) -> Bool { !timeline.roles[minute].isDisjoint(with: .protected) }

    /// Whether traffic is without end in all of `from..<to`.
    func isEndless(from: Int, to: Int) -> Bool { Int(endlessUntil[from]) >= to }

    var activity: [Double] { timeline.activity }

    /// First minute at or after `minute` in which the server is wanted, ``count`` if there is none.
    func nextDemand(from minute: Int) -> Int { minute <= count ? Int(demand[minute]) : count }

    /// First minute after `minute` in which the crash rule acts, ``count`` if there is none.
    func nextCrash(after minute: Int) -> Int {
        guard let last = crashes.last, last > minute else { return count }
        var low = 0
        var high = crashes.count
        while low < high {
            let middle = (low + high) / 2
            if crashes[middle] > minute { high = middle } else { low = middle + 1 }
        }
        return crashes[low]
    }

    /// When a server that a rule stopped in a minute starts again, and the last minute in which it counts as active then.
    func restart(after stop: Int) -> (wake: Int, active: Int) {
        guard stop < count, timeline.roles[stop].contains(.stop),
            let item = timeline.recordedReturn(after: stop)
        else { return start(from: stop) }
        guard !timeline.roles[item.wake].isDisjoint(with: .demand) else { return start(from: item.wake) }
        return (item.wake, timeline.activeUntil(start: item.wake, comesBack: true))
    }

    /// Minute in which a server that a rule stopped in a recorded minute goes on as recorded.
    func comeback(after stop: Int) -> Int {
        timeline.recordedReturn(after: stop)?.wake ?? stop
    }

    /// The next start from a minute on of a server that is down, and the last minute in which it counts as active.
    func start(from minute: Int) -> (wake: Int, active: Int) {
        let wake = nextDemand(from: minute)
        return (wake, wake < count ? timeline.activeUntil(start: wake, comesBack: false) : count)
    }

    /// The minute at whose start the alarm rises if nothing active comes after minute `active`; see ``IdleRuns``.
    func alarm(after active: Int, minutes: Int, range: Int) -> Int {
        let first = Int(realBefore[min(active + 1, count)])
        guard first < realMinutes.count else { return .max }
        let last = first + minutes - 1
        let full = last < realMinutes.count ? Int(realMinutes[last]) + 1 : Int.max
        return min(full, max(active + range + 1, Int(realMinutes[first]) + minutes))
    }

    /// Counts what a run costs, in the whole timeline.
    public func tally(_ run: WhatIfRun) -> WhatIfTally {
        var result = WhatIfTally()
        for life in run.lives { result += tally(of: life) }
        return result
    }

    /// Counts what a run costs, one tally a block of `length` minutes, the first block starting at `offset`.
    ///
    /// What happens at a minute counts in its block; a life that crosses a border is split there.
    public func tallies(_ run: WhatIfRun, blocks: WhatIfBlocks) -> [WhatIfTally] {
        var result = [WhatIfTally](repeating: WhatIfTally(), count: blocks.count)
        for life in run.lives {
            let first = blocks.block(of: life.wake)
            if life.isAborted { result[first].abortedLaunches += 1 }
            if life.hasInstance { result[first].coldStarts += 1 }
            if isFalseStop(life) { result[blocks.block(of: life.end)].falseStops += 1 }
            var minute = life.wake
            while minute < life.end {
                let block = blocks.block(of: minute)
                let end = min(life.end, blocks.end(of: block))
                add(minute..<end, to: &result[block])
                minute = end
            }
        }
        return result
    }

    /// Whether somebody was connected, or waited for the server, in the minute of a stop by a rule that settings change.
    public func isFalseStop(_ life: WhatIfRun.Life) -> Bool {
        life.stop != .afterHistory && life.stop != .crashLoop && !life.isAborted && life.end < count
            && isProtected(life.end)
    }

    private func tally(of life: WhatIfRun.Life) -> WhatIfTally {
        var result = WhatIfTally(
            coldStarts: life.hasInstance ? 1 : 0, falseStops: isFalseStop(life) ? 1 : 0,
            abortedLaunches: life.isAborted ? 1 : 0)
        add(life.wake..<life.end, to: &result)
        return result
    }

    private func add(_ minutes: Range<Int>, to tally: inout WhatIfTally) {
        tally.idleMinutes += Int(idleBefore[minutes.upperBound] - idleBefore[minutes.lowerBound])
        tally.assumedMinutes += Int(assumedBefore[minutes.upperBound] - assumedBefore[minutes.lowerBound])
        tally.unknownMinutes += Int(unknownBefore[minutes.upperBound] - unknownBefore[minutes.lowerBound])
    }
}

/// Blocks of minutes to count by, days as a rule.
public struct WhatIfBlocks: Hashable, Sendable {
    /// Minutes of a whole block.
    public let length: Int
    /// Minutes of the first block that lie before the timeline.
    public let offset: Int
    /// Number of minutes of the timeline.
    public let minutes: Int

    /// Makes blocks; `length` is at least 1.
    public init(length: Int, offset: Int, minutes: Int) {
        self.length = max(1, length)
        self.offset = max(0, offset) % self.length
        self.minutes = max(0, minutes)
    }

    /// UTC days of a timeline.
    public init(daysOf timeline: WhatIfTimeline) {
        let minuteOfDay = ((timeline.start.minute % 1440) + 1440) % 1440
        self.init(length: 1440, offset: minuteOfDay, minutes: timeline.count)
    }

    /// Number of blocks.
    public var count: Int { (minutes + offset + length - 1) / length }

    /// The block of a minute.
    public func block(of minute: Int) -> Int { (minute + offset) / length }

    /// First minute of a block, inside the timeline.
    public func start(of block: Int) -> Int { max(0, block * length - offset) }

    /// First minute after a block, inside the timeline.
    public func end(of block: Int) -> Int { min(minutes, (block + 1) * length - offset) }
}
