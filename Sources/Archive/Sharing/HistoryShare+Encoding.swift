import Ingest
import TimeSeries

extension HistoryShare {
    /// Rises when the layout changes.
    private static let layout: UInt64 = 2

    /// The share as bytes; equal shares give equal bytes, whatever they were merged from.
    public func encoded() throws -> [UInt8] {
        var writer = ByteWriter()
        writer.unsigned(Self.layout)
        encodeLogs(to: &writer)
        try encodeSeries(to: &writer)
        encodeEvents(to: &writer)
        encodeCounts(to: &writer)
        return writer.bytes
    }

    private func encodeLogs(to writer: inout ByteWriter) {
        writer.unsigned(UInt64(identified.count))
        for key in identified.keys.sorted(by: LogKey.isBefore) {
            var block = LogRecordBlock(kind: key.kind, source: key.source)
            for (_, entries) in (identified[key] ?? [:])
                .sorted(by: { Delivery.EventID.isBefore($0.key, $1.key) })
            {
                for entry in entries { block.append(entry) }
            }
            writer.logKey(key)
            writer.block(block.bytes)
        }
        var objects: [(key: LogKey, object: String, entries: [LogRecord])] = []
        for (key, records) in untracked {
            for (object, places) in Dictionary(grouping: records, by: \.key.object) {
                let entries = places.sorted { $0.key.ordinal < $1.key.ordinal }.map(\.value)
                objects.append((key, object, entries))
            }
        }
        objects.sort { $0.key == $1.key ? $0.object < $1.object : LogKey.isBefore($0.key, $1.key) }
        writer.unsigned(UInt64(objects.count))
        for (key, object, entries) in objects {
            var block = LogRecordBlock(kind: key.kind, source: key.source)
            for entry in entries { block.append(entry) }
            writer.logKey(key)
            writer.text(object)
            writer.block(block.bytes)
        }
    }

    private func encodeSeries(to writer: inout ByteWriter) throws {
        writer.unsigned(UInt64(series.count))
        for key in series.keys.sorted(by: MetricKey.isBefore) {
            let days = (series[key] ?? [:]).sorted { $0.key < $1.key }
            writer.text(try StoredJSON.encode(key))
            writer.unsigned(UInt64(days.count))
            for (day, block) in days {
                writer.signed(day)
                writer.block(block)
            }
        }
    }

    private func encodeEvents(to writer: inout ByteWriter) {
        writer.unsigned(UInt64(events.count))
        for (identity, event) in events.sorted(by: {
            ($0.key.kind.rawValue, $0.key.key) < ($1.key.kind.rawValue, $1.key.key)
        }) {
            writer.text(identity.kind.rawValue)
            writer.text(identity.key)
            writer.text(event.content)
        }
        writer.unsigned(UInt64(runs.count))
        for (key, run) in runs.sorted(by: { RunKey.isBefore($0.key, $1.key) }) {
            writer.text(key.logGroup)
            writer.text(key.logStream)
            writer.text(key.requestID)
            writer.signed(key.time)
            writer.unsigned(run.duration == nil ? 0 : 1)
            if let duration = run.duration { writer.fixed(duration.bitPattern) }
            writer.unsigned(run.failed.map { $0 ? 2 : 1 } ?? 0)
        }
    }

    private func encodeCounts(to writer: inout ByteWriter) {
        writer.unsigned(UInt64(eventIDs.count))
        for (source, ids) in eventIDs.sorted(by: { LogSource.isBefore($0.key, $1.key) }) {
            writer.source(source)
            writer.block(EventIDBlock.encode(ids.sorted(by: Delivery.EventID.isBefore)))
        }
        writer.unsigned(UInt64(eventCounts.count))
        for (source, objects) in eventCounts.sorted(by: { LogSource.isBefore($0.key, $1.key) }) {
            writer.source(source)
            writer.unsigned(UInt64(objects.count))
            for (object, count) in objects.sorted(by: { $0.key < $1.key }) {
                writer.text(object)
                writer.unsigned(UInt64(max(0, count)))
            }
        }
    }

