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
                sql: """
                    INSERT INTO event (kind, identity, time, content, subject) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (kind, identity) DO UPDATE SET
                        time = excluded.time, content = excluded.content, subject = excluded.subject
                    """
            ).execute(arguments: [
                identity.kind.rawValue, identity.key, StoredEvent.time(of: merged).milliseconds, content,
                try identifier(of: EventSubject(merged)),
            ])
        }
        try count(.duplicateEvents, by: max(0, delivered - stored))
    }

    private func identifier(of subject: EventSubject?) throws -> Int64 {
        guard let subject else { return 0 }
        return try StoredEvent.identifier(of: subject, in: db)
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

    /// The row of a subject, made if it is new.
    static func identifier(of subject: EventSubject, in db: Database) throws -> Int64 {
        let select = try db.cachedStatement(sql: "SELECT id FROM eventSubject WHERE kind = ? AND name = ?")
        if let known = try Int64.fetchOne(select, arguments: [subject.kind.rawValue, subject.name]) {
            return known
        }
        try db.cachedStatement(sql: "INSERT INTO eventSubject (kind, name) VALUES (?, ?)")
            .execute(arguments: [subject.kind.rawValue, subject.name])
        return db.lastInsertedRowID
    }

    /// Gives the events of an older archive their subjects.
    static func fillSubjects(_ db: Database) throws {
        let rows = try Row.fetchAll(db, sql: "SELECT id, kind, content FROM event")
        for row in rows {
            guard let kind = EventIdentity.Kind(rawValue: row[1]),
                let subject = EventSubject(try decode(row[2], kind: kind))
            else { continue }
            try db.cachedStatement(sql: "UPDATE event SET subject = ? WHERE id = ?")
                .execute(arguments: [try identifier(of: subject, in: db), row[0] as Int64])
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
