/// The steps of all thresholds at one minute of a ``FrontierSweep``, and the costs counted so far.
struct SweepState: ~Copyable {
    private static let down: Int32 = -1
    /// Stopped in a recorded minute: starts when the recording says so, not before.
    private static let asleep: Int32 = -2

    /// Highest thresholds first, so that the low end, where everything happens, is the array's end.
    private var pieces: SweepPieces
    private let count: Int32
    /// Differences along the thresholds.
    private var idle: [Int32]
    private var cold: [Int32]
    private var cut: [Int32]
    /// No alarm rises before this minute.
    private(set) var nextStop = Int.max
    private(set) var upPieces = 0
    private(set) var downPieces: Int
    private(set) var asleepPieces = 0
    /// Thresholds that wait for a quiet window in a stretch, rising.
    private var openRuns: [(low: Int32, high: Int32)] = []

    init(thresholds: Int) {
        count = Int32(thresholds)
        pieces = SweepPieces(thresholds: thresholds)
        if thresholds > 0 { pieces.append(SweepPiece(low: 0, active: Self.down)) }
        downPieces = pieces.count
        idle = Array(repeating: 0, count: thresholds + 1)
        cold = idle
        cut = idle
    }

    /// End of the thresholds of a piece.
    private func high(_ index: Int) -> Int { index > 0 ? Int(pieces[index - 1].low) : Int(count) }

    /// Stops every piece whose alarm has risen, and finds when the next one may.
    ///
    /// - Parameter sleeps: whether those go on as recorded.
    mutating func stop(
        at minute: Int32, idle total: Int32, isFalse: Bool, sleeps: Bool, alarm: (Int32) -> Int
    ) {
        nextStop = .max
        for index in pieces.indices where pieces[index].isUp {
            let rise = alarm(pieces[index].active)
            guard rise <= Int(minute) else {
                nextStop = min(nextStop, rise)
                continue
            }
            let (low, high) = (Int(pieces[index].low), high(index))
            if isFalse {
                cut[low] += 1
                cut[high] -= 1
            }
            end(index, idle: total, as: sleeps ? Self.asleep : Self.down)
        }
    }

    /// The container crashes: whatever is up goes down.
    mutating func crash(idle total: Int32) {
        for index in pieces.indices where pieces[index].isUp { end(index, idle: total, as: Self.down) }
        nextStop = .max
    }

    private mutating func end(_ index: Int, idle total: Int32, as state: Int32) {
        let (low, high) = (Int(pieces[index].low), high(index))
        idle[low] += total
        idle[high] -= total
        pieces[index].active = state
        upPieces -= 1
        if state == Self.asleep { asleepPieces += 1 } else { downPieces += 1 }
    }

    /// Starts every piece that is down.
    mutating func start(active: Int32, idle total: Int32, alarm: (Int32) -> Int) {
        start(Self.down, active: active, idle: total, alarm: alarm)
        downPieces = 0
    }

    /// Starts every piece that sleeps.
    mutating func comeBack(active: Int32, idle total: Int32, alarm: (Int32) -> Int) {
        start(Self.asleep, active: active, idle: total, alarm: alarm)
        asleepPieces = 0
    }

    /// From here on every piece that sleeps is down like others.
    mutating func endSleep() {
        for index in pieces.indices where pieces[index].active == Self.asleep {
            pieces[index].active = Self.down
        }
        downPieces += asleepPieces
        asleepPieces = 0
    }

    private mutating func start(_ state: Int32, active: Int32, idle total: Int32, alarm: (Int32) -> Int) {
        for index in pieces.indices where pieces[index].active == state {
            let (low, high) = (Int(pieces[index].low), high(index))
            idle[low] -= total
            idle[high] += total
            cold[low] += 1
            cold[high] -= 1
            pieces[index].active = active
            upPieces += 1
        }
        nextStop = min(nextStop, alarm(active))
    }

    /// Everything that is up was active in `minute`.
    mutating func touchAll(_ minute: Int32) {
        if downPieces == 0, asleepPieces == 0, pieces.indices.allSatisfy({ pieces[$0].active <= minute }) {
            pieces.removeAll()
            pieces.append(SweepPiece(low: 0, active: minute))
            upPieces = 1
        } else {
            for index in pieces.indices where pieces[index].isUp {
                pieces[index].active = max(pieces[index].active, minute)
            }
        }
    }

    /// Whatever is up among the thresholds below `end` was active in `minute`.
    @inline(__always)
    mutating func touch(below end: Int32, _ minute: Int32) {
        guard end > 0, let last = pieces.last else { return }
        // By far the most frequent: the same low thresholds as in the minute before.
        let above = pieces.count > 1 ? pieces[pieces.count - 2].low : count
        if above == end {
            if last.isUp, last.active < minute { pieces[pieces.count - 1].active = minute }
            return
        }
        touchSlowly(below: end, minute)
    }

