/// The metric queries that an export's Ids stand for: `queries.json` beside it, or what `--queries` names.
public struct QueryCatalog: Hashable, Sendable {
    /// One query.
    public struct Query: Hashable, Sendable {
        /// Namespace, `""` for a metric-math expression.
        public var namespace = ""
        /// Metric name, or the expression's label.
        public var metricName = ""
        /// Dimensions.
        public var dimensions: [MetricDimension] = []
        /// Period in seconds, or `nil` when the query does not say.
        public var period: Int?
        /// Statistic, `""` for an expression.
        public var statistic = ""
        /// Unit, or `""`.
        public var unit = ""
        /// Account, or `""`.
        public var account = ""
    }

    /// Queries by their Id.
    public private(set) var queries: [String: Query] = [:]

    /// A catalogue without queries.
    public static let empty = QueryCatalog()

    private init() {}

    /// Reads a JSON array of `MetricDataQuery`, or a `get-metric-data --cli-input-json` document that holds one.
    ///
    /// `nil` when the text is neither.
    public init?(json: some Sequence<UInt8>) {
        let bytes = Array(json)
        let tape = JSONTape()
        var found: [String: Query]?
        bytes.withUnsafeBytes { bytes in
            guard (try? tape.read(bytes, maximumDepth: 64)) != nil else { return }
            tape.withRoot(of: bytes) { root in
                let list = root.member("MetricDataQueries") ?? root.member("Metrics") ?? root
                guard Self.isQueryList(list) else { return }
                found = Self.queries(in: list)
            }
        }
        guard let found else { return nil }
        queries = found
    }

    /// Whether a value is an array of metric queries.
    static func isQueryList(_ node: JSONNode) -> Bool {
        guard node.kind == .array, node.elementCount > 0 else { return false }
        return node.elements.allSatisfy {
            $0.member("Id") != nil && ($0.member("MetricStat") != nil || $0.member("Expression") != nil)
        }
    }

    private static func queries(in list: JSONNode) -> [String: Query] {
        var result: [String: Query] = [:]
        for element in list.elements {
            guard let id = element.string("Id") else { continue }
            var query = Query()
            query.account = element.string("AccountId") ?? ""
            query.period = element.member("Period")?.integer.map { Int(truncatingIfNeeded: $0) }
            if let stat = element.member("MetricStat"), let metric = stat.member("Metric") {
                query.namespace = metric.string("Namespace") ?? ""
                query.metricName = metric.string("MetricName") ?? ""
                query.statistic = stat.string("Stat") ?? ""
                query.unit = stat.string("Unit") ?? ""
                query.period =
                    stat.member("Period")?.integer.map { Int(truncatingIfNeeded: $0) } ?? query.period
                if let dimensions = metric.member("Dimensions") {
                    query.dimensions = dimensions.elements.map {
                        MetricDimension(name: $0.string("Name") ?? "", value: $0.string("Value") ?? "")
                    }
                }
            } else {
                query.metricName = element.string("Label") ?? element.string("Expression") ?? id
            }
            result[id] = query
        }
        return result
    }
}
