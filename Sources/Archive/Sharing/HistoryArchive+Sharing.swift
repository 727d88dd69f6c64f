import Foundation
import GRDB
import Ingest

extension HistoryArchive {
    /// Takes a share out of the archive: the records of the selected names.
    ///
    /// - Parameters:
    ///   - selection: the names.
    ///   - index: the archive's, from this or another connection to the same file.
    /// - Throws: ``ArchiveError``.
    public func share(of selection: ShareSelection, index: ArchiveIndex) throws -> HistoryShare {
        var share = HistoryShare()
        try reading { db in
            for group in selection.logGroups {
                for source in try Self.sources(of: group, in: db) {
                    for (object, entry, kind) in try Self.logRecords(
                        of: source.source, row: source.row, in: db)
                    {
                        share.add(entry, object: object, to: .init(source: source.source, kind: kind))
                    }
                }
                for record in index.unnamed[group] ?? [] {
                    share.add(record.entry, object: record.object, to: record.key)
                }
                try share.addRuns(of: group, from: db)
            }
            try share.add(selection.series, index: index, from: db)
            try share.add(selection.subjects, index: index, from: db)
        }
        return share
    }

    /// Takes what is only to be counted: ids instead of records, times instead of points.
    ///
    /// - Throws: ``ArchiveError``.
    public func countingShare(of selection: ShareSelection, index: ArchiveIndex) throws -> HistoryShare {
        var share = HistoryShare()
        try reading { db in
            for group in selection.logGroups {
                for source in try Self.sources(of: group, in: db) {
                    try share.addCounts(of: source, from: db)
                }
                // Events of an input without a log group that name theirs are told under that group.
                if group.isEmpty {
                    for records in index.unnamed.values {
                        for record in records {
                            if let id = record.entry.id { share.eventIDs[record.key.source]?.remove(id) }
                        }
                    }
                } else {
                    for record in index.unnamed[group] ?? [] {
                        var source = record.key.source
                        source.logGroup = group
                        if let id = record.entry.id { share.eventIDs[source, default: []].insert(id) }
                    }
                }
            }
            try share.add(selection.series, index: index, from: db)
            try share.add(selection.subjects, index: index, from: db)
        }
        for (key, days) in share.series {
            for (day, block) in days {
                var points = try DayOfPoints(decoding: block, day: Int(clamping: day))
                points.forgetValues()
                share.series[key]?[day] = points.encoded(day: Int(clamping: day))
            }
        }
        return share
    }
}

extension HistoryShare {
    fileprivate mutating func add(_ entry: LogRecord, object: String?, to key: LogKey) {
        if let id = entry.id {
            identified[key, default: [:]][id, default: []].append(entry)
        } else {
            untracked[key, default: [:]][Place(object: object ?? "", ordinal: entry.ordinal)] = entry
        }
    }

    fileprivate mutating func addRuns(of group: String, from db: Database) throws {
        let select = try db.cachedStatement(
            sql: "SELECT logStream, requestID, time, duration, failed FROM invocation WHERE logGroup = ?")
        let rows = try Row.fetchCursor(select, arguments: [group])
        while let row = try rows.next() {
            let key = RunKey(logGroup: group, logStream: row[0], requestID: row[1], time: row[2])
            runs[key] = Run(duration: row[3], failed: row[4])
        }
    }

    fileprivate mutating func add(_ keys: [MetricKey], index: ArchiveIndex, from db: Database) throws {
        let select = try db.cachedStatement(
            sql: "SELECT id, data FROM seriesBlock WHERE id >= ? AND id < ?")
        for key in keys {
            guard let series = index.series[key] else { continue }
            let base = series * Commit.daysOfSeries
            var days: [Int64: [UInt8]] = [:]
            let rows = try Row.fetchCursor(select, arguments: [base, base + Commit.daysOfSeries])
            while let row = try rows.next() {
                let data: Data = row[1]
                days[(row[0] as Int64) - base] = [UInt8](data)
            }
            if !days.isEmpty { self.series[key] = days }
        }
    }

    fileprivate mutating func add(
        _ subjects: [EventSubject], index: ArchiveIndex, from db: Database
    ) throws {
        let select = try db.cachedStatement(
            sql: "SELECT kind, identity, time, content FROM event WHERE subject = ?")
        for subject in subjects {
            guard let id = index.subjectRows[subject] else { continue }
            let rows = try Row.fetchCursor(select, arguments: [id])
            while let row = try rows.next() {
                guard let kind = EventIdentity.Kind(rawValue: row[0]) else { continue }
                events[EventIdentity(kind: kind, key: row[1])] = EventContent(time: row[2], content: row[3])
            }
        }
    }

    fileprivate mutating func addCounts(
        of source: (row: Int64, source: LogSource), from db: Database
    ) throws {
        let blocks = try Data.fetchCursor(
            try db.cachedStatement(sql: "SELECT ids FROM eventBlock WHERE source = ?"),
            arguments: [source.row])
        while let block = try blocks.next() {
            eventIDs[source.source, default: []].formUnion(try EventIDBlock.decode([UInt8](block)))
        }
        let rows = try Row.fetchCursor(
            try db.cachedStatement(sql: "SELECT object, events FROM untracked WHERE source = ?"),
            arguments: [source.row])
        while let row = try rows.next() {
            eventCounts[source.source, default: [:]][row[0]] = row[1]
        }
    }
}

extension EventIdentity {
    /// An identity as stored.
    init(kind: Kind, key: String) {
        self.kind = kind
        self.key = key
    }
}

extension DayOfPoints {
    /// Keeps only that there were points.
    mutating func forgetValues() {
        values = Array(repeating: 0, count: times.count)
        sampleCounts = Array(repeating: -1, count: times.count)
        revised = Array(repeating: false, count: times.count)
    }
}
