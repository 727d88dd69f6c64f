import AWSClient
import Archive
import Ingest
import LeafStack
import TimeSeries

extension Puller {
    /// A call of GetMetricData to make.
    struct MetricWork: Sendable {
        var requests: [MetricRequest]
        var period: Int
        var range: Range<Instant>
        /// Where asking for these metrics started.
        var start: Instant
    }

    private static let statistics = ["Sum", "SampleCount", "Minimum", "Maximum"]

    private func subject(_ request: MetricRequest) -> String {
        let dimensions = request.dimensions.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
        return "points \(region) \(request.namespace) \(request.metricName) \(dimensions)"
    }

    /// The calls for some metrics, oldest points first; metrics that are new start further back than the others.
    func metricWork(_ requests: [MetricRequest]) throws -> [MetricWork] {
        var byStart: [Instant: [MetricRequest]] = [:]
        for request in requests {
            byStart[try metricStart(of: subject(request)), default: []].append(request)
        }
        return byStart.sorted { $0.key < $1.key }.flatMap { start, requests in
            RetentionTier.tiers(from: start, to: now, now: now).flatMap { tier in
                AWSSession.metricCalls(
                    requests, period: tier.period, from: tier.range.lowerBound, to: tier.range.upperBound
                ).map {
                    MetricWork(
                        requests: $0.requests, period: tier.period, range: $0.from..<$0.to, start: start)
                }
            }
        }
    }

    /// Collects the points of every metric that the leaf's alarms name, and of those asked for by name.
    ///
    /// - Parameters:
    ///   - scalingGroups: the leaf's groups, as far as they are known.
    ///   - areAlarmsKnown: whether alarms were asked for with success; else it is not said that there are none.
    func pullMetrics(_ scalingGroups: [String], areAlarmsKnown: Bool) async throws {
        var found = try alarmRequests()
        if found.isEmpty {
            found = guessedRequests(scalingGroups)
            if areAlarmsKnown {
                tally.remark(
                    "the leaf's alarms were not found in \(region); its metrics were found by its names, without volumes"
                )
            }
        }
        let requests = Self.numbered(found + givenRequests)
        // A metric whose points are not complete stays where it was, and the next run asks again.
        var held: Set<String> = []
        for work in try metricWork(requests) {
            let catalog = QueryCatalog(
                json: JSONValue.array(work.requests.map { $0.query(period: work.period) }).bytes)
            let end = try await session.metricData(
                work.requests, period: work.period, region: region, from: work.range.lowerBound,
                to: work.range.upperBound
            ) { page in
                try self.store(page, of: .getMetricData, about: "metrics", queries: catalog ?? .empty)
            }
            for message in end.messages { tally.remark("GetMetricData says \(message)") }
            for request in work.requests {
                guard let code = end.unfinished[request.identifier] else { continue }
                held.insert(subject(request))
                tally.remark(
                    "GetMetricData answered \(code) for \(request.metricName); the next run asks for it again"
                )
            }
            for subject in Set(work.requests.map(subject)) where !held.contains(subject) {
                try advance(subject, from: work.start, to: work.range.upperBound)
            }
        }
    }

    /// The metrics that the stored settings of the leaf's alarms name, each in four statistics.
    private func alarmRequests() throws -> [MetricRequest] {
        var found: [MetricRequest] = []
        for alarm in try archive.alarmDescriptions() where alarmNames.contains(alarm.alarmName) {
            guard let json = try? JSONValue(alarm.json) else { continue }
            let single: [JSONValue] =
                json["MetricName"] == nil ? [] : [["Id": "m1", "MetricStat": ["Metric": json]]]
            for query in (json["Metrics"]?.array ?? []) + single {
                guard let metric = query["MetricStat"]?["Metric"],
                    let namespace = metric["Namespace"]?.string,
                    let name = metric["MetricName"]?.string
                else { continue }
                let dimensions = (metric["Dimensions"]?.array ?? []).compactMap {
                    pair -> (name: String, value: String)? in
                    guard let name = pair["Name"]?.string, let value = pair["Value"]?.string else {
                        return nil
                    }
                    return (name, value)
                }
                found += Self.requests(namespace, name, dimensions)
            }
        }
        return found
    }

    /// The metrics to ask for, as far as the archive's alarms and the options tell; none when it has no alarms.
    func knownRequests() throws -> [MetricRequest] {
        let found = try alarmRequests()
        return found.isEmpty ? [] : Self.numbered(found + givenRequests)
    }

    private var givenRequests: [MetricRequest] {
        metrics.flatMap { Self.requests($0.namespace, $0.name, $0.dimensions.map { ($0.name, $0.value) }) }
    }

    /// The metrics that follow from the leaf's names when no alarm was found.
    private func guessedRequests(_ scalingGroups: [String]) -> [MetricRequest] {
        var found = Self.requests("AWS/Lambda", "Invocations", [("FunctionName", names.crashFunction)])
        found += Self.requests(names.metricNamespace, "DNSTraffic", [("ContainerNameID", names.containerID)])
        for group in scalingGroups {
            found += Self.requests("AWS/EC2", "NetworkIn", [("AutoScalingGroupName", group)])
        }
        return found
    }

    private static func requests(
        _ namespace: String, _ name: String, _ dimensions: [(name: String, value: String)]
    ) -> [MetricRequest] {
        statistics.map {
            MetricRequest(
                identifier: "", namespace: namespace, metricName: name, dimensions: dimensions, statistic: $0)
        }
    }

    /// Each request once, with an id of its own; ids are `q0`, `q1`, … because nothing depends on them.
    private static func numbered(_ requests: [MetricRequest]) -> [MetricRequest] {
        var seen: Set<MetricRequest> = []
        var result: [MetricRequest] = []
        for request in requests where seen.insert(request).inserted {
            var request = request
            request.identifier = "q\(result.count)"
            result.append(request)
        }
        return result
    }
}
