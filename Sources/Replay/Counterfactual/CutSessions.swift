import Foundation

/// Recorded stops that cut somebody off who came back at once: where a what-if must not take the recording as it is.
///
/// The recording ends the session at the stop, because there was a stop. Settings that wait longer would have seen the
/// rest of it: how long a quiet stretch would have lasted, is drawn from how such stretches end when nothing cuts them.
struct CutSessions {
    /// A cut and what followed.
    struct Cut: Hashable {
        /// Minute in which the server was stopped.
        var stop: Int
        /// Minute in which the server was asked for again.
        var wake: Int
        /// Minute in which somebody was connected again.
        var rejoined: Int
        /// Minute in which the server was stopped the next time.
        var nextStop: Int
        /// The quiet minutes before the stop; empty where the stop came in the midst of play.
        var quiet: Range<Int>
    }

    var cuts: [Cut] = []
    /// Quiet stretches of connected minutes that ended by themselves, per minute beyond ``shortest``: their hazard.
    private(set) var hazard = 0.2

    /// Shorter quiet stretches are noise, not habits.
    static let shortest = 3
    /// Longest way from a stop to the return of whoever was cut.
    static let returnMinutes = 15

    /// Finds the cuts of a recording made under `settings`.
    ///
    /// - Parameter wakes: the minute in which each life was asked for.
    init(
        activity: [Double], labels: [MinuteLabel], lives: [InstanceLife], wakes: [Int],
        settings: WhatIfSettings
    ) {
        let count = min(activity.count, labels.count)
        let patience = max(1, settings.minutesWithoutConnections)
        func isQuiet(_ minute: Int) -> Bool {
            labels[minute] == .connected && !(activity[minute] > settings.threshold)
        }
        for (index, life) in lives.enumerated() where index + 1 < min(lives.count, wakes.count) {
            let stop = min(life.stopMinute, life.endMinute)
            guard stop > life.firstMinute, stop < count,
                [.containerActivity, .instanceLeftUp, .other].contains(life.stop),
                labels[stop - 1] == .connected
            else { continue }
            var first = stop
            while first > life.firstMinute, isQuiet(first - 1) { first -= 1 }
            // A stop by the activity alarm cuts the quiet; what else stops the server cuts anything.
            guard
                life.stop == .instanceLeftUp
                    || stop - first >= min(patience, Self.shortest)
            else { continue }
            let next = lives[index + 1]
            let horizon = min(count, stop + Self.returnMinutes)
            guard next.firstMinute < horizon,
                let rejoined = (next.firstMinute..<horizon).first(where: { labels[$0] == .connected })
            else { continue }
            cuts.append(
                Cut(
                    stop: stop, wake: max(stop, min(wakes[index + 1], rejoined)), rejoined: rejoined,
                    nextStop: next.stopMinute, quiet: first..<stop))
        }
        guard !cuts.isEmpty else { return }
        hazard = Self.hazard(count: count, cuts: cuts, isQuiet: isQuiet)
    }

    /// Ends per minute at risk: the estimate for exponential stretches of which some were cut short.
    private static func hazard(count: Int, cuts: [Cut], isQuiet: (Int) -> Bool) -> Double {
        let cut = Set(cuts.map(\.quiet.lowerBound))
        var ends = 0
        var exposure = 0
        var minute = 0
        while minute < count {
            guard isQuiet(minute) else {
                minute += 1
                continue
            }
            let first = minute
            while minute < count, isQuiet(minute) { minute += 1 }
            guard minute - first >= shortest else { continue }
            exposure += minute - first - shortest + 1
            if !cut.contains(first) { ends += 1 }
        }
        // Half an end stands for the next one when none was seen.
        return max(Double(ends), 0.5) / Double(max(exposure, 1))
    }

    /// Rest of the quiet stretch of the cut at `index`, in minutes: spread evenly over the distribution, not drawn.
    func residual(_ index: Int) -> Int {
        guard cuts[index].quiet.count >= Self.shortest else { return 0 }
        // Van der Corput's sequence: any run of neighbouring cuts covers the distribution.
        var share = 0.0
        var digit = 0.5
        var rest = index + 1
        while rest > 0 {
            if rest & 1 == 1 { share += digit }
            digit /= 2
            rest >>= 1
        }
        return Int(min(-log(1 - share) / hazard, 240).rounded())
    }
}
