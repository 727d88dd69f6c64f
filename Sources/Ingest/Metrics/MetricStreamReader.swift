internal import TimeSeries

/// Points of CloudWatch Metric Streams in JSON: one object a point, its statistics under `value`.
struct MetricStreamReader {
    private var gatherer: SeriesGatherer
    private let session: ObjectSession

    init(session: ObjectSession) {
        self.session = session
        gatherer = SeriesGatherer(session: session)
    }

    /// Reads one object.
    mutating func read(_ node: JSONNode) throws {
        // One walk: the members come in a fixed order in practice, but need not.
        var account: JSONNode?
        var region: JSONNode?
        var namespace: JSONNode?
        var name: JSONNode?
        var dimensions: JSONNode?
        var unit: JSONNode?
        var time: JSONNode?
        var value: JSONNode?
        node.forEachMember { key, member in
            switch key.count {
            case 10 where key.equals("account_id"): account = member
            case 6 where key.equals("region"): region = member
            case 9 where key.equals("namespace"): namespace = member
            case 9 where key.equals("timestamp"): time = member
            case 11 where key.equals("metric_name"): name = member
            case 10 where key.equals("dimensions"): dimensions = member
            case 4 where key.equals("unit"): unit = member
            case 5 where key.equals("value"): value = member
            default: break
            }
        }
        guard let namespace, let name, let value, value.kind == .object, let instant = time?.instant else {
            session.note("%d lines of a metric stream lack a name, a value or a time")
            session.hasData = true
            return
        }
        var digest = Delivery.EventID(high: 0, low: 0)
        if let whole = Self.stretch(from: account, over: [region, namespace, name], to: dimensions) {
            digest.mix(whole)
            digest.mix(unit?.raw ?? UnsafeRawBufferPointer(start: nil, count: 0))
        } else {
            for part in [account, region, namespace, name, dimensions, unit] {
                digest.mix(part?.raw ?? UnsafeRawBufferPointer(start: nil, count: 0))
            }
        }
        value.forEachMember { key, _ in digest.mix(word: key) }
        let first = gatherer.index(of: digest) {
            Self.keys(account, region, namespace, name, dimensions, unit, value)
        }
        let count = value.member("count")?.double
        var index = first
        value.forEachMember { _, number in
            if let number = number.double {
                gatherer.append(instant.seconds, number, count: count, to: index)
            }
            index += 1
        }
        try gatherer.deliverIfFull()
    }

    mutating func finish() throws { try gatherer.deliver() }

    /// The text from one value to another when nothing but the values between stands there, as AWS writes them: one digest
    /// instead of five.
    private static func stretch(
        from first: JSONNode?, over between: [JSONNode?], to last: JSONNode?
    ) -> UnsafeRawBufferPointer? {
        guard let first, let last, let start = first.raw.baseAddress, var end = first.raw.end,
            let whole = last.raw.end
        else { return nil }
        // Behind each value follow a comma, the next key in quotes, a colon and perhaps blanks.
        for next in between + [last] {
            guard let raw = next?.raw, let base = raw.baseAddress, let behind = raw.end, base > end,
                base - end <= 24
            else { return nil }
            end = behind
        }
        return UnsafeRawBufferPointer(start: start, count: whole - start)
    }

    private static func keys(
        _ account: JSONNode?, _ region: JSONNode?, _ namespace: JSONNode, _ name: JSONNode,
        _ dimensions: JSONNode?,
        _ unit: JSONNode?, _ value: JSONNode
    ) -> [MetricKey] {
        var list: [MetricDimension] = []
        dimensions?.forEachMember { key, value in
            list.append(MetricDimension(name: JSONText.unescape(key), value: value.string ?? ""))
        }
        var keys: [MetricKey] = []
        value.forEachMember { key, _ in
            keys.append(
                MetricKey(
                    account: account?.string ?? "", region: region?.string ?? "",
                    namespace: namespace.string ?? "",
                    metricName: name.string ?? "", dimensions: list, unit: unit?.string ?? "",
                    statistic: MetricStatisticName.full(JSONText.unescape(key))))
        }
        return keys
    }
}

/// Names of statistics.
enum MetricStatisticName {
    /// CloudWatch's own name for a metric stream's short one.
    static func full(_ short: String) -> String {
        switch short {
        case "min": "Minimum"
        case "max": "Maximum"
        case "sum": "Sum"
        case "count": "SampleCount"
        default: short
        }
    }
}
