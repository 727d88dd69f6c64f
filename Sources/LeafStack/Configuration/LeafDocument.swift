import Yams

/// How much a leaf file may hold; a hostile file is refused before it costs time or memory.
public struct LeafFileLimits: Hashable, Sendable {
    /// Size in bytes.
    public var bytes: Int
    /// Nesting of mappings and lists.
    public var depth: Int
    /// Nodes, those reached again through an alias counted again.
    public var nodes: Int
    /// Words that may be an alias (`*name`), comments and literal blocks included.
    public var aliases: Int

    /// Makes limits; the defaults are far above any real leaf.
    public init(bytes: Int = 512 * 1024, depth: Int = 64, nodes: Int = 50_000, aliases: Int = 16) {
        self.bytes = bytes
        self.depth = depth
        self.nodes = nodes
        self.aliases = aliases
    }
}

/// A YAML file of one document, parsed within limits; every value keeps its place.
public struct LeafDocument: Hashable, Sendable {
    /// The file's name as the user gave it.
    public var file: String
    /// The document's root.
    public var root: LeafNode
    /// Keys that stand more than once in one mapping: place of each one that a later one overrides.
    public var overriddenKeys: [LeafEntry]

    /// Parses `bytes`.
    ///
    /// - Throws: ``LeafFileError`` when the bytes are not UTF-8, exceed a limit or are not YAML.
    public static func parse(
        _ bytes: some Collection<UInt8>, file: String, limits: LeafFileLimits = LeafFileLimits()
    ) throws(LeafFileError) -> LeafDocument {
        func refuse(_ reason: LeafFileError.Reason, line: Int = 1, column: Int = 1) -> LeafFileError {
            LeafFileError(place: FilePlace(file: file, line: line, column: column), reason: reason)
        }
        guard bytes.count <= limits.bytes else { throw refuse(.tooLarge(limit: limits.bytes)) }
        guard var text = String(validating: bytes, as: UTF8.self) else { throw refuse(.notUTF8) }
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        let aliases = countAliases(in: text)
        guard aliases <= limits.aliases else { throw refuse(.tooManyAliases(limit: limits.aliases)) }

        var overridden: [LeafEntry] = []
        while true {
            do {
                guard let root = try Parser(yaml: text, resolver: plainResolver).singleRoot() else {
                    throw refuse(.empty)
                }
                var builder = TreeBuilder(file: file, limits: limits)
                return LeafDocument(
                    file: file, root: try builder.node(root, depth: 0), overriddenKeys: overridden)
            } catch let error as LeafFileError {
                throw error
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                // The app lets the last of equal keys win; the parser refuses them. Hide the first and parse again.
                let mark = context.mark
                guard overridden.count < maskCount, let name = names.first,
                    let masked = mask(text, line: mark.line, column: mark.column, number: overridden.count)
                else { throw refuse(.duplicateKeys(names), line: mark.line, column: mark.column) }
                overridden.append(
                    LeafEntry(
                        key: name, line: mark.line, column: mark.column,
                        value: LeafNode(
                            line: mark.line, column: mark.column, content: .scalar(.null))))
                text = masked
            } catch {
                let (message, line, column) = describe(error)
                throw refuse(.syntax(message), line: line, column: column)
            }
        }
    }
}

/// Tags plain scalars with a name of our own, so that `5` and `"5"` stay apart and no rule of the parser's applies.
private let plainTag = Tag.Name(rawValue: "plain")
private let plainResolver: Resolver = (try? Resolver.basic.appending(plainTag, "^")) ?? .basic

/// Replaces the first scalar of an overridden key's text by one that no real file has; ``TreeBuilder`` drops such keys.
private let firstMask: UInt32 = 0xE000
private let maskCount = 256

private func mask(_ text: String, line: Int, column: Int, number: Int) -> String? {
    var scalars = text.unicodeScalars
    var position = scalars.startIndex
    var currentLine = 1
    while currentLine < line, position < scalars.endIndex {
        let scalar = scalars[position]
        position = scalars.index(after: position)
        if scalar == "\r", position < scalars.endIndex, scalars[position] == "\n" { continue }
        if scalar == "\n" || scalar == "\r" || scalar == "\u{85}" || scalar == "\u{2028}"
            || scalar == "\u{2029}"
        {
            currentLine += 1
        }
    }
    guard
        var place = scalars.index(position, offsetBy: column - 1, limitedBy: scalars.endIndex),
        place < scalars.endIndex
    else { return nil }
    if scalars[place] == "\"" || scalars[place] == "'" { place = scalars.index(after: place) }
    guard place < scalars.endIndex, let replacement = Unicode.Scalar(firstMask + UInt32(number)),
        scalars[place].properties.isAlphabetic || scalars[place].properties.numericType != nil
    else { return nil }
    scalars.replaceSubrange(place...place, with: [replacement])
    return String(scalars)
}

