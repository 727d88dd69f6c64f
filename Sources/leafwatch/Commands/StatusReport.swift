import Archive
import Ingest
import Reporting
import TimeSeries

/// An archive's status, to be shown; its JSON is the status itself.
struct StatusReport: Presentable {
    let status: ArchiveStatus

    func encode(to encoder: any Encoder) throws { try status.encode(to: encoder) }

    /// Totals, leaves, what is known of each, what AWS is about to delete, what could not be read.
    func document(style: PresentationStyle) -> Document {
        let clock = ZoneClock(timeZone: style.timeZone)
        var blocks: [Document.Block] = [
            .heading(level: 1, "What is known"),
            .facts([
                .init("Inputs", "\(NumberText.integer(status.objects))"),
                .init("Log events", "\(NumberText.integer(status.logEvents))"),
                .init("Datapoints", "\(NumberText.integer(status.datapoints))"),
                .init("Other events", "\(NumberText.integer(status.events))"),
                .init("Duplicates dropped", "\(NumberText.integer(status.duplicates))"),
                .init("Revised datapoints", "\(NumberText.integer(status.revisedDatapoints))"),
                .init(
                    "Quarantined",
                    status.quarantined == 0 ? "0" : StyledText("\(status.quarantined)", .warning)),
            ]),
        ]
        if !status.leaves.isEmpty { blocks.append(.table(leafTable)) }
        let known = status.leaves.map(\.stack)
        for leaf in known + (known.contains("") ? [] : [""]) {
            let name = leaf.isEmpty ? (known.contains("") ? "" : ", of no known leaf") : " of \(leaf)"
            let metrics = status.metrics.filter { $0.leaf == leaf }
            let groups = status.logGroups.filter { $0.leaf == leaf }
            if !metrics.isEmpty { blocks.append(.table(metricTable(metrics, "Metrics\(name)", clock))) }
            if !groups.isEmpty { blocks.append(.table(logGroupTable(groups, "Logs\(name)", clock))) }
        }
        if !status.expiring.isEmpty { blocks.append(.table(expiryTable(clock))) }
        if !status.quarantine.isEmpty { blocks.append(.table(QuarantineTable.table(status.quarantine))) }
        let told = Set(status.expiring.map(\.sentence))
        let warnings = status.warnings.filter { !told.contains($0) }
        if !warnings.isEmpty { blocks.append(.list(warnings.map { StyledText($0, .warning) })) }
        return Document(blocks)
    }

    private var leafTable: Table {
        Table(
            title: "Leaves",
            columns: [
                .init("Leaf"), .init("1-minute data", .right), .init("Times up", .right),
                .init("Still needed", isFlexible: true),
            ],
            rows: status.leaves.map { leaf in
                [
                    StyledText(leaf.stack.isEmpty ? "(no name)" : leaf.stack, .strong),
                    "\(NumberText.decimal(leaf.days, digits: 1)) days", "\(NumberText.integer(leaf.timesUp))",
                    leaf.needs.isEmpty
                        ? StyledText("enough to try a recommendation", .good)
                        : StyledText(leaf.needs.joined(separator: "; "), .warning),
                ]
            })
    }

    private func metricTable(_ metrics: [ArchiveStatus.Metric], _ title: String, _ clock: ZoneClock) -> Table
    {
        let resources = Set(metrics.map { Self.resource(of: $0.key) })
        return Table(
            title: title,
            columns: [
                .init("Metric", isFlexible: true), .init("Period", .right), .init("Points", .right),
                .init("Gaps", .right), .init("Dropped", .right), .init("Revised", .right), .init("First"),
                .init("Newest"),
            ],
            rows: metrics.map { metric in
                [
                    StyledText(Self.name(of: metric.key, withResource: resources.count > 3)),
                    "\(metric.key.period) s", "\(NumberText.integer(metric.points))",
                    "\(NumberText.integer(metric.gaps))", "\(NumberText.integer(metric.duplicates))",
                    "\(NumberText.integer(metric.revised))", StyledText(clock.minuteText(metric.first)),
                    StyledText(clock.minuteText(metric.last)),
                ]
            },
            footnotes: [
                "A gap is no fault: an instance that is down has no traffic. Times are in \(clock.name)."
            ])
    }

    private func logGroupTable(
        _ groups: [ArchiveStatus.LogGroup], _ title: String, _ clock: ZoneClock
    ) -> Table {
        Table(
            title: title,
            columns: [
                .init("Log", isFlexible: true), .init("Events", .right), .init("Understood", .right),
                .init("Dropped", .right), .init("First"), .init("Newest"),
            ],
            rows: groups.map { group in
                [
                    StyledText(Self.name(ofLogGroup: group.logGroup)),
                    "\(NumberText.integer(group.events))", "\(NumberText.integer(group.records))",
                    "\(NumberText.integer(group.duplicates))",
                    StyledText(group.first.map(clock.minuteText) ?? "–"),
                    StyledText(group.last.map(clock.minuteText) ?? "–"),
                ]
            }, footnotes: ["Understood: records that leafwatch uses. Dropped: delivered again."])
    }

    private func expiryTable(_ clock: ZoneClock) -> Table {
        Table(
            title: "Not collected in time",
            columns: [
                .init("Leaf", isFlexible: true), .init("What", isFlexible: true), .init("Newest"),
                .init("AWS keeps", .right), .init("", isFlexible: true),
            ],
            rows: status.expiring.map { expiry in
                [
                    StyledText(Self.shortName(expiry.leaf)),
                    StyledText(
                        expiry.source.hasPrefix("/")
                            ? Self.name(ofLogGroup: expiry.source)
                            : expiry.source.split(separator: " ").first.map(String.init) ?? ""),
                    StyledText(clock.minuteText(expiry.newest)),
                    expiry.keptDays == 1 ? "1 day" : "\(expiry.keptDays) days",
                    expiry.lostUntil.map { StyledText("lost up to \(clock.minuteText($0))", .bad) }
                        ?? StyledText("collect before \(clock.minuteText(expiry.deadline))", .warning),
                ]
            },
            footnotes: ["What followed the newest thing collected is, or will be, deleted at AWS."])
    }

    /// A stack's name without the application in front.
    private static func shortName(_ stack: String) -> String {
        stack.isEmpty ? "–" : stack.split(separator: "-").last.map(String.init) ?? stack
    }

    private static func name(of key: MetricKey, withResource: Bool) -> String {
        let id = key.queryID.isEmpty || key.queryID == key.metricName ? "" : " (\(key.queryID))"
        let resource = withResource ? " " + resource(of: key) : ""
        return [key.metricName + id, key.statistic].filter { !$0.isEmpty }.joined(separator: " ") + resource
    }

    private static func resource(of key: MetricKey) -> String {
        key.dimensions.map(\.value).joined(separator: ", ")
    }

    /// What a log group of a leaf holds, in words; any other group's name.
    private static func name(ofLogGroup name: String) -> String {
        if name.isEmpty { return "(no name)" }
        if name.hasPrefix("/aws/route53/"), name.hasSuffix("-Domain-query-logs") { return "DNS queries" }
        if name.hasPrefix("/aws/ec2/"), name.hasSuffix("/ContainerLogs") { return "container log" }
        guard name.hasPrefix("/aws/lambda/") else { return name }
        for (suffix, words) in [
            ("-lambda-start-system", "start function"), ("-asg-state-change-hook", "state change hook"),
            ("-break-crash-loop", "crash loop function"),
        ] where name.hasSuffix(suffix) { return words }
        return name
    }
}
