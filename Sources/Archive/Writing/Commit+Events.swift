import GRDB
import Ingest
import TimeSeries

extension Commit {
    /// Stores events that have an identity of their own; `count` is how many were delivered.
    func write(_ events: [EventIdentity: Record], count delivered: Int) throws {
        var stored = 0
        for (identity, record) in events {
            let select = try db.cachedStatement(
                sql: "SELECT content FROM event WHERE kind = ? AND identity = ?")
            let before = try String.fetchOne(select, arguments: [identity.kind.rawValue, identity.key])
            var merged = record
            if let before {
                merged = EventMerge.merged(
                    try StoredEvent.decode(before, kind: identity.kind), record)
            } else {
                stored += 1
            }
            let content = try StoredEvent.encode(merged)
            if content == before { continue }
            try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO event (kind, identity, time, content) VALUES (?, ?, ?, ?)"
            ).execute(arguments: [
                identity.kind.rawValue, identity.key, StoredEvent.time(of: merged).milliseconds, content,
            ])
        }
        try count(.duplicateEvents, by: max(0, delivered - stored))
    }
}

/// An event's JSON in the archive.
enum StoredEvent {
    static func encode(_ record: Record) throws -> String {
        switch record {
        case .taskStateChange(let change): try StoredJSON.encode(change)
        case .scalingEvent(let event): try StoredJSON.encode(event)
        case .alarmHistoryItem(let item): try StoredJSON.encode(item)
        case .alarmDescription(let description): try StoredJSON.encode(description)
        case .serviceEvent(let event): try StoredJSON.encode(event)
        case .resourceDescription(let description): try StoredJSON.encode(description)
        default: ""
        }
    }

    static func decode(_ text: String, kind: EventIdentity.Kind) throws -> Record {
        switch kind {
        case .task: .taskStateChange(try StoredJSON.decode(TaskStateChange.self, from: text))
        case .scaling: .scalingEvent(try StoredJSON.decode(ScalingEvent.self, from: text))
        case .alarmHistory: .alarmHistoryItem(try StoredJSON.decode(AlarmHistoryItem.self, from: text))
        case .alarm: .alarmDescription(try StoredJSON.decode(AlarmDescription.self, from: text))
        case .service: .serviceEvent(try StoredJSON.decode(ServiceEvent.self, from: text))
        case .resource: .resourceDescription(try StoredJSON.decode(ResourceDescription.self, from: text))
        }
    }

    /// What the event sorts by; what merely stood there has no time of its own.
    static func time(of record: Record) -> Instant {
        switch record {
        case .taskStateChange(let change): change.time
        case .scalingEvent(let event): event.time
        case .alarmHistoryItem(let item): item.time
        case .serviceEvent(let event): event.time
        default: Instant(milliseconds: 0)
        }
    }
}
