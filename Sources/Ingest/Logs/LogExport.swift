internal import CSimdJSON
internal import TimeSeries

/// What `aws logs filter-log-events`, `get-log-events` and `get-query-results` print.
enum LogExport {
    /// Reads the document when it is one of these; whether it was.
    static func read(_ node: JSONNode, session: ObjectSession, logs: LogEventReader) throws -> Bool {
        if let events = node.member("events"), events.kind == .array {
            guard
                node.member("searchedLogStreams") != nil || node.member("nextForwardToken") != nil
                    || node.member("nextBackwardToken") != nil || events.elementCount == 0
                    || events.elements.contains(where: {
                        $0.member("message") != nil && $0.member("timestamp") != nil
                    })
            else { return false }
            try readEvents(events, session: session, logs: logs)
            session.warnIfPartial(node)
            return true
        }
        if let results = node.member("results"), results.kind == .array,
            node.member("status") != nil || node.member("statistics") != nil
        {
            try InsightsRows.read(results, session: session, logs: logs)
            if let status = node.string("status"), status != "Complete" {
                session.warn("the query's results are partial: its status is \(status)")
            }
            return true
        }
        return false
    }

    private static func readEvents(_ events: JSONNode, session: ObjectSession, logs: LogEventReader) throws {
        // Streams are mixed; their events keep their order.
        var streams: [String: ContiguousArray<csimdjson_event>] = [:]
        var hasIDs = false
        for element in events.elements {
            guard let event = csimdjson_event(element, idKey: "eventId") else {
                session.note("%d log events have no message or time")
                continue
            }
            hasIDs = hasIDs || event.has_id
            streams[element.string("logStreamName") ?? "", default: []].append(event)
        }
        session.hasData = true
        if !hasIDs, !streams.isEmpty {
            session.warn("these log events carry no ids: an overlap with other files cannot be seen")
        }
        for (stream, events) in streams.sorted(by: { $0.key < $1.key }) {
            let source = LogSource(owner: "", logGroup: session.options.logGroup, logStream: stream)
            try events.withUnsafeBufferPointer { try logs.read(LogEventBatch(source: source, events: $0)) }
        }
    }
}

/// Rows of CloudWatch Logs Insights.
enum InsightsRows {
    /// Reads `[[{"field":…,"value":…}]]`.
    static func read(_ rows: JSONNode, session: ObjectSession, logs: LogEventReader) throws {
        session.hasData = true
        for row in rows.elements {
            var fields: [String: String] = [:]
            for cell in row.elements {
                guard let field = cell.string("field"), let value = cell.string("value") else { continue }
                fields[field] = value
            }
            try read(fields, session: session, logs: logs)
        }
    }

    /// Reads one row by its field names.
    static func read(_ fields: [String: String], session: ObjectSession, logs: LogEventReader) throws {
        guard let message = fields["@message"] else {
            session.note("%d rows have no @message field")
            return
        }
        let time = fields["@timestamp"].flatMap { text in
            Array(text.utf8).withUnsafeBytes { NumberText.instant($0) }
        }
        guard let time else {
            session.note("%d rows have no readable @timestamp field")
            return
        }
        // "@log" is account:group.
        let log =
            fields["@log"].map { $0.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false) }
            ?? []
        let source = LogSource(
            owner: log.count == 2 ? String(log[0]) : "",
            logGroup: log.count == 2 ? String(log[1]) : session.options.logGroup,
            logStream: fields["@logStream"] ?? "")
        try logs.read(message: message, time: time, id: fields["@ptr"], source: source)
    }
}
