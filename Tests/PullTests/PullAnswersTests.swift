import Archive
import Foundation
import Ingest
import Testing
import TimeSeries

/// The built program pulls answers that moto cannot give: pages in parts, messages, alarm history, activities.
@Suite(
    .enabled(if: BuiltProgram.isThere, "the leafwatch program is not built beside the tests"),
    .enabled(if: OutsideTools.hasBotocore, "python3 with botocore is not installed"))
struct PullAnswersTests {
    typealias Step = FakeAccount.Step

    func pull(_ actions: [String: [Step]], into path: String) throws -> Run {
        try FakeAccount(actions).pull(into: path)
    }

    @Test func pagesPartsAndMessagesAreJoined() async throws {
        try await withTemporaryPath { path in
            let run = try pull(
                [
                    "DescribeAlarms": [Answers.alarms],
                    "GetMetricData": [
                        Answers.metrics([(0, 10), (1, 20)], samples: 5, status: "PartialData", next: "more"),
                        Answers.metrics([(2, 30)], samples: 5, message: "be quick"),
                    ],
                    "DescribeAlarmHistory": [Answers.history([60])],
                    "DescribeAutoScalingGroups": [Answers.groups],
                    "DescribeScalingActivities": [
                        Answers.activities(
                            [
                                ("a3", "Terminating EC2 instance: i-2", 90, "Successful"),
                                ("a2", "Launching a new EC2 instance: i-2", 40, "Failed"),
                            ],
                            next: "t"),
                        Answers.activities([("a1", "Launching a new EC2 instance: i-1", 5, "Successful")]),
                    ],
                ], into: path)
            try #require(run.status == 0, "\(run.errors)")
            let archive = try HistoryArchive.open(path, for: .reading)
            let sum = try #require(try archive.seriesKeys().first { $0.statistic == "Sum" })
            let points = try archive.points(sum, in: newYear..<newYear.advanced(bySeconds: 7200))
            #expect(points.values == [10, 20, 30])
            #expect(points.sampleCounts == [5, 5, 5])
            #expect(sum.queryID == "")
            let events = try archive.scalingEvents()
            #expect(events.map(\.kind) == [.launchSuccessful, .launchUnsuccessful, .terminateSuccessful])
            #expect(events.map(\.instanceID) == ["i-1", "i-2", "i-2"])
            #expect(events.first?.cause == "a <b> & c")
            #expect(try archive.alarmHistory().map(\.summary) == ["Alarm updated from OK to ALARM"])
            #expect(try archive.alarmDescriptions().count == 1)
            #expect(run.errors.contains("MaxMetricsExceeded: be quick"))
            #expect(run.errors.contains("there is no log group"))
        }
    }

    @Test func revisedMinutesAreTakenFromTheLaterPull() async throws {
        try await withTemporaryPath { path in
            let first = [
                "DescribeAlarms": [Answers.alarms],
                "GetMetricData": [Answers.metrics([(110, 10), (119, 3)], samples: 2)],
            ]
            let second = [
                "DescribeAlarms": [Answers.alarms],
                "GetMetricData": [Answers.metrics([(110, 10), (119, 2)], samples: 5)],
            ]
            for answers in [first, second] { _ = try pull(answers, into: path) }
            let archive = try HistoryArchive.open(path, for: .reading)
            let sum = try #require(try archive.seriesKeys().first { $0.statistic == "Sum" })
            #expect(
                try archive.points(sum, in: newYear..<newYear.advanced(bySeconds: 7200)).values == [10, 2])
        }
    }

    @Test func aMissingPermissionEndsWithStatus77AndKeepsWhatCame() async throws {
        try await withTemporaryPath { path in
            let denied: Step = [
                "status": 400,
                "body":
                    #"{"__type":"AccessDeniedException","message":"User x is not authorized to perform"}"#,
            ]
            let run = try pull(["DescribeAlarms": [Answers.alarms], "GetMetricData": [denied]], into: path)
            #expect(run.status == 77)
            #expect(run.errors.contains("cloudwatch:GetMetricData in us-east-2 with the environment's keys"))
            #expect(run.errors.contains("--print-policy"))
            #expect(!run.errors.contains("hushhush"))
            #expect(try HistoryArchive.open(path, for: .reading).alarmDescriptions().count == 1)
        }
    }
}
