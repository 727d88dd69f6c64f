/// Renders documents as GitHub-flavoured Markdown.
public struct MarkdownView: Hashable, Sendable {
    /// Makes a view.
    public init() {}

    /// Renders a document; text from logs cannot become markup.
    public func render(_ document: Document) -> String {
        document.blocks.map { render($0) + "\n" }.joined(separator: "\n")
    }

    private func render(_ block: Document.Block) -> String {
        switch block {
        case .heading(let level, let text):
            return String(repeating: "#", count: min(max(level, 1), 6)) + " " + escape(text)
        case .paragraph(let text): return inline(text)
        case .list(let items): return items.map { "- " + inline($0) }.joined(separator: "\n")
        case .facts(let facts):
            return facts.map { "- **\(escape(Heading.text($0.name)))**: \(inline($0.value))" }.joined(
                separator: "\n")
        case .table(let table): return render(table)
        case .preformatted(let lines): return fenced(lines.map { TextSafety.printable($0.plain) })
        case .chart(let chart): return fenced(SparklineLayout(chart: chart).lines(width: 100))
        }
    }

    private func render(_ table: Table) -> String {
        var lines = table.title.isEmpty ? [] : ["**\(escape(Heading.text(table.title)))**", ""]
        lines.append(row(table.columns.map { escape(Heading.text($0.title)) }))
        lines.append(row(table.columns.map { $0.alignment == .left ? ":--" : "--:" }))
        for cells in table.rows + (table.total.map { [$0] } ?? []) {
            lines.append(row(table.columns.indices.map { $0 < cells.count ? inline(cells[$0]) : "" }))
        }
        for note in table.footnotes { lines += ["", "<sub>\(escape(note))</sub>"] }
        return lines.joined(separator: "\n")
    }

    private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    /// A code block whose fence is longer than any fence inside.
    private func fenced(_ lines: [String]) -> String {
        let longest = lines.flatMap { $0.split(whereSeparator: { $0 != "`" }) }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return ([fence + "text"] + lines + [fence]).joined(separator: "\n")
    }

    private func inline(_ text: StyledText) -> String {
        text.parts.map { part in
            let body = escape(part.text)
            return part.tone == .strong && !body.isEmpty ? "**\(body)**" : body
        }.joined()
    }

    private func escape(_ text: String) -> String {
        var result = ""
        for character in TextSafety.printable(text) {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~": result += "\\\(character)"
            // A mention would notify a stranger, an autolink would lead somewhere.
            case "@": result += "&#64;"
            default: result.append(character)
            }
        }
        return result.replacingOccurrencesOfScheme()
    }
}

extension String {
    /// Breaks `://` so that no renderer makes a link of text from a log.
    fileprivate func replacingOccurrencesOfScheme() -> String {
        split(separator: "://", omittingEmptySubsequences: false).joined(separator: ":&#47;/")
    }
}
