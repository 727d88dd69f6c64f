/// A property selector such as `$.users[0].name`, `$.actions[*]` or `$.['cluster.name']`.
struct JSONSelector: Hashable, Sendable {
    enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
        /// Every member of an object or list.
        case any
    }

    var steps: [Step]

    /// What it finds, in no particular order for objects.
    func values(in root: JSONValue) -> [JSONValue] {
        var values = [root]
        for step in steps {
            values = values.flatMap { value -> [JSONValue] in
                switch (step, value) {
                case (.key(let key), .object(let members)): members[key].map { [$0] } ?? []
                case (.index(let index), .array(let items)):
                    items.indices.contains(index) ? [items[index]] : []
                case (.any, .object(let members)): Array(members.values)
                case (.any, .array(let items)): items
                default: []
                }
            }
            if values.isEmpty { return [] }
        }
        return values
    }
}
