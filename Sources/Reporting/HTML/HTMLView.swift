/// Renders documents as HTML fragments; all text is escaped, so nothing in a log becomes markup.
struct HTMLView {
    /// How far headings are pushed down: 1 makes a level-1 heading an `h2`.
    var headingOffset = 1

    /// Escapes text for element content and quoted attributes.
    static func escape(_ text: String) -> String {
        var result = ""
        for character in TextSafety.printable(text) {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
        return result
    }

    func render(_ document: Document) -> String {
        document.blocks.map(render).joined(separator: "\n")
    }

    private func render(_ block: Document.Block) -> String {
        switch block {
        case .heading(let level, let text):
            let tag = "h\(min(max(level + headingOffset, 1), 6))"
            return "<\(tag)>\(Self.escape(text))</\(tag)>"
        case .paragraph(let text): return "<p>\(inline(text))</p>"
        case .list(let items):
            return "<ul>" + items.map { "<li>\(inline($0))</li>" }.joined() + "</ul>"
        case .facts(let facts):
            return "<dl>"
                + facts.map { "<dt>\(Self.escape($0.name))</dt><dd>\(inline($0.value))</dd>" }.joined()
                + "</dl>"
        case .table(let table): return render(table)
        case .preformatted(let lines):
            return "<pre tabindex=\"0\">" + lines.map(inline).joined(separator: "\n") + "</pre>"
        case .sparkline(let label, let values, let unit):
            let lines = Sparkline(values: values, unit: unit).lines(label: label, width: 100)
            return "<pre tabindex=\"0\">" + lines.map(Self.escape).joined(separator: "\n") + "</pre>"
        }
    }

    private func render(_ table: Table) -> String {
        func cells(_ row: [StyledText]) -> String {
            table.columns.indices.map { column in
                let name = table.columns[column].alignment == .right ? " class=\"right\"" : ""
                return "<td\(name)>\(column < row.count ? inline(row[column]) : "")</td>"
            }.joined()
        }
        let head = table.columns.map { column in
            let name = column.alignment == .right ? " class=\"right\"" : ""
            return "<th scope=\"col\"\(name)>\(Self.escape(column.title))</th>"
        }.joined()
        let label = table.title.isEmpty ? "table" : table.title
        var html =
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(Self.escape(label))\"><table>"
        if !table.title.isEmpty { html += "<caption>\(Self.escape(table.title))</caption>" }
        html += "<thead><tr>\(head)</tr></thead><tbody>"
        html += table.rows.map { "<tr>\(cells($0))</tr>" }.joined(separator: "\n") + "</tbody>"
        if let total = table.total { html += "<tfoot><tr>\(cells(total))</tr></tfoot>" }
        html += "</table></div>"
        for note in table.footnotes { html += "<p class=\"note\">\(Self.escape(note))</p>" }
        return html
    }

    func inline(_ text: StyledText) -> String {
        text.parts.map { part in
            let body = Self.escape(part.text)
            return part.tone == .plain ? body : "<span class=\"\(Self.name(part.tone))\">\(body)</span>"
        }.joined()
    }

    private static func name(_ tone: StyledText.Tone) -> String {
        switch tone {
        case .plain: "plain"
        case .strong: "strong"
        case .faint: "faint"
        case .good: "good"
        case .warning: "warning"
        case .bad: "bad"
        case .added: "added"
        case .removed: "removed"
        }
    }
}
