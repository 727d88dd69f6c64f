import LeafStack

/// One value of a rule-test file, with its place.
struct RuleTestNode: Hashable, Sendable {
    indirect enum Content: Hashable, Sendable {
        /// A scalar; `isPlain` when it is neither quoted nor tagged, so that it may be a number, a boolean or nothing.
        case scalar(String, isPlain: Bool, tag: String?)
        case list([RuleTestNode])
        case mapping([Entry])
    }

    /// One key with its value.
    struct Entry: Hashable, Sendable {
        var key: String
        var place: FilePlace
        var value: RuleTestNode
    }

    var place: FilePlace
    var content: Content

    var isNull: Bool {
        guard case .scalar(let text, true, _) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    var boolean: Bool? {
        guard case .scalar(let text, true, _) = content else { return nil }
        switch text {
        case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": return true
        case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": return false
        default: return nil
        }
    }

    /// A decimal number, with or without fraction and exponent; `nil` for anything else, `010` and `0x1F` included.
    var number: Double? {
        guard case .scalar(let text, true, _) = content, Self.isDecimal(text, allowsExponent: true) else {
            return nil
        }
        let value = Double(text.hasPrefix("+") ? String(text.dropFirst()) : text)
        return value.flatMap { $0.isFinite ? $0 : nil }
    }

    var integer: Int? {
        guard let number else { return nil }
        return Int(exactly: number)
    }

    /// The same without its quotes, where a number in quotes means the number.
    var unquoted: RuleTestNode {
        guard case .scalar(let text, false, nil) = content else { return self }
        var node = self
        node.content = .scalar(text, isPlain: true, tag: nil)
        return node.number == nil ? self : node
    }

    /// The text of any scalar as it is written, nothing excepted.
    var text: String? {
        guard case .scalar(let text, _, _) = content, !isNull else { return nil }
        return text
    }

    var list: [RuleTestNode]? {
        guard case .list(let items) = content else { return nil }
        return items
    }

    var entries: [Entry]? {
        guard case .mapping(let entries) = content else { return nil }
        return entries
    }

    /// What it is, for messages.
    var kindName: String {
        switch content {
        case .list: return "a list"
        case .mapping: return "a mapping"
        case .scalar(let text, let isPlain, let tag):
            if let tag { return "a value tagged \(tag)" }
            if isNull { return "nothing" }
            return isPlain ? String(text.prefix(60)) : String(text.prefix(60)).debugDescription
        }
    }

    /// Whether a text is a decimal number without superfluous leading zeros.
    static func isDecimal(_ text: String, allowsExponent: Bool) -> Bool {
        var rest = Substring(text)
        func isDigits(_ text: Substring) -> Bool {
            !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        if let mark = rest.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            var exponent = rest[rest.index(after: mark)...]
            if exponent.first == "-" || exponent.first == "+" { exponent.removeFirst() }
            guard allowsExponent, isDigits(exponent) else { return false }
            rest = rest[..<mark]
        }
        let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first else { return false }
        if whole.count > 1, whole.first == "0" { return false }
        if parts.count == 1 { return isDigits(whole) }
        return (isDigits(whole) && (parts[1].isEmpty || isDigits(parts[1])))
            || (whole.isEmpty && isDigits(parts[1]))
    }
}
