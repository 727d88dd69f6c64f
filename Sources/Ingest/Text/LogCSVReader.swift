internal import TimeSeries

/// Log events as CSV: Logs Insights results, or the console's "download events".
final class LogCSVReader: LineReader {
    private let session: ObjectSession
    private let logs: LogEventReader
    private let columns: [String]
    private var rows = CSVRows()
    private var isHeader = true

    init(session: ObjectSession, depth: Int, columns: [String]) {
        self.session = session
        self.columns = columns
        logs = LogEventReader(session: session, nested: NestedReader(session: session, depth: depth))
        session.hasData = true
        if !columns.contains("@ptr") {
            session.warn("these log events carry no ids: an overlap with other files cannot be seen")
        }
    }

    /// The columns in Insights' words when the line is a header with time and message.
    static func columns(of line: UnsafeRawBufferPointer) -> [String]? {
        guard line.count < 4_096, line.contains(0x2C) else { return nil }
        var rows = CSVRows()
        guard let cells = rows.append(line) else { return nil }
        let names = cells.map { name in
            let name = name.trimming()
            return name == "timestamp" ? "@timestamp" : name == "message" ? "@message" : name
        }
        return names.contains("@timestamp") && names.contains("@message") ? names : nil
    }

    func read(_ line: UnsafeRawBufferPointer) throws {
        if isHeader {
            isHeader = false
            return
        }
        guard let cells = rows.append(line) else {
            if rows.heldBytes > session.bounds.lineLength {
                throw ExceededBound.lineLength(session.bounds.lineLength)
            }
            return
        }
        guard cells.count > 1 || cells.first?.isEmpty == false else { return }
        let fields = Dictionary(zip(columns, cells), uniquingKeysWith: { first, _ in first })
        try InsightsRows.read(fields, session: session, logs: logs)
    }

    func flush() throws { rows.reset() }

    func finish() throws {
        if rows.isInside {
            session.quarantine(
                offset: session.storedOffset, lost: rows.heldBytes, "the last CSV row is cut short")
        }
    }
}

extension String {
    /// The text without blanks at its ends.
    func trimming() -> String {
        var view = self[...]
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }
}
