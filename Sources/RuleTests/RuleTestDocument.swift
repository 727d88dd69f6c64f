import LeafStack
import Yams

/// Parses the YAML of a rule-test file within limits.
struct RuleTestDocument {
    private let file: String
    private let limits: RuleTestLimits
    private var values = 0

    private init(file: String, limits: RuleTestLimits) {
        self.file = file
        self.limits = limits
    }

    /// The root of the file's one document.
    static func root(
        of bytes: some Collection<UInt8>, file: String, limits: RuleTestLimits
    ) throws(RuleTestIssue) -> RuleTestNode {
        var document = RuleTestDocument(file: file, limits: limits)
        return try document.parse(bytes)
    }

    private func issue(
        _ reason: RuleTestIssue.Reason, line: Int = 1, column: Int = 1
    ) -> RuleTestIssue {
        RuleTestIssue(place: FilePlace(file: file, line: line, column: column), reason: reason)
    }

    private mutating func parse(_ bytes: some Collection<UInt8>) throws(RuleTestIssue) -> RuleTestNode {
        guard bytes.count <= limits.bytes else { throw issue(.tooLarge(limit: limits.bytes)) }
        guard var text = String(validating: bytes, as: UTF8.self) else { throw issue(.notUTF8) }
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        guard Self.aliases(in: text) <= limits.aliases else {
            throw issue(.tooManyAliases(limit: limits.aliases))
        }
        do {
            guard let root = try Parser(yaml: text).singleRoot() else { throw issue(.noTests) }
            return try node(root, depth: 0)
        } catch let error as RuleTestIssue {
            throw error
        } catch YamlError.duplicatedKeysInMapping(let names, let context) {
            let words = "the key \(names.sorted().joined(separator: ", ")) stands twice"
            throw issue(.syntax(words), line: context.mark.line, column: context.mark.column)
        } catch {
            let (words, line, column) = Self.describe(error)
            throw issue(.syntax(words), line: line, column: column)
        }
    }

    private mutating func node(_ node: Node, depth: Int) throws(RuleTestIssue) -> RuleTestNode {
        let (line, column) = (node.mark?.line ?? 1, node.mark?.column ?? 1)
        let place = FilePlace(file: file, line: line, column: column)
        values += 1
        guard values <= limits.values else {
            throw issue(.tooManyValues(limit: limits.values), line: line, column: column)
        }
        guard depth <= limits.depth else {
            throw issue(.tooDeep(limit: limits.depth), line: line, column: column)
        }
        switch node {
        case .scalar(let scalar):
            let tag = Self.ownTag(scalar)
            let isPlain = tag == nil && (scalar.style == .plain || scalar.style == .any)
            return RuleTestNode(place: place, content: .scalar(scalar.string, isPlain: isPlain, tag: tag))
        case .sequence(let sequence):
            var items: [RuleTestNode] = []
            for item in sequence { items.append(try self.node(item, depth: depth + 1)) }
            return RuleTestNode(place: place, content: .list(items))
        case .mapping(let mapping):
            return RuleTestNode(place: place, content: .mapping(try entries(of: mapping, depth: depth)))
        case .alias:
            throw issue(.syntax("an alias without an anchor"), line: line, column: column)
        }
    }

    /// The entries of a mapping; those that `<<` brings in come first and lose against its own.
    private mutating func entries(
        of mapping: Node.Mapping, depth: Int
    ) throws(RuleTestIssue) -> [RuleTestNode.Entry] {
        var own: [RuleTestNode.Entry] = []
        var merged: [RuleTestNode.Entry] = []
        for (key, value) in mapping {
            let place = FilePlace(file: file, line: key.mark?.line ?? 1, column: key.mark?.column ?? 1)
            guard case .scalar(let scalar) = key else {
                throw RuleTestIssue(place: place, reason: .syntax("a key must be a scalar"))
            }
            let node = try self.node(value, depth: depth + 1)
            guard scalar.string == "<<", scalar.style == .plain || scalar.style == .any else {
                own.append(RuleTestNode.Entry(key: scalar.string, place: place, value: node))
                continue
            }
            for source in node.list ?? [node] {
                guard let entries = source.entries else {
                    throw RuleTestIssue(place: place, reason: .syntax("`<<` takes mappings"))
                }
                merged += entries.filter { entry in !merged.contains { $0.key == entry.key } }
            }
        }
        return merged.filter { entry in !own.contains { $0.key == entry.key } } + own
    }

    /// The tag that somebody wrote, such as `!ENV`.
    private static func ownTag(_ scalar: Node.Scalar) -> String? {
        let tag = scalar.tag.description
        return tag.hasPrefix("!") && tag != "!" ? tag : nil
    }

    /// Counts `*name` at the start of a word: every alias, and perhaps words of comments and blocks.
    private static func aliases(in text: String) -> Int {
        var count = 0
        var atWordStart = true
        var afterStar = false
        for byte in text.utf8 {
            let isWord =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x5F || byte == 0x2D || byte >= 0x80
            if afterStar, isWord { count += 1 }
            afterStar = atWordStart && byte == 0x2A
            atWordStart = byte <= 0x20 || [0x5B, 0x2C, 0x7B, 0x3A].contains(byte)
        }
        return count
    }

    private static func describe(_ error: any Error) -> (words: String, line: Int, column: Int) {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            (problem, mark.line, mark.column)
        case YamlError.reader(let problem, _, _, _): (problem, 1, 1)
        default: ("cannot be parsed", 1, 1)
        }
    }
}
