import CloudWatch
import LeafStack
import Replay
public import Tuning

extension WhatIfTable {
    /// Plays every offered pair of settings against a history.
    ///
    /// - Parameters:
    ///   - input: what happened in each minute.
    ///   - recommendation: whose settings the sliders can jump to.
    ///   - dollarsPerMinute: what a minute up costs; zero when unknown.
    /// - Returns: `nil` when nobody was seen connected or nothing was idle, so that nothing could be compared.
    public init?(_ input: TuningInput, recommendation: Recommendation, dollarsPerMinute: Double) {
        let columns = WhatIfColumns(input.timeline())
        let present = recommendation.present
        let applied = recommendation.applied
        let thresholds = Self.thresholds(input, including: [present.threshold, applied.threshold])
        guard input.labels.contains(.connected), input.labels.contains(.idle), !thresholds.isEmpty else {
            return nil
        }
        let offered = Array(1...30) + [35, 40, 45, 50, 60, 75, 90, 120]
        let minutes = Set(offered + [present.minutesWithoutConnections, applied.minutesWithoutConnections])
            .filter { (1...1440).contains($0) }.sorted()
        let lastConnected = Self.lastConnected(input.labels)
        var table = WhatIfTable(
            thresholds: thresholds.map(Double.init), minutes: minutes, idleMinutes: [], falseStops: [],
            coldStarts: [], stopDelay: [], frontier: [], present: (0, 0), recommended: nil,
            dollarsPerMinute: dollarsPerMinute)
        for threshold in thresholds {
            let runs = IdleRuns(columns, threshold: Double(threshold))
            for count in minutes {
                let run = runs.run(count)
                let tally = columns.tally(run)
                table.idleMinutes.append(tally.idleMinutes)
                table.falseStops.append(tally.falseStops)
                table.coldStarts.append(tally.coldStarts)
                table.stopDelay.append(Self.meanDelay(run, lastConnected: lastConnected))
            }
        }
        table.frontier = table.undominated()
        func cell(_ settings: WatchdogSettings) -> (row: Int, column: Int)? {
            guard let row = thresholds.firstIndex(of: settings.threshold),
                let column = minutes.firstIndex(of: settings.minutesWithoutConnections)
            else { return nil }
            return (row, column)
        }
        guard let here = cell(present) else { return nil }
        table.present = here
        if applied != present { table.recommended = cell(applied) }
        self = table
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

    /// Mean minutes from the last player to the stop over all lives that the alarm ended; negative when there is none.
    private static func meanDelay(_ run: WhatIfRun, lastConnected: [Int]) -> Double {
        var sum = 0
        var count = 0
        for life in run.lives
        where life.stop == .containerActivity && lastConnected.indices.contains(life.end) {
            sum += life.end - 1 - max(lastConnected[life.end], life.wake - 1)
            count += 1
        }
        return count == 0 ? -1 : (Double(sum) / Double(count) * 10).rounded() / 10
    }

    /// Cells that no other cell beats in both idle minutes and false stops, cheapest first.
    private func undominated() -> [Int] {
        let order = idleMinutes.indices.sorted {
            (idleMinutes[$0], falseStops[$0], $0) < (idleMinutes[$1], falseStops[$1], $1)
        }
        var fewest = Int.max
        return order.filter { cell in
            guard falseStops[cell] < fewest else { return false }
            fewest = falseStops[cell]
            return true
        }
    }
}
