import Foundation
import Ingest
import Testing
import TimeSeries

@testable import Archive

@Suite struct ShareTests {
    private static let group = "/aws/ec2/leaf/Container/ContainerLogs"
    private static let key = MetricKey(namespace: "AWS/EC2", metricName: "NetworkIn", statistic: "Sum")

    /// Objects that overlap, revise each other and come with and without ids and owners, over three days.
    private static func objects(seed: UInt64, count: Int) -> [TestObject] {
        var random = SeededGenerator(seed: seed)
        func pick(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
        return (0..<count).map { number in
            let source = LogSource(
                owner: pick(3) == 0 ? "" : "123456789012", logGroup: group, logStream: "s\(pick(2))")
            let events = (0..<6).map { _ in pick(40) }
            let hasIDs = pick(4) != 0
            var deliveries = [
                Delivery(
                    source: source, logEventCount: events.count,
                    eventIDs: hasIDs ? events.map { eventID(UInt64($0)) } : [],
                    records: events.map { line($0 * 6000, "line \($0)", source: source) },
                    recordEvents: events.indices.map { hasIDs ? Int32($0) : -1 })
            ]
            let minutes = (0..<20).map { _ in pick(4320) }
            deliveries.append(
                Delivery(
                    records: [
                        points(
                            minutes.map { ($0, Double(pick(3)), pick(2) == 0 ? nil : Double(pick(3))) },
                            of: key),
                        .taskStateChange(
                            TaskStateChange(
                                time: newYear.advanced(bySeconds: pick(5)), account: "", region: "",
                                clusterARN: "c", taskARN: "t\(pick(3))", version: pick(2), group: "",
                                lastStatus: pick(2) == 0 ? "A" : "B", desiredStatus: "")),
                        .lambdaInvocation(
                            LambdaInvocation(
                                time: newYear, logGroup: group, logStream: "x", requestID: "r\(pick(3))",
                                duration: pick(2) == 0 ? nil : 5, failed: pick(2) == 0 ? nil : false)),
                    ], recordEvents: [-1, -1, -1]))
            return TestObject(file: "f\(number)", digest: "d\(number)", deliveries: deliveries)
        }
    }

    private static func share(_ objects: [TestObject]) throws -> HistoryShare {
        let archive = try HistoryArchive.holding(objects)
        let index = try archive.index()
        return try archive.share(
            of: ShareSelection(
                logGroups: index.logGroups, series: index.seriesKeys, subjects: index.subjects),
            index: index)
    }

    private func settledBytes(_ share: HistoryShare) throws -> [UInt8] { try share.settled.encoded() }

    /// However a history is cut into archives, days and merges, its share is that of one archive.
    @Test(arguments: 1...12)
    func mergingDoesNotDependOnHow(seed: UInt64) throws {
        let objects = Self.objects(seed: seed, count: 8)
        let whole = try Self.share(objects)
        var random = SeededGenerator(seed: seed + 100)
        var parts: [HistoryShare] = []
        for object in objects + objects.prefix(3) {
            for (_, day) in try Self.share([object]).days() {
                parts.append(try HistoryShare(decoding: day.encoded()))
            }
        }
        parts.shuffle(using: &random)
        var left = HistoryShare()
        for part in parts { try left.merge(part) }
        // Grouped the other way round.
        while parts.count > 1 {
            let index = Int(random.next() % UInt64(parts.count - 1))
            try parts[index].merge(parts.remove(at: index + 1))
        }
        #expect(try settledBytes(left) == settledBytes(whole))
        #expect(try settledBytes(parts[0]) == settledBytes(whole))
        var again = whole
        try again.merge(whole)
        #expect(try again.encoded() == whole.encoded())
    }

    @Test func aShareReadsLikeItsArchive() throws {
        let objects = Self.objects(seed: 3, count: 10)
        let archive = try HistoryArchive.holding(objects)
        let share = try Self.share(objects)
        #expect(
            try share.containerLines(logGroup: Self.group, in: nil)
                == archive.containerLines(logGroup: Self.group))
        #expect(try share.taskStateChanges(in: nil) == archive.taskStateChanges())
        #expect(try share.lambdaInvocations(logGroup: nil, in: nil) == archive.lambdaInvocations())
        #expect(try share.logGroupNames() == archive.logGroupNames())
        let range = newYear.advanced(bySeconds: 90)..<newYear.advanced(bySeconds: 200_000)
        let summaries = try share.seriesSummaries()
        #expect(summaries.map(\.first) == (try archive.seriesSummaries().map(\.first)))
        #expect(summaries.map(\.last) == (try archive.seriesSummaries().map(\.last)))
        let mine = try share.series(Self.key, in: range)
        let theirs = try archive.series(Self.key, in: range)
        #expect(mine.start == theirs.start && mine.count == theirs.count)
        #expect((0..<mine.count).allSatisfy { mine[$0] == theirs[$0] })
    }

