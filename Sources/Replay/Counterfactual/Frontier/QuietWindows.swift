import CloudWatch

/// For every minute the lowest threshold that is quiet from it until an alarm rises, for one N.
///
/// A server whose last active minute is the one before *s* stops at the minute of ``alarm(from:length:range:)`` if no point
/// until then lies above its threshold. So the largest point of that window decides for all thresholds at once; it is kept
/// for one N and grows into that for the next by one comparison a minute, the few windows with missing points apart.
///
/// The minutes are kept in ``blocks`` that grow apart from one another, so that many N can go through one while it is in
/// the processor's cache.
struct QuietWindows: Sendable {
    /// Minutes that grow together.
    private struct Block {
        var minutes: Range<Int>
        /// N.
        var length = 0
        /// Windows with missing points that some threshold may still find quiet.
        var irregular: [(start: Int32, end: Int32)] = []
    }

    /// Few enough for what is looked up about a minute, some 24 bytes, to stay in a second-level cache.
    static let blockLength = 1 << 14

    private let columns: WhatIfColumns
    private let reach: [Int32]
    private let thresholds: Int32
    /// Minutes without a point, rising.
    private let missing: [Int32]
    /// First minute at or after each minute without a point.
    private let nextMissing: [Int32]
    /// Index of the lowest quiet threshold from each minute on; the number of thresholds when none is, or no alarm comes.
    private(set) var lowest: [Int32]
    private var parts: [Block]

    /// Makes windows of no minutes.
    ///
    /// - Parameters:
    ///   - reach: for each minute the number of thresholds for which it is active.
    ///   - thresholds: their number.
    ///   - blockLength: how many minutes grow together.
    init(_ columns: WhatIfColumns, reach: [Int32], thresholds: Int, blockLength: Int) {
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
        parts = stride(from: 0, to: reach.count, by: blockLength).map { start in
            Block(minutes: start..<min(start + blockLength, reach.count))
        }
    }

    /// The minutes of each block, together all.
    var blocks: [Range<Int>] { parts.map(\.minutes) }

    /// The minute at whose start the alarm of N `length` rises when nothing from minute `start` on is active.
    func alarm(from start: Int, length: Int, range: Int) -> Int {
        Int(nextMissing[start]) >= start + length
            ? start + length : columns.alarm(after: start - 1, minutes: length, range: range)
    }

    /// Lengthens the windows of a block to N `minutes`, which must not be fewer than they are.
    mutating func lengthen(block: Int, to minutes: Int, evaluationRange: EvaluationRange) {
        while parts[block].length < min(minutes, reach.count) {
            parts[block].length += 1
            let range = evaluationRange.periods(evaluationPeriods: parts[block].length, period: 60)
            grow(block, range: range)
        }
        parts[block].length = minutes
        guard minutes >= reach.count else { return }
        for start in parts[block].minutes { lowest[start] = thresholds }
    }

    private mutating func grow(_ block: Int, range: Int) {
        let (minutes, length, none) = (parts[block].minutes, parts[block].length, thresholds)
        let (count, step) = (reach.count, length - 1)
        for last in missing[
            missingBefore(minutes.lowerBound + step)..<missingBefore(minutes.upperBound + step)]
        {
            let start = Int(last) - step
            if nextMissing[start] == last, lowest[start] < none {
                parts[block].irregular.append((Int32(start), last))
            }
        }
        lowest.withUnsafeMutableBufferPointer { lowest in
            reach.withUnsafeBufferPointer { reach in
                for start in minutes.clamped(to: 0..<count - step) {
                    lowest[start] = max(lowest[start], reach[start + step])
                }
                // The alarm would rise after the last minute.
                for start in minutes.clamped(to: max(0, count - length)..<count) { lowest[start] = none }
            }
        }
        parts[block].irregular.removeAll { window in lowest[Int(window.start)] >= none }
        for index in parts[block].irregular.indices {
            let window = parts[block].irregular[index]
            let start = Int(window.start)
            let end = columns.alarm(after: start - 1, minutes: length, range: range)
            guard end < count else {
                lowest[start] = none
                continue
            }
            for minute in Int(window.end)..<max(end, Int(window.end)) {
                lowest[start] = max(lowest[start], reach[minute])
            }
            parts[block].irregular[index].end = Int32(max(end, Int(window.end)))
        }
    }

    /// Number of minutes without a point before a minute.
    private func missingBefore(_ minute: Int) -> Int {
        let minute = min(minute, reach.count)
        return minute - Int(columns.realBefore[minute])
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
