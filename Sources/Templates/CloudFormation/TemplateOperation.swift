/// One change of a document, by the place of a value.
struct TemplateOperation: Hashable, Sendable {
    /// What happens at the place.
    enum Change: Hashable, Sendable {
        /// The value there is replaced.
        case replace(JSONValue)
        /// A value is added at the end of the array there.
        case append(JSONValue)
        /// The element of an array there is taken out.
        case remove
    }

    /// The place.
    var pointer: JSONPointer
    /// What happens there.
    var change: Change
    /// The value at the place before.
    var before: JSONValue
}

/// A document after changes, by value; what an edited text must read as.
extension JSONValue {
    /// The document after changes, one after the other, or `nil` when one names a place that is not there.
    ///
    /// Elements of one array must be taken out from the back, as in a JSON patch.
    func applying(_ operations: [TemplateOperation]) -> JSONValue? {
        var document: JSONValue? = self
        for operation in operations {
            document = document?.applying(operation.change, at: operation.pointer.tokens[...])
        }
        return document
    }

    private func applying(_ change: TemplateOperation.Change, at tokens: ArraySlice<String>) -> JSONValue? {
        guard let token = tokens.first else {
            switch change {
            case .replace(let value): return value
            case .append(let value):
                guard case .array(let elements) = self else { return nil }
                return .array(elements + [value])
            case .remove: return nil
            }
        }
        let rest = tokens.dropFirst()
        switch self {
        case .object(var members):
            guard let index = members.firstIndex(where: { $0.key == token }),
                let value = members[index].value.applying(change, at: rest)
            else { return nil }
            members[index].value = value
            return .object(members)
        case .array(var elements):
            guard let index = Int(token), elements.indices.contains(index) else { return nil }
            if rest.isEmpty, change == .remove {
                elements.remove(at: index)
            } else {
                guard let value = elements[index].applying(change, at: rest) else { return nil }
                elements[index] = value
            }
            return .array(elements)
        default: return nil
        }
    }

    /// Changes as a JSON patch (RFC 6902): each is preceded by a test of the value it was made for.
    static func patch(_ operations: [TemplateOperation]) -> JSONValue {
        .array(
            operations.flatMap { operation -> [JSONValue] in
                let path = operation.pointer.description
                let test: JSONValue = ["op": "test", "path": .string(path), "value": operation.before]
                switch operation.change {
                case .replace(let value):
                    return [test, ["op": "replace", "path": .string(path), "value": value]]
                case .append(let value):
                    return [test, ["op": "add", "path": .string(path + "/-"), "value": value]]
                case .remove: return [test, ["op": "remove", "path": .string(path)]]
                }
            })
    }
}
