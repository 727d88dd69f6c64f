/// Collects the replacements that bring wanted settings into a leaf file.
struct LeafFileDraft {
    /// The replacements so far.
    private(set) var splices: [TextSplice] = []
    private let layout: WatchdogLayout
    private let evidence: [WatchdogSetting: String]
    private var source: SourceText { layout.source }

    init(_ layout: WatchdogLayout, evidence: [WatchdogSetting: String]) {
        self.layout = layout
        self.evidence = evidence
    }

    /// Works out the replacements.
    mutating func make(_ wanted: WantedSettings) throws(LeafFileRefusal) {
        var missing: [(WatchdogSetting, LeafSettingValue)] = []
        var removed: [WatchdogSetting] = []
        for setting in WatchdogSetting.allCases {
            switch wanted.action(on: setting) {
            case .keep: continue
            case .absent: if layout.entries[setting] != nil { removed.append(setting) }
            case .set(let value):
                guard let entry = layout.entries[setting] else {
                    if value != setting.defaultValue { missing.append((setting, value)) }
                    continue
                }
                try replace(entry, setting, by: value)
            }
        }
        try insert(missing)
        try remove(removed)
    }

    // MARK: - Replacing

    private mutating func replace(
        _ entry: WatchdogLayout.Entry, _ setting: WatchdogSetting, by value: LeafSettingValue
    ) throws(LeafFileRefusal) {
        let present = try entry.value.get()
        guard present.value != value else { return }
        splices.append(TextSplice(present.range, value.description))
        comment(on: setting, aboveKeyAt: entry.keyStart)
    }

    /// Writes the line of evidence above a key that is there, over an older one about the same setting.
    private mutating func comment(on setting: WatchdogSetting, aboveKeyAt keyStart: Int) {
        guard let text = evidence[setting] else { return }
        let comment = LeafFileDraft.comment(setting, text)
        let line = source.lineIndex(of: keyStart)
        var above = line - 1
        while above >= 0, source.content(ofLine: above).starts(with: LeafFileDraft.mark.utf8) {
            if source.content(ofLine: above).starts(with: "\(LeafFileDraft.mark)\(setting.rawValue): ".utf8) {
                let start = source.lines[above].start + source.indentation(ofLine: above)
                splices.append(TextSplice(start..<source.lines[above].contentEnd, comment))
                return
            }
            above -= 1
        }
        let indentation = String(repeating: " ", count: source.indentation(ofLine: line))
        let lineEnd = String(decoding: source.lineEnd(ofLine: max(0, line - 1)), as: UTF8.self)
        let start = source.lines[line].start
        splices.append(TextSplice(start..<start, indentation + comment + lineEnd))
    }

    /// How comments written by leafwatch begin.
    private static let mark = "# leafwatch: "

    private static func comment(_ setting: WatchdogSetting, _ text: String) -> String {
        "\(mark)\(setting.rawValue): \(EscapedText(text, limit: 400))"
    }

    // MARK: - Inserting

    private mutating func insert(_ missing: [(WatchdogSetting, LeafSettingValue)]) throws(LeafFileRefusal) {
        let ofWatchdog = missing.filter { $0.0 == .minutesWithoutConnections }
        let ofLeftUp = missing.filter { $0.0 != .minutesWithoutConnections }
        // Inserted at one place, the minutes come first: after `Threshold`, before a new block.
        if !ofWatchdog.isEmpty {
            try insert(ofWatchdog, into: layout.watchdog, after: .threshold)
        }
        guard !ofLeftUp.isEmpty else { return }
        if let (_, block) = layout.instanceLeftUp {
            let written = [WatchdogSetting.durationHours, .shouldStop].first { layout.entries[$0] != nil }
            try insert(ofLeftUp, into: block, after: written)
        } else {
            try insertLeftUp(ofLeftUp)
        }
    }

    /// Inserts keys behind a sibling, or into empty braces.
    private mutating func insert(
        _ settings: [(WatchdogSetting, LeafSettingValue)], into block: WatchdogLayout.Block,
        after sibling: WatchdogSetting?
    ) throws(LeafFileRefusal) {
        if block.isFlow {
            let pairs = settings.map { "\($0.0.rawValue): \($0.1)" }.joined(separator: ", ")
            if let sibling, let entry = layout.entries[sibling] {
                let end = try entry.value.get().range.upperBound
                splices.append(TextSplice(end..<end, ", " + pairs))
            } else {
                splices.append(TextSplice(block.start + 1..<block.start + 1, pairs))
            }
            for (setting, _) in settings { comment(on: setting, aboveKeyAt: block.start) }
            return
        }
        guard let sibling, let entry = layout.entries[sibling] else {
            throw LeafFileRefusal(.layout("a block without keys and braces"), key: "Watchdog.InstanceLeftUp")
        }
        let lines = settings.flatMap { keyLines($0.0, $0.1, column: block.column) }
        insert(lines, afterLine: source.lineIndex(of: entry.valueStart))
    }

    /// Inserts a whole `InstanceLeftUp` at the end of the `Watchdog` block.
    private mutating func insertLeftUp(_ settings: [(WatchdogSetting, LeafSettingValue)])
        throws(LeafFileRefusal)
    {
        let entries = layout.entries.values.sorted { $0.valueStart < $1.valueStart }
        guard let last = entries.last else { return }
        if layout.watchdog.isFlow {
            let pairs = settings.map { "\($0.0.rawValue): \($0.1)" }.joined(separator: ", ")
            let end = try last.value.get().range.upperBound
            splices.append(TextSplice(end..<end, ", InstanceLeftUp: {\(pairs)}"))
            for (setting, _) in settings { comment(on: setting, aboveKeyAt: layout.watchdog.start) }
            return
        }
        let column = layout.watchdog.column
        let head = String(repeating: " ", count: column) + "InstanceLeftUp:"
        let body = settings.flatMap { keyLines($0.0, $0.1, column: column + layout.watchdog.step) }
        insert(
            [head] + body, afterLine: lastLine(from: source.lineIndex(of: last.valueStart), column: column))
    }

