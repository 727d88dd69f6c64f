public import LeafStack

/// What linting leaf files found.
public struct LintReport: Codable, Hashable, Sendable {
    /// One file.
    public struct File: Codable, Hashable, Sendable {
        /// The file.
        public var file: String
        /// The findings, in the file's order, measured ones last.
        public var findings: [LintFinding]

        /// Makes an entry.
        public init(file: String, findings: [LintFinding]) {
            self.file = file
            self.findings = findings
        }
    }

    /// The files, in the order given.
    public var files: [File]

    /// Makes a report.
    public init(files: [File]) { self.files = files }

    /// The most severe finding, or `nil` when there is none.
    public var worst: LintFinding.Severity? { files.flatMap(\.findings).map(\.severity).max() }
}

extension LintReport: Presentable {
    /// One line a finding, as compilers write them, and the counts.
    public func document(style: PresentationStyle) -> Document {
        var lines: [StyledText] = []
        for file in files {
            for finding in file.findings {
                let tone: StyledText.Tone =
                    switch finding.severity {
                    case .error: .bad
                    case .warning: .warning
                    case .note: .faint
                    }
                lines.append(
                    StyledText([
                        .init("\(finding.place?.description ?? file.file): "),
                        .init(finding.severity.rawValue, tone),
                        .init(": \(finding.message) [\(finding.rule.rawValue)]"),
                    ]))
            }
            if file.findings.isEmpty {
                lines.append(StyledText([.init("\(file.file): "), .init("ok", .good)]))
            }
        }
        return Document([.preformatted(lines)])
    }

    /// A row a finding; a file without one has a row that says so.
    public func spreadsheet(style: PresentationStyle) -> [Table] {
        let rows = files.flatMap { file -> [[StyledText]] in
            guard !file.findings.isEmpty else {
                return [[StyledText(file.file), "", "ok", "", ""]]
            }
            return file.findings.map { finding in
                [
                    StyledText(file.file), StyledText(finding.place.map { "\($0)" } ?? ""),
                    StyledText(finding.severity.rawValue), StyledText(finding.rule.rawValue),
                    StyledText(finding.message),
                ]
            }
        }
        return [
            Table(
                title: "findings",
                columns: [.init("file"), .init("place"), .init("severity"), .init("rule"), .init("message")],
                rows: rows)
        ]
    }
}
