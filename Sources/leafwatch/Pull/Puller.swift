import AWSClient
import Archive
import Foundation
import Ingest
import LeafStack
import Synchronization
import TimeSeries

/// Collects one leaf: alarms first, because they name the metrics, then everything else.
final class Puller: Sendable {
    private struct Tally: Sendable {
        var calls: [String: Int] = [:]
        var failures: [any Error] = []
        var remarks: [String] = []
    }

    private let session: AWSSession
    private let archive: HistoryArchive
    private let names: LeafNames
    private let region: String
    private let since: Instant?
    private let now: Instant
    private let say: @Sendable (String) -> Void
    private let tally = Mutex(Tally())

    init(
        session: AWSSession, archive: HistoryArchive, names: LeafNames, region: String, since: Instant?,
        now: Instant,
        say: @escaping @Sendable (String) -> Void
    ) {
        self.session = session
        self.archive = archive
        self.names = names
        self.region = region
        self.since = since
        self.now = now
        self.say = say
    }

    /// The leaf's log groups, with their regions and the days they keep.
    private var logGroups: [(name: String, region: String, days: Int)] {
        [
            (names.queryLogGroup, PullPlan.dnsRegion, 1), (names.startLogGroup, PullPlan.dnsRegion, 7),
            (names.containerLogGroup, region, 7), (names.scalingLogGroup, region, 7),
            (names.crashLogGroup, region, 7),
        ]
    }

    private var alarmNames: [String] { LeafNames.AlarmKind.allCases.map { names.alarm(of: $0) } }

    /// Where asking starts: where the archive ends less the overlap, but not before what is still kept.
    private func start(after last: Instant?, keptDays: Int) -> Instant {
        let oldest = since ?? now.advanced(bySeconds: -keptDays * 86_400)
        guard let last else { return oldest.floored(toPeriod: 60) }
        return max(oldest, last.advanced(bySeconds: -PullPlan.overlap)).floored(toPeriod: 60)
    }

    /// Lists the calls without making any.
    func plan() throws -> PullPlan {
        var steps = [
            PullPlan.Step(
                call: "cloudwatch:DescribeAlarms", region: region,
                subject: alarmNames.joined(separator: ", "),
                calls: 1, price: 0)
        ]
        // Without the alarms the metrics are guessed: one volume, four metrics, four statistics each.
        let known = try knownRequests()
        let requests = known.isEmpty ? 16 : known.count
        for tier in RetentionTier.tiers(from: try metricStart(), to: now, now: now) {
            let perCall = max(1, 100_800 / max(1, requests)) * tier.period
            let seconds = Int(tier.range.upperBound.seconds - tier.range.lowerBound.seconds)
            let calls = (seconds + perCall - 1) / perCall
            steps.append(
                PullPlan.Step(
                    call: "cloudwatch:GetMetricData", region: region,
                    subject: "\(requests) series every \(tier.period) s"
                        + (known.isEmpty ? " (estimated)" : ""),
                    from: tier.range.lowerBound, to: tier.range.upperBound, calls: calls,
                    price: Double(calls * requests) / 1000 * PullPlan.priceOfThousandMetrics))
        }
        let groups = try archive.logGroups()
        for group in logGroups {
            steps.append(
                PullPlan.Step(
                    call: "logs:FilterLogEvents", region: group.region, subject: group.name,
                    from: start(
                        after: groups.first { $0.logGroup == group.name }?.last, keptDays: group.days),
                    to: now,
                    calls: 1, price: 0))
        }
        for name in alarmNames {
            steps.append(
                PullPlan.Step(
                    call: "cloudwatch:DescribeAlarmHistory", region: region, subject: name,
                    from: start(after: try archive.alarmHistory(named: name).last?.time, keptDays: 30),
                    to: now,
                    calls: 1, price: 0))
        }
        for call in ["autoscaling:DescribeAutoScalingGroups", "autoscaling:DescribeScalingActivities"] {
            steps.append(PullPlan.Step(call: call, region: region, subject: names.stack, calls: 1, price: 0))
        }
        return PullPlan(steps: steps)
    }

