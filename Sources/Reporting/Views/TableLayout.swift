/// Lays out one table for a terminal: column widths first, then lines.
struct TableLayout {
    let view: TerminalView
    let table: Table

    private static let gap = "  "

    func lines() -> [String] {
        let titles = table.columns.map { StyledText(TextSafety.printable(Heading.text($0.title))) }
        let rows = table.rows + (table.total.map { [$0] } ?? [])
        var lines =
            table.title.isEmpty ? [] : view.wrap(StyledText(Heading.text(table.title), .strong), indent: 2)
        guard let widths = columnWidths(titles: titles, rows: rows) else {
            return lines + records(titles) + footnotes
        }
        lines += self.lines(titles, widths: widths, tone: .faint)
        let rule = view.paint(
            widths.map { String(repeating: "─", count: $0) }.joined(separator: Self.gap), .faint)
        lines.append(rule)
        lines += table.rows.flatMap { self.lines($0, widths: widths) }
        if let total = table.total {
            lines.append(rule)
            lines += self.lines(total, widths: widths, tone: .strong)
        }
        return lines + footnotes
    }

    private var footnotes: [String] {
        table.footnotes.flatMap { view.wrap(StyledText($0, .faint), indent: 2) }
    }

    /// The table where there is no room for its columns: a block a row, a line a cell, named by its column.
    private func records(_ titles: [StyledText]) -> [String] {
        let names = titles.dropFirst().map(\.plain)
        let column = min(view.width / 2, names.map(TextSafety.columns).max() ?? 0)
        return (table.rows + (table.total.map { [$0] } ?? [])).flatMap { row -> [String] in
            let head = row.first ?? ""
            var lines = view.wrap(
                StyledText([.init(titles.first?.plain ?? "", .faint), .init(" ")]) + head, indent: 2)
            for (name, cell) in zip(names, row.dropFirst()) where !cell.plain.isEmpty {
                let label = view.pad(TextSafety.cut(name, to: column), to: column, .left)
                lines += view.wrap(
                    StyledText([.init("  "), .init(label, .faint), .init("  ")]) + cell, indent: column + 4)
            }
            return lines
        }
    }

    /// The narrowest that a column of sentences may get before its table is written as records.
    private static let leastFlexible = 16

    /// The widest cell of each column; flexible columns give way when the table would not fit.
    ///
    /// - Returns: `nil` when there is no room for that either.
    private func columnWidths(titles: [StyledText], rows: [[StyledText]]) -> [Int]? {
        let natural = table.columns.indices.map { column in
            ([titles] + rows).map { row in
                column < row.count ? TextSafety.columns(TextSafety.printable(row[column].plain)) : 0
            }.max() ?? 0
        }
        var widths = natural
        let available = view.width - Self.gap.count * max(0, widths.count - 1)
        var excess = widths.reduce(0, +) - available
        let flexible = table.columns.indices.filter { table.columns[$0].isFlexible }
        while excess > 0, let widest = flexible.max(by: { widths[$0] < widths[$1] }),
            widths[widest] > Self.leastFlexible
        {
            widths[widest] -= 1
            excess -= 1
        }
        return excess > 0 ? nil : widths
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
