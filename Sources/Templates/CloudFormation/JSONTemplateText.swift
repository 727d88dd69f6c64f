/// A template in JSON.
struct JSONTemplateText: TemplateText {
    let bytes: [UInt8]
    let root: JSONNode
    let value: JSONValue

    /// Reads a template.
    init(_ bytes: [UInt8]) throws(TemplateProblem) {
        self.bytes = bytes
        do {
            root = try JSONReader.read(bytes)
        } catch {
            throw TemplateProblem(.json(error))
        }
        value = root.value
    }

    func splices(for operations: [TemplateOperation]) throws(TemplateProblem) -> [TextSplice] {
        var splices: [TextSplice] = []
        for operation in operations {
            switch operation.change {
            case .replace(let value):
                guard let node = root[operation.pointer] else { throw missing(operation) }
                splices.append(TextSplice(node.range, value.compact))
            case .append(let value):
                guard let node = root[operation.pointer], case .array(let elements) = node.content else {
                    throw missing(operation)
                }
                splices.append(append(value, to: node, elements))
            case .remove:
                guard let last = operation.pointer.tokens.last, let index = Int(last),
                    let array = root[JSONPointer([String](operation.pointer.tokens.dropLast()))],
                    array.elements.indices.contains(index)
                else { throw missing(operation) }
                splices.append(remove(index, from: array))
            }
        }
        return splices
    }

    private func missing(_ operation: TemplateOperation) -> TemplateProblem {
        TemplateProblem(.notPlain(pointer: operation.pointer.description, found: "missing"))
    }

    /// Appends in the layout of the array's other elements.
    private func append(_ value: JSONValue, to array: JSONNode, _ elements: [JSONNode]) -> TextSplice {
        guard let first = elements.first, let last = elements.last else {
            return TextSplice(array.range, "[\(value.compact)]")
        }
        let lead = Array(bytes[(array.range.lowerBound + 1)..<first.range.lowerBound])
        let tail = Array(bytes[last.range.upperBound..<(array.range.upperBound - 1)])
        let space = String(decoding: lead, as: UTF8.self)
        guard lead.contains(0x0A) else {
            let separator = elements.count > 1 ? gap(elements[0], elements[1]) : ", "
            return TextSplice(last.range.upperBound..<last.range.upperBound, separator + value.compact)
        }
        let column = lead.reversed().prefix { $0 != 0x0A }.count
        let closing = tail.reversed().prefix { $0 != 0x0A }.count
        let text = value.pretty(indentation: max(0, column - closing)).replacing("\n", with: space)
        return TextSplice(last.range.upperBound..<last.range.upperBound, "," + space + text)
    }

    private func gap(_ left: JSONNode, _ right: JSONNode) -> String {
        String(decoding: bytes[left.range.upperBound..<right.range.lowerBound], as: UTF8.self)
    }

    private func remove(_ index: Int, from array: JSONNode) -> TextSplice {
        let elements = array.elements
        let element = elements[index].range
        if index > 0 { return TextSplice(elements[index - 1].range.upperBound..<element.upperBound, []) }
        if elements.count > 1 { return TextSplice(element.lowerBound..<elements[1].range.lowerBound, []) }
        return TextSplice(array.range, "[]")
    }
}
