import Yams

/// A template in YAML, with short-form intrinsics (`!Ref`, `!GetAtt`, `!Sub`, ...) or without.
///
/// Tags, quoting and layout of everything but the changed values stay as they are.
struct YAMLTemplateText: TemplateText {
    let bytes: [UInt8]
    let value: JSONValue
    private let source: SourceText

    /// Reads a template.
    init(_ bytes: [UInt8]) throws(TemplateProblem) {
        self.bytes = bytes
        source = SourceText(bytes)
        value = try YAMLTemplateText.value(of: try YAMLTemplateText.compose(source))
    }

    func splices(for operations: [TemplateOperation]) throws(TemplateProblem) -> [TextSplice] {
        let root = try YAMLTemplateText.compose(source)
        var splices: [TextSplice] = []
        for operation in operations {
            switch operation.change {
            case .replace(let value):
                splices.append(try replace(try node(at: operation.pointer, in: root), by: value))
            case .append(let value):
                splices.append(try append(value, to: try node(at: operation.pointer, in: root), root))
            case .remove:
                guard let index = operation.pointer.tokens.last.flatMap({ Int($0) }) else {
                    throw layout("no index")
                }
                let array = JSONPointer([String](operation.pointer.tokens.dropLast()))
                splices.append(try remove(index, from: try node(at: array, in: root)))
            }
        }
        return splices
    }

    // MARK: - Reading

    private static let nodeLimit = 500_000

