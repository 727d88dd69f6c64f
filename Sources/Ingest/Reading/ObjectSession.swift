/// What the stages that read one input object share.
final class ObjectSession {
    var report: ObjectReport
    let options: ReadOptions
    let queries: QueryCatalog
    let scratch: ReadScratch
    /// Bytes of the stored file that were read so far.
    var storedEnd = 0
    /// Offset in the stored file of what is being read.
    var storedOffset = 0
    /// Stored bytes of the whole object, where they are known.
    var size: Int?
    /// Bytes of text or protobuf that were left when all layers were off.
    var innerBytes = 0
    /// Whether anything of the object was understood as data.
    var hasData = false
    /// Why the object is no data, as far as anybody said so.
    var notData: String?

    private let deliverToSink: (consuming Delivery) throws -> Void
    private var expandedBytes = 0
    private var workForRecovery = 0
    private var notes: [String: Int] = [:]

    init(
        file: String, options: ReadOptions, queries: QueryCatalog, scratch: ReadScratch,
        deliver: @escaping (consuming Delivery) throws -> Void
    ) {
        report = ObjectReport(file: file)
        self.options = options
        self.queries = queries
        self.scratch = scratch
        deliverToSink = deliver
    }

    var bounds: ReadBounds { options.bounds }

    func deliver(_ delivery: consuming Delivery) throws {
        hasData = true
        report.logEvents += delivery.logEventCount
        try deliverToSink(delivery)
    }

    /// Delivers records that did not come from log events.
    func deliver(_ records: [Record]) throws {
        hasData = true
        guard !records.isEmpty else { return }
        for record in records {
            if case .metricPoints(let points) = record {
                report.datapoints += points.times.count
            } else {
                report.events += 1
            }
        }
        try deliverToSink(
            Delivery(records: records, recordEvents: Array(repeating: -1, count: records.count)))
    }

    func quarantine(offset: Int?, lost: Int, _ reason: String) {
        // A badly broken file must not make a report of millions of lines.
        if report.quarantined.count < 1_000 {
            report.quarantined.append(
                Quarantined(file: report.file, offset: offset, reason: reason, lostBytes: lost))
        } else {
            let last = report.quarantined.count - 1
            report.quarantined[last].reason = "more damage, not listed one by one"
            report.quarantined[last].lostBytes += lost
        }
    }

    func warn(_ sentence: String) {
        if report.warnings.count < 100, !report.warnings.contains(sentence) {
            report.warnings.append(sentence)
        }
    }

    /// Counts something for one warning at the end: `"%d lines are …"`.
    func note(_ sentence: String, count: Int = 1) { notes[sentence, default: 0] += count }

    /// Counts output of an inflater against the bounds.
    func expanded(by count: Int, member: Int) throws {
        expandedBytes += count
        if member > bounds.memberSize { throw ExceededBound.memberSize(bounds.memberSize) }
        if expandedBytes > bounds.freeExpansion, expandedBytes / bounds.expansion > storedEnd {
            throw ExceededBound.expansion(bounds.expansion)
        }
    }

    /// Whether one more attempt at finding a member behind damage is in proportion.
    func mayTryAgain(_ work: Int) -> Bool {
        workForRecovery += 64 + work
        return workForRecovery < (256 << 20) + 32 * storedEnd
    }

    /// Ends the report.
    func finish() -> ObjectReport {
        for (sentence, count) in notes.sorted(by: { $0.key < $1.key }) {
            report.warnings.append(sentence.replacing("%d", with: String(count), maxReplacements: 1))
        }
        if !hasData, report.quarantined.isEmpty, report.controlMessages == 0 {
            report.passedOver = notData ?? (report.storedBytes == 0 ? "empty" : "no data in it")
        }
        return report
    }
}

/// Memory that one thread uses for object after object.
final class ReadScratch {
    let member = GzipMember()
    let input = ByteBuffer(capacity: 1 << 20)
    private var outputs: [ByteBuffer] = []
    private var parsers: [PayloadParser] = []
    private var buffers: [ByteBuffer] = []
    private var tapes: [JSONTape] = []

    /// The output buffer of the inflater at `depth`.
    func output(_ depth: Int) -> ByteBuffer {
        while outputs.count <= depth { outputs.append(ByteBuffer()) }
        return outputs[depth]
    }

    /// An empty buffer, for somebody who gives it back.
    func takeBuffer() -> ByteBuffer { buffers.popLast() ?? ByteBuffer() }

    func giveBack(_ buffer: ByteBuffer) {
        buffer.removeAll()
        buffers.append(buffer)
    }

    /// A tape, for somebody who gives it back; a document inside another one needs its own.
    func takeTape() -> JSONTape { tapes.popLast() ?? JSONTape() }

    func giveBack(_ tape: JSONTape) { tapes.append(tape) }

    /// The payload parser of the documents at `depth`; a nested payload must not use its parent's.
    func payloads(_ depth: Int) -> PayloadParser {
        while parsers.count <= depth { parsers.append(PayloadParser()) }
        return parsers[depth]
    }
}
