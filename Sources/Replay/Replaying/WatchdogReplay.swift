public import CloudWatch
import Ingest
public import LeafStack
public import TimeSeries

/// The three alarms of a leaf replayed on its recorded history, minute by minute.
///
/// The recorded traffic stays as it is: an alarm that would have stopped the server earlier does not make the recorded
/// minutes after that disappear. What would have followed is the counterfactual's business.
public struct WatchdogReplay: Hashable, Sendable {
    /// The settings that were replayed.
    public var watchdog: WatchdogSettings
    /// Traffic and DNS hits at or below the threshold.
    public var containerActivity: AlarmTrack
    /// Up for too long.
    public var instanceLeftUp: AlarmTrack
    /// The crash-loop function ran.
    public var breakCrashLoop: AlarmTrack

    /// Replays a history.
    ///
    /// - Parameters:
    ///   - history: what was recorded.
    ///   - watchdog: the settings; the leaf's present ones when `nil`.
    ///   - settings: the rules of CloudWatch that no source decides.
    public init(
        _ history: LeafHistory, watchdog: WatchdogSettings? = nil,
        settings: EvaluationSettings = EvaluationSettings()
    ) {
        self.init(
            history, columns: ActivityColumns(history), watchdog: watchdog ?? history.leaf.watchdog,
            settings: settings)
    }

    /// Replays a history whose activity columns are known already, as when many settings are tried.
    public init(
        _ history: LeafHistory, columns: ActivityColumns, watchdog: WatchdogSettings,
        settings: EvaluationSettings = EvaluationSettings()
    ) {
        self.watchdog = watchdog
        let alarms = WatchdogAlarms(
            settings: watchdog, volumes: history.leaf.volumes, names: LeafNames(leaf: history.leaf))
        containerActivity = AlarmTrack(
            rule: .containerActivity, alarm: alarms.containerActivity,
            series: columns.series(threshold: watchdog.threshold), settings: settings)
        var up = history.networkIn
        // `network_in >= 0` is 1 or missing, never 0.
        for index in up.values.indices where !up.values[index].isNaN {
            up.values[index] = up.values[index] >= 0 ? 1 : 0
        }
        instanceLeftUp = AlarmTrack(
            rule: .instanceLeftUp, alarm: alarms.instanceLeftUp, series: up, settings: settings)
        breakCrashLoop = AlarmTrack(
            rule: .breakCrashLoop, alarm: alarms.breakCrashLoop, series: history.crashRunSeries,
            settings: settings)
    }

    /// A rule's track.
    public subscript(rule: WatchdogRule) -> AlarmTrack {
        switch rule {
        case .containerActivity: containerActivity
        case .instanceLeftUp: instanceLeftUp
        case .breakCrashLoop: breakCrashLoop
        }
    }

    /// Every rule's changes of state, by time, then in the order of ``WatchdogRule``.
    public var transitions: [StateTransition] {
        let order = Dictionary(
            uniqueKeysWithValues: WatchdogRule.allCases.enumerated().map { ($1, $0) })
        return WatchdogRule.allCases.flatMap { self[$0].transitions }.sorted {
            ($0.time, order[$0.rule] ?? 0) < ($1.time, order[$1.rule] ?? 0)
        }
    }

    /// Which rule scales the group to zero in a minute, if any; where both do, container activity.
    public func scaleDown(at minute: Int) -> WatchdogRule? {
        if containerActivity.state(at: minute) == .alarm { return .containerActivity }
        if watchdog.shouldStop, instanceLeftUp.state(at: minute) == .alarm { return .instanceLeftUp }
        return nil
    }
}

extension LeafHistory {
    /// The crash-loop function's `Invocations`: the metric, and its log where the metric has no point.
    public var crashRunSeries: GridSeries {
        var series = crashInvocations
        for run in crashLambdaRuns {
            guard let minute = series.index(of: run.time), series.values[minute].isNaN else { continue }
            series.values[minute] = 1
        }
        return series
    }
}