    /// Reads what ``encoded()`` wrote.
    ///
    /// - Throws: ``ArchiveError/damaged(what:)``; every block is looked into, because a line may come from anywhere.
    public init(decoding bytes: [UInt8]) throws {
        var reader = ByteReader(bytes, what: "a share of a history")
        guard try reader.unsigned() == Self.layout else { throw reader.damaged }
        for _ in 0..<(try reader.count()) {
            let key = try reader.logKey()
            for entry in try LogRecordBlock.decode(try reader.block(), kind: key.kind, source: key.source) {
                guard let id = entry.id else { throw reader.damaged }
                identified[key, default: [:]][id, default: []].append(entry)
            }
        }
        for _ in 0..<(try reader.count()) {
            let key = try reader.logKey()
            let object = try reader.text()
            for entry in try LogRecordBlock.decode(try reader.block(), kind: key.kind, source: key.source) {
                guard entry.id == nil else { throw reader.damaged }
                untracked[key, default: [:]][Place(object: object, ordinal: entry.ordinal)] = entry
            }
        }
        try decodeSeries(&reader)
        try decodeEvents(&reader)
        try decodeCounts(&reader)
        guard reader.isAtEnd else { throw reader.damaged }
    }

    private mutating func decodeSeries(_ reader: inout ByteReader) throws {
        for _ in 0..<(try reader.count()) {
            let key = try StoredJSON.decode(MetricKey.self, from: try reader.text())
            for _ in 0..<(try reader.count()) {
                let day = try reader.signed()
                let block = try reader.block()
                guard SeriesDays.calendar.contains(day) else { throw reader.damaged }
                _ = try DayOfPoints(decoding: block, day: Int(day))
                series[key, default: [:]][day] = block
            }
        }
    }

    private mutating func decodeEvents(_ reader: inout ByteReader) throws {
        for _ in 0..<(try reader.count()) {
            guard let kind = EventIdentity.Kind(rawValue: try reader.text()) else { throw reader.damaged }
            let key = try reader.text()
            let content = try reader.text()
            let record = try StoredEvent.decode(content, kind: kind)
            guard let identity = EventIdentity(record), identity.key == key else { throw reader.damaged }
            events[identity] = EventContent(
                time: StoredEvent.time(of: record).milliseconds, content: content)
        }
        for _ in 0..<(try reader.count()) {
            let key = RunKey(
                logGroup: try reader.text(), logStream: try reader.text(), requestID: try reader.text(),
                time: try reader.signed())
            let hasDuration = try reader.unsigned() == 1
            let duration = hasDuration ? Double(bitPattern: try reader.fixed()) : nil
            let failed = try reader.unsigned()
            runs[key] = Run(duration: duration, failed: failed == 0 ? nil : failed == 2)
        }
    }

    private mutating func decodeCounts(_ reader: inout ByteReader) throws {
        for _ in 0..<(try reader.count()) {
            let source = try reader.source()
            eventIDs[source, default: []].formUnion(try EventIDBlock.decode(reader.block()))
        }
        for _ in 0..<(try reader.count()) {
            let source = try reader.source()
            for _ in 0..<(try reader.count()) {
                let object = try reader.text()
                // 2^40: a sum of a great many of them still fits.
                eventCounts[source, default: [:]][object] = Int(min(try reader.unsigned(), 1 << 40))
            }
        }
    }
}

extension HistoryShare.LogKey {
    static func isBefore(_ left: Self, _ right: Self) -> Bool {
        left.source == right.source
            ? left.kind.rawValue < right.kind.rawValue : LogSource.isBefore(left.source, right.source)
    }
}

extension HistoryShare.RunKey {
    static func isBefore(_ left: Self, _ right: Self) -> Bool {
        left.logGroup != right.logGroup
            ? left.logGroup < right.logGroup
            : (left.logStream, left.requestID, left.time) < (right.logStream, right.requestID, right.time)
    }
}

extension ByteWriter {
    fileprivate mutating func source(_ source: LogSource) {
        text(source.owner)
        text(source.logGroup)
        text(source.logStream)
    }

    fileprivate mutating func logKey(_ key: HistoryShare.LogKey) {
        source(key.source)
        unsigned(UInt64(key.kind.rawValue))
    }
}

extension ByteReader {
    fileprivate mutating func source() throws -> LogSource {
        LogSource(owner: try text(), logGroup: try text(), logStream: try text())
    }

    fileprivate mutating func logKey() throws -> HistoryShare.LogKey {
        let source = try source()
        guard let kind = LogRecord.Kind(rawValue: Int(clamping: try unsigned())) else { throw damaged }
        return HistoryShare.LogKey(source: source, kind: kind)
    }
}
