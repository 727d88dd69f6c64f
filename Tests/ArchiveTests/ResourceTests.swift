import Archive
import Foundation
import Ingest
import Testing
import TimeSeries

/// What describes services, tasks, groups and templates goes from its JSON into the archive.
struct ResourceTests {
    static let cluster = "arn:aws:ecs:us-east-2:111122223333:cluster/c"
    static let task = "arn:aws:ecs:us-east-2:111122223333:task/c/0123"

    func archive(_ documents: String...) throws -> HistoryArchive {
        let archive = try HistoryArchive.inMemory()
        for (number, text) in documents.enumerated() {
            _ = try InputReader(options: ReadOptions(threads: 1)).read(
                [InputObject(name: "\(number)", bytes: Array(text.utf8))], into: archive)
        }
        return archive
    }

    @Test func serviceEventsAreReadInBothSpellingsOfTimeAndCountOnce() throws {
        func services(_ time: String) -> String {
            """
            {"services":[{"serviceName":"s","clusterArn":"\(Self.cluster)","events":[
            {"id":"b","createdAt":\(time),"message":"(service s) has reached a steady state."},
            {"id":"a","createdAt":1767225600.5,"message":"(service s) has started 1 tasks: (task 0123)."}]}],
            "failures":[]}
            """
        }
        let archive = try archive(
            services("1767225660.25"), services(#""2026-01-01T01:01:00.250000+01:00""#))
        let events = try archive.serviceEvents()
        #expect(events.map(\.eventID) == ["a", "b"])
        #expect(
            events.map(\.time.milliseconds).map { $0 - newYear.milliseconds } == [500, 60_250])
        #expect(events.first?.message == "(service s) has started 1 tasks: (task 0123).")
        #expect(events.first?.clusterARN == Self.cluster)
        #expect(
            try archive.serviceEvents(in: newYear.advanced(bySeconds: 1)..<Instant(seconds: 9_000_000_000))
                .count == 1)
    }

    @Test func aDescribedTaskIsTheEventOfItsVersion() throws {
        let detail = """
            "taskArn":"\(Self.task)","clusterArn":"\(Self.cluster)","group":"service:s","version":5,
            "lastStatus":"STOPPED","desiredStatus":"STOPPED","stopCode":"EssentialContainerExited",
            "stoppedReason":"Essential container in task exited",
            "containers":[{"name":"game","exitCode":137,"reason":"OutOfMemoryError: killed"}]
            """
        let described = """
            {"tasks":[{\(detail),"createdAt":1767225000.1,"startedAt":1767225060.2,"stoppedAt":1767225600.7}],
            "failures":[]}
            """
        let event = """
            {"version":"0","id":"x","detail-type":"ECS Task State Change","source":"aws.ecs","account":"111122223333",
            "time":"2026-01-01T00:00:01Z","region":"us-east-2","resources":[],"detail":{\(detail),
            "startedAt":"2025-12-31T23:51:00.2Z","stoppedAt":"2026-01-01T00:00:00.7Z"}}
            """
        for order in [[described, event], [event, described]] {
            let changes = try archive(order[0], order[1]).taskStateChanges()
            try #require(changes.count == 1)
            #expect(changes[0].time == newYear)
            #expect(changes[0].account == "111122223333")
            #expect(changes[0].region == "us-east-2")
            #expect(changes[0].containers.map(\.exitCode) == [137])
            #expect(changes[0].stoppedAt?.milliseconds == newYear.milliseconds + 700)
        }
    }

    @Test func theLatestGroupAndTemplateWin() throws {
        func group(_ desired: Int, _ time: String) -> String {
            #"{"AutoScalingGroups":[{"AutoScalingGroupName":"g","DesiredCapacity":\#(desired)}],"CollectedAt":"\#(time)"}"#
        }
        func template(_ body: String, _ time: String) -> String {
            #"{"TemplateBody":\#(body),"StackName":"s","CollectedAt":"\#(time)"}"#
        }
        let early = "2026-01-01T00:00:00Z"
        let late = "2026-01-02T00:00:00Z"
        let documents = [
            group(1, late), group(0, early), template(#""Resources: {}\n""#, late),
            template(#"{"Resources": {"b": 1, "a": 2}}"#, early),
        ]
        for order in [documents, documents.reversed()] {
            let archive = try archive(order[0], order[1], order[2], order[3])
            #expect(
                try archive.resources(.scalingGroup).map { $0.content.contains(#""DesiredCapacity":1"#) } == [
                    true
                ])
            #expect(try archive.resources(.template).map(\.content) == ["Resources: {}\n"])
            #expect(try archive.resources(.template).map(\.name) == ["s"])
        }
        #expect(
            try archive(documents[3]).resources(.template).map(\.content)
                == [#"{"Resources": {"b": 1, "a": 2}}"#])
    }

    @Test func whatWasCollectedIsRememberedInTheFile() throws {
        try withTemporaryPath { path in
            let hour = newYear.advanced(bySeconds: 3600)
            do {
                let archive = try HistoryArchive.open(path, for: .writing)
                #expect(try archive.collected("logs a") == nil)
                try archive.markCollected("logs a", newYear..<hour)
                try archive.markCollected(
                    "logs a", newYear.advanced(bySeconds: 600)..<hour.advanced(bySeconds: 60))
                try archive.markCollected("logs b", newYear..<newYear)
            }
            let archive = try HistoryArchive.open(path, for: .reading)
            #expect(try archive.collected("logs a") == newYear..<hour.advanced(bySeconds: 60))
            #expect(try archive.collected("logs b") == nil)
        }
    }
}
