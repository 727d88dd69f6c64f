/// The stretches of a timeline in which nobody wants the server, and the quiet windows in them.
///
/// In such a stretch a server of threshold T stops after the first window of N minutes without a higher point. The
/// largest point of each window is kept for one N and grows into that for the next N by one comparison a minute; its
/// running minima give the first quiet window of every threshold at once.
struct QuietGaps: Sendable {
    /// A stretch without demand, crashes and missing points that a query or the end of the timeline ends.
    struct Gap: Sendable {
        let start: Int
        let end: Int
    }

    /// Shorter stretches are not worth the trouble.
    private static let shortest = 12

    /// The stretches by start.
    let gaps: [Gap]
    /// For each minute of a stretch the highest reach from the stretch's start to it.
    let highest: [Int32]
    /// For each minute the index of the stretch that starts in it, or -1.
    let starting: [Int32]
    /// Highest reach of the window of ``length`` minutes that starts in each minute, where it lies within its stretch.
    private(set) var windows: [Int32]
    private(set) var length = 1

    /// Finds the stretches.
    ///
    /// - Parameters:
    ///   - reach: for each minute the number of thresholds for which it is active.
    ///   - isQuiet: whether nothing but traffic happens in a minute.
    ///   - isQuery: whether a query, and nothing stranger, wants the server in a minute.
    init(reach: [Int32], isQuiet: (Int) -> Bool, isQuery: (Int) -> Bool) {
        let count = reach.count
        var gaps: [Gap] = []
        var highest = reach
        var starting = [Int32](repeating: -1, count: count)
        var minute = 0
        while minute < count {
            guard isQuiet(minute) else {
                minute += 1
                continue
            }
            let first = minute
            while minute < count, isQuiet(minute) { minute += 1 }
            guard minute - first >= Self.shortest, minute == count || isQuery(minute) else { continue }
            for index in first + 1..<minute { highest[index] = max(highest[index - 1], reach[index]) }
            starting[first] = Int32(gaps.count)
            gaps.append(Gap(start: first, end: minute))
        }
        self.gaps = gaps
        self.highest = highest
        self.starting = starting
        windows = reach
    }

    /// Lengthens the windows to `minutes`, which must not be shorter than ``length``.
    mutating func lengthen(to minutes: Int, reach: UnsafeBufferPointer<Int32>) {
        while length < minutes {
            let step = length
            windows.withUnsafeMutableBufferPointer { windows in
                for gap in gaps where gap.end - gap.start > step {
                    for start in gap.start..<gap.end - step {
                        windows[start] = max(windows[start], reach[start + step])
                    }
                }
            }
            length += 1
        }
    }
}
