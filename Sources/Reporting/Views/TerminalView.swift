/// Renders documents for a terminal of a given width.
public struct TerminalView: Hashable, Sendable {
    /// Columns to fit into.
    public var width: Int
    /// Whether to colour.
    public var usesColor: Bool

    /// Makes a view, by default 100 columns without colour.
    public init(width: Int = 100, usesColor: Bool = false) {
        self.width = max(20, width)
        self.usesColor = usesColor
    }

    /// Renders a document.
    ///
    /// - Returns: lines that end with a line end; no control characters but the view's own colours.
    public func render(_ document: Document) -> String {
        var lines: [String] = []
        for block in document.blocks {
            if !lines.isEmpty { lines.append("") }
            lines += render(block)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func render(_ block: Document.Block) -> [String] {
        switch block {
        case .heading(let level, let text):
            let lines = wrap(StyledText(text, .strong), indent: 0)
            guard level == 1 else { return lines }
            let title = TextSafety.columns(TextSafety.printable(text))
            return lines + [String(repeating: "=", count: min(width, title))]
        case .paragraph(let text):
            return wrap(text, indent: 0)
        case .list(let items):
            return items.flatMap { item in
                wrap(StyledText("- ") + item, indent: 2)
            }
        case .facts(let facts):
            let names = facts.map { TextSafety.printable(Heading.text($0.name)) }
            let column = min(width / 2, names.map(TextSafety.columns).max() ?? 0)
            return zip(names, facts).flatMap { name, fact in
                wrap(
                    StyledText(pad(TextSafety.cut(name, to: column), to: column, .left) + "  ") + fact.value,
                    indent: column + 2)
            }
        case .table(let table):
            return TableLayout(view: self, table: table).lines()
        case .preformatted(let lines):
            return lines.map { paint($0) }
        case .chart(let chart):
            return SparklineLayout(chart: chart).lines(width: width)
        }
    }

    /// Breaks a text at blanks so that each line fits, continuation lines indented.
    func wrap(_ text: StyledText, indent: Int) -> [String] {
        broken(text, indent: indent, width: width).map(paint)
    }

    /// Breaks a text at blanks into lines of at most `width` columns; a longer word stands alone, cut.
    func broken(_ text: StyledText, indent: Int, width: Int) -> [StyledText] {
        var lines: [[StyledText.Part]] = [[]]
        var used = 0
        for part in text.parts {
            for whole in Self.words(TextSafety.printable(part.text)) {
                let word = TextSafety.cut(whole, to: max(8, width - indent))
                let size = TextSafety.columns(word)
                if used + TextSafety.columns(Self.trimmed(word)) > width, used > indent {
                    lines.append([StyledText.Part(String(repeating: " ", count: indent))])
                    used = indent
                    let start = word.drop { $0 == " " }
                    lines[lines.count - 1].append(StyledText.Part(String(start), part.tone))
                    used += TextSafety.columns(String(start))
                } else {
                    lines[lines.count - 1].append(StyledText.Part(word, part.tone))
                    used += size
                }
            }
        }
        return lines.map { line in
            var parts = line
            while let last = parts.last, last.text.hasSuffix(" ") || last.text.isEmpty {
                parts[parts.count - 1].text = Self.trimmed(last.text)
                if parts[parts.count - 1].text.isEmpty { parts.removeLast() }
            }
            return StyledText(parts)
        }
    }

    /// Splits into words that carry the blanks after them.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var current = ""
        for character in text {
            if character != " ", current.last == " " {
                words.append(current)
                current = ""
            }
            current.append(character)
        }
        if !current.isEmpty { words.append(current) }
        return words
    }

    private static func trimmed(_ word: String) -> String {
        String(word.reversed().drop { $0 == " " }.reversed())
    }

    /// Fills a text with blanks to a width.
    func pad(_ text: String, to width: Int, _ alignment: Table.Alignment) -> String {
        let blanks = String(repeating: " ", count: max(0, width - TextSafety.columns(text)))
        return alignment == .left ? text + blanks : blanks + text
    }

    /// Colours a styled text, if colours are on.
    func paint(_ text: StyledText) -> String {
        text.parts.map { paint(TextSafety.printable($0.text), $0.tone) }.joined()
    }

    /// Colours text that is already printable.
    func paint(_ text: String, _ tone: StyledText.Tone) -> String {
        guard usesColor, !text.isEmpty else { return text }
        let code: String
        switch tone {
        case .plain: return text
        case .strong: code = "1"
        case .faint: code = "2"
        case .good, .added: code = "32"
        case .warning: code = "33"
        case .bad, .removed: code = "31"
        }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
