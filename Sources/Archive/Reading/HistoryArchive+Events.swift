import GRDB
public import Ingest
public import TimeSeries

extension HistoryArchive {
    /// ECS task events, oldest first, one for each version of a task.
    ///
    /// - Throws: ``ArchiveError``.
    public func taskStateChanges(in range: Range<Instant>? = nil) throws -> [TaskStateChange] {
        try events(.task, in: range).compactMap { record in
            if case .taskStateChange(let change) = record { change } else { nil }
        }
    }

    /// Auto Scaling events of a group, or of all, oldest first.
    ///
    /// - Throws: ``ArchiveError``.
    public func scalingEvents(
        groupName: String? = nil, in range: Range<Instant>? = nil
    ) throws -> [ScalingEvent] {
        try events(.scaling, in: range).compactMap { record in
            guard case .scalingEvent(let event) = record else { return nil }
            return groupName == nil || event.groupName == groupName ? event : nil
        }
    }

    /// Items of the history of an alarm, or of all, oldest first.
    ///
    /// - Throws: ``ArchiveError``.
    public func alarmHistory(
        named name: String? = nil, in range: Range<Instant>? = nil
    ) throws -> [AlarmHistoryItem] {
        try events(.alarmHistory, in: range).compactMap { record in
            guard case .alarmHistoryItem(let item) = record else { return nil }
            return name == nil || item.alarmName == name ? item : nil
        }
    }

    /// The latest settings of every alarm, sorted by ARN and name.
    ///
    /// - Throws: ``ArchiveError``.
    public func alarmDescriptions() throws -> [AlarmDescription] {
        try events(.alarm, in: nil).compactMap { record in
            if case .alarmDescription(let description) = record { description } else { nil }
        }
    }

    /// What ECS services said about themselves, oldest first.
    ///
    /// - Throws: ``ArchiveError``.
    public func serviceEvents(in range: Range<Instant>? = nil) throws -> [ServiceEvent] {
        try events(.service, in: range).compactMap { record in
            if case .serviceEvent(let event) = record { event } else { nil }
        }
    }

    /// The latest descriptions of things of a kind, by name.
    ///
    /// - Throws: ``ArchiveError``.
    public func resources(_ kind: ResourceDescription.Kind) throws -> [ResourceDescription] {
        try events(.resource, in: nil).compactMap { record in
            guard case .resourceDescription(let description) = record else { return nil }
            return description.kind == kind ? description : nil
        }
    }

    private func events(_ kind: EventIdentity.Kind, in range: Range<Instant>?) throws -> [Record] {
        try reading { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT content FROM event WHERE kind = ? AND time >= ? AND time < ?
                    ORDER BY time, identity
                    """,
                arguments: [
                    kind.rawValue, range?.lowerBound.milliseconds ?? .min,
                    range?.upperBound.milliseconds ?? .max,
                ]
            ).map { try StoredEvent.decode($0[0], kind: kind) }
        }
    }
}
