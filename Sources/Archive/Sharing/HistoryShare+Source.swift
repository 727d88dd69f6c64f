public import Ingest
public import TimeSeries

extension HistoryShare: HistorySource {
    /// Names of the log groups that something came from, sorted.
    public func logGroupNames() throws -> [String] {
        var names = Set(identified.keys.map(\.source.logGroup))
        names.formUnion(untracked.keys.map(\.source.logGroup))
        names.formUnion(runs.keys.map(\.logGroup))
        return names.sorted()
    }

    /// All series, sorted by their keys; duplicates are not known here.
    public func seriesSummaries() throws -> [SeriesSummary] {
        try series.compactMap { key, days -> SeriesSummary? in
            guard let firstDay = days.min(by: { $0.key < $1.key }),
                let lastDay = days.max(by: { $0.key < $1.key }),
                let first = try DayOfPoints(decoding: firstDay.value, day: Int(clamping: firstDay.key)).times
                    .first,
                let last = try DayOfPoints(decoding: lastDay.value, day: Int(clamping: lastDay.key)).times
                    .last
            else { return nil }
            return SeriesSummary(
                key: key, first: Instant(seconds: first), last: Instant(seconds: last),
                points: days.values.reduce(0) { $0 + DayOfPoints.count(of: $1) }, revised: 0, duplicates: 0)
        }.sorted { MetricKey.isBefore($0.key, $1.key) }
    }

    /// A series on a grid of its key's period that covers `range`; NaN where nothing is known.
    ///
    /// - Throws: ``ArchiveError/rangeTooLong(periods:)`` beyond ``HistoryArchive/longestGrid``.
    public func series(_ key: MetricKey, in range: Range<Instant>) throws -> GridSeries {
        var grid = try HistoryArchive.grid(of: key, in: range)
        let period = Int64(grid.period)
        let first = grid.start.floored(toPeriod: 86_400).seconds / 86_400
        let last = grid.end.floored(toPeriod: 86_400).seconds / 86_400
        let bound = range.upperBound.milliseconds
        for (day, block) in (series[key] ?? [:]).sorted(by: { $0.key < $1.key })
        where day >= first && day <= last {
            let points = try DayOfPoints(decoding: block, day: Int(clamping: day))
            for (time, value) in zip(points.times, points.values)
            where time >= grid.start.seconds && time * 1000 < bound {
                let index = (time - grid.start.seconds) / period
                if index < Int64(grid.count) { grid.values[Int(index)] = value }
            }
        }
        return grid
    }

    /// DNS queries of a log group, oldest first.
    public func dnsQueries(logGroup: String?, in range: Range<Instant>?) throws -> [DNSQuery] {
        records(.dnsQuery, logGroup: logGroup, range: range).compactMap { record in
            if case .dnsQuery(let query) = record { query } else { nil }
        }
    }

    /// Container lines of a log group, oldest first.
    public func containerLines(logGroup: String?, in range: Range<Instant>?) throws -> [ContainerLine] {
        records(.containerLine, logGroup: logGroup, range: range).compactMap { record in
            if case .containerLine(let line) = record { line } else { nil }
        }
    }

    /// Runs of a function by its log group, oldest first.
    public func lambdaInvocations(logGroup: String?, in range: Range<Instant>?) throws -> [LambdaInvocation] {
        let rows = runs.filter { logGroup == nil || $0.key.logGroup == logGroup }.map { key, run in
            LambdaInvocation(
                time: Instant(milliseconds: key.time), logGroup: key.logGroup, logStream: key.logStream,
                requestID: key.requestID, duration: run.duration, failed: run.failed)
        }.sorted { left, right in
            left.logGroup != right.logGroup
                ? left.logGroup < right.logGroup
                : (left.logStream, left.requestID, left.time) < (right.logStream, right.requestID, right.time)
        }
        return InvocationJoin.joined(rows).filter { range?.contains($0.time) ?? true }
    }

    /// ECS task events, oldest first.
    public func taskStateChanges(in range: Range<Instant>?) throws -> [TaskStateChange] {
        try events(.task, in: range).compactMap { record in
            if case .taskStateChange(let change) = record { change } else { nil }
        }
    }

    /// Auto Scaling events, oldest first.
    public func scalingEvents(groupName: String?, in range: Range<Instant>?) throws -> [ScalingEvent] {
        try events(.scaling, in: range).compactMap { record in
            guard case .scalingEvent(let event) = record else { return nil }
            return groupName == nil || event.groupName == groupName ? event : nil
        }
    }

    /// Items of alarms' histories, oldest first.
    public func alarmHistory(named name: String?, in range: Range<Instant>?) throws -> [AlarmHistoryItem] {
        try events(.alarmHistory, in: range).compactMap { record in
            guard case .alarmHistoryItem(let item) = record else { return nil }
            return name == nil || item.alarmName == name ? item : nil
        }
    }

    /// The latest settings of every alarm.
    public func alarmDescriptions() throws -> [AlarmDescription] {
        try events(.alarm, in: nil).compactMap { record in
            if case .alarmDescription(let description) = record { description } else { nil }
        }
    }

    /// The latest descriptions of things of a kind, by name.
    public func resources(_ kind: ResourceDescription.Kind) throws -> [ResourceDescription] {
        try events(.resource, in: nil).compactMap { record in
            guard case .resourceDescription(let description) = record else { return nil }
            return description.kind == kind ? description : nil
        }
    }

    private func events(_ kind: EventIdentity.Kind, in range: Range<Instant>?) throws -> [Record] {
        try events.filter { identity, event in
            identity.kind == kind && range?.contains(Instant(milliseconds: event.time)) ?? true
        }.sorted { left, right in
            // By bytes, as SQLite sorts.
            left.value.time != right.value.time
                ? left.value.time < right.value.time
                : left.key.key.utf8.lexicographicallyPrecedes(right.key.key.utf8)
        }
        .map { try StoredEvent.decode($0.value.content, kind: kind) }
    }

    private func records(_ kind: LogRecord.Kind, logGroup: String?, range: Range<Instant>?) -> [Record] {
        var placed: [PlacedRecord] = []
        func add(_ entry: LogRecord, _ source: LogSource, object: String) {
            guard let time = LogRecord.place(of: entry.record)?.time, range?.contains(time) ?? true,
                logGroup == nil || entry.record.logGroup == logGroup
            else { return }
            placed.append(PlacedRecord(time: time, source: source, object: object, entry: entry))
        }
        let settled = settled
        for (key, records) in settled.identified where key.kind == kind {
            for entry in records.values.joined() { add(entry, key.source, object: "") }
        }
        for (key, records) in settled.untracked where key.kind == kind {
            for (place, entry) in records { add(entry, key.source, object: place.object) }
        }
        placed.sort()
        return placed.map(\.entry.record)
    }
}
