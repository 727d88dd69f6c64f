import Ingest
import TimeSeries

/// What makes two deliveries of an event the same event.
struct EventIdentity: Hashable, Sendable {
    /// Kinds of events with an identity of their own, as stored.
    enum Kind: String, Sendable {
        case task
        case scaling
        case alarmHistory
        case alarm
        case service
        case resource
    }

    /// The event's kind.
    var kind: Kind
    /// Its key within the kind; parts are separated by a character that none of them holds.
    var key: String

    /// The identity of a record; `nil` for log records and points, which have theirs elsewhere.
    init?(_ record: Record) {
        switch record {
        case .taskStateChange(let change):
            kind = .task
            key = Self.joined([change.taskARN, "\(change.version)"])
        case .scalingEvent(let event):
            kind = .scaling
            // Without an activity the envelope is all there is to tell two events apart.
            let place = event.activityID.isEmpty ? [event.groupName, event.time.iso8601] : []
            key = Self.joined([event.activityID, event.kind.rawValue, event.instanceID] + place)
        case .alarmHistoryItem(let item):
            kind = .alarmHistory
            key = Self.joined([item.alarmName, item.time.iso8601, item.itemType, item.summary])
        case .alarmDescription(let description):
            kind = .alarm
            key = Self.joined([description.alarmARN, description.alarmName])
        case .serviceEvent(let event):
            kind = .service
            let place = event.eventID.isEmpty ? [event.time.iso8601, event.message] : []
            key = Self.joined([event.clusterARN, event.serviceName, event.eventID] + place)
        case .resourceDescription(let description):
            kind = .resource
            key = Self.joined([description.kind.rawValue, description.name])
        default: return nil
        }
    }

    private static func joined(_ parts: [String]) -> String { parts.joined(separator: "\u{1F}") }
}