    /// Collects everything; each page is stored as it comes.
    ///
    /// - Throws: `AWSError`, `CredentialError`, `ArchiveError` or `CancellationError`; what came before is stored.
    func pull() async throws -> PullResult {
        let before = try archive.tallies()
        try await session.alarms(named: alarmNames, region: region) { page in
            try store(page, call: "cloudwatch:DescribeAlarms", about: "alarms")
        }
        // Regions and services are asked side by side; within one listing page follows page. A part that fails leaves the
        // others to go on, so that one missing permission does not cost what can be had.
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.attempt { try await self.pullScaling() } }
            group.addTask { await self.attempt { try await self.pullMetrics() } }
            for name in self.alarmNames {
                group.addTask { await self.attempt { try await self.pullAlarmHistory(name) } }
            }
            for entry in self.logGroups {
                group.addTask { await self.attempt { try await self.pullLogs(entry) } }
            }
        }
        try Task.checkCancellation()
        try throwFailure()
        let after = try archive.tallies()
        let tally = tally.withLock { $0 }
        return PullResult(
            calls: tally.calls, newLogEvents: after.logEvents - before.logEvents,
            newDatapoints: after.datapoints - before.datapoints, newEvents: after.events - before.events,
            duplicates: after.duplicates - before.duplicates, remarks: tally.remarks.sorted())
    }

    /// Throws the failure that says most, a missing permission first, after telling the others.
    private func throwFailure() throws {
        let failures = tally.withLock { $0.failures }.map { error in
            let kind = (error as? AWSError)?.kind
            return (rank: kind == .denied || kind == .expired ? 0 : 1, text: "\(error)", error: error)
        }.sorted { ($0.rank, $0.text) < ($1.rank, $1.text) }
        for other in failures.dropFirst() { say(other.text) }
        if let first = failures.first { throw first.error }
    }

    /// Runs one part and remembers why it failed.
    private func attempt(_ part: () async throws -> Void) async {
        do {
            try await part()
        } catch is CancellationError {
            // Said once, by the whole.
        } catch {
            tally.withLock { $0.failures.append(error) }
        }
    }

    private func pullLogs(_ group: (name: String, region: String, days: Int)) async throws {
        let last = try archive.logGroups().first { $0.logGroup == group.name }?.last
        do {
            try await session.logEvents(
                group: group.name, region: group.region, from: start(after: last, keptDays: group.days),
                to: now
            ) { page in
                try self.store(page, call: "logs:FilterLogEvents", about: group.name, logGroup: group.name)
            }
        } catch let error as AWSError where error.kind == .notFound {
            remark("there is no log group \(group.name) in \(group.region)")
        }
    }

    private func pullAlarmHistory(_ name: String) async throws {
        let last = try archive.alarmHistory(named: name).last?.time
        try await session.alarmHistory(
            of: name, region: region, from: start(after: last, keptDays: 30), to: now
        ) { page in
            try self.store(page, call: "cloudwatch:DescribeAlarmHistory", about: name)
        }
    }

    private func pullMetrics() async throws {
        var requests = try knownRequests()
        if requests.isEmpty {
            requests = try await guessedRequests()
            remark("the leaf's alarms were not found in \(region); its metrics were found by its names")
        }
        guard !requests.isEmpty else { return }
        for tier in RetentionTier.tiers(from: try metricStart(), to: now, now: now) {
            let catalog = QueryCatalog(
                json: JSONValue.array(requests.map { $0.query(period: tier.period) }).bytes)
            try await session.metricData(
                requests, period: tier.period, region: region, from: tier.range.lowerBound,
                to: tier.range.upperBound
            ) { page in
                try self.store(
                    page, call: "cloudwatch:GetMetricData", about: "metrics", queries: catalog ?? .empty)
                self.remarkIncomplete(page)
            }
        }
    }

    /// Says what GetMetricData says of itself: messages, and results that are not complete.
    private func remarkIncomplete(_ page: [UInt8]) {
        guard let json = try? JSONValue(page) else { return }
        let results = json["MetricDataResults"]?.array ?? []
        for result in results {
            let code = result["StatusCode"]?.string ?? "Complete"
            if code == "Forbidden" || code == "InternalError" {
                remark("GetMetricData answered \(code) for \(result["Id"]?.string ?? "a metric")")
            }
        }
        for message in (json["Messages"]?.array ?? []) + results.flatMap({ $0["Messages"]?.array ?? [] }) {
            remark("GetMetricData says \(message["Code"]?.string ?? ""): \(message["Value"]?.string ?? "")")
        }
    }

    private func pullScaling() async throws {
        let groups = try await session.scalingGroupNames(region: region).filter {
            names.owns(generatedName: $0)
        }
        tallyCall("autoscaling:DescribeAutoScalingGroups")
        if groups.isEmpty { remark("there is no Auto Scaling group of \(names.stack) in \(region)") }
        for group in groups {
            let last = try archive.scalingEvents(groupName: group).last?.time
            let from = start(after: last, keptDays: 42)
            try await session.scalingActivities(group: group, region: region) { activities in
                tallyCall("autoscaling:DescribeScalingActivities")
                let events = activities.compactMap { ScalingEvent($0, region: self.region) }
                var sink = try archive.makeSink(file: "pull")
                try sink.receive(Delivery(records: events.map { .scalingEvent($0) }))
                try sink.finish(ObjectReport(file: "pull"))
                // Newest first: once older than what is wanted, the rest is older still.
                return activities.allSatisfy { ($0.startTime ?? from) >= from }
            }
        }
    }

    /// Reads a page as if it were a file.
    private func store(
        _ page: [UInt8], call: String, about: String, logGroup: String = "", queries: QueryCatalog = .empty
    ) throws {
        try Task.checkCancellation()
        let reader = InputReader(options: ReadOptions(threads: 1, logGroup: logGroup))
        let object = InputObject(name: "pull \(call) \(about)", bytes: page, queries: queries)
        let reports = try reader.read([object], into: PageSinkFactory(archive: archive))
        for damage in reports.flatMap(\.quarantined) { remark("\(call) about \(about): \(damage.reason)") }
        tallyCall(call)
    }

    private func tallyCall(_ call: String) { tally.withLock { $0.calls[call, default: 0] += 1 } }

    private func remark(_ text: String) {
        let isNew = tally.withLock { tally in
            guard !tally.remarks.contains(text), tally.remarks.count < 100 else { return false }
            tally.remarks.append(text)
            return true
        }
        if isNew { say(text) }
    }

    /// Where asking for points starts; unless told otherwise only where there are points by the minute.
    private func metricStart() throws -> Instant {
        let first = start(after: try lastPoint(), keptDays: 15)
        return since == nil ? max(first, RetentionTier.oldest(days: 15, now: now)) : first
    }

    /// The newest point of the leaf's traffic that is stored.
    private func lastPoint() throws -> Instant? {
        try archive.seriesSummaries().filter { summary in
            summary.key.metricName == "NetworkIn"
                && summary.key.dimensions.contains { names.owns(generatedName: $0.value) }
        }.map(\.last).max()
    }
}

