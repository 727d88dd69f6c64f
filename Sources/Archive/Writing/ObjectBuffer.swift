import Ingest

/// What one input object has brought so far, compactly, until its end commits it.
struct ObjectBuffer: Sendable {
    /// Log events by source.
    private(set) var logs: [LogSource: LogPart] = [:]
    /// Metric points by series, until ``close()``.
    private var series: [MetricKey: PointList] = [:]
    /// Metric points of the series in their order, after ``close()``.
    private(set) var days: [(key: MetricKey, days: SeriesDays)] = []
    /// Events with an identity of their own, repeats merged.
    private(set) var events: [EventIdentity: Record] = [:]
    /// Events with an identity of their own, repeats counted.
    private(set) var eventCount = 0
    /// Runs of functions by the stream that tells of them.
    private(set) var invocations: [FunctionStream: [LambdaInvocation]] = [:]
    /// Roughly the bytes that the buffer takes.
    private(set) var weight = 0
    private var ordinal = 0
    private var lastKey: MetricKey?
    private var lastPoints = PointList()
    private var lastSource: LogSource?
    private var lastPart = LogPart()

    /// Adds a delivery.
    mutating func add(_ delivery: Delivery) {
        // Ids without a source are ids of the source that is not named.
        let source = delivery.source ?? (delivery.eventIDs.isEmpty ? nil : .unnamed)
        var part = takePart(of: source)
        var attributed = 0
        let firstID = part.idCount
        part.add(delivery.eventIDs)
        let untracked = max(0, delivery.logEventCount - delivery.eventIDs.count)
        part.untracked += untracked
        weight += delivery.eventIDs.count * MemoryLayout<Delivery.EventID>.stride
        for index in delivery.records.indices {
            let event = index < delivery.recordEvents.count ? Int(delivery.recordEvents[index]) : -1
            let hasID = event >= 0 && event < delivery.eventIDs.count
            ordinal += 1
            switch delivery.records[index] {
            case .metricPoints(let points): add(points)
            case .lambdaInvocation(let invocation):
                let stream = FunctionStream(logGroup: invocation.logGroup, logStream: invocation.logStream)
                invocations[stream, default: []].append(invocation)
                weight += 200
            case .dnsQuery, .containerLine:
                let record = delivery.records[index]
                weight += LogRecord.weight(of: record)
                let entry = LogRecord(
                    id: hasID ? delivery.eventIDs[event] : nil, ordinal: ordinal, record: record)
                if let source {
                    part.append(entry, idIndex: hasID ? firstID + event : nil, source: source)
                } else if let named = LogRecord.source(of: record) {
                    logs[named, default: LogPart()].append(entry, idIndex: nil, source: named)
                    logs[named]?.untracked += 1
                    attributed += 1
                }
            case let record:
                guard let identity = EventIdentity(record) else { continue }
                weight += 1500
                // Whether its log line came before does not matter: the sum must not depend on the objects' order.
                eventCount += 1
                events[identity] = events[identity].map { EventMerge.merged($0, record) } ?? record
            }
        }
        if let source {
            (lastSource, lastPart) = (source, part)
        } else if untracked > attributed {
            logs[.unnamed, default: LogPart()].untracked += untracked - attributed
        }
    }

    /// Moves what is in hand to the others and encodes the points; called before ``days`` and ``logs`` are read.
    mutating func close() {
        closePoints()
        closePart()
        for key in series.keys.sorted(by: MetricKey.isBefore) {
            // One after the other leaves the buffer, so that points and their encoding are not both kept.
            if let points = series.removeValue(forKey: key) { days.append((key, SeriesDays(points))) }
        }
    }

    private mutating func closePoints() {
        if let lastKey { series[lastKey] = lastPoints }
        lastKey = nil
        lastPoints = PointList()
    }

    private mutating func closePart() {
        if let lastSource { logs[lastSource] = lastPart }
        lastSource = nil
        lastPart = LogPart()
    }

    /// Takes a source's part out, so that appending does not copy; most deliveries are of the source before.
    private mutating func takePart(of source: LogSource?) -> LogPart {
        guard let source, source == lastSource else {
            closePart()
            return source.flatMap { logs.removeValue(forKey: $0) } ?? LogPart()
        }
        defer { lastPart = LogPart() }
        return lastPart
    }

    private mutating func add(_ points: MetricPoints) {
        if lastKey != points.key {
            closePoints()
            lastKey = points.key
            // Taken out of the dictionary, so that appending does not copy.
            lastPoints = series.removeValue(forKey: points.key) ?? PointList()
        }
        lastPoints.append(points)
        weight += 40 + points.times.count * 24
    }

    /// Empties the buffer; ordinals go on, because they count within the object.
    mutating func removeAll() {
        let next = ordinal
        self = ObjectBuffer()
        ordinal = next
    }
}

extension LogSource {
    /// The source of log events whose input says nothing of it.
    static let unnamed = LogSource(owner: "", logGroup: "", logStream: "")
}

/// Log events of one source: all identities, and the records that were understood, already encoded.
struct LogPart: Sendable {
    /// Records of one kind in a row, with the place among ``LogPart/ids`` of each one's event, -1 for none.
    struct Block: Sendable {
        var kind: LogRecord.Kind
        var records: LogRecordBlock
        var idIndices: [Int32] = []
    }

    /// Records in a block at most; bounds what reading holds in memory at once.
    static let recordsInBlock = 2048

    /// Identities in order of arrival, a list for each delivery.
    private(set) var ids: [[Delivery.EventID]] = []
    /// Number of identities.
    private(set) var idCount = 0
    /// Log events without identity.
    var untracked = 0
    /// Blocks of events with ids; -1 does not occur.
    private(set) var blocks: [Block] = []
    /// Blocks of events without.
    private(set) var untrackedBlocks: [Block] = []

    mutating func add(_ ids: [Delivery.EventID]) {
        guard !ids.isEmpty else { return }
        self.ids.append(ids)
        idCount += ids.count
    }

    mutating func append(_ entry: LogRecord, idIndex: Int?, source: LogSource) {
        guard let (kind, _) = LogRecord.place(of: entry.record) else { return }
        if let idIndex {
            Self.append(entry, Int32(clamping: idIndex), kind, source, to: &blocks)
        } else {
            Self.append(entry, -1, kind, source, to: &untrackedBlocks)
        }
    }

    private static func append(
        _ entry: LogRecord, _ index: Int32, _ kind: LogRecord.Kind, _ source: LogSource,
        to blocks: inout [Block]
    ) {
        var last = blocks.count - 1
        if last < 0 || blocks[last].kind != kind || blocks[last].records.count >= recordsInBlock {
            blocks.append(Block(kind: kind, records: LogRecordBlock(kind: kind, source: source)))
            last += 1
        }
        blocks[last].records.append(entry)
        blocks[last].idIndices.append(index)
    }
}
