public import CloudWatch
public import Ingest
public import LeafStack
import TimeSeries

/// What really happened to a leaf: lives, players, crashes, and where the sources disagree.
///
/// The base is `NetworkIn`: a minute is up exactly when it has a point. Everything else explains that or contradicts it.
public struct Observation: Hashable, Sendable {
    /// The history.
    public var history: LeafHistory
    /// The history's traffic as Container Activity sees it, and its DNS hits.
    public var columns: ActivityColumns
    /// The replay of the present settings.
    public var replay: WatchdogReplay
    /// The lives, oldest first.
    public var lives: [ObservedLife]
    /// Stays of players, oldest first; empty when no container log was there.
    public var playerSessions: [PlayerSession]
    /// What was going on in each minute.
    public var labels: [MinuteLabel]
    /// Where the labels come from.
    public var labelSource: LabelSource
    /// The two groups of traffic in the minutes of which no log tells, where there was enough to look at.
    public var trafficSeparation: TrafficSeparation?
    /// Crash episodes, oldest first.
    public var crashEpisodes: [CrashEpisode]
    /// Whether crash stops were inferred from runs of the crash-loop function, for want of task events.
    public var areCrashesInferred: Bool
    /// Where sources disagree.
    public var conflicts: [Conflict]
    /// Minutes in which events show the instance up and `NetworkIn` has no point; rising indices.
    public var unmeasuredMinutes: [Int]

    /// Observes a history.
    ///
    /// Players label the minutes. When no log names any, traffic does where it falls into two groups that lie apart;
    /// elsewhere ready minutes stay unknown.
    public init(_ history: LeafHistory, settings: EvaluationSettings = EvaluationSettings()) {
        self.history = history
        columns = ActivityColumns(history)
        replay = WatchdogReplay(
            history, columns: columns, watchdog: history.leaf.watchdog, settings: settings)
        let crashStops = CrashStop.stops(in: history.taskChanges)
        areCrashesInferred = history.taskChanges.isEmpty
        let runs =
            history.crashLambdaRuns.map(\.time)
            + history.crashInvocations.values.indices.filter { history.crashInvocations.values[$0] > 0 }
            .map { history.crashInvocations.time(at: $0) }
        let crashes = areCrashesInferred ? CrashStop.stops(inferredFrom: runs) : crashStops
        crashEpisodes = CrashEpisode.episodes(of: crashes)

        let finder = LifeFinder(history: history, replay: replay, crashes: crashes, crashRuns: runs)
        lives = finder.lives()
        let stops = lives.map { history.networkIn.time(at: $0.life.endMinute) }
        let begins = lives.first?.life.start == .beforeHistory
        playerSessions =
            PlayerSessions(
                events: history.playerEvents,
                ends: PlayerSessions.Ends(tasks: Self.taskEnds(history.taskChanges), lives: stops),
                start: history.start, end: history.networkIn.end, wasUpAtStart: begins
            ).sessions
        let connected = Self.connectedMinutes(playerSessions, history: history)
        finder.settle(&lives, connected: connected)
        labels = MinuteLabel.labels(lives: lives.map(\.life), connected: connected, history: history)
        labelSource = .players
        let report = ConflictFinder(history: history, replay: replay, lives: lives)
        (conflicts, unmeasuredMinutes) = report.find()
        if !labels.contains(.connected), labels.contains(.unknown) { labelByTraffic() }
    }

    /// Maximal runs of connected minutes, as ranges of grid indices.
    public var sessions: [Range<Int>] { labels.runs { $0 == .connected } }

    /// Minutes up.
    public var minutesUp: Int { history.networkIn.values.count { !$0.isNaN } }

    /// The life that a minute belongs to, if any.
    public func life(at minute: Int) -> ObservedLife? {
        lives.first { $0.life.minutes.contains(minute) }
    }

    private static func connectedMinutes(_ sessions: [PlayerSession], history: LeafHistory) -> [Bool] {
        var connected = Array(repeating: false, count: history.minutes)
        for session in sessions {
            for minute in session.minutes(from: history.start, count: history.minutes) {
                connected[minute] = true
            }
        }
        return connected
    }

    private static func taskEnds(_ changes: [TaskStateChange]) -> [String: Instant] {
        var ends: [String: Instant] = [:]
        for change in changes where change.lastStatus == "STOPPED" {
            guard let id = change.taskARN.split(separator: "/").last else { continue }
            ends[String(id)] = change.stoppedAt ?? change.time
        }
        return ends
    }
}

extension Array {
    /// Maximal runs of elements that satisfy the predicate, as ranges of indices.
    public func runs(where predicate: (Element) -> Bool) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for (index, element) in enumerated() {
            if predicate(element) {
                if start == nil { start = index }
            } else if let first = start {
                runs.append(first..<index)
                start = nil
            }
        }
        if let first = start { runs.append(first..<count) }
        return runs
    }
}

extension Observation {
    /// Minutes in which a query started the instance while an alarm still said stop, so that it was stopped again one
    /// minute later; rising grid indices.
    public var abortedLaunches: [Int] {
        history.passingMinutes.filter { minute in
            replay.scaleDown(at: minute + 1) != nil
                && (replay.scaleDown(at: minute) != nil || history.networkIn[minute] == nil)
        }
    }
}
