import Ingest
import LeafStack
import Replay
import TimeSeries

/// Up-time in minutes as each source tells it; `nil` where a source says nothing.
public struct UpTimeReconciliation: Codable, Hashable, Sendable {
    /// Minutes with a point of `NetworkIn`; what everything else is based on.
    public var networkIn: Int
    /// From launch to termination by Auto Scaling events, instances with both ends reported; about what AWS bills.
    public var scaling: Int?
    /// Instances with both ends reported.
    public var scalingInstances: Int
    /// Instances with one end reported only: up at an end of the data, or an event was lost.
    public var scalingOpen: Int
    /// From `RUNNING` to `STOPPED` by ECS events, tasks with both ends reported.
    public var tasks: Int?
    /// Tasks with both ends reported.
    public var taskCount: Int
    /// Tasks with one end reported only.
    public var tasksOpen: Int
    /// Minutes in which events show the instance up and `NetworkIn` has no point: up or not, nothing is known of them.
    public var unmeasured: Int

    /// Compares the sources of an observation.
    init(_ observation: Observation) {
        let history = observation.history
        networkIn = observation.minutesUp
        unmeasured = observation.unmeasuredMinutes.count
        var instances = Ends()
        for event in history.scalingEvents {
            switch event.kind {
            case .launchSuccessful: instances.start(event.instanceID, event.startTime ?? event.time)
            case .terminateSuccessful: instances.end(event.instanceID, event.endTime ?? event.time)
            default: break
            }
        }
        scalingInstances = instances.complete
        scalingOpen = instances.open
        scaling = instances.minutes
        var running = Ends()
        for change in history.taskChanges {
            if let started = change.startedAt ?? (change.lastStatus == "RUNNING" ? change.time : nil) {
                running.start(change.taskARN, started)
            }
            if change.lastStatus == "STOPPED" { running.end(change.taskARN, change.stoppedAt ?? change.time) }
        }
        taskCount = running.complete
        // A task that never ran has only an end.
        tasksOpen = running.starts.count
        tasks = running.minutes
    }
}

/// Pairs of starts and ends.
private struct Ends {
    private(set) var starts: [String: Instant] = [:]
    private var seconds: Int64 = 0
    private(set) var complete = 0
    private var lone = 0

    mutating func start(_ name: String, _ time: Instant) {
        starts[name] = min(starts[name] ?? time, time)
    }

    mutating func end(_ name: String, _ time: Instant) {
        guard let start = starts.removeValue(forKey: name) else {
            lone += 1
            return
        }
        complete += 1
        seconds += max(0, time.milliseconds(since: start) / 1000)
    }

    /// Things with one end only.
    var open: Int { starts.count + lone }
    /// Minutes of the complete ones, `nil` when there are none.
    var minutes: Int? { complete == 0 ? nil : Int(clamping: (seconds + 30) / 60) }
}
