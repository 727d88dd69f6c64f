import AWSClient
import Archive
import Foundation
import Ingest
import LeafStack
import TimeSeries

/// Collects one leaf: alarms first, because they name the metrics, then everything else.
final class Puller: Sendable {
    /// A log group of the leaf.
    struct LogGroup: Sendable {
        /// Its name in the account.
        var name: String
        /// The name that follows from the leaf's file, under which its events are kept.
        var derivedName: String
        /// The region that it is in.
        var region: String
        /// Days that it keeps events, as the leaf's stack sets it.
        var keptDays: Int
    }

    let session: AWSSession
    let archive: HistoryArchive
    let leaf: Leaf
    let names: LeafNames
    let region: String
    let now: Instant
    let tally: PullTally
    /// Metrics to collect beside those that the alarms name.
    let metrics: [MetricArgument]
    private let since: Instant?

    init(
        session: AWSSession, archive: HistoryArchive, leaf: Leaf, names: LeafNames, region: String,
        metrics: [MetricArgument] = [], since: Instant?, now: Instant, tally: PullTally
    ) {
        self.session = session
        self.archive = archive
        self.leaf = leaf
        self.names = names
        self.region = region
        self.metrics = metrics
        self.since = since
        self.now = now
        self.tally = tally
    }

    /// The leaf's log groups.
    var logGroups: [LogGroup] {
        let groups: [(name: KeyPath<LeafNames, String>, region: String, days: Int)] = [
            (\.queryLogGroup, PullPlan.dnsRegion, 1), (\.startLogGroup, PullPlan.dnsRegion, 7),
            (\.containerLogGroup, region, 7), (\.scalingLogGroup, region, 7), (\.crashLogGroup, region, 7),
        ]
        let derived = names.derived
        return groups.map {
            LogGroup(
                name: names[keyPath: $0.name], derivedName: derived[keyPath: $0.name], region: $0.region,
                keptDays: $0.days)
        }
    }

    /// Names of the leaf's alarms.
    var alarmNames: [String] { LeafNames.AlarmKind.allCases.map { names.alarm(of: $0) } }

    /// Collects everything; each page is stored as it comes.
    ///
    /// A part that fails leaves the others to go on, so that one missing permission does not cost what can be had.
    ///
    /// - Throws: `ArchiveError` or `CancellationError`; what came before is stored. Other failures are in the result.
    func pull() async throws -> PullOutcome {
        try rememberNames()
        let before = try archive.tallies()
        async let alarms: Void? = tally.attempt {
            try await self.session.alarms(named: self.alarmNames, region: self.region) { page in
                try self.store(page, of: .describeAlarms, about: "alarms")
            }
        }
        // Without an answer nothing is known of groups, which is not the same as none.
        let scaling = await tally.attempt { try await self.ownScalingGroups() }
        let areAlarmsKnown = await alarms != nil
        // Regions and services are asked side by side; within one listing page follows page.
        await withTaskGroup(of: Void.self) { group in
            var parts: [@Sendable () async throws -> Void] = [
                { try await self.pullScaling(scaling) },
                { try await self.pullMetrics(scaling ?? [], areAlarmsKnown: areAlarmsKnown) },
                { try await self.pullServices() }, { try await self.pullTasks() },
                { try await self.pullTemplates() },
            ]
            for name in alarmNames { parts.append { try await self.pullAlarmHistory(name) } }
            for entry in logGroups { parts.append { try await self.pullLogs(entry) } }
            for part in parts { group.addTask { _ = await self.tally.attempt(part) } }
        }
        try Task.checkCancellation()
        let counts = tally.counts
        for case let error as ArchiveError in counts.failures { throw error }
        let after = try archive.tallies()
        let failures = PullFailure.sorted(counts.failures)
        return PullOutcome(
            result: PullResult(
                calls: counts.calls, newLogEvents: after.logEvents - before.logEvents,
                newDatapoints: after.datapoints - before.datapoints, newEvents: after.events - before.events,
                duplicates: after.duplicates - before.duplicates, remarks: counts.remarks.sorted(),
                failures: failures.map { "\($0)" }),
            failures: failures, isEmpty: counts.records == 0)
    }

    /// Reads a page as if it were a file.
    func store(
        _ answer: AWSAnswer, of call: AWSCall, about: String, logGroup: String = "",
        queries: QueryCatalog = .empty
    ) throws {
        try Task.checkCancellation()
        let reader = InputReader(options: ReadOptions(threads: 1, logGroup: logGroup))
        let object = InputObject(
            name: "pull \(call.permission) \(about)", bytes: answer.bytes, queries: queries)
        let reports = try reader.read([object], into: PageSinkFactory(archive: archive))
        for damage in reports.flatMap(\.quarantined) {
            tally.remark("\(call.permission) about \(about): \(damage.reason)")
        }
        tally.stored(
            records: reports.reduce(0) { $0 + $1.logEvents + $1.datapoints + $1.events },
            logEvents: reports.reduce(0) { $0 + $1.logEvents },
            datapoints: reports.reduce(0) { $0 + $1.datapoints })
    }

    /// Puts names that were given into the archive, so that other commands find what came under them.
    private func rememberNames() throws {
        guard try GivenNames.stored(for: names, in: archive) != names.given else { return }
        let record = names.given.record(for: names, time: now)
        var sink = try PageSinkFactory(archive: archive).makeSink(file: "pull names")
        try sink.receive(Delivery(records: [.resourceDescription(record)]))
        try sink.finish(ObjectReport(file: "pull names"))
    }
}

// MARK: - How far the archive goes

extension Puller {
    /// Where asking about a subject starts: where the last pull ended less the overlap, else what is surely still kept.
    ///
    /// `--since` goes further back, also where the archive has something already.
    func start(of subject: String, keptDays: Int) throws -> Instant {
        let oldest = now.advanced(bySeconds: -keptDays * 86_400)
        guard let span = try archive.collected(subject) else {
            return (since ?? oldest).floored(toPeriod: 60)
        }
        if let since, since < span.lowerBound { return since.floored(toPeriod: 60) }
        return max(oldest, span.upperBound.advanced(bySeconds: -PullPlan.overlap)).floored(toPeriod: 60)
    }

    /// Where asking for points starts; unless told otherwise only where there are points by the minute.
    func metricStart(of subject: String) throws -> Instant {
        let first = try start(of: subject, keptDays: 15)
        return since == nil ? max(first, RetentionTier.oldest(days: 15, now: now)) : first
    }

    /// Remembers that a subject was collected from the start of this pull up to `end`.
    ///
    /// While a pull fills in what lies before an earlier one, nothing is remembered until it gets there.
    func advance(_ subject: String, from start: Instant, to end: Instant) throws {
        guard start < end else { return }
        if let span = try archive.collected(subject), end < span.lowerBound { return }
        try archive.markCollected(subject, start..<end)
    }
}