/// Counts `*name` at the start of a word: every alias, and perhaps words of comments and literal blocks.
private func countAliases(in text: String) -> Int {
    var count = 0
    var atWordStart = true
    var afterStar = false
    for byte in text.utf8 {
        let isWord =
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == 0x5F || byte == 0x2D || byte >= 0x80
        if afterStar, isWord { count += 1 }
        afterStar = atWordStart && byte == 0x2A
        atWordStart = byte <= 0x20 || byte == 0x5B || byte == 0x2C || byte == 0x7B || byte == 0x3A
    }
    return count
}

private func describe(_ error: any Error) -> (message: String, line: Int, column: Int) {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
        YamlError.composer(_, let problem, let mark, _):
        (problem, mark.line, mark.column)
    case YamlError.reader(let problem, _, _, _):
        (problem, 1, 1)
    default:
        ("cannot be parsed", 1, 1)
    }
}

/// Turns the parser's nodes into ``LeafNode``s, counting as it goes.
private struct TreeBuilder {
    let file: String
    let limits: LeafFileLimits
    var nodes = 0

    mutating func node(_ node: Node, depth: Int) throws(LeafFileError) -> LeafNode {
        let line = node.mark?.line ?? 1
        let column = node.mark?.column ?? 1
        let place = FilePlace(file: file, line: line, column: column)
        nodes += 1
        guard nodes <= limits.nodes else {
            throw LeafFileError(place: place, reason: .tooManyNodes(limit: limits.nodes))
        }
        guard depth <= limits.depth else {
            throw LeafFileError(place: place, reason: .tooDeep(limit: limits.depth))
        }
        switch node {
        case .scalar(let scalar):
            return LeafNode(line: line, column: column, content: .scalar(reading(of: scalar)))
        case .sequence(let sequence):
            var items: [LeafNode] = []
            for item in sequence { items.append(try self.node(item, depth: depth + 1)) }
            return LeafNode(line: line, column: column, content: .sequence(items))
        case .mapping(let mapping):
            return LeafNode(
                line: line, column: column, content: .mapping(try entries(of: mapping, depth: depth)))
        case .alias:
            throw LeafFileError(place: place, reason: .syntax("an alias without an anchor"))
        }
    }

    private mutating func entries(
        of mapping: Node.Mapping, depth: Int
    ) throws(LeafFileError) -> [LeafEntry] {
        var own: [LeafEntry] = []
        var merged: [LeafEntry] = []
        for (key, value) in mapping {
            let place = FilePlace(file: file, line: key.mark?.line ?? 1, column: key.mark?.column ?? 1)
            guard case .scalar(let scalar) = key else {
                throw LeafFileError(place: place, reason: .syntax("a key must be a scalar"))
            }
            if let first = scalar.string.unicodeScalars.first?.value, first >= firstMask,
                first < firstMask + UInt32(maskCount)
            {
                continue
            }
            let node = try self.node(value, depth: depth + 1)
            if scalar.string == "<<", isPlain(scalar) {
                merged += try mergedEntries(node, place: place)
            } else {
                own.append(
                    LeafEntry(key: scalar.string, line: place.line, column: place.column, value: node))
            }
        }
        return merged.filter { entry in !own.contains { $0.key == entry.key } } + own
    }

    /// The entries that `<<` brings in; of several mappings the first that has a key wins.
    private func mergedEntries(_ node: LeafNode, place: FilePlace) throws(LeafFileError) -> [LeafEntry] {
        switch node.content {
        case .mapping(let entries): return entries
        case .sequence(let nodes):
            var result: [LeafEntry] = []
            for node in nodes {
                guard case .mapping(let entries) = node.content else { break }
                result += entries.filter { entry in !result.contains { $0.key == entry.key } }
            }
            return result
        case .scalar:
            throw LeafFileError(place: place, reason: .syntax("`<<` takes a mapping or a list of mappings"))
        }
    }

    private func isPlain(_ scalar: Node.Scalar) -> Bool { scalar.tag.description == plainTag.rawValue }

    private func reading(of scalar: Node.Scalar) -> ScalarReading {
        let tag = Node.scalar(scalar).tag.description
        switch tag {
        case plainTag.rawValue: return ScalarReading(plain: scalar.string)
        case "tag:yaml.org,2002:str", "!": return .string(scalar.string)
        case "!ENV": return .environment(scalar.string)
        case "tag:yaml.org,2002:int", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:float",
            "tag:yaml.org,2002:null":
            // An explicit tag constructs from the text alone, quoted or not.
            return ScalarReading(plain: scalar.string)
        default: return .unknownTag(tag)
        }
    }
}
