import TimeSeries

/// The entries of an alarm or a request, checked and made ready to be evaluated together.
///
/// Entries may refer to one another by `Id` in any order. A value is immutable and can be used from several threads.
public struct MetricMathProgram: Sendable {
    /// One entry.
    public struct Entry: Sendable {
        /// The entry as it was given.
        public var query: MetricDataQuery
        /// The parsed expression; `nil` for a metric.
        public var expression: MetricMathExpression?
        /// The types its result may have.
        public var types: MetricMathTypes
        /// Whether a value at one time depends on other times of the evaluation range, as AVG of a series does.
        ///
        /// Such an entry must be evaluated range by range; every other one may be evaluated over a whole column.
        public var isRangeDependent: Bool
        /// Ids of the entries it needs, itself excluded, in the order in which they were given.
        public var needs: [String]
    }

    /// The entries, in the order in which they were given.
    public let entries: [Entry]
    /// The ids of the metrics, sorted, which is the order of METRICS.
    public let metricIDs: [String]
    /// How open questions are answered.
    public let settings: MetricMathSettings
    /// Bounds on the cost.
    public let limits: MetricMathLimits

    let code: MetricMathCode
    private let indexByID: [String: Int]

    /// Checks and compiles the entries.
    ///
    /// - Throws: ``MetricMathError`` for the first entry that is wrong: its text, types, references or a cycle.
    public init(
        _ queries: [MetricDataQuery], settings: MetricMathSettings = MetricMathSettings(),
        limits: MetricMathLimits = MetricMathLimits()
    ) throws(MetricMathError) {
        var compiler = try MetricMathCompiler(queries, settings: settings, limits: limits)
        try compiler.compile()
        self.settings = settings
        self.limits = limits
        metricIDs = compiler.metricIDs
        code = compiler.code
        indexByID = compiler.indexByID
        entries = compiler.entries()
    }

    /// Compiles one expression over metrics of one period, for tests and experiments.
    ///
    /// - Throws: ``MetricMathError`` as the other initialiser does; the expression's id is `expression`.
    public init(
        expression: String, metrics: [String], period: Int = 60,
        settings: MetricMathSettings = MetricMathSettings(), limits: MetricMathLimits = MetricMathLimits()
    ) throws(MetricMathError) {
        let inputs = metrics.map { id in
            MetricDataQuery(
                id: id,
                metricStat: MetricStat(
                    metric: MetricName(namespace: nil, metricName: id), period: period, stat: "Average"),
                returnData: false)
        }
        // An Id that no metric can have taken.
        var id = "expression"
        while metrics.contains(id) { id += "_" }
        try self.init(
            inputs + [MetricDataQuery(id: id, expression: expression)], settings: settings, limits: limits)
    }

    /// The entries that return data.
    public var returnedIDs: [String] {
        entries.filter { $0.query.returnData ?? true }.map(\.query.id)
    }

    /// The entry of an id.
    public func entry(_ id: String) -> Entry? { indexByID[id].map { entries[$0] } }

    /// Evaluates one entry over a grid, the whole of which is the evaluation range.
    ///
    /// - Parameters:
    ///   - id: the entry.
    ///   - inputs: a column for each metric, NaN where there is no point. A metric without a column, and the end of a
    ///     column that is shorter than the grid, is missing.
    ///   - grid: where the columns lie in time.
    /// - Returns: columns of the grid's length, or a number.
    /// - Throws: ``MetricMathError`` when the id is unknown or the data make a function impossible.
    public func evaluate(
        _ id: String, inputs: [String: [Double]], over grid: MetricMathGrid
    ) throws(MetricMathError) -> MetricMathValue {
        guard let index = indexByID[id] else { throw MetricMathError(.unknownID(id)) }
        let columns = metricIDs.map { inputs[$0] ?? [] }
        guard !entries[index].isRangeDependent, grid.count > Self.chunk else {
            return try run(index, columns: columns, over: grid, rows: 0..<grid.count)
        }
        return try evaluateInChunks(index, columns: columns, over: grid)
    }

