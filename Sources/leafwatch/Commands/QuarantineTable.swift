import Ingest
import Reporting

/// Where something could not be read, why, and how much was lost.
enum QuarantineTable {
    static func table(_ entries: [Quarantined]) -> Table {
        Table(
            title: "Quarantined",
            columns: [
                .init("File", isFlexible: true), .init("Offset", .right), .init("Bytes lost", .right),
                .init("Reason", isFlexible: true),
            ],
            rows: entries.map { entry in
                [
                    StyledText(entry.file), StyledText(entry.offset.map(NumberText.integer) ?? "–"),
                    "\(NumberText.integer(entry.lostBytes))", StyledText(entry.reason),
                ]
            })
    }
}
