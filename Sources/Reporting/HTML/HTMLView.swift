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

    /// Escapes text in which long names of settings may break between their words, not in the middle of one.
    static func breakable(_ text: String) -> String {
        var result = ""
        var last: Character = " "
        for character in escape(text) {
            if last.isLowercase, character.isUppercase { result += "<wbr>" }
            result.append(character)
            last = character
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
        case .chart(let chart):
            let lines = SparklineLayout(chart: chart).lines(width: 100)
            return "<pre tabindex=\"0\">" + lines.map(Self.escape).joined(separator: "\n") + "</pre>"
        }
    }

    /// Tables with sentences become one block a row on a narrow screen, so they name their roles themselves.
    ///
    /// - Parameter links: where the first cell of each row leads; `nil`, or too few, for nowhere.
    func render(_ table: Table, links: [String?] = []) -> String {
        let isWordy = table.columns.contains(where: \.isFlexible) && table.columns.count > 2
        func role(_ name: String) -> String { isWordy ? " role=\"\(name)\"" : "" }
        let isShort = table.columns.indices.map { index in
            table.rows.allSatisfy { index >= $0.count || $0[index].plain.count <= 20 }
        }
        func cells(_ row: [StyledText], link: String? = nil) -> String {
            table.columns.indices.map { index in
                let column = table.columns[index]
                let text = index < row.count ? row[index] : ""
                var names = column.alignment == .right ? ["right"] : column.isFlexible ? ["words"] : []
                if names.isEmpty, isShort[index] { names.append("word") }
                if index == 0 { names.append("first") }
                if text.plain.isEmpty { names.append("empty") }
                let label = isWordy ? " data-label=\"\(Self.escape(Heading.text(column.title)))\"" : ""
                let list = names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\""
                var content = inline(text)
                if index == 0, let link { content = "<a href=\"\(Self.escape(link))\">\(content)</a>" }
                return "<td\(list)\(role("cell"))\(label)>\(content)</td>"
            }.joined()
        }
        let head = table.columns.map { column in
            let name = column.alignment == .right ? " class=\"right\"" : ""
            return "<th scope=\"col\"\(name)\(role("columnheader"))>\(Self.escape(column.title))</th>"
        }.joined()
        let label = table.title.isEmpty ? "table" : table.title
        let isTall = table.rows.count > 16
        var html =
            "<div class=\"scroll\(isTall ? " tall" : "")\" tabindex=\"0\" role=\"region\" aria-label=\"\(Self.escape(label))\">"
            + "<table\(isWordy ? " class=\"stack\"" : "")\(role("table"))>"
        if !table.title.isEmpty { html += "<caption>\(Self.escape(Heading.text(table.title)))</caption>" }
        html += "<thead\(role("rowgroup"))><tr\(role("row"))>\(head)</tr></thead><tbody\(role("rowgroup"))>"
        html +=
            table.rows.enumerated().map { index, row in
                "<tr\(role("row"))>\(cells(row, link: index < links.count ? links[index] : nil))</tr>"
            }.joined(separator: "\n") + "</tbody>"
        if let total = table.total {
            html += "<tfoot\(role("rowgroup"))><tr\(role("row"))>\(cells(total))</tr></tfoot>"
        }
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