    private mutating func touchSlowly(below end: Int32, _ minute: Int32) {
        while let last = pieces.last, last.isUp, last.active <= minute {
            let above = pieces.count > 1 ? pieces[pieces.count - 2].low : count
            guard above <= end else { break }
            pieces.removeLast()
            upPieces -= 1
            if above == end || pieces.isEmpty {
                pieces.append(SweepPiece(low: 0, active: minute))
                upPieces += 1
                return
            }
            // What was popped joins its neighbour until it is known where the touched part ends.
            pieces[pieces.count - 1].low = 0
            if !pieces[pieces.count - 1].isUp || pieces[pieces.count - 1].active > minute {
                pieces[pieces.count - 1].low = above
                pieces.append(SweepPiece(low: 0, active: minute))
                upPieces += 1
                touchRest(from: pieces.count - 2, below: end, minute)
                return
            }
        }
        guard let last = pieces.last else { return }
        if !last.isUp || last.active > minute {
            touchRest(from: pieces.count - 1, below: end, minute)
        } else if last.active < minute {
            // The last piece reaches beyond the touched part: split it.
            pieces[pieces.count - 1].low = end
            pieces.append(SweepPiece(low: 0, active: minute))
            upPieces += 1
        }
    }

    /// Touches pieces one by one from `index` upwards in threshold, where some are down or start later.
    private mutating func touchRest(from index: Int, below end: Int32, _ minute: Int32) {
        var index = index
        while index >= 0, pieces[index].low < end {
            let above = index > 0 ? pieces[index - 1].low : count
            if pieces[index].isUp, pieces[index].active < minute {
                if above > end {
                    let low = pieces[index].low
                    pieces[index].low = end
                    pieces.insert(SweepPiece(low: low, active: minute), at: index + 1)
                    upPieces += 1
                } else {
                    pieces[index].active = minute
                }
            }
            index -= 1
        }
    }

    /// Whether nobody counts as active in a minute or later because of a restart.
    func isSettled(before minute: Int) -> Bool {
        pieces.indices.allSatisfy { Int(pieces[$0].active) < minute }
    }

    /// Crosses a stretch in which nobody wants the server, up to the query or the end of the timeline that ends it.
    ///
    /// Who is up stops when its quiet run since before the stretch is long enough, or else after the first quiet window
    /// of N minutes in the stretch; the query at its end starts whoever is down.
    mutating func cross(
        _ gap: QuietGaps.Gap, quiet: QuietGaps, minutes: Int, idle: UnsafeBufferPointer<Int32>, isEnd: Bool,
        isFalse: Bool, alarm: (Int32) -> Int
    ) {
        let total = idle[gap.end]
        /// Whoever has a threshold in `low..<high` stopped in a minute, and starts again at the end of the stretch.
        func rest(_ low: Int32, _ high: Int32, from minute: Int) {
            guard low < high else { return }
            let saved = total - idle[minute]
            self.idle[Int(low)] -= saved
            self.idle[Int(high)] += saved
            guard !isEnd else { return }
            cold[Int(low)] += 1
            cold[Int(high)] -= 1
            if minute == gap.end, isFalse {
                cut[Int(low)] += 1
                cut[Int(high)] -= 1
            }
        }
        // Thresholds that are above every point so far stop by their old run; the others need a new one.
        var open = Int32(0)
        for index in pieces.indices.reversed() {
            let (low, high) = (pieces[index].low, Int32(high(index)))
            guard pieces[index].isUp else {
                // Down since before: nothing of the stretch is paid.
                let (first, last) = (Int(low), Int(high))
                self.idle[first] -= total
                self.idle[last] += total
                if !isEnd {
                    cold[first] += 1
                    cold[last] -= 1
                }
                openRuns.append((open, low))
                open = high
                continue
            }
            let rise = alarm(pieces[index].active)
            guard rise <= gap.end, rise > gap.start else { continue }
            let level = max(low, quiet.highest[rise - 1])
            guard level < high else { continue }
            rest(level, high, from: rise)
            openRuns.append((open, level))
            open = high
        }
        openRuns.append((open, count))
        var best = count
        if gap.end - gap.start >= minutes {
            for start in gap.start...gap.end - minutes where quiet.windows[start] < best {
                let level = quiet.windows[start]
                for run in openRuns where run.high > level && run.low < best {
                    rest(max(level, run.low), min(best, run.high), from: start + minutes)
                }
                best = level
            }
        }
        openRuns.removeAll(keepingCapacity: true)
        pieces.removeAll()
        if count > 0 { pieces.append(SweepPiece(low: 0, active: Int32(gap.end))) }
        (upPieces, downPieces) = (pieces.count, 0)
        nextStop = isEnd ? .max : alarm(Int32(gap.end))
    }

    /// Ends the timeline: who is up stays up.
    mutating func finish(idle total: Int32) {
        for index in pieces.indices where pieces[index].isUp {
            idle[Int(pieces[index].low)] += total
            idle[high(index)] -= total
        }
    }

    /// The counts of each threshold.
    consuming func row(_ minutes: Int) -> FrontierRow {
        Self.accumulate(&idle)
        Self.accumulate(&cold)
        Self.accumulate(&cut)
        return FrontierRow(
            minutesWithoutConnections: minutes, idleMinutes: idle, coldStarts: cold, falseStops: cut)
    }

    private static func accumulate(_ values: inout [Int32]) {
        var sum: Int32 = 0
        for index in values.indices {
            sum &+= values[index]
            values[index] = sum
        }
        values.removeLast()
    }
}
