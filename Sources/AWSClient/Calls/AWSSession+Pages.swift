public import TimeSeries

extension AWSSession {
    /// Queries that one GetMetricData call may hold.
    static let queriesPerCall = 500
    /// Points that one GetMetricData call may return.
    static let pointsPerCall = 100_800
    /// Pages of one listing at most: a service that always names a next page must not keep us for ever.
    static let pageLimit = 1_000_000

    /// One listing to its end: every page goes to `handle`, which says whether to go on.
    ///
    /// - Throws: what ``call(_:region:parameters:)`` throws, and what `handle` throws.
    public func pages(
        _ call: AWSCall, region: String, parameters: [String: JSONValue],
        _ handle: (AWSAnswer) async throws -> Bool
    ) async throws {
        var members = parameters
        var last: String?
        for _ in 0..<Self.pageLimit {
            try Task.checkCancellation()
            let answer = try await self.call(call, region: region, parameters: .object(members))
            guard try await handle(answer) else { return }
            // The same token again would be the same page again.
            guard let next = answer.nextToken, next != last else { return }
            members[call.pageToken] = .string(next)
            last = next
        }
    }

    /// Log events of a group from `start` up to `end`, page by page as the service answers them.
    ///
    /// - Throws: what ``call(_:region:parameters:)`` throws, and what `handle` throws.
    public func logEvents(
        group: String, region: String, from start: Instant, to end: Instant,
        _ handle: (AWSAnswer) async throws -> Void
    ) async throws {
        let parameters: [String: JSONValue] = [
            "logGroupName": .string(group), "startTime": .number(Double(start.milliseconds)),
            "endTime": .number(Double(end.milliseconds)),
        ]
        try await pages(.filterLogEvents, region: region, parameters: parameters) {
            try await handle($0)
            return true
        }
    }

    /// The spans and groups of queries that keep each GetMetricData call within its limits, oldest first.
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
    /// The requests and the span must fit into one call, as those of ``metricCalls(_:period:from:to:)`` do.
    ///
    /// - Returns: what is not complete after the last page, and what the service said.
    /// - Throws: what ``call(_:region:parameters:)`` throws, and what `handle` throws.
    public func metricData(
        _ requests: [MetricRequest], period: Int, region: String, from start: Instant, to end: Instant,
        _ handle: (AWSAnswer) async throws -> Void
    ) async throws -> MetricDataEnd {
        let parameters: [String: JSONValue] = [
            "MetricDataQueries": .array(requests.map { $0.query(period: period) }),
            "StartTime": .number(Double(start.seconds)), "EndTime": .number(Double(end.seconds)),
            "ScanBy": "TimestampAscending",
        ]
        var end = MetricDataEnd()
        // What is cut short without a next page is asked for again, a few times.
        for _ in 0..<3 {
            end.unfinished = [:]
            try await pages(.getMetricData, region: region, parameters: parameters) { answer in
                end.take(answer.json)
                try await handle(answer)
                return true
            }
            guard end.unfinished.values.contains(where: { $0 != "Forbidden" }) else { break }
        }
        return end
    }

    /// The alarms of the given names, page by page.
    ///
    /// - Throws: what ``call(_:region:parameters:)`` throws, and what `handle` throws.
    public func alarms(
        named names: [String], region: String, _ handle: (AWSAnswer) async throws -> Void
    ) async throws {
        let parameters: [String: JSONValue] = ["AlarmNames": .array(names.map { .string($0) })]
        try await pages(.describeAlarms, region: region, parameters: parameters) {
            try await handle($0)
            return true
        }
    }

    /// An alarm's history from `start` on, oldest first, page by page.
    ///
    /// - Throws: what ``call(_:region:parameters:)`` throws, and what `handle` throws.
    public func alarmHistory(
        of name: String, region: String, from start: Instant, to end: Instant,
        _ handle: (AWSAnswer) async throws -> Void
    ) async throws {
        let parameters: [String: JSONValue] = [
            "AlarmName": .string(name), "StartDate": .number(Double(start.seconds)),
            "EndDate": .number(Double(end.seconds)), "MaxRecords": 100, "ScanBy": "TimestampAscending",
        ]
        try await pages(.describeAlarmHistory, region: region, parameters: parameters) {
            try await handle($0)
            return true
        }
    }
}

/// How a listing of metric points ended.
public struct MetricDataEnd: Sendable, Hashable {
    /// The last status of every query that is not `Complete`, by its id.
    public var unfinished: [String: String] = [:]
    /// What the service said beside the points, each once.
    public var messages: [String] = []

    /// Makes an end.
    public init(unfinished: [String: String] = [:], messages: [String] = []) {
        self.unfinished = unfinished
        self.messages = messages
    }

    /// Takes over what a page says of itself.
    mutating func take(_ page: JSONValue) {
        let results = page["MetricDataResults"]?.array ?? []
        for result in results {
            guard let id = result["Id"]?.string else { continue }
            let code = result["StatusCode"]?.string ?? "Complete"
            unfinished[id] = code == "Complete" ? nil : code
        }
        for message in (page["Messages"]?.array ?? []) + results.flatMap({ $0["Messages"]?.array ?? [] }) {
            let text = "\(message["Code"]?.string ?? ""): \(message["Value"]?.string ?? "")"
            if !messages.contains(text), messages.count < 100 { messages.append(text) }
        }
    }
}
