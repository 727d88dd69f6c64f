import CloudWatch

/// For every minute the lowest threshold that is quiet from it until an alarm rises, for one N.
///
/// A server whose last active minute is the one before *s* stops at the minute of ``alarm(from:range:)`` if no point until
/// then lies above its threshold. So the largest point of that window decides for all thresholds at once; it is kept for
/// one N and grows into that for the next by one comparison a minute, the few windows with missing points apart.
struct QuietWindows: Sendable {
    private let columns: WhatIfColumns
    private let reach: [Int32]
    private let thresholds: Int32
    /// Minutes without a point, rising.
    private let missing: [Int32]
    /// First minute at or after each minute without a point.
    private let nextMissing: [Int32]
    /// Index of the lowest quiet threshold from each minute on; the number of thresholds when none is, or no alarm comes.
    private(set) var lowest: [Int32]
    /// N.
    private(set) var length = 0
    /// Windows with missing points that some threshold may still find quiet.
    private var irregular: [(start: Int32, end: Int32)] = []

    /// Makes windows of no minutes.
    ///
    /// - Parameters:
    ///   - reach: for each minute the number of thresholds for which it is active.
    ///   - thresholds: their number.
    init(_ columns: WhatIfColumns, reach: [Int32], thresholds: Int) {
        self.columns = columns
        self.reach = reach
        self.thresholds = Int32(thresholds)
        let missing = reach.indices.filter { columns.activity[$0].isNaN && !columns.isQuery[$0] }
        self.missing = missing.map(Int32.init)
        var next = [Int32](repeating: Int32(reach.count), count: reach.count + 1)
        for minute in missing { next[minute] = Int32(minute) }
        for minute in reach.indices.reversed() { next[minute] = min(next[minute], next[minute + 1]) }
        nextMissing = next
        lowest = Array(repeating: 0, count: reach.count)
    }

    /// The minute at whose start the alarm rises when nothing from minute `start` on is active.
    func alarm(from start: Int, range: Int) -> Int {
        Int(nextMissing[start]) >= start + length
            ? start + length : columns.alarm(after: start - 1, minutes: length, range: range)
    }

    /// Lengthens the windows to N `minutes`, which must not be fewer than ``length``.
    mutating func lengthen(to minutes: Int, evaluationRange: EvaluationRange) {
        while length < min(minutes, reach.count) {
            length += 1
            grow(range: evaluationRange.periods(evaluationPeriods: length, period: 60))
        }
        length = minutes
        if minutes >= reach.count { lowest = Array(repeating: thresholds, count: reach.count) }
    }

    private mutating func grow(range: Int) {
        let (count, step, none) = (reach.count, length - 1, thresholds)
        for last in missing {
            let start = Int(last) - step
            if start >= 0, nextMissing[start] == last, lowest[start] < none {
                irregular.append((Int32(start), last))
            }
        }
        lowest.withUnsafeMutableBufferPointer { lowest in
            reach.withUnsafeBufferPointer { reach in
                for start in 0..<count - step {
                    lowest[start] = max(lowest[start], reach[start + step])
                }
                // The alarm would rise after the last minute.
                for start in max(0, count - length)..<count { lowest[start] = none }
            }
        }
        irregular.removeAll { window in lowest[Int(window.start)] >= none }
        for index in irregular.indices {
            let start = Int(irregular[index].start)
            let end = columns.alarm(after: start - 1, minutes: length, range: range)
            guard end < count else {
                lowest[start] = none
                continue
            }
            for minute in Int(irregular[index].end)..<max(end, Int(irregular[index].end)) {
                lowest[start] = max(lowest[start], reach[minute])
            }
            irregular[index].end = Int32(max(end, Int(irregular[index].end)))
        }
    }

    /// First minute of `minutes` from which on a threshold below `top` is quiet, the end of `minutes` without one.
    func first(in minutes: Range<Int>, below top: Int32) -> Int {
        lowest.withUnsafeBufferPointer { lowest in
            var minute = minutes.lowerBound
            let end = min(minutes.upperBound, lowest.count)
            // A difference below zero shows in the sign: sixteen minutes take a handful of instructions.
            while minute + 16 <= end {
                var signs: Int32 = 0
                for offset in 0..<16 { signs |= lowest[minute &+ offset] &- top }
                if signs < 0 { break }
                minute += 16
            }
            while minute < end, lowest[minute] >= top { minute += 1 }
            return minute < end ? minute : minutes.upperBound
        }
    }
}