    private static func compose(_ source: SourceText) throws(TemplateProblem) -> Node {
        guard source.bytes.count <= 8 << 20 else { throw TemplateProblem(.yaml("larger than 8 MiB")) }
        guard let text = source.string else { throw TemplateProblem(.yaml("not UTF-8 text")) }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw TemplateProblem(.yaml("\(error)"))
        }
        guard let root else { throw TemplateProblem(.yaml("no document in it")) }
        return root
    }

    private static func value(of root: Node) throws(TemplateProblem) -> JSONValue {
        var budget = nodeLimit
        guard let value = value(of: root, budget: &budget) else {
            throw TemplateProblem(.yaml("more than \(nodeLimit) values"))
        }
        return value
    }

    private static func value(of node: Node, budget: inout Int) -> JSONValue? {
        budget -= 1
        guard budget >= 0 else { return nil }
        var value: JSONValue
        switch node {
        case .scalar(let scalar): value = plain(scalar)
        case .sequence(let sequence):
            var elements: [JSONValue] = []
            for child in sequence {
                guard let element = Self.value(of: child, budget: &budget) else { return nil }
                elements.append(element)
            }
            value = .array(elements)
        case .mapping(let mapping):
            var members: [JSONValue.Member] = []
            for (key, child) in mapping {
                guard let element = Self.value(of: child, budget: &budget) else { return nil }
                members.append(.init(key: key.scalar?.string ?? "", value: element))
            }
            value = .object(members)
        case .alias: value = .null
        }
        guard let name = intrinsic(of: node) else { return value }
        if name == "Fn::GetAtt", let text = value.string {
            // An attribute may hold points itself: only the first one separates.
            let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            value = .array(parts.map { .string(String($0)) })
        }
        return .object([.init(key: name, value: value)])
    }

    /// The long form of a node's short-form tag.
    private static func intrinsic(of node: Node) -> String? {
        let tag = node.tag.description
        guard tag.hasPrefix("!"), tag.count > 1 else { return nil }
        let name = String(tag.dropFirst())
        return name == "Ref" || name == "Condition" ? name : "Fn::\(name)"
    }

    private static func plain(_ scalar: Node.Scalar) -> JSONValue {
        guard scalar.style == .plain, !scalar.tag.description.hasPrefix("!") else {
            return .string(scalar.string)
        }
        switch YAML11Scalar(plain: scalar.string) {
        case .integer(let number): return .integer(number)
        case .boolean(let truth): return .boolean(truth)
        case .null: return .null
        case .float, .hugeInteger: return Double(scalar.string).map { .number($0) } ?? .string(scalar.string)
        case .text: return .string(scalar.string)
        }
    }

    // MARK: - Places

    private func layout(_ problem: String) -> TemplateProblem { TemplateProblem(.layout(problem)) }

    private func node(at pointer: JSONPointer, in root: Node) throws(TemplateProblem) -> Node {
        var node = root
        for token in pointer.tokens {
            if let child = node.mapping?.first(where: { $0.key.scalar?.string == token })?.value {
                node = child
            } else if let sequence = node.sequence, let index = Int(token), sequence.indices.contains(index) {
                node = sequence[index]
            } else {
                throw TemplateProblem(.notPlain(pointer: pointer.description, found: "missing"))
            }
        }
        return node
    }

    private func start(of node: Node) throws(TemplateProblem) -> Int {
        guard let mark = node.mark, let offset = source.offset(line: mark.line, column: mark.column) else {
            throw layout("a value without a place")
        }
        guard !source.has("&".utf8, at: offset), !source.has("*".utf8, at: offset) else {
            throw layout("\(source.place(of: offset)): a value with an anchor or alias")
        }
        return offset
    }

    /// Where the text of a value begins, behind its tag.
    private func contentStart(of node: Node) throws(TemplateProblem) -> Int {
        var at = try start(of: node)
        guard source.has("!".utf8, at: at) else { return at }
        while at < bytes.count, !JSONReader.isSpace(bytes[at]) { at += 1 }
        while at < bytes.count, JSONReader.isSpace(bytes[at]) { at += 1 }
        return at
    }

    /// Offset behind the last byte of a value.
    private func end(of node: Node) throws(TemplateProblem) -> Int {
        let start = try contentStart(of: node)
        switch node {
        case .scalar(let scalar): return try end(of: scalar, at: start)
        case .alias: throw layout("\(source.place(of: start)): an alias")
        case .sequence, .mapping:
            let isFlow = source.has("[".utf8, at: start) || source.has("{".utf8, at: start)
            let last = node.sequence?.last ?? node.mapping.flatMap { Array($0).last?.value }
            guard isFlow else {
                guard let last else { throw layout("\(source.place(of: start)): an empty block") }
                return try end(of: last)
            }
            var at = try last.map { node throws(TemplateProblem) in try end(of: node) } ?? start + 1
            while at < bytes.count, JSONReader.isSpace(bytes[at]) { at += 1 }
            guard source.has("]".utf8, at: at) || source.has("}".utf8, at: at) else {
                throw layout("\(source.place(of: at)): something before a closing bracket")
            }
            return at + 1
        }
    }

    private func end(of scalar: Node.Scalar, at start: Int) throws(TemplateProblem) -> Int {
        switch scalar.style {
        case .plain, .any:
            guard source.has(scalar.string.utf8, at: start) else {
                throw layout("\(source.place(of: start)): a value over several lines")
            }
            return start + scalar.string.utf8.count
        case .singleQuoted:
            var at = start + 1
            while at < bytes.count {
                if bytes[at] == UInt8(ascii: "'") {
                    guard source.has("''".utf8, at: at) else { return at + 1 }
                    at += 1
                }
                at += 1
            }
        case .doubleQuoted:
            var at = start + 1
            while at < bytes.count {
                if bytes[at] == UInt8(ascii: "\"") { return at + 1 }
                at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
            }
        case .literal, .folded: break
        }
        throw layout("\(source.place(of: start)): a value whose end is not found")
    }

    // MARK: - Editing

    private func replace(_ node: Node, by value: JSONValue) throws(TemplateProblem) -> TextSplice {
        let start = try start(of: node)
        guard let scalar = node.scalar, !source.has("!".utf8, at: start) else {
            throw layout("\(source.place(of: start)): no plain value")
        }
        let end = try end(of: scalar, at: start)
        guard case .string(let text) = value else { return TextSplice(start..<end, value.compact) }
        // Digits in a text stay quoted, in the quotes they have.
        let quote = scalar.style == .doubleQuoted ? "\"" : "'"
        return TextSplice(start..<end, quote + text.replacing("'", with: quote == "'" ? "''" : "'") + quote)
    }

    /// The text of a `Ref` in the style of the file.
    private func text(of value: JSONValue, isFlow: Bool, _ root: Node) throws(TemplateProblem) -> String {
        guard let name = value["Ref"]?.string, value.members.count == 1 else {
            throw layout("only a Ref can be added")
        }
        guard let model = YAMLTemplateText.firstRef(in: root) else {
            return isFlow ? "{Ref: \(name)}" : "Ref: \(name)"
        }
        let quote = model.style == .singleQuoted ? "'" : model.style == .doubleQuoted ? "\"" : ""
        return "!Ref \(quote)\(name)\(quote)"
    }

    /// The first scalar tagged `!Ref`, whose quoting others follow.
    private static func firstRef(in node: Node) -> Node.Scalar? {
        switch node {
        case .scalar(let scalar): return scalar.tag.description == "!Ref" ? scalar : nil
        case .sequence(let sequence):
            for child in sequence { if let found = firstRef(in: child) { return found } }
        case .mapping(let mapping):
            for (_, child) in mapping { if let found = firstRef(in: child) { return found } }
        case .alias: break
        }
        return nil
    }

    private func append(_ value: JSONValue, to node: Node, _ root: Node) throws(TemplateProblem) -> TextSplice
    {
        let start = try contentStart(of: node)
        guard let sequence = node.sequence, let last = sequence.last else {
            throw layout("\(source.place(of: start)): a list without elements")
        }
        let end = try end(of: last)
        if source.has("[".utf8, at: start) {
            return TextSplice(end..<end, ", " + (try text(of: value, isFlow: true, root)))
        }
        let lineStart = source.lines[source.lineIndex(of: try self.start(of: last))].start
        let lead = bytes[lineStart..<(try self.start(of: last))]
        guard lead.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }),
            lead.contains(UInt8(ascii: "-"))
        else { throw layout("\(source.place(of: lineStart)): a list element that shares its line") }
        let index = source.lineIndex(of: end)
        let lineEnd = String(decoding: source.lineEnd(ofLine: index), as: UTF8.self)
        let line = String(decoding: lead, as: UTF8.self) + (try text(of: value, isFlow: false, root))
        let isEnded = source.lines[index].contentEnd < source.lines[index].end
        let place = source.lines[index].end
        return TextSplice(place..<place, isEnded ? line + lineEnd : lineEnd + line)
    }

    private func remove(_ index: Int, from node: Node) throws(TemplateProblem) -> TextSplice {
        let start = try contentStart(of: node)
        guard let sequence = node.sequence, sequence.indices.contains(index), sequence.count > 1 else {
            throw layout("\(source.place(of: start)): the only element of a list")
        }
        let elementEnd = try end(of: sequence[index])
        if source.has("[".utf8, at: start) {
            guard index > 0 else {
                return TextSplice(try self.start(of: sequence[0])..<(try self.start(of: sequence[1])), [])
            }
            return TextSplice(try end(of: sequence[index - 1])..<elementEnd, [])
        }
        let first = source.lineIndex(of: try self.start(of: sequence[index]))
        let last = source.lines[source.lineIndex(of: elementEnd)]
        guard last.contentEnd < last.end || first == 0 else {
            return TextSplice(source.lines[first - 1].contentEnd..<last.end, [])
        }
        return TextSplice(source.lines[first].start..<last.end, [])
    }
}
