import Ingest
import LeafStack
import TimeSeries

/// What an up minute was, as far as its price is concerned. Every up minute belongs to exactly one class.
public enum MinuteClass: String, Codable, Hashable, Sendable, CaseIterable {
    /// In a crash episode: from the first crash stop of the life until it ends or the server is ready again for ten
    /// minutes.
    case crashLoop
    /// A player was connected.
    case used
    /// Idle for longer than `MinutesWithoutConnections`: the alarm should have stopped it, or no rule could.
    case leftUp
    /// In a wake that nobody used.
    case falseWake
    /// Before the server was ready.
    case boot
    /// The price of `MinutesWithoutConnections`.
    case idleWait
    /// Up, but the data that would tell is missing; shown, never counted as zero.
    case unknown
}

/// The class of every minute of a history.
public struct MinuteClasses: Hashable, Sendable {
    /// The class of each minute of the grid; `nil` while the instance was down.
    public var values: [MinuteClass?]
    /// For each minute the index of its life among the observation's lives, or -1 while down.
    public var lives: [Int]

    /// Classifies an observation's minutes.
    ///
    /// - Parameters:
    ///   - observation: lives, labels and crashes.
    ///   - minutesWithoutConnections: idle minutes that are waiting, not left up; the leaf's setting when `nil`.
    public init(_ observation: Observation, minutesWithoutConnections: Int? = nil) {
        let patience = minutesWithoutConnections ?? observation.replay.watchdog.minutesWithoutConnections
        let history = observation.history
        values = Array(repeating: nil, count: history.minutes)
        lives = Array(repeating: -1, count: history.minutes)
        let queried = Set(history.passingMinutes).union(history.hitMinutes)
        let readiness = Readiness(observation)
        for (index, life) in observation.lives.enumerated() {
            var idle = 0
            var crashUntil = Int.min
            for minute in life.life.minutes.clamped(to: 0..<history.minutes)
            where history.networkIn.isPresent(minute) {
                lives[minute] = index
                if let until = readiness.crashEnd(at: minute) {
                    crashUntil = max(crashUntil, until ?? life.life.endMinute)
                }
                let label = observation.labels[minute]
                let isBoot = minute < life.life.readyMinute
                var isLeftUp = false
                if label == .connected || isBoot || queried.contains(minute) || label == .unknown {
                    idle = 0
                } else {
                    isLeftUp = idle > patience
                    idle += 1
                }
                values[minute] =
                    minute < crashUntil
                    ? .crashLoop
                    : label == .connected
                        ? .used
                        : isLeftUp
                            ? .leftUp
                            : life.isFalseWake
                                ? .falseWake : isBoot ? .boot : label == .unknown ? .unknown : .idleWait
            }
        }
    }

    /// Minutes of a class.
    public func minutes(of kind: MinuteClass) -> Int { values.count { $0 == kind } }

    /// Minutes up: the sum over all classes.
    public var minutesUp: Int { values.count { $0 != nil } }

    /// Maximal runs of a class within one life, as ranges of grid indices.
    public func runs(of kind: MinuteClass) -> [Range<Int>] {
        values.runs { $0 == kind }.flatMap { run -> [Range<Int>] in
            // Two lives may touch: the instance was replaced without a minute down.
            var parts: [Range<Int>] = []
            var start = run.lowerBound
            for minute in run.dropFirst() where lives[minute] != lives[minute - 1] {
                parts.append(start..<minute)
                start = minute
            }
            parts.append(start..<run.upperBound)
            return parts
        }
    }
}

/// When a server that crashed was ready again for good.
private struct Readiness {
    /// Crash stops by minute: the minute in which the crash is over, or `nil` if it never was.
    private var ends: [Int: Int?] = [:]

    init(_ observation: Observation) {
        let history = observation.history
        let lines = history.playerEvents.filter { $0.kind == .serverReady }.map(\.time)
        let running = history.taskChanges.compactMap { change in
            change.startedAt ?? (change.lastStatus == "RUNNING" ? change.time : nil)
        }
        // The log says when the server is ready; a running task is the second best.
        let ready = (lines.isEmpty ? running : lines).sorted()
        let stopped = history.taskChanges.filter { $0.lastStatus == "STOPPED" }
            .map { $0.stoppedAt ?? $0.time }
        let stops = (observation.lives.flatMap(\.crashStops).map(\.time) + stopped).sorted()
        for life in observation.lives {
            for stop in life.crashStops {
                let minute = history.minute(of: stop.time)
                let recovered = ready.first { time in
                    time > stop.time
                        && !stops.contains { $0 > time && $0 < time.advanced(bySeconds: 600) }
                }
                let end = recovered.map { history.minute(of: $0) + 10 }
                ends.updateValue(
                    end.flatMap { $0 < life.life.endMinute ? $0 : nil }, forKey: minute)
            }
        }
    }

    /// For a minute with a crash stop the minute in which the crash is over (`.some(nil)` if it never is), else `nil`.
    func crashEnd(at minute: Int) -> Int?? { ends[minute] }
}

extension GridSeries {
    /// Whether a period has a point.
    func isPresent(_ index: Int) -> Bool { values.indices.contains(index) && !values[index].isNaN }
}
