import Yams

/// The `Watchdog` block of a leaf file: its values and where in the text they stand.
struct WatchdogLayout {
    /// One setting that is written in the file.
    struct Entry: Sendable {
        /// Offset of the key.
        var keyStart: Int
        /// Offset of the value.
        var valueStart: Int
        /// The value and its bytes, or why it must not be changed.
        var value: Result<Value, LeafFileRefusal>

        /// A value and its bytes.
        struct Value: Hashable, Sendable {
            /// The value as Container Manager reads it.
            var value: LeafSettingValue
            /// Its bytes.
            var range: Range<Int>
        }
    }

    /// One block of keys.
    struct Block: Sendable {
        /// Offset of the first key, or of the opening brace.
        var start: Int
        /// Whether it is written in braces.
        var isFlow: Bool
        /// 0-based column of the keys of a block without braces, in blanks.
        var column: Int
        /// What to indent a block inside of this one by, in blanks.
        var step: Int
    }

    /// The text.
    var source: SourceText
    /// The `Watchdog` block.
    var watchdog: Block
    /// The `InstanceLeftUp` block and the offset of its key, if it is written.
    var instanceLeftUp: (keyStart: Int, block: Block)?
    /// The settings that are written.
    var entries: [WatchdogSetting: Entry]
    /// The values of all other top-level keys, to compare before and after an edit.
    var others: [Yams.Node: Yams.Node]

    /// The value of a setting as it holds, its default if it is not written; `nil` when the file does not say.
    func value(of setting: WatchdogSetting) -> LeafSettingValue? {
        guard let entry = entries[setting] else {
            switch setting {
            case .threshold: return nil
            case .minutesWithoutConnections: return .integer(7)
            case .durationHours: return .integer(8)
            case .shouldStop: return .boolean(false)
            }
        }
        return try? entry.value.get().value
    }

    /// The block a setting belongs to, if that is written.
    func block(of setting: WatchdogSetting) -> Block? {
        switch setting {
        case .threshold, .minutesWithoutConnections: watchdog
        case .durationHours, .shouldStop: instanceLeftUp?.block
        }
    }
}

/// Reads a leaf file for editing.
struct WatchdogLayoutReader {
    /// Largest leaf file, in bytes.
    static let sizeLimit = 1 << 20
    /// Most nodes, aliases written out.
    static let nodeLimit = 100_000

    private let source: SourceText

    /// Reads the `Watchdog` block.
    /// - Throws: what the file has that Container Manager refuses, or that cannot be edited in place.
    static func read(_ bytes: [UInt8]) throws(LeafFileRefusal) -> WatchdogLayout {
        guard bytes.count <= sizeLimit else {
            throw LeafFileRefusal(.tooLarge(bytes: bytes.count, limit: sizeLimit))
        }
        let reader = WatchdogLayoutReader(source: SourceText(bytes))
        return try reader.layout()
    }

    private func layout() throws(LeafFileRefusal) -> WatchdogLayout {
        let root = try mapping(try compose(), key: "", keyStart: -1)
        try refuseMerge(root, key: "")
        var others: [Node: Node] = [:]
        var found: (key: Node, value: Node)?
        for (key, value) in root {
            if key.scalar?.string == "Watchdog" { found = (key, value) } else { others[key] = value }
        }
        guard let found else { throw LeafFileRefusal(.missing("Watchdog")) }
        let keyStart = try start(of: found.key, key: "Watchdog")
        let block = try self.block(found.value, key: "Watchdog", keyStart: keyStart)
        var layout = WatchdogLayout(
            source: source, watchdog: block, instanceLeftUp: nil, entries: [:], others: others)
        try readWatchdog(try mapping(found.value, key: "Watchdog", keyStart: keyStart), into: &layout)
        return layout
    }