    /// Evaluates the one entry that returns data, and gives its column.
    ///
    /// - Throws: ``MetricMathError`` when not exactly one entry returns data or its result is not one time series,
    ///   beside what ``evaluate(_:inputs:over:)`` throws.
    public func evaluateColumn(
        inputs: [String: [Double]], over grid: MetricMathGrid
    ) throws(MetricMathError) -> [Double] {
        let id = try returnedID()
        return try series(try evaluate(id, inputs: inputs, over: grid), of: id)
    }

    /// Evaluates the one entry that returns data over one evaluation range, as an alarm does.
    ///
    /// - Parameters:
    ///   - inputs: columns of the whole grid.
    ///   - grid: where the columns lie in time.
    ///   - range: the periods of the evaluation range, by index; periods outside the grid are missing.
    /// - Returns: one value a period of the range, oldest first.
    /// - Throws: ``MetricMathError`` as ``evaluateColumn(inputs:over:)`` does.
    public func evaluateRange(
        inputs: [String: [Double]], over grid: MetricMathGrid, range: Range<Int>
    ) throws(MetricMathError) -> [Double] {
        let id = try returnedID()
        guard let index = indexByID[id] else { throw MetricMathError(.unknownID(id)) }
        let columns = metricIDs.map { inputs[$0] ?? [] }
        return try series(try run(index, columns: columns, over: grid, rows: range), of: id)
    }

    /// The id of the one entry that returns data.
    ///
    /// - Throws: ``MetricMathError`` when there are none or several.
    public func returnedID() throws(MetricMathError) -> String {
        let ids = returnedIDs
        guard let id = ids.first, ids.count == 1 else {
            throw MetricMathError(.notOneReturnedEntry(ids: ids))
        }
        return id
    }

    private func series(_ value: MetricMathValue, of id: String) throws(MetricMathError) -> [Double] {
        guard case .series(let column) = value else {
            throw MetricMathError(.resultIsNotOneSeries(found: value.typeName), id: id)
        }
        return column
    }

    // MARK: - Chunks

    /// Periods evaluated at a time, so that intermediate columns stay in the cache.
    private static let chunk = 2048

    private func run(
        _ index: Int, columns: [[Double]], over grid: MetricMathGrid, rows: Range<Int>
    ) throws(MetricMathError) -> MetricMathValue {
        var evaluator = MetricMathEvaluator(
            program: self, grid: grid.slice(rows), columns: columns.map { Self.slice($0, rows) })
        return try evaluator.evaluate(entry: index)
    }

    /// Evaluates an entry that does not look around, some periods at a time; equal to one evaluation of everything.
    private func evaluateInChunks(
        _ index: Int, columns: [[Double]], over grid: MetricMathGrid
    ) throws(MetricMathError) -> MetricMathValue {
        var result: MetricMathValue?
        for start in stride(from: 0, to: grid.count, by: Self.chunk) {
            let rows = start..<min(grid.count, start + Self.chunk)
            let part = try run(index, columns: columns, over: grid, rows: rows)
            switch (part, result) {
            case (.series(let values), .series(var sum)?):
                result = nil  // Gives up the second reference, so that the append does not copy.
                sum.append(contentsOf: values)
                result = .series(sum)
            case (.series(let values), nil):
                var sum: [Double] = []
                sum.reserveCapacity(grid.count)
                sum.append(contentsOf: values)
                result = .series(sum)
            case (.array(let members), .array(var sums)?):
                result = nil
                for member in members.indices where sums.indices.contains(member) {
                    sums[member].append(contentsOf: members[member])
                }
                result = .array(sums)
            default:
                result = part
            }
        }
        return result ?? .series([])
    }

    /// Rows of a column; rows outside it are missing.
    private static func slice(_ column: [Double], _ rows: Range<Int>) -> [Double] {
        if rows.lowerBound == 0, rows.upperBound == column.count { return column }
        let inside = rows.clamped(to: 0..<column.count)
        if inside.count == rows.count { return Array(column[inside]) }
        var result = Array(repeating: Double.nan, count: rows.count)
        for row in inside { result[row - rows.lowerBound] = column[row] }
        return result
    }
}