extension Puller {
    private static let statistics = ["Sum", "SampleCount", "Minimum", "Maximum"]

    /// The metrics that the stored settings of the leaf's alarms name, each in four statistics.
    private func knownRequests() throws -> [MetricRequest] {
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
        return Self.numbered(found)
    }

    /// The metrics that follow from the leaf's names when no alarm was found.
    private func guessedRequests() async throws -> [MetricRequest] {
        var found = Self.requests(
            "AWS/Lambda", "Invocations", [("FunctionName", String(names.crashLogGroup.dropFirst(12)))])
        found += Self.requests(names.metricNamespace, "DNSTraffic", [("ContainerNameID", names.containerID)])
        for group in try await session.scalingGroupNames(region: region)
        where names.owns(generatedName: group) {
            found += Self.requests("AWS/EC2", "NetworkIn", [("AutoScalingGroupName", group)])
        }
        return Self.numbered(found)
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

extension ScalingEvent {
    /// The event that a listed activity stands for; `nil` while it runs and for activities of other kinds.
    init?(_ activity: ScalingActivity, region: String) {
        let isLaunch = activity.text.hasPrefix("Launching")
        guard isLaunch || activity.text.hasPrefix("Terminating"), let end = activity.endTime else {
            return nil
        }
        let hasFailed = activity.statusCode == "Failed" || activity.statusCode == "Cancelled"
        let kind: Kind =
            isLaunch
            ? (hasFailed ? .launchUnsuccessful : .launchSuccessful)
            : (hasFailed ? .terminateUnsuccessful : .terminateSuccessful)
        let instance = activity.text.split(separator: " ").last { $0.hasPrefix("i-") }
        self.init(
            kind: kind, time: end, account: "", region: region, groupName: activity.groupName,
            instanceID: instance.map(String.init) ?? "", activityID: activity.activityID,
            startTime: activity.startTime,
            endTime: end, cause: activity.cause)
    }
}

/// Stores pages without remembering each one as an input: their events have identities of their own.
private struct PageSinkFactory: DeliverySinkFactory {
    struct Sink: DeliverySink {
        var inner: ArchiveSink
        var series: [MetricPoints] = []

        mutating func receive(_ delivery: consuming Delivery) throws {
            var kept = Delivery(
                source: delivery.source, logEventCount: delivery.logEventCount, eventIDs: delivery.eventIDs)
            for (index, record) in delivery.records.enumerated() {
                if case .metricPoints(let points) = record {
                    series.append(points)
                } else {
                    kept.records.append(record)
                    kept.recordEvents.append(
                        index < delivery.recordEvents.count ? delivery.recordEvents[index] : -1)
                }
            }
            try inner.receive(kept)
        }

        mutating func finish(_ report: ObjectReport) throws {
            try inner.receive(Delivery(records: PulledSeries.joined(series).map { .metricPoints($0) }))
            var page = report
            if page.quarantined.isEmpty { page.digest = "" }
            try inner.finish(page)
        }
    }

    let archive: HistoryArchive

    func makeSink(file: String) throws -> Sink { Sink(inner: try archive.makeSink(file: file)) }
}

/// Points of a page of GetMetricData.
enum PulledSeries {
    /// The series without the ids of the pull's queries, each point with the `SampleCount` of its period, which decides
    /// between revisions.
    static func joined(_ series: [MetricPoints]) -> [MetricPoints] {
        var counts: [MetricKey: [Int64: Double]] = [:]
        for points in series where points.key.statistic == "SampleCount" {
            counts[metric(points.key), default: [:]].merge(zip(points.times, points.values)) { max($0, $1) }
        }
        return series.map { points in
            var result = points
            result.key.queryID = ""
            let known = counts[metric(points.key)] ?? [:]
            result.sampleCounts = points.times.map { known[$0] ?? .nan }
            return result
        }
    }

    /// The metric without its statistic and query.
    private static func metric(_ key: MetricKey) -> MetricKey {
        var key = key
        key.statistic = ""
        key.queryID = ""
        return key
    }
}
