/// What is true of one run of a world, by the definitions of the project's model of a minute.
public struct WorldTruth: Sendable {
    /// The class of each minute; `nil` while down.
    public var classes: [MinuteClass?]
    /// Lives.
    public var lives: [WorldLife]
    /// Maximal runs of connected minutes.
    public var sessions: [Range<Int>]
    /// Maximal runs of ``MinuteClass/leftUp`` within one life.
    public var leftUpIncidents: [Range<Int>]
    /// Crash stops, in seconds from the start, by time.
    public var crashStops: [Int]
    /// Maximal runs of crash stops less than 30 minutes apart: first and last stop.
    public var crashEpisodes: [ClosedRange<Int>]
    /// Container Activity values of idle minutes, in bytes per second, ascending; minutes with a DNS hit left out.
    public var idleRates: [Double]
    /// The same of connected minutes.
    public var connectedRates: [Double]
    /// Stops by a rule other than the crash rule while somebody was connected.
    public var falseStops: [Launch]

    /// Finds what is true of a run.
    public init(_ run: WorldRun) {
        lives = run.lives
        let stops = run.launches.flatMap { $0.tasks.filter(\.isCrash).compactMap(\.stopped) }
            .filter { $0 < run.minutes * 60 }.sorted()
        crashStops = stops
        crashEpisodes = Self.episodes(stops)
        classes = Array(repeating: nil, count: run.minutes)
        let queried = Set(run.queries.map { $0.second / 60 })
        let tasks = run.launches.flatMap(\.tasks)
        for life in lives {
            Self.classify(
                life, run: run, queried: queried, crashes: stops, tasks: tasks, into: &classes)
        }
        sessions = Self.runs(0..<run.minutes) { run.connected[$0] > 0 }
        leftUpIncidents = []
        for life in lives {
            leftUpIncidents += Self.runs(life.minutes) { [classes] in classes[$0] == .leftUp }
        }
        idleRates = []
        connectedRates = []
        for minute in 0..<run.minutes {
            let value = run.activity[minute]
            guard let kind = classes[minute], !value.isNaN, run.dnsTraffic[minute].isNaN else { continue }
            if kind == .used {
                connectedRates.append(value)
            } else if kind == .idleWait || kind == .leftUp {
                idleRates.append(value)
            }
        }
        idleRates.sort()
        connectedRates.sort()
        falseStops = run.launches.filter { $0.cutPlayers > 0 && $0.stopRule != .breakCrashLoop }
    }

    /// Minutes of a class.
    public func minutes(of kind: MinuteClass) -> Int { classes.count { $0 == kind } }

    /// Minutes up.
    public var minutesUp: Int { classes.count { $0 != nil } }

    /// Lives that a query started.
    public var wakes: Int { lives.count }

    /// Wakes without a connected minute until their stop.
    public var falseWakes: Int { lives.count(where: \.isFalseWake) }

    private static func classify(
        _ life: WorldLife, run: WorldRun, queried: Set<Int>, crashes: [Int], tasks: [TaskRun],
        into classes: inout [MinuteClass?]
    ) {
        let patience = run.settings.minutesWithoutConnections
        var idle = 0
        var crashUntil = -1
        for minute in life.minutes {
            let isConnected = run.connected[minute] > 0
            let isBoot = minute < life.readyMinute
            if let stop = crashes.last(where: { $0 / 60 == minute }) {
                crashUntil = Self.recovery(after: stop, tasks: tasks) ?? life.minutes.upperBound
            }
            var isLeftUp = false
            if isConnected || isBoot || queried.contains(minute) {
                idle = 0
            } else {
                isLeftUp = idle > patience
                idle += 1
            }
            classes[minute] =
                minute < crashUntil
                ? .crashLoop
                : isConnected
                    ? .used : isLeftUp ? .leftUp : life.isFalseWake ? .falseWake : isBoot ? .boot : .idleWait
        }
    }

    /// The minute in which the server has been ready again for ten minutes.
    private static func recovery(after stop: Int, tasks: [TaskRun]) -> Int? {
        for task in tasks {
            guard let ready = task.ready, ready > stop, (task.stopped ?? .max) >= ready + 600 else {
                continue
            }
            return ready / 60 + 10
        }
        return nil
    }

    private static func episodes(_ stops: [Int]) -> [ClosedRange<Int>] {
        var episodes: [ClosedRange<Int>] = []
        for stop in stops {
            if let last = episodes.last, stop - last.upperBound < 1800 {
                episodes[episodes.count - 1] = last.lowerBound...stop
            } else {
                episodes.append(stop...stop)
            }
        }
        return episodes
    }

    private static func runs(_ range: Range<Int>, where predicate: (Int) -> Bool) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for index in range {
            if predicate(index) {
                if start == nil { start = index }
            } else if let first = start {
                runs.append(first..<index)
                start = nil
            }
        }
        if let first = start { runs.append(first..<range.upperBound) }
        return runs
    }
}
