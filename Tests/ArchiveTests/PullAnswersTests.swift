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
    /// One answer, or an error of a JSON service.
    typealias Step = [String: Any]

    static func json(_ value: Any) -> Step {
        let data = (try? JSONSerialization.data(withJSONObject: value)) ?? Data()
        return ["body": String(decoding: data, as: UTF8.self)]
    }

    static let group = "ContainerManager-MinecraftJava-Asg-1"
    static var alarms: Step {
        json([
            "MetricAlarms": [
                [
                    "AlarmName": "Container Activity - [ContainerManager-MinecraftJava]", "AlarmArn": "arn:a",
                    "Threshold": 900, "AlarmConfigurationUpdatedTimestamp": 1_767_225_600.0,
                    "Metrics": [
                        [
                            "Id": "b_in",
                            "MetricStat": [
                                "Metric": [
                                    "Namespace": "AWS/EC2", "MetricName": "NetworkIn",
                                    "Dimensions": [["Name": "AutoScalingGroupName", "Value": group]],
                                ], "Period": 60, "Stat": "Sum",
                            ],
                        ], ["Id": "x", "Expression": "b_in/PERIOD(b_in)"],
                    ],
                ] as [String: Any]
            ]
        ])
    }

    /// A page of GetMetricData; the ids are those that pull gives: Sum, SampleCount, Minimum, Maximum.
    static func metrics(
        _ sums: [(minute: Int, value: Double)], samples: Double, status: String = "Complete",
        next: String? = nil,
        message: String? = nil
    ) -> Step {
        let times = sums.map { Double(newYear.seconds) + Double($0.minute) * 60 }
        var page: [String: Any] = [
            "MetricDataResults": [
                [
                    "Id": "q0", "Label": "NetworkIn", "Timestamps": times, "Values": sums.map(\.value),
                    "StatusCode": status,
                ],
                [
                    "Id": "q1", "Label": "NetworkIn", "Timestamps": times,
                    "Values": sums.map { _ in samples },
                    "StatusCode": status,
                ],
            ] as [[String: Any]],
            "Messages": message.map { [["Code": "MaxMetricsExceeded", "Value": $0]] } ?? [],
        ]
        if let next { page["NextToken"] = next }
        return json(page)
    }

    static func activities(
        _ list: [(id: String, text: String, minute: Int, status: String)], next: String? = nil
    ) -> Step {
        let members = list.map { activity in
            let start = newYear.advanced(bySeconds: activity.minute * 60)
            return """
                <member><ActivityId>\(activity.id)</ActivityId><AutoScalingGroupName>\(group)</AutoScalingGroupName>\
                <Description>\(activity.text)</Description><Cause>a &lt;b&gt; &amp; c</Cause><StartTime>\(start)</StartTime>\
                <EndTime>\(start.advanced(bySeconds: 30))</EndTime><StatusCode>\(activity.status)</StatusCode></member>
                """
        }.joined()
        let token = next.map { "<NextToken>\($0)</NextToken>" } ?? ""
        return [
            "body": """
            <DescribeScalingActivitiesResponse><DescribeScalingActivitiesResult><Activities>\(members)</Activities>\
            \(token)</DescribeScalingActivitiesResult></DescribeScalingActivitiesResponse>
            """
        ]
    }

    static var groups: Step {
        [
            "body": """
            <R><AutoScalingGroups><member><AutoScalingGroupName>\(group)</AutoScalingGroupName></member><member>\
            <AutoScalingGroupName>ContainerManager-Valheim-Asg</AutoScalingGroupName></member></AutoScalingGroups></R>
            """
        ]
    }

    static var history: Step {
        json([
            "AlarmHistoryItems": [
                [
                    "AlarmName": "Container Activity - [ContainerManager-MinecraftJava]",
                    "AlarmType": "MetricAlarm",
                    "Timestamp": 1_767_229_200.5, "HistoryItemType": "StateUpdate",
                    "HistorySummary": "Alarm updated from OK to ALARM", "HistoryData": "{}",
                ] as [String: Any]
            ]
        ])
    }

    func pull(_ actions: [String: [Step]], into path: String) throws -> (status: Int32, errors: String) {
        let script: [String: Any] = [
            "actions": actions, "keys": ["AKIDEXAMPLE00000": "hushhushhush"],
            "last": ["status": 400, "body": #"{"__type":"ResourceNotFoundException","message":"none"}"#],
        ]
        let server = try FakeAccount(script: JSONSerialization.data(withJSONObject: script))
        let run = try server.pull(into: path, now: newYear.advanced(bySeconds: 7200))
        return (run.status, run.errors)
    }

    @Test func pagesPartsAndMessagesAreJoined() throws {
        try withTemporaryPath { path in
            let run = try pull(
                [
                    "DescribeAlarms": [Self.alarms],
                    "GetMetricData": [
                        Self.metrics([(0, 10), (1, 20)], samples: 5, status: "PartialData", next: "more"),
                        Self.metrics([(2, 30)], samples: 5, message: "be quick"),
                    ],
                    "DescribeAlarmHistory": [Self.history], "DescribeAutoScalingGroups": [Self.groups],
                    "DescribeScalingActivities": [
                        Self.activities(
                            [
                                ("a3", "Terminating EC2 instance: i-2", 90, "Successful"),
                                ("a2", "Launching a new EC2 instance: i-2", 40, "Failed"),
                            ],
                            next: "t"),
                        Self.activities([("a1", "Launching a new EC2 instance: i-1", 5, "Successful")]),
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

    @Test func revisedMinutesAreTakenFromTheLaterPull() throws {
        try withTemporaryPath { path in
            let first = [
                "DescribeAlarms": [Self.alarms],
                "GetMetricData": [Self.metrics([(110, 10), (119, 3)], samples: 2)],
            ]
            let second = [
                "DescribeAlarms": [Self.alarms],
                "GetMetricData": [Self.metrics([(110, 10), (119, 2)], samples: 5)],
            ]
            for answers in [first, second] { _ = try pull(answers, into: path) }
            let archive = try HistoryArchive.open(path, for: .reading)
            let sum = try #require(try archive.seriesKeys().first { $0.statistic == "Sum" })
            #expect(
                try archive.points(sum, in: newYear..<newYear.advanced(bySeconds: 7200)).values == [10, 2])
        }
    }

    @Test func aMissingPermissionEndsWithStatus77AndKeepsWhatCame() throws {
        try withTemporaryPath { path in
            let denied: Step = [
                "status": 400,
                "body":
                    #"{"__type":"AccessDeniedException","message":"User x is not authorized to perform"}"#,
            ]
            let run = try pull(["DescribeAlarms": [Self.alarms], "GetMetricData": [denied]], into: path)
            #expect(run.status == 77)
            #expect(run.errors.contains("cloudwatch:GetMetricData in us-east-2, profile 'default'"))
            #expect(run.errors.contains("--print-policy"))
            #expect(!run.errors.contains("hushhush"))
            #expect(try HistoryArchive.open(path, for: .reading).alarmDescriptions().count == 1)
        }
    }
}

extension OutsideTools {
    static let hasBotocore = isInstalled("botocore")
    static let hasMoto = isInstalled("moto.server, flask, boto3")

    /// Whether Python has the modules; in CI they must be there.
    private static func isInstalled(_ modules: String) -> Bool {
        if ProcessInfo.processInfo.environment["CI"] != nil { return true }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import \(modules)"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
