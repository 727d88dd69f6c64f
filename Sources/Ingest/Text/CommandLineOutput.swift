/// Tells the other output formats of the AWS command line, which are refused by name: `--output text`, `table` and `yaml`.
struct CommandLineOutput {
    /// The commands whose JSON is read, by the names that a table has as its title.
    private static let operations: Set<String> = [
        "FilterLogEvents", "GetLogEvents", "GetQueryResults", "GetMetricData", "GetMetricStatistics",
        "DescribeAlarms",
        "DescribeAlarmHistory", "DescribeTasks", "DescribeScalingActivities", "GetRecords",
    ]
    /// Their members that hold lists: in capitals and before a tab in text, before a colon in YAML.
    private static let lists: Set<String> = [
        "events", "searchedLogStreams", "results", "MetricDataResults", "Datapoints", "MetricAlarms",
        "CompositeAlarms",
        "AlarmHistoryItems", "tasks", "Activities", "Records",
    ]
    private static let capitals = Set(lists.map { $0.uppercased() })
    /// Lines that are looked at.
    private static let head = 16

    /// The format, once a line told it.
    private(set) var format: String?
    private var seen = 0

    /// Looks at a line.
    mutating func look(at line: UnsafeRawBufferPointer) {
        guard format == nil, seen < Self.head, line.count < 4_096 else { return }
        seen += 1
        switch line.first {
        case 0x7C:
            let title = line.text.filter { $0 != "|" }.trimming()
            if Self.operations.contains(title) { format = "table" }
        case .some(0x41...0x5A) where line.contains(0x09):
            let word = line.slice(0, line.firstIndex(of: 0x09) ?? 0).text
            if Self.capitals.contains(word) { format = "text" }
        case .some(0x41...0x5A), .some(0x61...0x7A):
            guard let colon = line.firstIndex(of: 0x3A), line.from(colon + 1).allSatisfy(ByteShape.isBlank)
            else { return }
            if Self.lists.contains(line.slice(0, colon).text) { format = "yaml" }
        default: break
        }
    }
}
