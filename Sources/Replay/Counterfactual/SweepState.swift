/// The steps of all thresholds at one minute of a ``FrontierSweep``, and the costs counted so far.
struct SweepState {
    /// A range of thresholds, from `low` to the next piece's, in one state.
    private struct Piece {
        var low: Int32
        /// Last active minute, ``down`` when the server is stopped.
        var active: Int32
    }

    private static let down: Int32 = -1

    /// Highest thresholds first, so that the low end, where everything happens, is the array's end.
    private var pieces: [Piece]
    private let count: Int32
    /// Differences along the thresholds.
    private var idle: [Int32]
    private var cold: [Int32]
    private var cut: [Int32]
    /// No alarm rises before this minute.
    private(set) var nextStop = Int.max
    private(set) var upPieces = 0
    private(set) var downPieces: Int

    init(thresholds: Int) {
        count = Int32(thresholds)
        pieces = thresholds > 0 ? [Piece(low: 0, active: Self.down)] : []
        downPieces = pieces.count
        idle = Array(repeating: 0, count: thresholds + 1)
        cold = idle
        cut = idle
    }

    /// End of the thresholds of a piece.
    private func high(_ index: Int) -> Int { index > 0 ? Int(pieces[index - 1].low) : Int(count) }

    /// Stops every piece whose alarm has risen, and finds when the next one may.
    mutating func stop(at minute: Int32, idle total: Int32, isFalse: Bool, alarm: (Int32) -> Int) {
        nextStop = .max
        for index in pieces.indices where pieces[index].active != Self.down {
            let rise = alarm(pieces[index].active)
            guard rise <= Int(minute) else {
                nextStop = min(nextStop, rise)
                continue
            }
            let (low, high) = (Int(pieces[index].low), high(index))
            idle[low] += total
            idle[high] -= total
            if isFalse {
                cut[low] += 1
                cut[high] -= 1
            }
            pieces[index].active = Self.down
            upPieces -= 1
            downPieces += 1
        }
    }

    /// Starts every piece that is down.
    mutating func start(active: Int32, idle total: Int32, alarm: (Int32) -> Int) {
        for index in pieces.indices where pieces[index].active == Self.down {
            let (low, high) = (Int(pieces[index].low), high(index))
            idle[low] -= total
            idle[high] += total
            cold[low] += 1
            cold[high] -= 1
            pieces[index].active = active
        }
        upPieces = pieces.count
        downPieces = 0
        nextStop = min(nextStop, alarm(active))
    }

    /// Everything that is up was active in `minute`.
    mutating func touchAll(_ minute: Int32) {
        if downPieces == 0, pieces.allSatisfy({ $0.active <= minute }) {
            pieces.removeAll(keepingCapacity: true)
            pieces.append(Piece(low: 0, active: minute))
            upPieces = 1
        } else {
            for index in pieces.indices where pieces[index].active != Self.down {
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
            if last.active != Self.down, last.active < minute { pieces[pieces.count - 1].active = minute }
            return
        }
        touchSlowly(below: end, minute)
    }

    private mutating func touchSlowly(below end: Int32, _ minute: Int32) {
        while let last = pieces.last, last.active != Self.down, last.active <= minute {
            let above = pieces.count > 1 ? pieces[pieces.count - 2].low : count
            guard above <= end else { break }
            pieces.removeLast()
            upPieces -= 1
            if above == end || pieces.isEmpty {
                pieces.append(Piece(low: 0, active: minute))
                upPieces += 1
                return
            }
            // What was popped joins its neighbour until it is known where the touched part ends.
            pieces[pieces.count - 1].low = 0
            if pieces[pieces.count - 1].active == Self.down || pieces[pieces.count - 1].active > minute {
                pieces[pieces.count - 1].low = above
                pieces.append(Piece(low: 0, active: minute))
                upPieces += 1
                touchRest(from: pieces.count - 2, below: end, minute)
                return
            }
        }
        guard let last = pieces.last else { return }
        if last.active == Self.down || last.active > minute {
            touchRest(from: pieces.count - 1, below: end, minute)
        } else if last.active < minute {
            // The last piece reaches beyond the touched part: split it.
            pieces[pieces.count - 1].low = end
            pieces.append(Piece(low: 0, active: minute))
            upPieces += 1
        }
    }

    /// Touches pieces one by one from `index` upwards in threshold, where some are down or start later.
    private mutating func touchRest(from index: Int, below end: Int32, _ minute: Int32) {
        var index = index
        while index >= 0, pieces[index].low < end {
            let above = index > 0 ? pieces[index - 1].low : count
            if pieces[index].active != Self.down, pieces[index].active < minute {
                if above > end {
                    let low = pieces[index].low
                    pieces[index].low = end
                    pieces.insert(Piece(low: low, active: minute), at: index + 1)
                    upPieces += 1
                } else {
                    pieces[index].active = minute
                }
            }
            index -= 1
        }
    }

    /// Ends the timeline: who is up stays up.
    mutating func finish(idle total: Int32) {
        for index in pieces.indices where pieces[index].active != Self.down {
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
