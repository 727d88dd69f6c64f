public import CloudWatch

/// Every stop of one threshold, for any N, without looking at each minute again.
///
/// Holds for M = N, `TreatMissingData: missing` and no arrival delay, and gives there exactly what
/// ``WhatIfTimeline/run(_:)`` gives. The reason: with M = N one point above the threshold, inside the range or not,
/// makes everything before it irrelevant, so a stop depends only on the points since the last active minute *a*. With
/// *p(k)* the k-th real point after *a* and E the evaluation range, the alarm rises at the start of minute
///
///     min(p(N) + 1, max(a + E + 1, p(1) + N))
///
/// if no active minute comes before it: N real points, or (the premature-alarm rule) at least one that is N minutes old
/// once *a* has left the range.
public struct IdleRuns: Sendable {
    private let columns: WhatIfColumns
    private let threshold: Double
    /// First active minute after each minute.
    private let nextActive: [Int32]
    /// Active minutes with a quiet one behind them, and the active minute that ends the run.
    private let runs: [(after: Int32, before: Int32)]

    /// Whether the shortcut is exact for `minutes` of patience and these answers to what no source decides.
    public static func holds(for settings: EvaluationSettings, minutes: Int) -> Bool {
        settings.decision.fewPoints == .decide && settings.delayedPeriods(period: 60) == 0
            && (!settings.cutsRangeAtLimit
                || settings.evaluationRange.periods(evaluationPeriods: minutes, period: 60) <= 1440)
    }

    /// Finds the quiet runs of a threshold.
    public init(_ columns: WhatIfColumns, threshold: Double) {
        self.columns = columns
        self.threshold = threshold
        let count = columns.count
        var next = [Int32](repeating: Int32(count), count: count)
        var runs: [(after: Int32, before: Int32)] = []
        columns.activity.withUnsafeBufferPointer { activity in
            columns.isQuery.withUnsafeBufferPointer { isQuery in
                var following = Int32(count)
                for minute in stride(from: count - 1, through: 0, by: -1) {
                    next[minute] = following
                    // Missing is NaN, for which every comparison is false.
                    if activity[minute] > threshold || isQuery[minute] {
                        if Int(following) > minute + 1 { runs.append((Int32(minute), following)) }
                        following = Int32(minute)
                    }
                }
            }
        }
        nextActive = next
        self.runs = runs.reversed()
    }

    /// What each of `patience`, values of N in rising order, would have done.
    public func runs(
        patience: [Int], evaluationRange: EvaluationRange = .inferred, body: (Int, WhatIfRun) -> Void
    ) {
        var long = runs
        for minutes in patience.sorted() {
            let wanted = Int32(clamping: minutes)
            long.removeAll { $0.before - $0.after <= wanted }
            body(minutes, run(minutes, runs: long, evaluationRange: evaluationRange))
        }
    }

    /// What one N would have done.
    ///
    /// - Parameters:
    ///   - minutes: N, minutes without connections.
    ///   - evaluationRange: how far back the alarm looks.
    ///   - stopAfterHours: `DurationHours` when Instance Left Up stops the server, `nil` when it only mails.
    public func run(
        _ minutes: Int, evaluationRange: EvaluationRange = .inferred, stopAfterHours: Int? = nil
    ) -> WhatIfRun {
        run(minutes, runs: runs, evaluationRange: evaluationRange, stopAfterHours: stopAfterHours)
    }

    private func run(
        _ minutes: Int, runs: [(after: Int32, before: Int32)], evaluationRange: EvaluationRange,
        stopAfterHours: Int? = nil
    ) -> WhatIfRun {
        let count = columns.count
        let range = evaluationRange.periods(evaluationPeriods: minutes, period: 60)
        var leftUp = stopAfterHours.map { LeftUpClock(hours: $0, evaluationRange: evaluationRange) }
        var lives: [WhatIfRun.Life] = []
        var cursor = 0
        var (wake, until) = columns.start(from: 0)
        while wake < count {
            let tooLong = leftUp?.start(wake, in: columns.timeline) ?? count
            let credit = min(until, count - 1)
            var stop = columns.alarm(after: credit, minutes: minutes, range: range)
            let active = Int(nextActive[credit])
            if stop > active {
                while cursor < runs.count, Int(runs[cursor].after) < active { cursor += 1 }
                stop = count
                // Whatever begins after Instance Left Up has acted belongs to a later life.
                while cursor < runs.count, Int(runs[cursor].after) < tooLong {
                    let run = runs[cursor]
                    let alarm = columns.alarm(after: Int(run.after), minutes: minutes, range: range)
                    if alarm <= Int(run.before) {
                        stop = alarm
                        break
                    }
                    cursor += 1
                }
            }
            let crash = columns.nextCrash(after: wake)
            let end = min(stop, tooLong, crash)
            guard end < count else {
                lives.append(.init(wake: wake, end: count, stop: .afterHistory))
                break
            }
            let rule: InstanceLife.Stop =
                stop == end ? .containerActivity : tooLong == end ? .instanceLeftUp : .crashLoop
            lives.append(
                leftUp?.stop(wake, at: end, by: rule) ?? .init(wake: wake, end: end, stop: rule))
            (wake, until) = rule == .crashLoop ? columns.start(from: end) : columns.restart(after: end)
            // A crash may end a life before its restart is over, whose quiet runs were left out.
            while cursor > 0, Int(runs[cursor - 1].after) >= end { cursor -= 1 }
        }
        guard leftUp?.isUncertain != true else {
            return columns.timeline.run(
                WhatIfSettings(
                    threshold: threshold, minutesWithoutConnections: minutes, stopAfterHours: stopAfterHours,
                    evaluation: EvaluationSettings(evaluationRange: evaluationRange)))
        }
        return WhatIfRun(lives: lives)
    }
}

extension WhatIfColumns {
    /// What settings would have done: by the shortcut where it is exact, else minute by minute.
    public func run(_ settings: WhatIfSettings) -> WhatIfRun {
        let minutes = settings.minutesWithoutConnections
        guard settings.datapointsToAlarm ?? minutes == minutes,
            IdleRuns.holds(
                for: settings.evaluation, minutes: max(minutes, 60 * (settings.stopAfterHours ?? 0)))
        else { return timeline.run(settings) }
        return IdleRuns(self, threshold: settings.threshold).run(
            minutes, evaluationRange: settings.evaluation.evaluationRange,
            stopAfterHours: settings.stopAfterHours)
    }
}
