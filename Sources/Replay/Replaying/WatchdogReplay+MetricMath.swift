public import CloudWatch
public import LeafStack
import TimeSeries

extension WatchdogReplay {
    /// The same replay through the alarms' own metric math, so that its open questions can be answered otherwise.
    ///
    /// Slower than the direct columns, and equal to them under the usual settings.
    ///
    /// - Throws: `MetricMathError` where an answer makes an expression impossible.
    public static func throughMetricMath(
        _ history: LeafHistory, watchdog: WatchdogSettings, settings: EvaluationSettings
    ) throws(MetricMathError) -> WatchdogReplay {
        var replay = WatchdogReplay(history, watchdog: watchdog, settings: settings)
        for rule in [WatchdogRule.containerActivity, .instanceLeftUp] {
            let alarm = replay[rule].alarm
            let program = try MetricMathProgram(alarm.metrics, settings: settings.math)
            var series = history.networkIn
            series.values = try program.evaluateColumn(
                inputs: history.columns(of: alarm, threshold: watchdog.threshold),
                over: MetricMathGrid(start: history.start, count: history.minutes))
            let track = AlarmTrack(rule: rule, alarm: alarm, series: series, settings: settings)
            if rule == .containerActivity {
                replay.containerActivity = track
            } else {
                replay.instanceLeftUp = track
            }
        }
        return replay
    }

    /// Which changes of state hang on a question that no source decides.
    ///
    /// Arrival delays are counted among the questions: they move a change by as much and can make or unmake one.
    public static func sensitivity(
        _ history: LeafHistory, watchdog: WatchdogSettings, settings: EvaluationSettings
    ) throws(MetricMathError) -> Sensitivity {
        try Sensitivity(
            settings: settings, questions: OpenQuestion.ofColumns, untried: WatchdogAlarms.untriedQuestions
        ) { settings throws(MetricMathError) in
            let replay = try throughMetricMath(history, watchdog: watchdog, settings: settings)
            var verdicts: [String: String] = [:]
            for change in replay.transitions {
                verdicts["\(change.time.iso8601) \(change.rule.rawValue)"] =
                    "\(change.from.rawValue) to \(change.to.rawValue)"
            }
            return verdicts
        }
    }
}

extension WatchdogAlarms {
    /// The questions on which nothing about a leaf's alarms can hang.
    public static var untriedQuestions: [Sensitivity.Untried] {
        Sensitivity.Untried.settings(
            of: OpenQuestion.statistics,
            because: "a leaf's alarms read sums and maxima of minutes, no percentile and nothing trimmed")
            + Sensitivity.Untried.settings(
                of: OpenQuestion.actions.filter { $0.setting == "actions.repetition" },
                because: "a leaf's alarms are evaluated every minute, so that both answers are the same")
            + Sensitivity.Untried.settings(
                of: OpenQuestion.actions.filter { $0.setting != "actions.repetition" },
                because: "a leaf has no mute rule and no composite alarm")
    }
}

extension ActivityColumns {
    /// The columns as the alarm's own metric math gives them, so that its open questions can be answered otherwise.
    ///
    /// Slower than without `math`, and equal to it under the usual settings.
    ///
    /// - Throws: `MetricMathError` where an answer makes the expression impossible.
    public init(_ history: LeafHistory, math: MetricMathSettings) throws(MetricMathError) {
        self.init(history)
        let alarm = WatchdogAlarms(
            settings: history.leaf.watchdog, volumes: history.leaf.volumes,
            names: LeafNames(leaf: history.leaf)
        ).containerActivity
        let hit = alarm.metrics.first { $0.metricStat?.metric.metricName == "DNSTraffic" }?.id
        var inputs = history.columns(of: alarm, threshold: history.leaf.watchdog.threshold)
        // Hits count for every threshold alike: they stand beside the traffic.
        if let hit { inputs[hit] = Array(repeating: .nan, count: history.minutes) }
        let program = try MetricMathProgram(alarm.metrics, settings: math)
        clientTraffic.values = try program.evaluateColumn(
            inputs: inputs, over: MetricMathGrid(start: history.start, count: history.minutes))
    }
}

extension LeafHistory {
    /// A column of minutes for each metric of a watchdog alarm, by the `Id` of its entry; a hit is `threshold + 1`.
    func columns(of alarm: MetricAlarm, threshold: Int) -> [String: [Double]] {
        var columns: [String: [Double]] = [:]
        for query in alarm.metrics {
            switch query.metricStat?.metric.metricName {
            case "NetworkIn": columns[query.id] = networkIn.values
            case "DNSTraffic":
                var hits = Array(repeating: Double.nan, count: minutes)
                for minute in hitMinutes where hits.indices.contains(minute) {
                    hits[minute] = Double(threshold) + 1
                }
                columns[query.id] = hits
            case "DataReadIOBytes": columns[query.id] = reads(of: query.id, in: alarm)?.values
            default: continue
            }
        }
        return columns
    }

    /// The reads of the volume that an entry of an alarm stands for.
    ///
    /// Reads that only a file system's id names stand for the volumes that nothing else names, in their order.
    func reads(of id: String, in alarm: MetricAlarm) -> GridSeries? {
        if let named = volumeReads.first(where: { $0.name == id }) { return named.bytes }
        let ids = alarm.metrics.filter { $0.metricStat?.metric.metricName == "DataReadIOBytes" }.map(\.id)
        let unnamed = volumeReads.filter { !ids.contains($0.name) }
        let nameless = ids.filter { id in !volumeReads.contains { $0.name == id } }
        guard let place = nameless.firstIndex(of: id), unnamed.indices.contains(place) else { return nil }
        return unnamed[place].bytes
    }
}