    private func readWatchdog(_ mapping: Node.Mapping, into layout: inout WatchdogLayout)
        throws(LeafFileRefusal)
    {
        try refuseMerge(mapping, key: "Watchdog")
        for (key, value) in mapping {
            let keyStart = try start(of: key, key: "Watchdog")
            switch key.scalar?.string {
            case "Threshold":
                layout.entries[.threshold] = try entry(value, .threshold, keyStart: keyStart)
            case "MinutesWithoutConnections":
                layout.entries[.minutesWithoutConnections] = try entry(
                    value, .minutesWithoutConnections, keyStart: keyStart)
            case "InstanceLeftUp":
                let path = "Watchdog.InstanceLeftUp"
                let block = try self.block(value, key: path, keyStart: keyStart)
                layout.instanceLeftUp = (keyStart, block)
                let inner = try self.mapping(value, key: path, keyStart: keyStart)
                try readInstanceLeftUp(inner, into: &layout)
            default: throw unknown(key, in: "Watchdog", at: keyStart)
            }
        }
        guard layout.entries[.threshold] != nil else {
            throw LeafFileRefusal(
                .missing("Threshold"), key: "Watchdog", place: source.place(of: layout.watchdog.start))
        }
    }

    private func readInstanceLeftUp(
        _ mapping: Node.Mapping, into layout: inout WatchdogLayout
    ) throws(LeafFileRefusal) {
        let path = "Watchdog.InstanceLeftUp"
        try refuseMerge(mapping, key: path)
        for (key, value) in mapping {
            let keyStart = try start(of: key, key: path)
            switch key.scalar?.string {
            case "DurationHours":
                layout.entries[.durationHours] = try entry(value, .durationHours, keyStart: keyStart)
            case "ShouldStop":
                layout.entries[.shouldStop] = try entry(value, .shouldStop, keyStart: keyStart)
            default: throw unknown(key, in: path, at: keyStart)
            }
        }
    }

    private func unknown(_ key: Node, in path: String, at offset: Int) -> LeafFileRefusal {
        LeafFileRefusal(
            .unknownKey(key.scalar?.string ?? "that is no text"), key: path, place: source.place(of: offset))
    }

    // MARK: - Document

    private func compose() throws(LeafFileRefusal) -> Node {
        guard let text = source.string else {
            throw LeafFileRefusal(.notText(offset: source.firstInvalidOffset ?? 0))
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw refusal(of: error)
        }
        guard let root else { throw LeafFileRefusal(.noMapping) }
        var budget = WatchdogLayoutReader.nodeLimit
        guard WatchdogLayoutReader.count(root, budget: &budget) else {
            throw LeafFileRefusal(.tooManyNodes(limit: WatchdogLayoutReader.nodeLimit))
        }
        return root
    }

    private func refusal(of error: any Error) -> LeafFileRefusal {
        switch error as? YamlError {
        case .duplicatedKeysInMapping(let keys, let context)?:
            let place = TextPlace(line: context.mark.line, column: context.mark.column)
            return LeafFileRefusal(.duplicate(keys.first ?? ""), place: place)
        case .scanner(_, let problem, let mark, _)?, .parser(_, let problem, let mark, _)?,
            .composer(_, let problem, let mark, _)?:
            return LeafFileRefusal(.notYAML(problem), place: TextPlace(line: mark.line, column: mark.column))
        case .reader(let problem, let offset, _, _)?:
            return LeafFileRefusal(.notYAML(problem), place: offset.map { source.place(of: $0) })
        default: return LeafFileRefusal(.notYAML("\(error)"))
        }
    }

    /// Counts nodes down; false when the budget ran out, which aliases of aliases do quickly.
    private static func count(_ node: Node, budget: inout Int) -> Bool {
        budget -= 1
        guard budget >= 0 else { return false }
        switch node {
        case .scalar, .alias: return true
        case .sequence(let sequence):
            for child in sequence where !count(child, budget: &budget) { return false }
            return true
        case .mapping(let mapping):
            for (key, value) in mapping {
                guard count(key, budget: &budget), count(value, budget: &budget) else { return false }
            }
            return true
        }
    }

    // MARK: - Places

    private func start(of node: Node, key: String) throws(LeafFileRefusal) -> Int {
        guard let mark = node.mark else { throw LeafFileRefusal(.layout("a value has no place"), key: key) }
        guard let offset = source.offset(line: mark.line, column: mark.column) else {
            throw LeafFileRefusal(
                .layout("a value lies outside of the text"), key: key,
                place: TextPlace(line: mark.line, column: mark.column))
        }
        return offset
    }

    private func mapping(_ node: Node, key: String, keyStart: Int) throws(LeafFileRefusal) -> Node.Mapping {
        if let mapping = node.mapping { return mapping }
        guard !key.isEmpty else { throw LeafFileRefusal(.noMapping) }
        throw LeafFileRefusal(
            .wrongType(found: kind(of: node), wanted: "a block of keys"), key: key,
            place: source.place(of: keyStart))
    }

