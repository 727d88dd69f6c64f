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
        /// Its name.
        var name: String
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
    private let since: Instant?

    init(
        session: AWSSession, archive: HistoryArchive, leaf: Leaf, names: LeafNames, region: String,
        since: Instant?, now: Instant, tally: PullTally
    ) {
        self.session = session
        self.archive = archive
        self.leaf = leaf
        self.names = names
        self.region = region
        self.since = since
        self.now = now
        self.tally = tally
    }

    /// The leaf's log groups.
    var logGroups: [LogGroup] {
        [
            LogGroup(name: names.queryLogGroup, region: PullPlan.dnsRegion, keptDays: 1),
            LogGroup(name: names.startLogGroup, region: PullPlan.dnsRegion, keptDays: 7),
            LogGroup(name: names.containerLogGroup, region: region, keptDays: 7),
            LogGroup(name: names.scalingLogGroup, region: region, keptDays: 7),
            LogGroup(name: names.crashLogGroup, region: region, keptDays: 7),
        ]
    }

    /// Names of the leaf's alarms.
    var alarmNames: [String] { LeafNames.AlarmKind.allCases.map { names.alarm(of: $0) } }

    /// Collects everything; each page is stored as it comes.
    ///
    /// A part that fails leaves the others to go on, so that one missing permission does not cost what can be had.
    ///
    /// - Throws: `ArchiveError` or `CancellationError`; what came before is stored. Other failures are in the result.
    func pull() async throws -> PullOutcome {
        let before = try archive.tallies()
        await tally.attempt {
            try await self.session.alarms(named: self.alarmNames, region: self.region) { page in
                try self.store(page, of: .describeAlarms, about: "alarms")
            }
        }
        // Regions and services are asked side by side; within one listing page follows page.
        await withTaskGroup(of: Void.self) { group in
            var parts: [@Sendable () async throws -> Void] = [
                { try await self.pullScaling() }, { try await self.pullMetrics() },
                { try await self.pullServices() }, { try await self.pullTasks() },
                { try await self.pullTemplates() },
            ]
            for name in alarmNames { parts.append { try await self.pullAlarmHistory(name) } }
            for entry in logGroups { parts.append { try await self.pullLogs(entry) } }
            for part in parts { group.addTask { await self.tally.attempt(part) } }
        }
        try Task.checkCancellation()
        let counts = tally.counts
        for case let error as ArchiveError in counts.failures { throw error }
        let after = try archive.tallies()
        let failures = PullOutcome.sorted(counts.failures)
        return PullOutcome(
            result: PullResult(
                calls: counts.calls, newLogEvents: after.logEvents - before.logEvents,
                newDatapoints: after.datapoints - before.datapoints, newEvents: after.events - before.events,
                duplicates: after.duplicates - before.duplicates, remarks: counts.remarks.sorted(),
                failures: failures.map { "\($0)" }),
            failures: failures)
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
        tally.count(
            call, logEvents: reports.reduce(0) { $0 + $1.logEvents },
            datapoints: reports.reduce(0) { $0 + $1.datapoints })
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
