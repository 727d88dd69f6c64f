import AWSClient
import Foundation
import Testing
import TimeSeries

/// A server in Python that stands for an account, gone with this object.
final class FakeAccount: Sendable {
    /// One answer of the misbehaving endpoint.
    typealias Step = [String: any Sendable]

    /// What the server said when it was ready.
    let greeting: Data
    private let process = Process()
    private let input = Pipe()
    private let folder: URL
    private let scheme: String

    /// Keys that the misbehaving endpoint knows.
    static let keys = ["AKIDEXAMPLE00000": "hushhushhush", "ASIAOTHER0000000": "whisperwhisper"]

    /// Starts the misbehaving endpoint.
    ///
    /// - Parameters:
    ///   - actions: answers by call; everything else does not exist.
    ///   - certificate: a PEM file with its key beside it, to speak TLS.
    ///   - routes: answers by method and path, for what gives out credentials.
    convenience init(
        _ actions: [String: [Step]], certificate: String? = nil, key: String? = nil,
        routes: [String: Step] = [:]
    ) throws {
        let script: [String: Any] = [
            "actions": actions, "keys": Self.keys, "routes": routes,
            "last": ["status": 400, "body": #"{"__type":"ResourceNotFoundException","message":"none"}"#],
        ]
        try self.init(
            "fake_aws.py", [certificate, key].compactMap(\.self),
            script: JSONSerialization.data(withJSONObject: script),
            scheme: certificate == nil ? "http" : "https")
    }

    /// Starts a server of `Tests/Servers`.
    init(_ server: String, _ arguments: [String] = [], script: Data? = nil, scheme: String = "http") throws {
        self.scheme = scheme
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "leafwatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["python3", BuiltProgram.repository.appendingPathComponent("Tests/Servers/\(server)").path]
            + arguments
        if let script {
            let file = folder.appendingPathComponent("script.json")
            try script.write(to: file)
            process.environment = ProcessInfo.processInfo.environment.merging(["FAKE_AWS_SCRIPT": file.path])
            { $1 }
        }
        process.standardInput = input
        process.standardError = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var text = Data()
        while !text.contains(0x0A) {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            text += more
        }
        greeting = text
        try Data(Self.leaf.utf8).write(to: folder.appendingPathComponent("Minecraft.java.yaml"))
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.terminate()
        try? FileManager.default.removeItem(at: folder)
    }

    /// The leaf's file.
    static let leaf = """
        Ec2:
          InstanceType: t3.medium
        Container:
          Image: itzg/minecraft-server
          Ports:
            - TCP: 25565
        Watchdog:
          Threshold: 900

        """

    /// Where the leaf's file lies.
    var leafPath: String { folder.appendingPathComponent("Minecraft.java.yaml").path }

    /// Ports: where the server listens, then where it listens without TLS.
    var ports: [Int] {
        let text = String(decoding: greeting, as: UTF8.self)
        let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        if !numbers.isEmpty { return numbers }
        let json = (try? JSONSerialization.jsonObject(with: greeting)) as? [String: Any]
        return [json?["port"] as? Int ?? 0]
    }

    /// Where the server listens.
    var url: String { "\(scheme)://\(scheme == "https" ? "localhost" : "127.0.0.1"):\(ports[0])" }

    /// What came in, with the verdict on each signature.
    func log() async throws -> [JSONValue] { try await get("/__log").array ?? [] }

    /// How many connections came, and how many requests were served at once.
    func stats() async throws -> JSONValue { try await get("/__stats") }

    private func get(_ path: String) async throws -> JSONValue {
        let transport = CurlTransport(
            certificateBundle: process.arguments?.first { $0.hasSuffix("cert.pem") })
        defer { transport.stop() }
        return try JSONValue(
            try await transport.send(HTTPRequest(method: "GET", url: url + path, usesProxy: false)).body)
    }

    /// Starts `leafwatch pull` against the server.
    func start(
        into path: String, now: Instant, _ more: [String] = [], environment: [String: String] = [:],
        launcher: [String] = []
    ) throws -> Run {
        try Run(
            [
                "pull", "--leaf", leafPath, "--archive", path, "--region", "us-east-2", "--now", now.iso8601,
                "--attempts", "2",
            ] + more,
            environment: [
                "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE00000",
                "AWS_SECRET_ACCESS_KEY": "hushhushhush", "no_proxy": "127.0.0.1",
            ].merging(environment) { $1 }, launcher: launcher)
    }

    /// Runs `leafwatch pull` against the server.
    func pull(
        into path: String, now: Instant = newYear.advanced(bySeconds: 7200), _ more: [String] = [],
        environment: [String: String] = [:], launcher: [String] = []
    ) throws -> Run {
        try start(into: path, now: now, more, environment: environment, launcher: launcher).wait()
    }
}

/// A moto server with one leaf.
struct MotoLeaf {
    /// One server for all tests: they only read from it.
    static let shared = Result { try MotoLeaf() }

    let now: Instant
    let group: String
    let networkIn: [Int64: Double]
    let lines: [String]
    let queries: Int
    let template: String
    let account: FakeAccount

    init() throws {
        account = try FakeAccount("moto_leaf.py")
        let json = try #require(
            try JSONSerialization.jsonObject(with: account.greeting) as? [String: Any])
        now = Instant(seconds: Int64(try #require(json["now"] as? Int)))
        group = try #require(json["group"] as? String)
        lines = try #require(json["lines"] as? [String])
        queries = try #require(json["queries"] as? Int)
        template = try #require(json["template"] as? String)
        let values = try #require(json["network_in"] as? [String: Double])
        networkIn = Dictionary(uniqueKeysWithValues: values.map { (Int64($0) ?? 0, $1) })
    }

    func pull(into path: String, _ more: String..., environment: [String: String] = [:]) throws -> Run {
        // moto takes time for every minute asked about, with points or without.
        try account.pull(
            into: path, now: now, ["--since", now.advanced(bySeconds: -6 * 3600).iso8601] + more,
            environment: environment)
    }
}

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

    static var groups: Step {
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

    static let nested: Step = [
        "body": """
        <R><ListStackResourcesResult><StackResourceSummaries><member><LogicalResourceId>WatchdogNestedStack</LogicalResourceId>\
        <PhysicalResourceId>arn:aws:cloudformation:us-east-2:1:stack/x-Watchdog/1</PhysicalResourceId>\
        <ResourceType>AWS::CloudFormation::Stack</ResourceType></member><member><LogicalResourceId>Topic</LogicalResourceId>\
        <PhysicalResourceId>p</PhysicalResourceId><ResourceType>AWS::SNS::Topic</ResourceType></member>\
        </StackResourceSummaries></ListStackResourcesResult></R>
        """
    ]

    /// Everything that a leaf's account answers.
    static var whole: [String: [Step]] {
        services.merging([
            "DescribeAlarms": [alarms],
            "GetMetricData": [metrics([(0, 10), (1, 20)], samples: 5)],
            "DescribeAlarmHistory": [history([60])], "DescribeAutoScalingGroups": [groups],
            "DescribeScalingActivities": [
                activities([("a1", "Launching a new EC2 instance: i-1", 5, "Successful")])
            ],
            "FilterLogEvents": [logs], "ListStackResources": [nested],
            "GetTemplate": [template("Resources: {}\n")],
        ]) { $1 }
    }
}