    /// The lines of one key: its evidence, if any, and the key itself.
    private func keyLines(_ setting: WatchdogSetting, _ value: LeafSettingValue, column: Int) -> [String] {
        let indentation = String(repeating: " ", count: column)
        let comment = evidence[setting].map { indentation + LeafFileDraft.comment(setting, $0) }
        return [comment, "\(indentation)\(setting.rawValue): \(value)"].compactMap { $0 }
    }

    /// The last line of a block: comments that follow and are indented like its keys still belong to it.
    private func lastLine(from line: Int, column: Int) -> Int {
        var last = line
        var next = line + 1
        while next < source.lines.count {
            if !source.isBlank(line: next) {
                guard source.content(ofLine: next).first == UInt8(ascii: "#"),
                    column > 0, source.indentation(ofLine: next) >= column
                else { break }
                last = next
            }
            next += 1
        }
        return last
    }

    private mutating func insert(_ lines: [String], afterLine index: Int) {
        let line = source.lines[index]
        let lineEnd = String(decoding: source.lineEnd(ofLine: index), as: UTF8.self)
        let text =
            line.contentEnd < line.end
            ? lines.map { $0 + lineEnd }.joined() : lines.map { lineEnd + $0 }.joined()
        splices.append(TextSplice(line.end..<line.end, text))
    }

    // MARK: - Removing

    private mutating func remove(_ settings: [WatchdogSetting]) throws(LeafFileRefusal) {
        let written = [WatchdogSetting.durationHours, .shouldStop].filter { layout.entries[$0] != nil }
        let emptiesLeftUp = !written.isEmpty && written.allSatisfy { settings.contains($0) }
        for setting in settings {
            if emptiesLeftUp, written.contains(setting) { continue }
            guard let entry = layout.entries[setting], let block = layout.block(of: setting) else { continue }
            let end = try entry.value.get().range.upperBound
            try remove(setting.path, keyStart: entry.keyStart, end: end, in: block, marks: [setting])
        }
        guard emptiesLeftUp, let (keyStart, block) = layout.instanceLeftUp else { return }
        let path = "Watchdog.InstanceLeftUp"
        var end = 0
        for setting in written {
            if let entry = layout.entries[setting] { end = max(end, try entry.value.get().range.upperBound) }
        }
        if block.isFlow {
            while end < source.bytes.count, LeafFileDraft.isSpace(source.bytes[end]) { end += 1 }
            guard source.has("}".utf8, at: end) else { throw layoutRefusal(path, at: end) }
            end += 1
        }
        try remove(path, keyStart: keyStart, end: end, in: layout.watchdog, marks: written)
    }

    /// Takes a key with its value out; `marks` are the settings whose evidence goes with it.
    private mutating func remove(
        _ path: String, keyStart: Int, end: Int, in block: WatchdogLayout.Block, marks: [WatchdogSetting]
    ) throws(LeafFileRefusal) {
        if block.isFlow { return try removeFlow(path, keyStart: keyStart, end: end) }
        let first = source.lineIndex(of: keyStart)
        let last = source.lineIndex(of: end)
        guard source.indentation(ofLine: first) == keyStart - source.lines[first].start else {
            throw layoutRefusal(path, at: keyStart)
        }
        for line in first...last where source.content(ofLine: line).first == UInt8(ascii: "#") {
            let isMark = source.content(ofLine: line).starts(with: LeafFileDraft.mark.utf8)
            guard isMark else { throw layoutRefusal(path, at: source.lines[line].start) }
        }
        var top = first
        while top > 0,
            marks.contains(where: {
                source.content(ofLine: top - 1).starts(with: "\(LeafFileDraft.mark)\($0.rawValue): ".utf8)
            })
        { top -= 1 }
        let lines = source.lines
        if lines[last].contentEnd < lines[last].end || top == 0 {
            splices.append(TextSplice(lines[top].start..<lines[last].end, []))
        } else {
            splices.append(TextSplice(lines[top - 1].contentEnd..<lines[last].end, []))
        }
    }

    private mutating func removeFlow(_ path: String, keyStart: Int, end: Int) throws(LeafFileRefusal) {
        let bytes = source.bytes
        var before = keyStart
        while before > 0, LeafFileDraft.isSpace(bytes[before - 1]) { before -= 1 }
        if source.has(",".utf8, at: before - 1) {
            splices.append(TextSplice(before - 1..<end, []))
            return
        }
        guard source.has("{".utf8, at: before - 1) else { throw layoutRefusal(path, at: keyStart) }
        var after = end
        while after < bytes.count, LeafFileDraft.isSpace(bytes[after]) { after += 1 }
        if source.has(",".utf8, at: after) {
            after += 1
            while after < bytes.count, bytes[after] == UInt8(ascii: " ") { after += 1 }
            splices.append(TextSplice(keyStart..<after, []))
        } else if source.has("}".utf8, at: after) {
            splices.append(TextSplice(keyStart..<end, []))
        } else {
            throw layoutRefusal(path, at: after)
        }
    }

    private func layoutRefusal(_ path: String, at offset: Int) -> LeafFileRefusal {
        LeafFileRefusal(
            .layout("the key cannot be taken out without losing what stands around it"), key: path,
            place: source.place(of: offset))
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
