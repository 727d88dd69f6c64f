import Foundation
import TimeSeries

/// Answers of a leaf's services.
enum Answers {
    typealias Step = FakeAccount.Step

    static let group = "ContainerManager-MinecraftJava-Asg-1"
    static let cluster =
        "arn:aws:ecs:us-east-2:111122223333:cluster/ContainerManager-MinecraftJava-ecs-cluster"

    static func json(_ value: Any) -> Step {
        let data = (try? JSONSerialization.data(withJSONObject: value)) ?? Data()
        return ["body": String(decoding: data, as: UTF8.self)]
    }

    static var alarms: Step { alarms(volumes: 0) }

    /// The alarm on activity, which names the group's traffic and the reads of some volumes.
    static func alarms(volumes: Int) -> Step {
        func query(_ id: String, _ namespace: String, _ name: String, _ dimension: String, _ value: String)
            -> [String: Any]
        {
            let metric: [String: Any] = [
                "Namespace": namespace, "MetricName": name,
                "Dimensions": [["Name": dimension, "Value": value]],
            ]
            return [
                "Id": id, "MetricStat": ["Metric": metric, "Period": 60, "Stat": "Sum"] as [String: Any],
            ]
        }
        var metrics = [query("b_in", "AWS/EC2", "NetworkIn", "AutoScalingGroupName", group)]
        metrics += (0..<volumes).map {
            query("efs_out_\($0)", "AWS/EFS", "DataReadIOBytes", "FileSystemId", "fs-\($0)")
        }
        return json([
            "MetricAlarms": [
                [
                    "AlarmName": "Container Activity - [ContainerManager-MinecraftJava]", "AlarmArn": "arn:a",
                    "Threshold": 900, "AlarmConfigurationUpdatedTimestamp": 1_767_225_600.0,
                    "Metrics": metrics + [["Id": "x", "Expression": "b_in/PERIOD(b_in)"]],
                ] as [String: Any]
            ]
        ])
    }

    /// A page of GetMetricData; the ids are those that pull gives: Sum, SampleCount, Minimum, Maximum.
    static func metrics(
        _ sums: [(minute: Int, value: Double)], samples: Double, status: String = "Complete",
        next: String? = nil, message: String? = nil
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
                    "Values": sums.map { _ in samples }, "StatusCode": status,
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

    static var groups: Step { groups(named: group) }

    /// A group, and one of another leaf.
    static func groups(named group: String) -> Step {
        [
            "body": """
            <R><DescribeAutoScalingGroupsResult><AutoScalingGroups><member>\
            <AutoScalingGroupName>\(group)</AutoScalingGroupName><DesiredCapacity>1</DesiredCapacity></member><member>\
            <AutoScalingGroupName>ContainerManager-Valheim-Asg</AutoScalingGroupName></member></AutoScalingGroups>\
            </DescribeAutoScalingGroupsResult></R>
            """
        ]
    }

    static func history(_ minutes: [Int], next: String? = nil) -> Step {
        var page: [String: Any] = [
            "AlarmHistoryItems": minutes.map { minute in
                [
                    "AlarmName": "Container Activity - [ContainerManager-MinecraftJava]",
                    "AlarmType": "MetricAlarm",
                    "Timestamp": Double(newYear.seconds) + Double(minute) * 60 + 0.5,
                    "HistoryItemType": "StateUpdate", "HistorySummary": "Alarm updated from OK to ALARM",
                    "HistoryData": "{}",
                ] as [String: Any]
            }
        ]
        if let next { page["NextToken"] = next }
        return json(page)
    }

    /// Log events every minute of two hours, on six pages.
    static let logs: Step = ["start": newYear.seconds, "end": newYear.seconds + 7200]

    static let services: [String: [Step]] = [
        "ListServices": [
            json(["serviceArns": ["s1"], "nextToken": "n"]), json(["serviceArns": ["s2"]]),
        ],
        "DescribeServices": [
            json([
                "services": [
                    [
                        "serviceName": "s1", "clusterArn": cluster,
                        "events": [
                            [
                                "id": "e1", "createdAt": 1_767_225_700.5,
                                "message": "(service s1) has started 1 tasks: (task t).",
                            ]
                        ],
                    ] as [String: Any]
                ], "failures": [],
            ])
        ],
        "ListTasks": [json(["taskArns": ["t1"]]), json(["taskArns": ["t2"]])],
        "DescribeTasks": [
            json([
                "tasks": [
                    [
                        "taskArn": "arn:aws:ecs:us-east-2:111122223333:task/c/t1", "clusterArn": cluster,
                        "version": 4,
                        "lastStatus": "STOPPED", "desiredStatus": "STOPPED",
                        "stopCode": "EssentialContainerExited", "createdAt": 1_767_225_600.5,
                        "stoppedAt": 1_767_226_000.5, "containers": [["name": "c", "exitCode": 137]],
                    ] as [String: Any]
                ]
            ])
        ],
    ]

    static func template(_ body: String) -> Step {
        let text = body.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(
            of: "<", with: "&lt;")
        return [
            "body":
                "<R><GetTemplateResult><TemplateBody>\(text)</TemplateBody></GetTemplateResult></R>"
        ]
    }

    /// The stack nested in a stack.
    static func nested(stack: String) -> Step {
        [
            "body": """
            <R><ListStackResourcesResult><StackResourceSummaries><member><LogicalResourceId>WatchdogNestedStack</LogicalResourceId>\
            <PhysicalResourceId>arn:aws:cloudformation:us-east-2:1:stack/\(stack)-Watchdog/1</PhysicalResourceId>\
            <ResourceType>AWS::CloudFormation::Stack</ResourceType></member><member><LogicalResourceId>Topic</LogicalResourceId>\
            <PhysicalResourceId>p</PhysicalResourceId><ResourceType>AWS::SNS::Topic</ResourceType></member>\
            </StackResourceSummaries></ListStackResourcesResult></R>
            """
        ]
    }

    /// What an account answers that has nothing of the leaf.
    static var nothing: [String: [Step]] {
        let missing: Step = [
            "status": 400, "body": #"{"__type":"ResourceNotFoundException","message":"none"}"#,
        ]
        return [
            "DescribeAlarms": [json(["MetricAlarms": [String]()])],
            "GetMetricData": [json(["MetricDataResults": [String]()])],
            "DescribeAlarmHistory": [json(["AlarmHistoryItems": [String]()])],
            "DescribeAutoScalingGroups": [
                [
                    "body":
                        "<R><DescribeAutoScalingGroupsResult><AutoScalingGroups/></DescribeAutoScalingGroupsResult></R>"
                ]
            ],
            "FilterLogEvents": [missing], "ListServices": [missing], "ListTasks": [missing],
            "ListStackResources": [missing], "GetTemplate": [missing],
        ]
    }

    /// Everything that a leaf's account answers.
    static var whole: [String: [Step]] {
        services.merging([
            "DescribeAlarms": [alarms],
            "GetMetricData": [metrics([(0, 10), (1, 20)], samples: 5)],
            "DescribeAlarmHistory": [history([60])], "DescribeAutoScalingGroups": [groups],
            "DescribeScalingActivities": [
                activities([("a1", "Launching a new EC2 instance: i-1", 5, "Successful")])
            ],
            "FilterLogEvents": [logs],
            "ListStackResources": [nested(stack: "ContainerManager-MinecraftJava")],
            "GetTemplate": [template("Resources: {}\n")],
        ]) { $1 }
    }
}
