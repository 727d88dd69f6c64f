internal import TimeSeries

/// The console's "Download as CSV" of a graph, read generically: rows of names, then rows that begin with a time.
///
/// The layout is not documented; times without a zone are taken as UTC and that is said.
final class MetricCSVReader: LineReader {
    private let session: ObjectSession
    private var rows = CSVRows()
    private var labels: [String] = []
    private var lastHeader: [String] = []
    private var series: [MetricPoints] = []
    private var properties: [String: [String]] = [:]

    init(session: ObjectSession) { self.session = session }

    /// Whether a first line begins such a file.
    static func looksLikeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        guard line.count < 65_536, line.contains(0x2C) else { return false }
        var rows = CSVRows()
        guard let cells = rows.append(line), cells.count > 1, let first = cells.first?.trimming().lowercased()
        else { return false }
        return [
            "label", "full label", "id", "name", "period", "statistic", "account id", "timestamp", "time",
            "date",
        ]
        .contains(first)
    }

    func read(_ line: UnsafeRawBufferPointer) throws {
        guard let cells = rows.append(line) else {
            if rows.heldBytes > session.bounds.lineLength {
                throw ExceededBound.lineLength(session.bounds.lineLength)
            }
            return
        }
        guard let first = cells.first?.trimming(), cells.count > 1 else { return }
        guard let time = Self.time(first) else {
            readHeader(first.lowercased(), Array(cells.dropFirst()))
            return
        }
        if series.isEmpty { begin(cells.count - 1) }
        for (index, cell) in cells.dropFirst().enumerated() where index < series.count {
            let text = cell.trimming().filter { $0 != "," }
            guard let value = Array(text.utf8).withUnsafeBytes({ NumberText.double($0) }) else { continue }
            series[index].append(time.seconds, value, count: nil)
        }
        if series[0].times.count >= 1 << 16 { try flush() }
    }

    func flush() throws {
        guard !series.isEmpty else { return }
        var records: [Record] = []
        for index in series.indices where !series[index].times.isEmpty {
            if properties["period"] == nil {
                series[index].key.period = MetricSpacing.period(of: series[index].times)
            }
            records.append(.metricPoints(series[index]))
            series[index] = MetricPoints(key: series[index].key, times: [], values: [])
        }
        if !records.isEmpty { try session.deliver(records) }
    }

    func finish() throws {
        if series.isEmpty { session.notData = "a table without times" } else { session.hasData = true }
        try flush()
    }

    private func readHeader(_ name: String, _ cells: [String]) {
        if name == "label" || (name == "full label" && labels.isEmpty) { labels = cells }
        lastHeader = cells
        properties[name] = cells
    }

    private func begin(_ count: Int) {
        session.warn("times of the metric CSV were taken as UTC; its layout is not documented")
        let names = labels.isEmpty ? lastHeader : labels
        func property(_ name: String, _ index: Int) -> String {
            guard let cells = properties[name], cells.indices.contains(index) else { return "" }
            return cells[index].trimming()
        }
        for index in 0..<count {
            let name = names.indices.contains(index) ? names[index].trimming() : "column \(index + 1)"
            series.append(
                MetricPoints(
                    key: MetricKey(
                        account: session.options.account, region: session.options.region, namespace: "",
                        metricName: name, period: Int(property("period", index)) ?? 60,
                        statistic: property("statistic", index), queryID: property("id", index)),
                    times: [], values: []))
        }
    }

    /// `YYYY/MM/DD HH:MM:SS`, ISO 8601, or `MM/DD/YYYY HH:MM[:SS]`.
    private static func time(_ text: String) -> Instant? {
        if let instant = Instant(iso8601: text) { return instant }
        let parts = text.split(separator: " ", maxSplits: 1)
        let date = parts.first.map { $0.split(separator: "/") } ?? []
        guard parts.count == 2, date.count == 3 else { return nil }
        let ordered = date[0].count == 4 ? [date[0], date[1], date[2]] : [date[2], date[0], date[1]]
        func padded(_ part: Substring) -> String { part.count == 1 ? "0" + part : String(part) }
        return Instant(iso8601: ordered.map(padded).joined(separator: "-") + "T" + parts[1])
    }
}
