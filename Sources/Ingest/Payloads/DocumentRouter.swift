internal import TimeSeries

/// Tells JSON documents by their shape and hands each to its reader.
final class DocumentRouter {
    private let session: ObjectSession
    private let depth: Int
    private let nested: NestedReader
    private let logs: LogEventReader
    private let envelopes: EnvelopeReader
    private var streamedMetrics: MetricStreamReader

    init(session: ObjectSession, depth: Int) {
        self.session = session
        self.depth = depth
        nested = NestedReader(session: session, depth: depth)
        logs = LogEventReader(session: session, nested: nested)
        envelopes = EnvelopeReader(session: session, depth: depth)
        streamedMetrics = MetricStreamReader(session: session)
    }

    /// Reads bytes that are one whole payload; false when they are anything else, and nothing was read.
    func readWholePayload(_ bytes: UnsafeRawBufferPointer) throws -> Bool {
        guard PayloadKeys.startPayload(bytes), let (type, batch) = session.scratch.payloads(depth).read(bytes)
        else {
            return false
        }
        try readPayload(type, batch)
        return true
    }

    /// Reads the payload at the start of the bytes, without having looked for its end; its length, or `nil` when what stands
    /// there must be looked at more closely.
    func readPayload(startOf bytes: UnsafeRawBufferPointer) throws -> Int? {
        guard PayloadKeys.startPayload(bytes),
            let (type, batch, taken) = session.scratch.payloads(depth).readStart(bytes)
        else { return nil }
        try readPayload(type, batch)
        return taken
    }

    /// Reads one document.
    func read(_ bytes: UnsafeRawBufferPointer) throws {
        if try readWholePayload(bytes) { return }
        let tape = session.scratch.takeTape()
        defer { session.scratch.giveBack(tape) }
        try tape.read(bytes, maximumDepth: session.bounds.jsonDepth)
        try tape.withRoot(of: bytes) { try route($0) }
    }

    /// Reads a line that stands between documents; whether it is a log line.
    func readLine(_ line: UnsafeRawBufferPointer) throws -> Bool {
        var line = line
        if line.last == 0x0D { line = line.slice(0, line.count - 1) }
        return try logs.readBareLine(line)
    }

    /// Hands over what was gathered.
    func finish() throws { try streamedMetrics.finish() }

    private func readPayload(_ type: UnsafeRawBufferPointer, _ batch: LogEventBatch) throws {
        if type.equals("DATA_MESSAGE") {
            try logs.read(batch)
        } else if type.equals("CONTROL_MESSAGE") {
            session.report.controlMessages += 1
        } else {
            session.hasData = true
            session.note("%d payloads have a messageType that is neither DATA_MESSAGE nor CONTROL_MESSAGE")
        }
    }

    private func route(_ node: JSONNode) throws {
        switch node.kind {
        case .object: try routeObject(node)
        case .array:
            if QueryCatalog.isQueryList(node) {
                session.notData = "a metric query file"
            } else {
                for element in node.elements where element.kind == .object { try routeObject(element) }
            }
        default: break
        }
    }

    private func routeObject(_ node: JSONNode) throws {
        if node.member("metric_stream_name") != nil
            || (node.member("metric_name") != nil && node.member("value") != nil)
        {
            try streamedMetrics.read(node)
        } else if let type = node.member("messageType"), node.member("logEvents") != nil {
            if type.scalar.equals("DATA_MESSAGE") { session.noteReplacements(in: node) }
            try PayloadDocument.read(node) { try readPayload(type.scalar, $0) }
        } else if let results = node.member("MetricDataResults") {
            try MetricDataDocument(session: session).read(results, of: node)
        } else if let points = node.member("Datapoints"), points.kind == .array {
            try MetricStatisticsDocument(session: session).read(points, of: node)
        } else if try AlarmDocument.read(node, session: session) || envelopes.read(node)
            || LogExport.read(node, session: session, logs: logs)
            || ResourceDocument.read(node, session: session)
        {
            // Read by one of them.
        } else if try nested.readDocument(node) {
            // An event, or an envelope of one.
        } else {
            session.notData = session.notData ?? Self.describe(node)
        }
    }

    /// What a document that carries no data is.
    private static func describe(_ node: JSONNode) -> String {
        if node.member("MetricDataQueries") != nil { return "a metric query file" }
        if node.member("Resources") != nil || node.member("AWSTemplateFormatVersion") != nil {
            return "a template"
        }
        if node.member("logStreams") != nil || node.member("logGroups") != nil {
            return "a list of log groups or streams, not of events"
        }
        return "JSON of no shape that carries data"
    }
}
