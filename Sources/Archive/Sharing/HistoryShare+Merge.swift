import Ingest
public import TimeSeries

extension HistoryShare {
    /// Adds what another share of the same history knows.
    ///
    /// - Throws: ``ArchiveError/damaged(what:)`` when a block that both hold does not decode.
    public mutating func merge(_ other: HistoryShare) throws {
        for (key, records) in other.identified {
            // One id is one event, so either side's records of it are all of them.
            identified[key, default: [:]].merge(records) { Self.chosen($0, $1) }
        }
        for (key, records) in other.untracked {
            untracked[key, default: [:]].merge(records) { Self.chosen([$0], [$1])[0] }
        }
        for (key, days) in other.series {
            for (day, block) in days { try merge(block, of: key, day: day) }
        }
        for (identity, event) in other.events { try merge(event, identity) }
        for (key, run) in other.runs { merge(run, key) }
        for (source, ids) in other.eventIDs { eventIDs[source, default: []].formUnion(ids) }
        for (source, objects) in other.eventCounts {
            eventCounts[source, default: [:]].merge(objects) { max($0, $1) }
        }
    }

    /// Of two tellings of one event the one with more records, then the later by its text: they should not differ.
    private static func chosen(_ left: [LogRecord], _ right: [LogRecord]) -> [LogRecord] {
        if left == right || left.count > right.count { return left }
        if right.count > left.count { return right }
        return "\(left)" < "\(right)" ? right : left
    }

    mutating func merge(_ block: [UInt8], of key: MetricKey, day: Int64) throws {
        guard let known = series[key]?[day] else {
            series[key, default: [:]][day] = block
            return
        }
        if known == block { return }
        let index = Int(clamping: day)
        let merged = try DayOfPoints(decoding: known, day: index)
            .merged(with: DayOfPoints(decoding: block, day: index))
        series[key]?[day] = merged.encoded(day: index)
    }

    private mutating func merge(_ event: EventContent, _ identity: EventIdentity) throws {
        guard let known = events[identity] else {
            events[identity] = event
            return
        }
        if known == event { return }
        let record = EventMerge.merged(
            try StoredEvent.decode(known.content, kind: identity.kind),
            try StoredEvent.decode(event.content, kind: identity.kind))
        events[identity] = EventContent(
            time: StoredEvent.time(of: record).milliseconds, content: try StoredEvent.encode(record))
    }

    private mutating func merge(_ run: Run, _ key: RunKey) {
        guard let known = runs[key] else {
            runs[key] = run
            return
        }
        func greater<Value>(_ left: Value?, _ right: Value?, _ max: (Value, Value) -> Value) -> Value? {
            guard let left, let right else { return left ?? right }
            return max(left, right)
        }
        runs[key] = Run(
            duration: greater(known.duration, run.duration, Swift.max),
            failed: greater(known.failed, run.failed) { $0 || $1 })
    }

    /// The same without what another account's input has told already: see ``countedLogEvents``.
    var settled: HistoryShare {
        var result = self
        for key in identified.keys where key.source.owner.isEmpty {
            for (other, records) in identified
            where other.kind == key.kind && !other.source.owner.isEmpty
                && other.source.isSameStream(as: key.source)
            {
                for id in records.keys { result.identified[key]?[id] = nil }
            }
            if result.identified[key]?.isEmpty ?? false { result.identified[key] = nil }
        }
        return result
    }

    /// The share cut into UTC days; what has no time, an alarm's settings, comes under `nil`.
    public func days() throws -> [(day: CivilDate?, share: HistoryShare)] {
        var parts: [Int64?: HistoryShare] = [:]
        func day(_ milliseconds: Int64) -> Int64 {
            Instant(milliseconds: milliseconds).floored(toPeriod: 86_400).seconds / 86_400
        }
        func day(_ record: LogRecord) -> Int64 {
            day(LogRecord.place(of: record.record)?.time.milliseconds ?? 0)
        }
        for (key, records) in identified {
            for (id, entries) in records {
                guard let first = entries.first else { continue }
                parts[day(first), default: HistoryShare()].identified[key, default: [:]][id] = entries
            }
        }
        for (key, records) in untracked {
            for (place, entry) in records {
                parts[day(entry), default: HistoryShare()].untracked[key, default: [:]][place] = entry
            }
        }
        for (key, blocks) in series {
            for (day, block) in blocks {
                parts[day, default: HistoryShare()].series[key, default: [:]][day] = block
            }
        }
        for (identity, event) in events {
            parts[identity.kind == .alarm ? nil : day(event.time), default: HistoryShare()]
                .events[identity] = event
        }
        for (key, run) in runs { parts[day(key.time), default: HistoryShare()].runs[key] = run }
        if !eventIDs.isEmpty { parts[nil, default: HistoryShare()].eventIDs = eventIDs }
        if !eventCounts.isEmpty { parts[nil, default: HistoryShare()].eventCounts = eventCounts }
        return parts.map { key, share in
            (key.map { CivilDate(daysSinceEpoch: Int(clamping: $0)) }, share)
        }.sorted { ($0.day?.daysSinceEpoch ?? .min) < ($1.day?.daysSinceEpoch ?? .min) }
    }
}
