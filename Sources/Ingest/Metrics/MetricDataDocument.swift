internal import TimeSeries

/// What `get-metric-data` prints.
struct MetricDataDocument {
    let session: ObjectSession

    /// Reads the results of the document `node`.
    func read(_ results: JSONNode, of node: JSONNode) throws {
        var records: [Record] = []
        for result in results.elements {
            if let series = points(of: result) { records.append(.metricPoints(series)) }
        }
        try session.deliver(records)
        session.warnIfPartial(node)
        if let messages = node.member("Messages") { warn(of: messages) }
    }

    private func warn(of messages: JSONNode) {
        for message in messages.elements {
            session.warn("CloudWatch says: \(message.string("Code") ?? "") \(message.string("Value") ?? "")")
        }
    }

    private func points(of result: JSONNode) -> MetricPoints? {
        guard let stamps = result.member("Timestamps"), let numbers = result.member("Values"),
            stamps.kind == .array,
            numbers.kind == .array
        else { return nil }
        let id = result.string("Id") ?? ""
        let label = result.string("Label") ?? ""
        var times: [Int64] = []
        var values: [Double] = []
        times.reserveCapacity(stamps.elementCount)
        values.reserveCapacity(stamps.elementCount)
        var stampList = stamps.elements
        var numberList = numbers.elements
        var unreadable = 0
        var reader = InstantReader()
        while true {
            let stamp = stampList.next()
            let number = numberList.next()
            guard let stamp, let number else {
                if stamp != nil || number != nil {
                    session.warn("the lists of \(id) are not equally long; what has no partner was left out")
                }
                break
            }
            if let time = reader.read(stamp.scalar), let value = number.double {
                times.append(time.seconds)
                values.append(value)
            } else {
                unreadable += 1
            }
        }
        if unreadable > 0 { session.note("%d points have no readable time or value", count: unreadable) }
        if let status = result.string("StatusCode"), status != "Complete" {
            session.warn("the result \(id) is not complete: its status is \(status)")
        }
        if let messages = result.member("Messages") { warn(of: messages) }
        return MetricPoints(key: key(id: id, label: label, times: times), times: times, values: values)
    }

    private func key(id: String, label: String, times: [Int64]) -> MetricKey {
        let query = session.queries.queries[id]
        let isExpression = query?.namespace.isEmpty ?? true
        return MetricKey(
            account: query?.account.isEmpty == false ? query?.account ?? "" : session.options.account,
            region: session.options.region, namespace: query?.namespace ?? "",
            metricName: isExpression
                ? (label.isEmpty ? query?.metricName ?? "" : label) : query?.metricName ?? label,
            dimensions: query?.dimensions ?? [], unit: query?.unit ?? "",
            period: query?.period ?? MetricSpacing.period(of: times), statistic: query?.statistic ?? "",
            queryID: id)
    }
}

/// The period that a series' spacing shows.
enum MetricSpacing {
    /// Seconds: 60 unless most neighbours lie one of CloudWatch's other periods apart and no two lie closer.
    static func period(of times: [Int64]) -> Int {
        var distances: [Int64: Int] = [:]
        var distance: Int64 = 0
        var run = 0
        let times = inOrder(times)
        for (first, second) in zip(times, times.dropFirst()) where first != second {
            let next = first < second ? second &- first : first &- second
            if next != distance {
                if run > 0 { distances[distance, default: 0] += run }
                distance = next
                run = 0
            }
            run += 1
        }
        if run > 0 { distances[distance, default: 0] += run }
        guard let least = distances.keys.min() else { return 60 }
        let total = distances.values.reduce(0, +)
        let isRegular = distances.keys.allSatisfy { $0 % least == 0 } && 2 * (distances[least] ?? 0) >= total
        let usual: Set<Int64> = [1, 5, 10, 20, 30, 60, 300, 900, 3_600, 21_600, 86_400]
        guard isRegular, usual.contains(least), least < 60 || total >= 3 else { return 60 }
        return Int(least)
    }

    /// The times from first to last or from last to first, whichever order they come in.
    private static func inOrder(_ times: [Int64]) -> [Int64] {
        let neighbours = zip(times, times.dropFirst())
        if neighbours.allSatisfy({ $0 >= $1 }) || neighbours.allSatisfy({ $0 <= $1 }) { return times }
        return times.sorted()
    }
}

/// What `get-metric-statistics` prints.
struct MetricStatisticsDocument {
    let session: ObjectSession
    private static let statistics: [StaticString] = ["Sum", "Average", "Minimum", "Maximum", "SampleCount"]

    /// Reads the points of the document `node`: one series for each statistic and unit in it.
    func read(_ points: JSONNode, of node: JSONNode) throws {
        let label = node.string("Label") ?? ""
        var series: [Key: MetricPoints] = [:]
        var all: [Int64] = []
        for point in points.elements {
            guard let time = point.instant("Timestamp")?.seconds else {
                session.note("%d points have no readable time or value")
                continue
            }
            all.append(time)
            let unit = point.string("Unit") ?? ""
            let count = point.member("SampleCount")?.double
            func add(_ statistic: String, _ value: Double?) {
                guard let value else { return }
                let key = Key(statistic: statistic, unit: unit)
                series[key, default: empty(label, key)].append(time, value, count: count)
            }
            for statistic in Self.statistics { add("\(statistic)", point.member(statistic)?.double) }
            point.member("ExtendedStatistics")?.forEachMember { add(JSONText.unescape($0), $1.double) }
        }
        let period = MetricSpacing.period(of: all)
        var records: [Record] = []
        for (_, found) in series.sorted(by: {
            ($0.key.statistic, $0.key.unit) < ($1.key.statistic, $1.key.unit)
        }) {
            var found = found
            found.key.period = period
            if found.sampleCounts.count != found.times.count { found.sampleCounts = [] }
            records.append(.metricPoints(found))
        }
        try session.deliver(records)
    }

    private struct Key: Hashable {
        var statistic: String
        var unit: String
    }

    private func empty(_ label: String, _ key: Key) -> MetricPoints {
        // The document names the metric only by its label; a query of that name tells the rest.
        let matching = session.queries.queries.filter {
            $0.value.metricName == label && !$0.value.namespace.isEmpty
        }
        let query = matching.count == 1 ? matching.first : nil
        return MetricPoints(
            key: MetricKey(
                account: session.options.account, region: session.options.region,
                namespace: query?.value.namespace ?? "", metricName: label,
                dimensions: query?.value.dimensions ?? [],
                unit: key.unit, statistic: key.statistic), times: [], values: [])
    }
}

extension MetricPoints {
    mutating func append(_ time: Int64, _ value: Double, count: Double?) {
        times.append(time)
        values.append(value)
        if let count { sampleCounts.append(count) }
    }
}
