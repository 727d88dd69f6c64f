internal import TimeSeries

/// The embedded metric format: a log message whose `_aws` member says which of its members are metrics.
enum EmbeddedMetrics {
    /// The series in a message; none when it is something else.
    static func points(of node: JSONNode, options: ReadOptions) -> [MetricPoints] {
        guard let header = node.member("_aws"), let time = header.instant("Timestamp"),
            let directives = header.member("CloudWatchMetrics")
        else { return [] }
        var result: [MetricPoints] = []
        for directive in directives.elements {
            guard let namespace = directive.string("Namespace"), let metrics = directive.member("Metrics")
            else { continue }
            let sets =
                directive.member("Dimensions").map { $0.elements.map { dimensions($0, of: node) } } ?? [[]]
            for metric in metrics.elements.prefix(100) {
                guard let name = metric.string("Name"), let value = member(name, of: node),
                    let statistics = Statistics(value)
                else { continue }
                let period = metric.member("StorageResolution")?.integer == 1 ? 1 : 60
                for dimensions in sets {
                    for (statistic, number) in statistics.list {
                        let key = MetricKey(
                            account: options.account, region: options.region, namespace: namespace,
                            metricName: name,
                            dimensions: dimensions, unit: metric.string("Unit") ?? "", period: period,
                            statistic: statistic)
                        result.append(
                            MetricPoints(
                                key: key, times: [time.floored(toPeriod: period).seconds], values: [number],
                                sampleCounts: [statistics.count]))
                    }
                }
            }
        }
        return result
    }

    private static func dimensions(_ names: JSONNode, of node: JSONNode) -> [MetricDimension] {
        names.elements.prefix(30).compactMap { $0.string }.map { name in
            MetricDimension(name: name, value: member(name, of: node)?.string ?? "")
        }
    }

    private static func member(_ name: String, of node: JSONNode) -> JSONNode? {
        var result: JSONNode?
        node.forEachMember { key, value in
            if result == nil, JSONText.unescape(key) == name { result = value }
        }
        return result
    }

    /// What a number, an array of numbers or a summary object comes to.
    private struct Statistics {
        var sum = 0.0
        var minimum = Double.infinity
        var maximum = -Double.infinity
        var count = 0.0

        init?(_ node: JSONNode) {
            switch node.kind {
            case .number: add(node.double, 1)
            case .array: for element in node.elements.prefix(100) { add(element.double, 1) }
            case .object:
                if let values = node.member("Values"), let counts = node.member("Counts") {
                    for (value, count) in zip(values.elements, counts.elements) {
                        add(value.double, count.double ?? 0)
                    }
                }
                if let total = node.member("Sum")?.double { sum = total }
                if let least = node.member("Min")?.double { minimum = least }
                if let most = node.member("Max")?.double { maximum = most }
                if let number = node.member("Count")?.double { count = number }
            default: return nil
            }
            guard count > 0, minimum.isFinite, maximum.isFinite, sum.isFinite else { return nil }
        }

        private mutating func add(_ value: Double?, _ times: Double) {
            guard let value, times > 0 else { return }
            sum += value * times
            minimum = min(minimum, value)
            maximum = max(maximum, value)
            count += times
        }

        var list: [(String, Double)] {
            [("Sum", sum), ("Minimum", minimum), ("Maximum", maximum), ("SampleCount", count)]
        }
    }
}
