/// The lowest threshold for which M of the N newest points are quiet, for every minute with N points behind it.
///
/// That is the M-th smallest of the N, so the N - M + 1 largest are kept; for the next N they take in one point more.
struct PartialWindows {
    /// N - M.
    let fewer: Int
    /// N, so far.
    private(set) var length = 0
    private let reach: [Int32]
    /// The largest, the second largest and so on of the ``length`` minutes up to each minute.
    private var largest: [[Int32]]

    /// Makes windows of no minutes.
    ///
    /// - Parameter reach: for each minute the number of thresholds for which it is active.
    init(reach: [Int32], fewer: Int) {
        self.fewer = max(0, fewer)
        self.reach = reach
        largest = Array(repeating: Array(repeating: -1, count: reach.count), count: self.fewer + 1)
    }

    /// M.
    var datapointsToAlarm: Int { length - fewer }

    /// The M-th smallest of the ``length`` minutes up to each minute.
    var lowest: [Int32] { largest[fewer] }

    /// Lengthens the windows to `minutes`, which must not be shorter than ``length``.
    mutating func lengthen(to minutes: Int) {
        while length < minutes {
            for minute in length..<max(length, reach.count) {
                var value = reach[minute - length]
                for place in largest.indices {
                    let old = largest[place][minute]
                    largest[place][minute] = max(old, value)
                    value = min(old, value)
                }
            }
            length += 1
        }
    }
}

/// The points of one evaluation, newest first.
struct PartialPoints {
    private let datapointsToAlarm: Int
    private let periods: Int
    private var values: [Int32] = []
    private var oldestAge = 0

    init(_ datapointsToAlarm: Int, of periods: Int) {
        self.datapointsToAlarm = datapointsToAlarm
        self.periods = periods
        values.reserveCapacity(periods)
    }

    var count: Int { values.count }

    mutating func add(_ value: Int32, age: Int) {
        values.append(value)
        oldestAge = age
    }

    /// The lowest threshold in ALARM, `nil` when none is.
    var lowest: Int32? {
        let sorted = values.sorted()
        let enough = sorted.count >= datapointsToAlarm ? sorted[datapointsToAlarm - 1] : nil
        // The premature alarm: nothing contradicts the quiet points, and the oldest is M minutes old.
        guard count < periods, oldestAge >= datapointsToAlarm, let last = sorted.last else { return enough }
        return min(enough ?? last, last)
    }
}
