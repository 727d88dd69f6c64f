/// Steps of all entries of a program, operands before their users.
struct MetricMathCode: Sendable {
    var steps: [MetricMathStep] = []
    /// The types each step may give.
    var types: [MetricMathTypes] = []
    /// Whether a step, or anything it reads, looks at other times of the range.
    var looksAround: [Bool] = []
    /// Entry and byte at which each step stands first, for errors.
    var places: [(entry: Int, position: Int)] = []
    /// The last step of each entry.
    var roots: [Int] = []
    /// The steps each entry needs, in ascending order.
    var plans: [[Int]] = []
}

/// Turns entries into steps: parses, resolves references, checks types, shares what is written twice.
struct MetricMathCompiler {
    private let queries: [MetricDataQuery]
    private let settings: MetricMathSettings
    private let limits: MetricMathLimits
    private let expressions: [MetricMathExpression?]
    private var indexByStep: [MetricMathStep: Int] = [:]

    let indexByID: [String: Int]
    let metricIDs: [String]
    private(set) var code = MetricMathCode()

    /// Parses the entries and checks their ids.
    init(
        _ queries: [MetricDataQuery], settings: MetricMathSettings, limits: MetricMathLimits
    ) throws(MetricMathError) {
        guard queries.count <= limits.entries else {
            throw MetricMathError(.tooManyEntries(count: queries.count, limit: limits.entries))
        }
        var indexByID: [String: Int] = [:]
        var expressions: [MetricMathExpression?] = []
        for (index, query) in queries.enumerated() {
            guard Self.isID(query.id) else {
                throw MetricMathError(.invalidID(String(query.id.prefix(300))))
            }
            guard indexByID.updateValue(index, forKey: query.id) == nil else {
                throw MetricMathError(.duplicateID(query.id), id: query.id)
            }
            guard (query.expression == nil) != (query.metricStat == nil) else {
                throw MetricMathError(.notOneOfMetricAndExpression, id: query.id)
            }
            do throws(MetricMathError) {
                expressions.append(
                    try query.expression.map { (text) throws(MetricMathError) in
                        try MetricMathExpression(parsing: text, settings: settings, limits: limits)
                    })
            } catch {
                throw MetricMathError(error.reason, id: query.id, position: error.position)
            }
        }
        self.queries = queries
        self.settings = settings
        self.limits = limits
        self.indexByID = indexByID
        self.expressions = expressions
        metricIDs = queries.filter { $0.expression == nil }.map(\.id).sorted()
    }

    /// An `Id` as CloudWatch takes it.
    static func isID(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 255 else { return false }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        return letters.contains(first)
            && text.utf8.allSatisfy {
                letters.contains($0 | 0x20) && $0 & 0x40 != 0 || (0x30...0x39).contains($0) || $0 == 0x5F
            }
    }

    /// Makes the steps of all entries, needed entries first.
    mutating func compile() throws(MetricMathError) {
        code.roots = Array(repeating: -1, count: queries.count)
        for index in try order() {
            if let expression = expressions[index] {
                try compile(expression, entry: index)
            } else {
                let column = metricIDs.firstIndex(of: queries[index].id) ?? 0
                code.roots[index] = add(.input(column), types: .series, at: (index, 0))
            }
        }
        code.plans = code.roots.map { plan(for: $0) }
    }

    /// The checked entries; call after ``compile()``.
    func entries() -> [MetricMathProgram.Entry] {
        queries.indices.map { index in
            let needed = Set(code.plans[index])
            let needs = queries.indices.filter { $0 != index && needed.contains(code.roots[$0]) }
            return MetricMathProgram.Entry(
                query: queries[index], expression: expressions[index], types: code.types[code.roots[index]],
                isRangeDependent: code.looksAround[code.roots[index]],
                needs: needs.map { queries[$0].id })
        }
    }

    // MARK: - Order

