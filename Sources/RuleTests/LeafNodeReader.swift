import LeafStack

/// Gets the leaf of a test: a path to a leaf file, or the mapping of one written into the test.
enum LeafNodeReader {
    static func leaf(
        _ node: RuleTestNode, with reader: inout RuleTestReader, readFile: (String) throws -> [UInt8]
    ) -> Leaf? {
        do throws(LeafFileError) {
            if node.entries != nil {
                let text = flowText(node)
                let configuration = try LeafConfiguration(
                    reading: text.utf8, file: "leaf", limits: LeafFileLimits(nodes: 500_000))
                return try leaf(configuration, at: node, isInline: true, with: &reader)
            }
            guard let path = node.text, !path.isEmpty else {
                reader.wrong(node, "leaf", expected: "a path or the mapping of a leaf file")
                return nil
            }
            let bytes: [UInt8]
            do {
                bytes = try readFile(path)
            } catch {
                reader.note(.leaf("\(path) cannot be read: \(error)"), node.place)
                return nil
            }
            let configuration = try LeafConfiguration(reading: bytes, file: path)
            return try leaf(configuration, at: node, isInline: false, with: &reader)
        } catch {
            reader.note(.leaf(node.entries == nil ? error.description : error.message), node.place)
            return nil
        }
    }

    /// The leaf, unless the app would refuse what matters here: the watchdog's settings and unknown keys.
    private static func leaf(
        _ configuration: LeafConfiguration, at node: RuleTestNode, isInline: Bool,
        with reader: inout RuleTestReader
    ) throws(LeafFileError) -> Leaf? {
        let wrong = configuration.issues.first { issue in
            let isWatchdog = issue.path == "Watchdog" || issue.path.hasPrefix("Watchdog.")
            let isUnknown = isInline && issue.kind == .unknownKey
            return issue.isRefusedByApp && (isWatchdog || isUnknown)
        }
        if let wrong {
            let place = isInline ? "" : "\(wrong.place): "
            reader.note(.leaf(place + wrong.message), node.place)
            return nil
        }
        return try configuration.leaf()
    }

    /// A node as YAML of one line, so that an inline leaf is read exactly as a file is.
    private static func flowText(_ node: RuleTestNode) -> String {
        switch node.content {
        case .mapping(let entries):
            let items = entries.map { "\(quoted($0.key)): \(flowText($0.value))" }
            return "{" + items.joined(separator: ", ") + "}"
        case .list(let items): return "[" + items.map(flowText).joined(separator: ", ") + "]"
        case .scalar(let text, let isPlain, let tag):
            if isPlain, text.utf8.allSatisfy(isHarmless) { return text.isEmpty ? "null" : text }
            return (tag.map { $0 + " " } ?? "") + quoted(text)
        }
    }

    /// Letters, digits and what numbers consist of: what may stand plain anywhere.
    private static func isHarmless(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2E, 0x2B, 0x2D, 0x7E: true
        default: false
        }
    }

    /// A double-quoted YAML scalar.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                result += "\\x" + (digits.count < 2 ? "0" : "") + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
