/// Lays out one table for a terminal: column widths first, then lines.
struct TableLayout {
    let view: TerminalView
    let table: Table

    private static let gap = "  "

    func lines() -> [String] {
        let titles = table.columns.map { StyledText(TextSafety.printable($0.title)) }
        let rows = table.rows + (table.total.map { [$0] } ?? [])
        let widths = columnWidths(titles: titles, rows: rows)
        var lines = table.title.isEmpty ? [] : [view.paint(TextSafety.printable(table.title), .strong)]
        lines += self.lines(titles, widths: widths, tone: .faint)
        let rule = view.paint(
            widths.map { String(repeating: "─", count: $0) }.joined(separator: Self.gap), .faint)
        lines.append(rule)
        lines += table.rows.flatMap { self.lines($0, widths: widths) }
        if let total = table.total {
            lines.append(rule)
            lines += self.lines(total, widths: widths, tone: .strong)
        }
        for note in table.footnotes {
            lines += view.wrap(StyledText(note, .faint), indent: 2)
        }
        return lines
    }

    /// The widest cell of each column; flexible columns give way when the table would not fit.
    private func columnWidths(titles: [StyledText], rows: [[StyledText]]) -> [Int] {
        var widths = table.columns.indices.map { column in
            ([titles] + rows).map { row in
                column < row.count ? TextSafety.columns(TextSafety.printable(row[column].plain)) : 0
            }.max() ?? 0
        }
        let available = view.width - Self.gap.count * max(0, widths.count - 1)
        var excess = widths.reduce(0, +) - available
        let flexible = table.columns.indices.filter { table.columns[$0].isFlexible }
        let shrinkable = flexible.isEmpty ? Array(table.columns.indices) : flexible
        while excess > 0, let widest = shrinkable.max(by: { widths[$0] < widths[$1] }), widths[widest] > 8 {
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    /// The lines of one row: what does not fit a flexible column goes on below, anything else is cut.
    private func lines(_ cells: [StyledText], widths: [Int], tone: StyledText.Tone? = nil) -> [String] {
        let columns = widths.indices.map { column -> [StyledText] in
            let cell = column < cells.count ? cells[column] : ""
            let fits = TextSafety.columns(TextSafety.printable(cell.plain)) <= widths[column]
            if fits || !table.columns[column].isFlexible { return [cell] }
            return view.broken(cell, indent: 0, width: widths[column])
        }
        let height = columns.map(\.count).max() ?? 1
        return (0..<height).map { row in
            line(columns.map { row < $0.count ? $0[row] : "" }, widths: widths, tone: tone)
        }
    }

    private func line(_ cells: [StyledText], widths: [Int], tone: StyledText.Tone? = nil) -> String {
        let texts = widths.indices.map { column in
            let cell = column < cells.count ? cells[column] : ""
            let plain = TextSafety.printable(cell.plain)
            let fitted = TextSafety.cut(plain, to: widths[column])
            let blanks = String(repeating: " ", count: max(0, widths[column] - TextSafety.columns(fitted)))
            // A cut cell loses its parts' tones; the first one stands for all.
            let painted =
                if let tone { view.paint(fitted, tone) } else if fitted == plain { view.paint(cell) } else {
                    view.paint(fitted, cell.parts.first?.tone ?? .plain)
                }
            return table.columns[column].alignment == .left ? painted + blanks : blanks + painted
        }
        var line = texts.joined(separator: Self.gap)
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }
}
