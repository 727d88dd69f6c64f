public import CloudWatch
import Ingest
public import LeafStack
import TimeSeries

/// A leaf's recorded alarm history held against a replay.
public struct Verification: Codable, Hashable, Sendable {
    /// One alarm.
    public struct Alarm: Codable, Hashable, Sendable {
        /// The rule.
        public var rule: WatchdogRule
        /// `AlarmName`.
        public var alarmName: String
        /// Every recorded change of state, oldest first.
        public var transitions: [TransitionCheck]
        /// Changes that a continuous replay makes between the first and the last recorded one, and the history lacks.
        public var unrecorded: [StateTransition]
    }

    /// The leaf's container id.
    public var leaf: String
    /// The rules of CloudWatch that no source decides, as they were taken.
    public var evaluation: EvaluationSettings
    /// The alarms that have a history.
    public var alarms: [Alarm]
    /// How many changes came out how.
    public var counts: [TransitionCheck.Outcome.RawValue: Int]
    /// The largest of the smallest arrival delays that explain a change, in seconds; `nil` when nothing was explained.
    public var largestDelay: Int?
    /// What hangs on questions that no source decides; `nil` unless it was asked for.
    public var sensitivity: Sensitivity?

    /// Whether any change or lack of one contradicts the rules.
    public var contradictsRules: Bool {
        alarms.contains { alarm in
            !alarm.unrecorded.isEmpty || alarm.transitions.contains { $0.outcome == .differsInRule }
        }
    }

    /// Verifies a leaf's history.
    ///
    /// - Parameters:
    ///   - history: the leaf's data and its alarms' histories.
    ///   - names: the names of the leaf's alarms; by default those of the usual application.
    ///   - settings: the rules that no source decides.
    ///   - longestDelay: the longest arrival delay to try, in seconds.
    public init(
        _ history: LeafHistory, names: LeafNames? = nil, settings: EvaluationSettings = EvaluationSettings(),
        longestDelay: Int = 900
    ) {
        let alarms = WatchdogAlarms(
            settings: history.leaf.watchdog, volumes: history.leaf.volumes,
            names: names ?? LeafNames(leaf: history.leaf))
        let replay = WatchdogReplay(history, settings: settings)
        leaf = history.leaf.containerID
        evaluation = settings
        self.alarms = WatchdogRule.allCases.compactMap { rule in
            let alarm = alarms[rule]
            let items = history.alarmHistory.filter { $0.alarmName == alarm.alarmName }
            guard !items.isEmpty else { return nil }
            let verifier = AlarmVerifier(
                alarm: alarm, sources: history.sources(of: alarm),
                covered: history.start..<history.networkIn.end,
                items: items, settings: settings, longestDelay: longestDelay)
            let updates = Self.stateUpdates(items)
            return Alarm(
                rule: rule, alarmName: alarm.alarmName, transitions: updates.map(verifier.check),
                unrecorded: Self.unrecorded(replay[rule], updates))
        }
        counts = [:]
        for check in self.alarms.flatMap(\.transitions) { counts[check.outcome.rawValue, default: 0] += 1 }
        largestDelay = self.alarms.flatMap(\.transitions).compactMap(\.arrivalDelay).max()
    }

    /// Verifies once more under each other answer to what no source decides.
    public mutating func addSensitivity(
        of history: LeafHistory, names: LeafNames? = nil, longestDelay: Int = 900
    ) {
        let searched = OpenQuestion.arrival.filter { $0.setting == "arrivalDelay" }
        let offset = OpenQuestion.arrival.filter { $0.setting == "evaluationOffset" }
        sensitivity = Sensitivity(
            settings: evaluation, questions: OpenQuestion.evaluation + offset + OpenQuestion.metricMath,
            untried: Sensitivity.Untried.settings(
                of: searched, because: "for each change the smallest delay that explains it is searched")
                + WatchdogAlarms.untriedQuestions
        ) { settings in
            Verification(history, names: names, settings: settings, longestDelay: longestDelay).verdicts
        }
    }

    /// What each change came to, by alarm and time.
    private var verdicts: [String: String] {
        var verdicts: [String: String] = [:]
        for alarm in alarms {
            for check in alarm.transitions {
                let to = check.to?.rawValue ?? "?"
                verdicts["\(alarm.rule.rawValue) \(check.time.iso8601) \(to)"] = check.outcome.rawValue
            }
            for change in alarm.unrecorded {
                let name = "\(alarm.rule.rawValue) \(change.time.iso8601) \(change.to.rawValue)"
                verdicts[name] = verdicts[name] ?? "replayed, but not recorded"
            }
        }
        return verdicts
    }

    /// The state updates, oldest first, each once: history and events tell the same change, and a change may be
    /// recorded twice. What tells more is kept.
    static func stateUpdates(_ items: [AlarmHistoryItem]) -> [AlarmHistoryItem] {
        var kept: [AlarmHistoryItem] = []
        let updates = items.filter { $0.itemType == "StateUpdate" }
        for item in updates.sorted(by: {
            ($0.time, $1.data.count, $0.data) < ($1.time, $0.data.count, $1.data)
        }) {
            guard let last = kept.last, item.time.milliseconds(since: last.time) < 1000,
                AlarmHistoryData(last.data)?.newState == AlarmHistoryData(item.data)?.newState
            else {
                kept.append(item)
                continue
            }
            if item.data.count > last.data.count { kept[kept.count - 1] = item }
        }
        return kept
    }

    /// Replayed changes without a recorded one to the same state within five minutes, in the recorded stretch.
    private static func unrecorded(_ track: AlarmTrack, _ updates: [AlarmHistoryItem]) -> [StateTransition] {
        guard let first = updates.first?.time, let last = updates.last?.time else { return [] }
        let recorded = updates.compactMap { item in
            AlarmHistoryData(item.data).map { (item.time, $0.newState) }
        }
        return track.transitions.filter { transition in
            transition.time > first && transition.time < last
                && !recorded.contains { time, state in
                    state == transition.to && abs(time.milliseconds(since: transition.time)) <= 300_000
                }
        }
    }
}

extension WatchdogAlarms {
    /// A rule's alarm.
    public subscript(rule: WatchdogRule) -> MetricAlarm {
        switch rule {
        case .containerActivity: containerActivity
        case .instanceLeftUp: instanceLeftUp
        case .breakCrashLoop: breakCrashLoop
        }
    }
}

extension LeafHistory {
    /// What is known of an alarm's metrics, by the `Id` of their entries.
    func sources(of alarm: MetricAlarm) -> [String: any MetricSource] {
        var sources: [String: any MetricSource] = [:]
        for query in alarm.metrics {
            guard let metric = query.metricStat?.metric.metricName else { continue }
            switch metric {
            case "NetworkIn": sources[query.id] = StatisticGrid(networkIn, statistic: .sum)
            case "DNSTraffic": sources[query.id] = StatisticGrid(dnsTraffic, statistic: .maximum)
            case "Invocations": sources[query.id] = StatisticGrid(crashRunSeries, statistic: .maximum)
            case "DataReadIOBytes":
                guard let reads = reads(of: query.id, in: alarm) else { continue }
                sources[query.id] = StatisticGrid(reads, statistic: .sum)
            default: continue
            }
        }
        return sources
    }
}
