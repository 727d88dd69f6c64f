import Ingest
import LeafStack
import TimeSeries

/// Stretches of time in which events report an instance or a task as running, both ends known, as grid minutes.
///
/// A stretch with one end only is left out: events may be lost.
struct ReportedSpans {
    /// One instance or task.
    struct Span {
        /// The instance's id or the task's name.
        var name: String
        /// From the minute of the launch or start to before the minute of the end.
        var minutes: Range<Int>
    }

    /// Instances by Auto Scaling, from launch to termination, by start.
    private(set) var instances: [Span] = []
    /// Tasks by ECS, from `RUNNING` to `STOPPED`, by start.
    private(set) var tasks: [Span] = []

    init(_ history: LeafHistory) {
        var launches: [String: Int] = [:]
        for event in history.scalingEvents {
            let minute = history.minute(of: event.startTime ?? event.time)
            switch event.kind {
            case .launchSuccessful: launches[event.instanceID] = minute
            case .terminateLifecycleAction, .terminateSuccessful:
                guard let start = launches.removeValue(forKey: event.instanceID), start <= minute else {
                    continue
                }
                instances.append(Span(name: event.instanceID, minutes: start..<minute))
            default: break
            }
        }
        var starts: [String: Int] = [:]
        for change in history.taskChanges {
            if let started = change.startedAt ?? (change.lastStatus == "RUNNING" ? change.time : nil) {
                let minute = history.minute(of: started)
                starts[change.taskARN] = min(starts[change.taskARN] ?? minute, minute)
            }
            if change.lastStatus == "STOPPED", let start = starts.removeValue(forKey: change.taskARN) {
                let stop = history.minute(of: change.stoppedAt ?? change.time)
                let name = change.taskARN.split(separator: "/").last.map(String.init) ?? change.taskARN
                tasks.append(Span(name: name, minutes: start..<max(start, stop)))
            }
        }
        instances.sort { ($0.minutes.lowerBound, $0.name) < ($1.minutes.lowerBound, $1.name) }
        tasks.sort { ($0.minutes.lowerBound, $0.name) < ($1.minutes.lowerBound, $1.name) }
    }

    /// Whether one instance or one task ran from before a stretch of minutes until after it.
    func bridge(_ gap: Range<Int>) -> Bool {
        (instances + tasks).contains {
            $0.minutes.lowerBound < gap.lowerBound && $0.minutes.upperBound > gap.upperBound
        }
    }
}