    private func refuseMerge(_ mapping: Node.Mapping, key: String) throws(LeafFileRefusal) {
        for (name, _) in mapping where name.scalar?.string == "<<" && name.scalar?.style == .plain {
            throw LeafFileRefusal(.mergeKey, key: key, place: source.place(of: try start(of: name, key: key)))
        }
    }

    /// The shape of a block of keys; `start` of the outer key decides how deep blocks inside are indented.
    private func block(_ node: Node, key: String, keyStart: Int) throws(LeafFileRefusal)
        -> WatchdogLayout.Block
    {
        let offset = try start(of: node, key: key)
        if let refusal = property(of: node, at: offset, keyStart: keyStart) {
            throw LeafFileRefusal(refusal, key: key, place: source.place(of: keyStart))
        }
        _ = try mapping(node, key: key, keyStart: keyStart)
        let line = source.lineIndex(of: offset)
        let column = offset - source.lines[line].start
        let keyColumn = keyStart - source.lines[source.lineIndex(of: keyStart)].start
        return WatchdogLayout.Block(
            start: offset, isFlow: source.has("{".utf8, at: offset), column: column,
            step: column > keyColumn ? column - keyColumn : 2)
    }

    /// An anchor, alias or tag at a value: reasons to leave it alone.
    private func property(of node: Node, at offset: Int, keyStart: Int) -> LeafFileRefusal.Reason? {
        if offset < keyStart { return .alias }
        if source.has("&".utf8, at: offset) { return .anchor }
        guard source.has("!".utf8, at: offset) else { return nil }
        let tag = node.tag.description
        return tag == "!ENV" ? .environment : .tag(tag)
    }

    // MARK: - Values

    private func entry(
        _ node: Node, _ setting: WatchdogSetting, keyStart: Int
    ) throws(LeafFileRefusal) -> WatchdogLayout.Entry {
        let offset = try start(of: node, key: setting.path)
        let place = source.place(of: offset)
        if let reason = property(of: node, at: offset, keyStart: keyStart) {
            let refusal = LeafFileRefusal(
                reason, key: setting.path, place: reason == .alias ? source.place(of: keyStart) : place)
            return WatchdogLayout.Entry(
                keyStart: keyStart, valueStart: max(offset, keyStart), value: .failure(refusal))
        }
        let wanted = setting == .shouldStop ? "True or False" : "a whole number"
        guard let scalar = node.scalar, scalar.style == .plain else {
            throw LeafFileRefusal(
                .wrongType(found: kind(of: node), wanted: wanted), key: setting.path, place: place)
        }
        let value: LeafSettingValue
        switch (YAML11Scalar(plain: scalar.string), setting) {
        case (.boolean(let truth), .shouldStop): value = .boolean(truth)
        case (.integer(let number), .threshold): value = .integer(number)
        case (.integer(let number), .minutesWithoutConnections), (.integer(let number), .durationHours):
            guard number >= 0 else {
                throw LeafFileRefusal(.negative(number), key: setting.path, place: place)
            }
            value = .integer(number)
        case (.hugeInteger, .threshold), (.hugeInteger, .minutesWithoutConnections),
            (.hugeInteger, .durationHours):
            throw LeafFileRefusal(.tooLargeNumber(scalar.string), key: setting.path, place: place)
        default:
            throw LeafFileRefusal(
                .wrongType(found: kind(of: node), wanted: wanted), key: setting.path, place: place)
        }
        guard source.has(scalar.string.utf8, at: offset) else {
            throw LeafFileRefusal(
                .layout("the value is not written in one piece"), key: setting.path, place: place)
        }
        let range = offset..<(offset + scalar.string.utf8.count)
        return WatchdogLayout.Entry(
            keyStart: keyStart, valueStart: offset, value: .success(.init(value: value, range: range)))
    }

    private func kind(of node: Node) -> String {
        switch node {
        case .mapping: return "a block of keys"
        case .sequence: return "a list"
        case .alias: return "an alias"
        case .scalar(let scalar):
            guard scalar.style == .plain else { return "a quoted text" }
            let kind = YAML11Scalar(plain: scalar.string).kind
            return scalar.string.isEmpty ? kind : "\(kind) (\(EscapedText(scalar.string)))"
        }
    }
}
