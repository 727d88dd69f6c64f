import Ingest
import Testing
import TimeSeries

@testable import Archive

/// What is stored is what was delivered, each fact once.
@Suite struct HistoryArchiveTests {
    let source = LogSource(owner: "111122223333", logGroup: "/aws/route53/leaf", logStream: "Z1/DFW3")

    func queries(_ seconds: [Int], file: String = "f", digest: String = "d", owner: String? = nil)
        -> TestObject
    {
        var source = source
        source.owner = owner ?? source.owner
        return TestObject(
            file: file, digest: digest,
            deliveries: [
                Delivery(
                    source: source, logEventCount: seconds.count,
                    eventIDs: seconds.map { eventID(UInt64($0) * 1000) }, records: seconds.map { query($0) },
                    recordEvents: seconds.indices.map { Int32($0) })
            ])
    }

    @Test func recordsComeBackAsDelivered() throws {
        let container = LogSource(owner: "1", logGroup: "/aws/ec2/leaf", logStream: "ContainerLogs/Mc/1")
        let other = LogSource(owner: "1", logGroup: "/aws/ec2/leaf", logStream: "ContainerLogs/Mc/2")
        let lines = [
            line(5, "Alex joined the game", source: container), line(1, "\u{1B}[0m", source: container),
        ]
        let run = LambdaInvocation(
            time: newYear, logGroup: "/aws/lambda/f", logStream: "s", requestID: "r", duration: 12.5,
            failed: false)
        let archive = try HistoryArchive.holding([
            TestObject(
                file: "a", digest: "1",
                deliveries: [
                    Delivery(
                        source: container, logEventCount: 3, eventIDs: [1, 2, 3].map(eventID), records: lines,
                        recordEvents: [0, 2]),
                    Delivery(
                        source: other, logEventCount: 1, eventIDs: [eventID(1)],
                        records: [line(3, "x", source: other)], recordEvents: [0]),
                    Delivery(
                        source: LogSource(owner: "1", logGroup: "/aws/lambda/f", logStream: "s"),
                        logEventCount: 1,
                        eventIDs: [eventID(9)], records: [.lambdaInvocation(run)], recordEvents: [0]),
                ])
        ])
        #expect(try archive.containerLines().map(\.text) == ["\u{1B}[0m", "x", "Alex joined the game"])
        #expect(
            try archive.containerLines(logGroup: "/aws/ec2/leaf").map(\.source) == [
                container, other, container,
            ])
        #expect(try archive.containerLines(logGroup: "/none").isEmpty)
        #expect(try archive.lambdaInvocations(logGroup: "/aws/lambda/f") == [run])
        #expect(try archive.tallies().logEvents == 5)
        #expect(try archive.logGroups().map(\.events) == [4, 1])
    }

    @Test func repeatedEventsAreDroppedAndCounted() throws {
        let archive = try HistoryArchive.holding([
            queries([1, 2, 3]), queries([2, 3, 4], file: "g", digest: "e"),
            queries([1, 2, 3, 4], digest: "h"),
        ])
        #expect(try archive.dnsQueries().map { $0.time.seconds - newYear.seconds } == [1, 2, 3, 4])
        #expect(try archive.tallies().logEvents == 4)
        #expect(try archive.tallies().duplicates == 6)
    }

    @Test func anEventTwiceInOneObjectCountsOnce() throws {
        let archive = try HistoryArchive.holding([queries([7, 7, 8])])
        #expect(try archive.dnsQueries().count == 2)
        #expect(try archive.tallies().duplicates == 1)
    }

    @Test func sameIDInAnotherAccountIsAnotherEvent() throws {
        let archive = try HistoryArchive.holding([
            queries([1]), queries([1], digest: "e", owner: "444455556666"),
        ])
        #expect(try archive.dnsQueries().count == 2)
    }

    @Test(arguments: [true, false])
    func anInputThatNamesNoOwnerBringsTheSameEvents(unownedFirst: Bool) throws {
        let unowned = queries([1, 2, 3], digest: "u", owner: "")
        let owned = queries([2, 3, 4], digest: "o")
        let archive = try HistoryArchive.holding(unownedFirst ? [unowned, owned] : [owned, unowned])
        #expect(try archive.dnsQueries().map { $0.time.seconds - newYear.seconds } == [1, 2, 3, 4])
        #expect(try archive.tallies().logEvents == 4)
        #expect(try archive.tallies().duplicates == 2)
    }

    @Test func eventsWithoutIDsAreHeldToTheirObject() throws {
        func file(_ name: String, _ digest: String) -> TestObject {
            TestObject(
                file: name, digest: digest,
                deliveries: [
                    Delivery(
                        source: LogSource(owner: "", logGroup: "/aws/route53/leaf", logStream: ""),
                        logEventCount: 3, records: [query(1), query(1)], recordEvents: [-1, -1])
                ])
        }
        let archive = try HistoryArchive.holding([file("a", "1"), file("copy of a", "1"), file("b", "2")])
        #expect(try archive.dnsQueries().count == 4)
        #expect(try archive.tallies().logEvents == 6)
        #expect(try archive.tallies().duplicates == 3)
        #expect(try archive.logGroups().first?.eventsWithoutID == 6)
    }

    @Test func recordsWithoutAnySourceKeepTheirGroup() throws {
        let archive = try HistoryArchive.holding([
            TestObject(
                file: "a", digest: "1",
                deliveries: [Delivery(logEventCount: 3, records: [query(1), query(2, group: "")])])
        ])
        #expect(try archive.dnsQueries(logGroup: "/aws/route53/leaf").count == 1)
        #expect(try archive.tallies().logEvents == 3)
    }

    @Test func revisedPointsKeepTheMoreCompleteValue() throws {
        let early = TestObject(
            file: "a", digest: "1",
            deliveries: [Delivery(records: [points([(0, 10, 5), (1, 100, 3), (2, 7, nil)])])])
        let late = TestObject(
            file: "b", digest: "2",
            deliveries: [Delivery(records: [points([(1, 90, 5), (2, 6, nil), (3, 1, nil)])])])
        for order in [[early, late], [late, early], [early, late, early]] {
            let archive = try HistoryArchive.holding(order)
            let stored = try archive.points(networkIn, in: newYear..<newYear.advanced(bySeconds: 3600))
            #expect(stored.values == [10, 90, 7, 1])
            #expect(try archive.tallies().revisedDatapoints == 2)
            #expect(try archive.tallies().datapoints == 4)
        }
    }

    @Test func aSeriesIsReadOnItsGrid() throws {
        let archive = try HistoryArchive.holding([
            TestObject(
                file: "a", digest: "1",
                deliveries: [Delivery(records: [points([(0, 1, nil), (2, 3, nil), (1500, 0, nil)])])])
        ])
        let series = try archive.series(
            networkIn, in: newYear.advanced(bySeconds: 30)..<newYear.advanced(bySeconds: 150))
        #expect(series.start == newYear)
        #expect((0..<series.count).map { series[$0] } == [1, nil, 3])
        let days = try archive.series(networkIn, in: newYear..<newYear.advanced(bySeconds: 90_060))
        #expect(days.count == 1501)
        #expect(days[1500] == 0)
        #expect(days[1499] == nil)
        #expect(
            try archive.series(MetricKey(namespace: "", metricName: "", statistic: ""), in: newYear..<newYear)
                .count == 0)
        #expect(throws: ArchiveError.self) {
            try archive.series(networkIn, in: Instant(seconds: 0)..<Instant(milliseconds: .max))
        }
    }

    @Test func pointsOutsideTheCalendarAreCountedNotStored() throws {
        let wild = MetricPoints(
            key: networkIn, times: [.min, -1, .max, newYear.seconds], values: [1, 2, 3, 4])
        let archive = try HistoryArchive.holding([
            TestObject(file: "a", digest: "1", deliveries: [Delivery(records: [.metricPoints(wild)])])
        ])
        #expect(try archive.tallies().datapoints == 1)
        #expect(try archive.tallies().implausibleTimes == 3)
    }

    @Test func taskEventsAreOneForEachVersion() throws {
        let archive = try HistoryArchive.holding([
            TestObject(
                file: "a", digest: "1",
                deliveries: [
                    Delivery(records: [
                        .taskStateChange(task("t", version: 2, second: 9)),
                        .taskStateChange(task("t", version: 1, second: 4)),
                        .taskStateChange(task("t", version: 2, second: 9)),
                    ])
                ])
        ])
        #expect(try archive.taskStateChanges().map(\.version) == [1, 2])
        #expect(try archive.tallies().duplicates == 1)
    }

    @Test func aScalingActivityMetByTwoRoutesIsOneEvent() throws {
        let event = ScalingEvent(
            kind: .launchSuccessful, time: newYear.advanced(bySeconds: 60), account: "1", region: "us-east-2",
            groupName: "asg", instanceID: "i-1", activityID: "act", startTime: newYear)
        var listed = event
        listed.account = ""
        listed.cause = "At 2026 …"
        listed.endTime = newYear.advanced(bySeconds: 50)
        var merged = listed
        merged.account = "1"
        func object(_ event: ScalingEvent, _ digest: String) -> TestObject {
            TestObject(file: digest, digest: digest, deliveries: [Delivery(records: [.scalingEvent(event)])])
        }
        #expect(
            try HistoryArchive.holding([object(event, "1"), object(listed, "2")]).scalingEvents() == [merged])
        #expect(
            try HistoryArchive.holding([object(listed, "2"), object(event, "1")]).scalingEvents() == [merged])
    }

    @Test func theLatestSettingsOfAnAlarmWin() throws {
        func alarm(_ threshold: Int, _ time: String) -> TestObject {
            let json =
                #"{"AlarmConfigurationUpdatedTimestamp":\#(time),"AlarmName":"a","Threshold":\#(threshold)}"#
            return TestObject(
                file: time, digest: time,
                deliveries: [
                    Delivery(records: [
                        .alarmDescription(AlarmDescription(alarmName: "a", alarmARN: "arn", json: json))
                    ])
                ])
        }
        let old = alarm(900, #""2026-01-01T00:00:00+00:00""#)
        let new = alarm(100, "1767312000.5")
        for order in [[old, new], [new, old]] {
            let archive = try HistoryArchive.holding(order)
            #expect(try archive.alarmDescriptions().map { $0.json.contains(#""Threshold":100"#) } == [true])
        }
    }

    @Test func startsAndReportsOfOneRunAreJoined() throws {
        func run(_ second: Int, _ duration: Double?, _ request: String = "r") -> Record {
            .lambdaInvocation(
                LambdaInvocation(
                    time: newYear.advanced(bySeconds: second), logGroup: "g", logStream: "s",
                    requestID: request,
                    duration: duration))
        }
        let source = LogSource(owner: "1", logGroup: "g", logStream: "s")
        func object(_ numbers: [UInt64], _ records: [Record]) -> TestObject {
            TestObject(
                file: "\(numbers)", digest: "\(numbers)",
                deliveries: [
                    Delivery(
                        source: source, logEventCount: numbers.count, eventIDs: numbers.map(eventID),
                        records: records, recordEvents: numbers.indices.map { Int32($0) })
                ])
        }
        let starts = object([1, 4, 7], [run(0, nil), run(120, nil), run(121, nil, "q")])
        // A report reckons its start back by whole milliseconds and is a little late.
        let reports = object([2, 5], [run(1, 900), run(121, 1100)])
        // The same events cut otherwise: start and report of the first run in one batch.
        let whole = object([1, 2], [run(0, 900)])
        for order in [
            [starts, reports], [reports, starts], [starts, whole, reports], [whole, starts, reports],
        ] {
            let runs = try HistoryArchive.holding(order).lambdaInvocations()
            #expect(runs.map { $0.time.seconds - newYear.seconds } == [0, 120, 121])
            #expect(runs.map(\.duration) == [900, 1100, nil])
        }
    }

    @Test func aLargeObjectWrittenInPartsIsStillOneTransaction() throws {
        let plain = try HistoryArchive.holding([queries(Array(0..<300)), queries([5, 1000], digest: "e")])
        let archive = try HistoryArchive.inMemory()
        for object in [queries(Array(0..<300)), queries([5, 1000], digest: "e")] {
            var sink = archive.makeSink(bufferLimit: 100)
            for delivery in object.deliveries { try sink.receive(delivery) }
            try sink.finish(object.report)
        }
        #expect(try archive.exported() == plain.exported())
        do {
            var abandoned = archive.makeSink(bufferLimit: 100)
            for delivery in queries(Array(2000..<2300)).deliveries { try abandoned.receive(delivery) }
        }
        #expect(try archive.exported() == plain.exported())
    }

    @Test func eventsWithoutIDsWrittenInPartsAreHeldToTheirObject() throws {
        let archive = try HistoryArchive.inMemory()
        for _ in 0..<2 {
            var sink = archive.makeSink(bufferLimit: 10)
            for second in 0..<5 {
                try sink.receive(Delivery(logEventCount: 1, records: [query(second)]))
            }
            var report = ObjectReport(file: "a")
            report.digest = "1"
            try sink.finish(report)
        }
        #expect(try archive.dnsQueries().count == 5)
        #expect(try archive.tallies().duplicates == 5)
    }

    @Test func reportsAreKeptOncePerContent() throws {
        var object = queries([1], file: "b", digest: "same")
        object.report.quarantined = [Quarantined(file: "b", offset: 7, reason: "cut short", lostBytes: 9)]
        var copy = object
        copy.report.file = "a"
        let archive = try HistoryArchive.holding([object, copy, object])
        #expect(try archive.objectReports().map(\.file) == ["a"])
        #expect(try archive.tallies().quarantined == 1)
        #expect(try archive.tallies().objects == 1)
    }
}