    @Test func aDamagedShareIsRefused() throws {
        let bytes = try Self.share(Self.objects(seed: 1, count: 4)).encoded()
        #expect(throws: ArchiveError.self) { try HistoryShare(decoding: Array(bytes.dropLast())) }
        #expect(throws: ArchiveError.self) { try HistoryShare(decoding: []) }
        var random = SeededGenerator(seed: 9)
        for _ in 0..<200 {
            var damaged = bytes
            damaged[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            // It may decode to something else; it must not trap.
            _ = try? HistoryShare(decoding: damaged)
        }
    }

    @Test(.enabled(if: OutsideTools.hasPython, "python3 is not installed"))
    func olderArchivesAreBroughtUpToDate() throws {
        try withTemporaryPath { path in
            let event = ScalingEvent(
                kind: .launchSuccessful, time: newYear, account: "", region: "", groupName: "g",
                instanceID: "i",
                activityID: "a")
            let runs = [
                LambdaInvocation(
                    time: newYear, logGroup: "/aws/lambda/a", logStream: "s", requestID: "1", duration: 2.5,
                    failed: true),
                LambdaInvocation(
                    time: newYear.advanced(bySeconds: 1), logGroup: "/aws/lambda/b", logStream: "s",
                    requestID: "1"),
            ]
            do {
                try HistoryArchive.open(path, for: .writing).ingest(
                    TestObject(
                        file: "f", digest: "d",
                        deliveries: [
                            Delivery(
                                records: [.scalingEvent(event)] + runs.map(Record.lambdaInvocation),
                                recordEvents: [-1, -1, -1])
                        ]))
            }
            try sqlite(
                path,
                """
                CREATE TABLE keptRuns AS SELECT * FROM invocation;
                DROP VIEW invocation; DROP TABLE run; DROP TABLE functionStream;
                CREATE TABLE invocation (logGroup TEXT NOT NULL, logStream TEXT NOT NULL, requestID TEXT NOT NULL,
                    time INTEGER NOT NULL, duration REAL, failed INTEGER,
                    PRIMARY KEY (logGroup, logStream, requestID, time)) WITHOUT ROWID;
                INSERT INTO invocation SELECT * FROM keptRuns;
                DROP TABLE keptRuns;
                CREATE TABLE kept AS SELECT kind, identity, time, content FROM event;
                DROP TABLE event; DROP TABLE eventSubject;
                CREATE TABLE event (kind TEXT NOT NULL, identity TEXT NOT NULL, time INTEGER NOT NULL,
                    content TEXT NOT NULL, PRIMARY KEY (kind, identity)) WITHOUT ROWID;
                CREATE INDEX eventTime ON event (kind, time);
                INSERT INTO event SELECT * FROM kept;
                DROP TABLE kept;
                DELETE FROM grdb_migrations WHERE identifier IN ('3', '4', '5')
                """)
            #expect(throws: ArchiveError.olderSchema(path: path)) {
                try HistoryArchive.open(path, for: .reading)
            }
            let archive = try HistoryArchive.open(path, for: .writing)
            #expect(try archive.index().subjects == [EventSubject(kind: .group, name: "g")])
            #expect(try archive.scalingEvents() == [event])
            #expect(try archive.lambdaInvocations() == runs)
            #expect(try archive.index().logGroups == ["/aws/lambda/a", "/aws/lambda/b"])
        }
    }
}
