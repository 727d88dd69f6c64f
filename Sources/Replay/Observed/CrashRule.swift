public import Ingest
public import TimeSeries

/// The rule that runs the crash-loop function: a task that stops because it could not start or its container failed.
public enum CrashRule {
    /// Whether the event pattern matches: `desiredStatus` STOPPED, and either the task failed to start or an essential
    /// container exited with another code than 0. A stop by the scheduler is not a crash.
    public static func matches(_ change: TaskStateChange) -> Bool {
        guard change.desiredStatus == "STOPPED" else { return false }
        switch change.stopCode {
        case "TaskFailedToStart": return true
        case "EssentialContainerExited":
            return change.containers.contains { $0.exitCode.map { $0 != 0 } ?? false }
        default: return false
        }
    }
}

/// One stop of a task that the crash rule matched.
public struct CrashStop: Codable, Hashable, Sendable {
    /// When the task had stopped.
    public var time: Instant
    /// The task, `""` when only the crash-loop function's run shows the crash.
    public var taskARN: String
    /// Exit codes of its containers, those that are known.
    public var exitCodes: [Int]
    /// `stoppedReason`, or the first container's reason; free text.
    public var reason: String

    /// Makes a stop.
    public init(time: Instant, taskARN: String = "", exitCodes: [Int] = [], reason: String = "") {
        self.time = time
        self.taskARN = taskARN
        self.exitCodes = exitCodes
        self.reason = reason
    }
}

/// A maximal run of crash stops less than 30 minutes apart.
public struct CrashEpisode: Codable, Hashable, Sendable {
    /// The stops, oldest first; at least one.
    public var stops: [CrashStop]

    /// Makes an episode.
    public init(stops: [CrashStop]) { self.stops = stops }

    /// The first stop's time.
    public var start: Instant { stops.first?.time ?? Instant(milliseconds: 0) }
    /// The last stop's time.
    public var end: Instant { stops.last?.time ?? start }

    /// Groups stops, oldest first, into episodes.
    public static func episodes(of stops: [CrashStop]) -> [CrashEpisode] {
        var episodes: [CrashEpisode] = []
        for stop in stops.sorted(by: { ($0.time, $0.taskARN) < ($1.time, $1.taskARN) }) {
            if let last = episodes.last, stop.time < last.end.advanced(bySeconds: 1800) {
                episodes[episodes.count - 1].stops.append(stop)
            } else {
                episodes.append(CrashEpisode(stops: [stop]))
            }
        }
        return episodes
    }
}

extension CrashStop {
    /// The crash stops that task events show, one a task, oldest first.
    public static func stops(in changes: [TaskStateChange]) -> [CrashStop] {
        var byTask: [String: CrashStop] = [:]
        for change in changes where CrashRule.matches(change) {
            let reason =
                change.stoppedReason.flatMap { $0.isEmpty ? nil : $0 }
                ?? change.containers.compactMap(\.reason).first ?? ""
            let stop = CrashStop(
                time: change.stoppedAt ?? change.time, taskARN: change.taskARN,
                exitCodes: change.containers.compactMap(\.exitCode), reason: reason)
            // The last version of a task's stop knows most.
            if let known = byTask[change.taskARN] {
                byTask[change.taskARN] = CrashStop(
                    time: change.stoppedAt ?? min(known.time, stop.time), taskARN: change.taskARN,
                    exitCodes: stop.exitCodes.isEmpty ? known.exitCodes : stop.exitCodes,
                    reason: stop.reason.isEmpty ? known.reason : stop.reason)
            } else {
                byTask[change.taskARN] = stop
            }
        }
        return byTask.values.sorted { ($0.time, $0.taskARN) < ($1.time, $1.taskARN) }
    }

    /// Crash stops inferred from runs of the crash-loop function, which runs two to four times for each crash.
    ///
    /// - Parameter runs: start times, in any order.
    public static func stops(inferredFrom runs: [Instant]) -> [CrashStop] {
        var stops: [CrashStop] = []
        var last: Instant?
        for time in runs.sorted() {
            if let last, time < last.advanced(bySeconds: 120) {
                // The same crash.
            } else {
                stops.append(CrashStop(time: time))
            }
            last = time
        }
        return stops
    }
}
