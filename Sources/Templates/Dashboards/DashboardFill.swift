/// Fills the placeholders of a dashboard's source.
///
/// `@name@` inside of a text is replaced by a value; a text that is nothing but one placeholder becomes a number where the
/// value is one. An element `{"$each": "volumes", "value": X}` of an array becomes one `X` a volume, and
/// `{"$if": name, "value": X}` becomes `X` or nothing.
struct DashboardFill {
    /// The values by name.
    var values: [String: JSONValue]
    /// The values of each volume, by name.
    var volumes: [[String: JSONValue]]
    /// The conditions that hold.
    var conditions: Set<String>

    /// The source with its placeholders filled in.
    func filled(_ source: JSONValue) -> JSONValue { fill(source, values) }

    /// Placeholders that have no value, in the order they occur.
    func unknown(in source: JSONValue) -> [String] {
        let filled = filled(source).compact
        var names: [String] = []
        for part in filled.split(separator: "@", omittingEmptySubsequences: false).dropFirst().dropLast() {
            let isName =
                !part.isEmpty
                && part.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
            if isName, !names.contains(String(part)) { names.append(String(part)) }
        }
        return names
    }

    private func fill(_ value: JSONValue, _ values: [String: JSONValue]) -> JSONValue {
        switch value {
        case .string(let text): return fill(text, values)
        case .object(let members):
            return .object(members.map { .init(key: $0.key, value: fill($0.value, values)) })
        case .array(let elements): return .array(elements.flatMap { expand($0, values) })
        default: return value
        }
    }

    private func expand(_ element: JSONValue, _ values: [String: JSONValue]) -> [JSONValue] {
        guard let inner = element["value"] else { return [fill(element, values)] }
        if element["$each"]?.string == "volumes" {
            return volumes.map { fill(inner, values.merging($0) { _, own in own }) }
        }
        if let condition = element["$if"]?.string {
            return conditions.contains(condition) ? [fill(inner, values)] : []
        }
        return [fill(element, values)]
    }

    private func fill(_ text: String, _ values: [String: JSONValue]) -> JSONValue {
        if text.hasPrefix("@"), text.hasSuffix("@"), let value = values[String(text.dropFirst().dropLast())] {
            return value
        }
        // One pass over the text: a value that looks like a placeholder is not filled in again.
        let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        var result = parts.first ?? ""
        var index = 1
        while index < parts.count {
            if index + 1 < parts.count, let value = values[parts[index]] {
                result += (value.string ?? value.compact) + parts[index + 1]
                index += 2
            } else {
                result += "@" + parts[index]
                index += 1
            }
        }
        return .string(result)
    }
}
