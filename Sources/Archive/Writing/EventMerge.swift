import Foundation
import Ingest
import TimeSeries

/// Makes one event of two deliveries of it, in a way that does not depend on which came first.
///
/// Routes differ in what they tell (an EventBridge event has no account in a scaling activity, a list of activities no
/// envelope), so fields are merged one by one: what is known wins over what is not, then the earlier or greater value.
enum EventMerge {
    /// The event that both say; two records of different kinds give the first.
    static func merged(_ left: Record, _ right: Record) -> Record {
        switch (left, right) {
        case (.taskStateChange(let first), .taskStateChange(let second)):
            .taskStateChange(merged(first, second))
        case (.scalingEvent(let first), .scalingEvent(let second)): .scalingEvent(merged(first, second))
        case (.alarmHistoryItem(let first), .alarmHistoryItem(let second)):
            // The longer text was cut less.
            .alarmHistoryItem(greater(first, second) { ("\($0.data.utf8.count)".leftPadded, $0.data) })
        case (.alarmDescription(let first), .alarmDescription(let second)):
            .alarmDescription(greater(first, second) { (age(of: $0), $0.json) })
        case (.serviceEvent(let first), .serviceEvent(let second)):
            .serviceEvent(greater(first, second) { ($0.time.iso8601, $0.message) })
        case (.resourceDescription(let first), .resourceDescription(let second)):
            // The later one; of those whose time nobody knows, any, but always the same.
            .resourceDescription(greater(first, second) { ($0.time?.iso8601 ?? "", $0.content) })
        default: left
        }
    }

    private static func merged(_ left: TaskStateChange, _ right: TaskStateChange) -> TaskStateChange {
        var result = left
        result.time = min(left.time, right.time)
        keepGreater(
            [\.account, \.region, \.clusterARN, \.group, \.lastStatus, \.desiredStatus], of: right,
            in: &result)
        keepGreater([\.stopCode, \.stoppedReason], of: right, in: &result)
        keepGreater([\.startedAt, \.stoppedAt], of: right, in: &result)
        result.containers = greater(left.containers, right.containers) { containers in
            (
                "\(containers.count)".leftPadded,
                containers.map { "\($0.name) \($0.exitCode.map(String.init) ?? "") \($0.reason ?? "")" }
                    .joined(separator: "\n")
            )
        }
        return result
    }

    private static func merged(_ left: ScalingEvent, _ right: ScalingEvent) -> ScalingEvent {
        var result = left
        result.time = min(left.time, right.time)
        keepGreater([\.account, \.region, \.groupName], of: right, in: &result)
        keepGreater([\.startTime, \.endTime], of: right, in: &result)
        keepGreater([\.cause], of: right, in: &result)
        return result
    }

    private static func keepGreater<Event>(
        _ fields: [WritableKeyPath<Event, String>], of other: Event, in result: inout Event
    ) {
        for field in fields { result[keyPath: field] = max(result[keyPath: field], other[keyPath: field]) }
    }

    /// A known value wins over none.
    private static func keepGreater<Event, Value: Comparable>(
        _ fields: [WritableKeyPath<Event, Value?>], of other: Event, in result: inout Event
    ) {
        for field in fields {
            result[keyPath: field] = [result[keyPath: field], other[keyPath: field]].compactMap(\.self).max()
        }
    }

    private static func greater<Value>(
        _ left: Value, _ right: Value, by order: (Value) -> (String, String)
    ) -> Value { order(left) < order(right) ? right : left }

    /// When an alarm was last configured, then when its state last changed, as text that sorts by time.
    private static func age(of description: AlarmDescription) -> String {
        let object = try? JSONSerialization.jsonObject(with: Data(description.json.utf8))
        let fields = object as? [String: Any] ?? [:]
        return ["AlarmConfigurationUpdatedTimestamp", "StateUpdatedTimestamp"].map { name in
            switch fields[name] {
            case let text as String: "\(Instant(iso8601: text)?.milliseconds ?? 0)".leftPadded
            case let seconds as Double where seconds.magnitude < 1e14:
                "\(Int64(seconds * (seconds < 1e11 ? 1000 : 1)))".leftPadded
            default: "".leftPadded
            }
        }.joined()
    }
}

extension String {
    /// Twenty characters wide, so that numbers sort as text.
    fileprivate var leftPadded: String { String(repeating: "0", count: max(0, 20 - count)) + self }
}
