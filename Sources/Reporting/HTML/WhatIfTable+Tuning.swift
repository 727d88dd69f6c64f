import CloudWatch
import LeafStack
import Replay
public import Tuning

extension WhatIfTable {
    /// Plays every offered pair of settings against a history; Instance Left Up does what the recommended settings say.
    ///
    /// - Parameters:
    ///   - input: what happened in each minute.
    ///   - recommendation: whose settings the sliders can jump to.
    ///   - options: how the recommendation was made: the same assumptions hold for the sliders.
    ///   - dollarsPerMinute: what a minute up costs; zero when unknown.
    /// - Returns: `nil` when nobody was seen connected or nothing was idle, so that nothing could be compared.
    public init?(
        _ input: TuningInput, recommendation: Recommendation, options: TuningOptions = TuningOptions(),
        dollarsPerMinute: Double
    ) {
        let columns = WhatIfColumns(input.timeline(assumptions: options.assumptions))
        let present = recommendation.present
        let applied = recommendation.applied
        let thresholds = Self.thresholds(input, including: [present.threshold, applied.threshold])
        guard input.labels.contains(.connected), input.labels.contains(.idle), !thresholds.isEmpty else {
            return nil
        }
        let offered = Array(1...30) + [35, 40, 45, 50, 60, 75, 90, 120]
        let minutes = Set(offered + [present.minutesWithoutConnections, applied.minutesWithoutConnections])
            .filter { (1...1440).contains($0) }.sorted()
        let hours = applied.shouldStop ? applied.durationHours : nil
        let lastConnected = Self.lastConnected(input.labels)
        func outcome(_ run: WhatIfRun) -> Outcome {
            let tally = columns.tally(run)
            return Outcome(
                idleMinutes: tally.idleMinutes, falseStops: tally.falseStops, coldStarts: tally.coldStarts,
                stopDelay: Self.meanDelay(run, columns: columns, lastConnected: lastConnected))
        }
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(thresholds.count * minutes.count)
        for threshold in thresholds {
            let runs = IdleRuns(columns, threshold: Double(threshold))
            for count in minutes {
                outcomes.append(
                    outcome(
                        runs.run(count, evaluationRange: options.evaluationRange, stopAfterHours: hours)))
            }
        }
        func cell(_ settings: WatchdogSettings) -> (row: Int, column: Int)? {
            guard let row = thresholds.firstIndex(of: settings.threshold),
                let column = minutes.firstIndex(of: settings.minutesWithoutConnections)
            else { return nil }
            return (row, column)
        }
        guard let here = cell(present) else { return nil }
        self.init(
            thresholds: thresholds, minutes: minutes, outcomes: outcomes, present: here,
            recommended: applied == present ? nil : cell(applied),
            recorded: outcome(Self.recordedRun(input, count: columns.count)), stopAfterHours: hours,
            dollarsPerMinute: dollarsPerMinute)
    }

    /// The lives as they were.
    private static func recordedRun(_ input: TuningInput, count: Int) -> WhatIfRun {
        WhatIfRun(
            lives: input.lives.filter { $0.firstMinute < count }.map { life in
                let end = min(life.endMinute, count)
                return .init(wake: life.firstMinute, end: end, stop: end < count ? life.stop : .afterHistory)
            })
    }

    /// At most 64 thresholds: quantiles of the observed rates, and those that must be there.
    private static func thresholds(_ input: TuningInput, including: [Int]) -> [Int] {
        var rates: [Int] = []
        for minute in 0..<input.count where input.labels[minute] != .down {
            let rate = input.activity[minute]
            if rate.isFinite, rate >= 0, rate < 1e12 { rates.append(Int(rate.rounded(.up))) }
        }
        rates.sort()
        var chosen = Set(including)
        if !rates.isEmpty {
            for step in 0...60 { chosen.insert(rates[step * (rates.count - 1) / 60]) }
        }
        return chosen.sorted()
    }

    /// For each minute the last connected minute before it, or -1.
    private static func lastConnected(_ labels: [MinuteLabel]) -> [Int] {
        var last = -1
        return labels.indices.map { minute in
            defer { if labels[minute] == .connected { last = minute } }
            return last
        } + [last]
    }

    /// Mean minutes from the last player, or from the start if nobody came, to the stop; false stops are none of these.
    private static func meanDelay(
        _ run: WhatIfRun, columns: WhatIfColumns, lastConnected: [Int]
    ) -> Double? {
        var sum = 0
        var count = 0
        for life in run.lives
        where life.stop != .afterHistory && !columns.isFalseStop(life)
            && lastConnected.indices.contains(life.end)
        {
            sum += life.end - 1 - max(lastConnected[life.end], life.wake - 1)
            count += 1
        }
        return count == 0 ? nil : (Double(sum) / Double(count) * 10).rounded() / 10
    }
}