    /// Entries in an order in which everything needed comes first; the order given decides between equals.
    private func order() throws(MetricMathError) -> [Int] {
        var needs: [Set<Int>] = []
        for (index, expression) in expressions.enumerated() {
            var needed: Set<Int> = []
            for node in expression?.nodes ?? [] {
                guard case .reference(let id) = node.kind else { continue }
                guard let target = indexByID[id] else {
                    throw MetricMathError(.unknownID(id), id: queries[index].id, position: node.position)
                }
                needed.insert(target)
            }
            needs.append(needed)
        }
        // METRICS names no entry, so every metric comes before every expression.
        var result = queries.indices.filter { expressions[$0] == nil }
        var done = Set(result)
        while result.count < queries.count {
            let ready = queries.indices.filter { !done.contains($0) && needs[$0].isSubset(of: done) }
            guard !ready.isEmpty else { throw cycle(needs: needs, done: done) }
            done.formUnion(ready)
            result += ready
        }
        return result
    }

    /// The circle that the first unfinished entry leads into.
    private func cycle(needs: [Set<Int>], done: Set<Int>) -> MetricMathError {
        var path: [Int] = []
        var next = queries.indices.first { !done.contains($0) }
        while let index = next {
            if let start = path.firstIndex(of: index) {
                let ids = path[start...].map { queries[$0].id } + [queries[index].id]
                return MetricMathError(.cycle(ids), id: queries[index].id)
            }
            path.append(index)
            next = needs[index].filter { !done.contains($0) }.min()
        }
        return MetricMathError(.cycle([]))
    }

    private func plan(for root: Int) -> [Int] {
        var needed = Array(repeating: false, count: root + 1)
        needed[root] = true
        for step in stride(from: root, through: 0, by: -1) where needed[step] {
            for operand in code.steps[step].operands { needed[operand] = true }
        }
        return needed.indices.filter { needed[$0] }
    }

    // MARK: - Steps

    private mutating func add(
        _ step: MetricMathStep, types: MetricMathTypes, at place: (entry: Int, position: Int)
    ) -> Int {
        if let known = indexByStep[step] { return known }
        let operands = step.operands
        let operandTypes = operands.first.map { code.types[$0] } ?? []
        code.steps.append(step)
        code.types.append(types)
        code.looksAround.append(
            step.looksAround(operandTypes: operandTypes) || operands.contains { code.looksAround[$0] })
        code.places.append(place)
        indexByStep[step] = code.steps.count - 1
        return code.steps.count - 1
    }

    private mutating func compile(_ expression: MetricMathExpression, entry: Int) throws(MetricMathError) {
        var scope = MetricMathScope(
            entryID: queries[entry].id, nodes: expression.nodes, settings: settings)
        for node in expression.nodes {
            switch node.kind {
            case .string(let text): scope.values.append(.string(text))
            case .word(let text): scope.values.append(.word(text))
            case .reference(let id):
                // The order makes sure that the entry is compiled.
                scope.values.append(.step(code.roots[indexByID[id] ?? entry]))
            default:
                let (step, types) = try scope.step(
                    for: node, code: code,
                    metrics: { [queries, indexByID] id in
                        indexByID[id].flatMap { queries[$0].metricStat }.map(\.period)
                    },
                    metricRoots: { [metricIDs, indexByID, code] text in
                        metricIDs.filter { text.isEmpty || $0.contains(text) }
                            .compactMap { indexByID[$0].map { code.roots[$0] } }
                    })
                scope.values.append(.step(add(step, types: types, at: (entry, node.position))))
            }
        }
        guard case .step(let last)? = scope.values.last else {
            throw scope.error(
                .typeMismatch(
                    of: "an entry", found: "a string or bare word",
                    expected: "a number, a time series or an array"), at: 0)
        }
        let types = code.types[last]
        guard types != .scalar || settings.acceptsScalarEntries else {
            throw scope.error(.scalarEntry, at: nil)
        }
        code.roots[entry] = add(.entry(last), types: types, at: (entry, 0))
    }
}
