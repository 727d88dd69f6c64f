import Foundation
public import TimeSeries

/// A metric to ask for.
public struct MetricRequest: Sendable, Hashable {
    /// Id of the query: a lower-case letter, then letters, digits and underscores.
    public var identifier: String
    /// Namespace.
    public var namespace: String
    /// Metric name.
    public var metricName: String
    /// Dimensions, sorted by name.
    public var dimensions: [(name: String, value: String)]
    /// `Sum`, `SampleCount`, ….
    public var statistic: String

    /// Makes a request.
    public init(
        identifier: String, namespace: String, metricName: String,
        dimensions: [(name: String, value: String)],
        statistic: String
    ) {
        self.identifier = identifier
        self.namespace = namespace
        self.metricName = metricName
        self.dimensions = dimensions.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
        self.statistic = statistic
    }

    /// Equal in every part.
    public static func == (left: MetricRequest, right: MetricRequest) -> Bool {
        left.parts == right.parts
    }

    /// Hashes every part.
    public func hash(into hasher: inout Hasher) { hasher.combine(parts) }

    private var parts: [String] {
        [identifier, namespace, metricName, statistic] + dimensions.flatMap { [$0.name, $0.value] }
    }

    /// The MetricDataQuery, at a period in seconds.
    public func query(period: Int) -> JSONValue {
        [
            "Id": .string(identifier),
            "MetricStat": [
                "Metric": [
                    "Namespace": .string(namespace), "MetricName": .string(metricName),
                    "Dimensions": .array(
                        dimensions.map { ["Name": .string($0.name), "Value": .string($0.value)] }),
                ],
                "Period": .number(Double(period)), "Stat": .string(statistic),
            ],
            "ReturnData": true,
        ]
    }
}

extension AWSSession {
    /// Queries that one GetMetricData call may hold.
    static let queriesPerCall = 500
    /// Points that one GetMetricData call may return.
    static let pointsPerCall = 100_800
    /// Pages of one listing at most: a service that always names a next page must not keep us for ever.
    static let pageLimit = 1_000_000

    /// Log events of a group from `start` up to `end`, page by page as the service answers them.
    ///
    /// - Throws: what ``call(_:_:region:parameters:)`` throws, and what `handle` throws.
    public func logEvents(
        group: String, region: String, from start: Instant, to end: Instant,
        _ handle: ([UInt8]) async throws -> Void
    ) async throws {
        try await pages(
            .logs, "FilterLogEvents", region: region, token: "nextToken",
            parameters: [
                "logGroupName": .string(group), "startTime": .number(Double(start.milliseconds)),
                "endTime": .number(Double(end.milliseconds)),
            ], handle)
    }

    /// The spans and groups of queries that keep each GetMetricData call within its limits.
    public static func metricCalls(
        _ requests: [MetricRequest], period: Int, from start: Instant, to end: Instant
    ) -> [(requests: [MetricRequest], from: Instant, to: Instant)] {
        var calls: [(requests: [MetricRequest], from: Instant, to: Instant)] = []
        for first in stride(from: 0, to: requests.count, by: queriesPerCall) {
            let group = Array(requests[first..<min(first + queriesPerCall, requests.count)])
            let seconds = pointsPerCall / group.count * period
            var from = start
            while from < end {
                let to = min(end, from.advanced(bySeconds: seconds))
                calls.append((group, from, to))
                from = to
            }
        }
        return calls
    }

    /// Points of metrics from `start` up to `end` at a period in seconds, page by page as the service answers them.
    ///
    /// - Throws: what ``call(_:_:region:parameters:)`` throws, and what `handle` throws.
    public func metricData(
        _ requests: [MetricRequest], period: Int, region: String, from start: Instant, to end: Instant,
        _ handle: ([UInt8]) async throws -> Void
    ) async throws {
        for call in Self.metricCalls(requests, period: period, from: start, to: end) {
            try await pages(
                .cloudWatch, "GetMetricData", region: region, token: "NextToken",
                parameters: [
                    "MetricDataQueries": .array(call.requests.map { $0.query(period: period) }),
                    "StartTime": .number(Double(call.from.seconds)),
                    "EndTime": .number(Double(call.to.seconds)),
                    "ScanBy": "TimestampAscending",
                ], handle)
        }
    }

    /// The alarms of the given names, page by page.
    ///
    /// - Throws: what ``call(_:_:region:parameters:)`` throws, and what `handle` throws.
    public func alarms(
        named names: [String], region: String, _ handle: ([UInt8]) async throws -> Void
    ) async throws {
        try await pages(
            .cloudWatch, "DescribeAlarms", region: region, token: "NextToken",
            parameters: ["AlarmNames": .array(names.map { .string($0) })], handle)
    }

    /// An alarm's history from `start` on, page by page.
    ///
    /// - Throws: what ``call(_:_:region:parameters:)`` throws, and what `handle` throws.
    public func alarmHistory(
        of name: String, region: String, from start: Instant, to end: Instant,
        _ handle: ([UInt8]) async throws -> Void
    ) async throws {
        try await pages(
            .cloudWatch, "DescribeAlarmHistory", region: region, token: "NextToken",
            parameters: [
                "AlarmName": .string(name), "StartDate": .number(Double(start.seconds)),
                "EndDate": .number(Double(end.seconds)), "MaxRecords": 100,
            ], handle)
    }

    private func pages(
        _ service: AWSService, _ action: String, region: String, token name: String, parameters: JSONValue,
        _ handle: ([UInt8]) async throws -> Void
    ) async throws {
        guard case .object(var members) = parameters else { return }
        var last: String?
        for _ in 0..<Self.pageLimit {
            let body = try await call(service, action, region: region, parameters: .object(members))
            try await handle(body)
            // The same token again would be the same page again.
            guard let next = PageToken.find(name, in: body), next != last else { return }
            members[name] = .string(next)
            last = next
        }
    }
}

/// Finds the token of the next page.
enum PageToken {
    private struct Page: Decodable {
        var lower: String?
        var upper: String?

        enum CodingKeys: String, CodingKey {
            case lower = "nextToken"
            case upper = "NextToken"
        }
    }

    static func find(_ name: String, in body: [UInt8]) -> String? {
        guard let page = try? JSONDecoder().decode(Page.self, from: Data(body)) else { return nil }
        let token = name == "nextToken" ? page.lower : page.upper
        return token?.isEmpty == false ? token : nil
    }
}
