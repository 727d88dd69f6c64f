import Reporting
import Templates
import Tuning

/// What `emit` would write, or wrote.
struct EmitPlan: Encodable, Sendable {
    /// One setting before and after.
    struct Change: Encodable, Sendable {
        /// Path of the key, for example `Watchdog.Threshold`.
        var setting: String
        /// The value before; absent when the file does not say.
        var before: String?
        /// The value after.
        var after: String
        /// Sample size, interval and tested time, if a recommendation gave them.
        var evidence: String?
    }

    /// A setting that is not written.
    struct Refused: Encodable, Sendable {
        /// The setting.
        var setting: String
        /// Why.
        var reason: String
    }

    /// One file.
    struct File: Encodable, Sendable {
        /// Its path.
        var path: String
        /// Whether it is not as it shall be.
        var isStale: Bool
        /// Whether it does not exist yet.
        var isNew: Bool
        /// What changes, as a unified diff.
        var diff: String
    }

    /// The settings that change.
    var changes: [Change] = []
    /// The settings that are refused.
    var refused: [Refused] = []
    /// The files, changed or not.
    var files: [File] = []
    /// Rules between the templates that do not hold.
    var findings: [CouplingFinding] = []
    /// What to know about the result.
    var notes: [String] = []
    /// What to deploy, in order.
    var steps: [DeploymentStep] = []
    /// Whether the files were written.
    var isWritten = false

    /// Whether any file is not as it shall be.
    var isStale: Bool { files.contains(where: \.isStale) }
}

extension EmitPlan: Presentable {
    func document(style: PresentationStyle) -> Document {
        var blocks: [Document.Block] = []
        blocks.append(.list(summary))
        if !refused.isEmpty {
            blocks.append(.heading(level: 2, "Not written"))
            blocks.append(
                .list(refused.map { StyledText("\($0.setting): ", .strong) + StyledText($0.reason) }))
        }
        for file in files where file.isStale && (!file.isNew || style.isVerbose) {
            blocks.append(.preformatted(EmitPlan.colored(file.diff)))
        }
        let new = files.filter { $0.isNew && $0.isStale }
        if !new.isEmpty {
            blocks.append(.heading(level: 2, isWritten ? "New files" : "New files to be written"))
            blocks.append(.list(new.map { StyledText($0.path) }))
        }
        if !findings.isEmpty {
            blocks.append(.heading(level: 2, "Rules between the templates"))
            blocks.append(.list(findings.map { StyledText($0.message, $0.isError ? .bad : .warning) }))
        }
        if !steps.isEmpty {
            blocks.append(.heading(level: 2, "Deploy in this order"))
            blocks.append(
                .list(
                    steps.enumerated().map { index, step in
                        StyledText("\(index + 1). \(step.title)", .strong) + StyledText(" - \(step.reason)")
                            + StyledText(step.command.map { "; \($0)" } ?? "", .faint)
                    }))
        }
        if !notes.isEmpty { blocks.append(.list(notes.map { StyledText($0, .faint) })) }
        return Document(blocks)
    }

    func spreadsheet(style: PresentationStyle) -> [Table] {
        [
            Table(
                title: "settings",
                columns: [.init("setting"), .init("before"), .init("after"), .init("why")],
                rows: changes.map {
                    [
                        StyledText($0.setting), StyledText($0.before ?? ""), StyledText($0.after),
                        StyledText($0.evidence ?? ""),
                    ]
                } + refused.map { [StyledText($0.setting), "", "refused", StyledText($0.reason)] }),
            Table(
                title: "files", columns: [.init("path"), .init("state")],
                rows: files.map { file in
                    let state = !file.isStale ? "as it shall be" : isWritten ? "written" : "to be written"
                    return [StyledText(file.path), StyledText(state)]
                }),
        ]
    }

    /// One line a setting, and what became of the files.
    private var summary: [StyledText] {
        var lines = changes.map { change in
            StyledText("\(change.setting) \(change.before ?? "?") -> \(change.after)", .strong)
                + StyledText(change.evidence.map { "  (\($0))" } ?? "", .faint)
        }
        let stale = files.count(where: \.isStale)
        if stale == 0 {
            lines.append(StyledText("every file is as it shall be", .good))
        } else if isWritten {
            lines.append(StyledText("\(stale) of \(files.count) files written", .good))
        } else {
            lines.append(StyledText("\(stale) of \(files.count) files to be written; --write does it"))
        }
        return lines
    }

    private static func colored(_ diff: String) -> [StyledText] {
        UnifiedDiff.shownLines(of: diff).map { text in
            switch text.first {
            case "+": return StyledText(text, text.hasPrefix("+++") ? .strong : .added)
            case "-": return StyledText(text, text.hasPrefix("---") ? .strong : .removed)
            case "@": return StyledText(text, .faint)
            default: return StyledText(text)
            }
        }
    }
}
