import Archive
import Ingest
import LeafStack
import Testing

/// Whole archives dealt out: what a pull stores of several leaves, and what Metric Streams and Firehose write into one
/// bucket.
@Suite struct ArchiveRoutesTests {
    private static let leaves = ["mc", "mc.two", "palworld.island"].map { id in
        Leaf(
            containerID: id, instanceType: "m5.large", image: "", volumes: [],
            watchdog: WatchdogSettings(threshold: 1))
    }

    /// What each leaf got, and what belongs to none, in words.
    private struct Dealt {
        var leaves: [[String]]
        var unclaimed: [String: Int] = [:]

        init(_ archive: HistoryArchive) throws {
            let index = try archive.index()
            let routes = ArchiveRoutes(
                index, leaves: ArchiveRoutesTests.leaves, alarms: try archive.alarmDescriptions())
            leaves = routes.selections.map { selection in
                selection.logGroups
                    + selection.series.map {
                        "\($0.metricName) \($0.dimensions.map(\.value).joined(separator: ","))"
                    }
                    + selection.subjects.map { "\($0.kind) \($0.name)" }
            }
            for name in routes.unclaimed {
                let share = try archive.countingShare(of: name.selection, index: index)
                unclaimed["\(name.kind) \(name.name)"] =
                    share.countedLogEvents + share.counts.datapoints + share.counts.events
            }
        }
    }

    private static func archive(_ objects: [(text: String, logGroup: String, queries: String)]) throws
        -> HistoryArchive
    {
        let archive = try HistoryArchive.inMemory()
        for (number, object) in objects.enumerated() {
            let input = InputObject(
                name: "object \(number)", bytes: Array(object.text.utf8),
                queries: QueryCatalog(json: object.queries.utf8) ?? .empty)
            let reports = try InputReader(options: ReadOptions(threads: 1, logGroup: object.logGroup))
                .read([input], into: archive)
            #expect(reports.flatMap(\.quarantined).isEmpty, "\(reports)")
        }
        return archive
    }

    // MARK: - Pulled

    /// The answers that a pull stores of a leaf: `stack` is its stack's name, `id` its container id.
    private func pulled(_ stack: String, id: String, fileSystem: String) -> [(String, String, String)] {
        let group = "\(stack)-EcsAsg-AsgASG1ABC-x"
        let cluster = "arn:aws:ecs:us-west-2:111122223333:cluster/\(stack)-ecs-cluster"
        let dimension = { (name: String, value: String) in #"[{"Name":"\#(name)","Value":"\#(value)"}]"# }
        let queries = [
            ("q0", "AWS/EC2", "NetworkIn", dimension("AutoScalingGroupName", group)),
            ("q1", "AWS/EFS", "DataReadIOBytes", dimension("FileSystemId", fileSystem)),
            ("q2", stack, "DNSTraffic", dimension("ContainerNameID", id)),
            ("q3", "AWS/Lambda", "Invocations", dimension("FunctionName", "\(stack)-BreakCrashLoop-1")),
        ].map { id, namespace, name, dimensions in
            #"{"Id":"\#(id)","MetricStat":{"Metric":{"Namespace":"\#(namespace)","MetricName":"\#(name)","#
                + #""Dimensions":\#(dimensions)},"Period":60,"Stat":"Sum"}}"#
        }
        let results = (0...3).map {
            #"{"Id":"q\#($0)","Label":"x","Timestamps":[1767225600.0],"Values":[5],"StatusCode":"Complete"}"#
        }
        let alarm = "Container Activity - [\(stack)]"
        func event(_ number: Int, _ message: String) -> String {
            #"{"events":[{"logStreamName":"s","timestamp":1767225600000,"message":"\#(message)","#
                + #""ingestionTime":1767225600001,"eventId":"\#(stack)\#(number)"}]}"#
        }
        return [
            (
                #"{"MetricAlarms":[{"AlarmName":"\#(alarm)","AlarmArn":"arn:a","Metrics":[{"Id":"r","MetricStat":"#
                    + #"{"Metric":{"Namespace":"AWS/EFS","MetricName":"DataReadIOBytes","Dimensions":"#
                    + dimension("FileSystemId", fileSystem) + #"},"Period":60,"Stat":"Sum"}}]}]}"#, "", ""
            ),
            (
                #"{"MetricDataResults":[\#(results.joined(separator: ","))],"Messages":[]}"#, "",
                "[\(queries.joined(separator: ","))]"
            ),
            (
                #"{"AlarmHistoryItems":[{"AlarmName":"\#(alarm)","Timestamp":1767225600.0,"HistoryItemType":"#
                    + #""StateUpdate","HistorySummary":"to OK","HistoryData":"{}"}]}"#, "", ""
            ),
            (
                #"{"AutoScalingGroups":[{"AutoScalingGroupName":"\#(group)","MinSize":0}],"CollectedAt":"#
                    + #""2026-01-02T00:00:00Z"}"#, "", ""
            ),
            (
                #"{"Activities":[{"ActivityId":"\#(stack)","AutoScalingGroupName":"\#(group)","Description":"#
                    + #""Launching a new EC2 instance: i-1","StartTime":"2026-01-01T00:00:00Z","StatusCode":"#
                    + #""Successful"}]}"#, "", ""
            ),
            (
                #"{"services":[{"clusterArn":"\#(cluster)","serviceName":"\#(stack)-Ec2Service","events":[{"id":"#
                    + #""\#(stack)","createdAt":1767225600.0,"message":"(service) started 1 task"}]}]}"#, "",
                ""
            ),
            (
                #"{"tasks":[{"taskArn":"arn:aws:ecs:us-west-2:111122223333:task/\#(stack)-ecs-cluster/0a","#
                    + #""clusterArn":"\#(cluster)","lastStatus":"RUNNING","desiredStatus":"RUNNING","version":2,"#
                    + #""createdAt":1767225600.0,"containers":[]}],"failures":[]}"#, "", ""
            ),
            (#"{"TemplateBody":"{}","StackName":"\#(stack)","CollectedAt":"2026-01-02T00:00:00Z"}"#, "", ""),
            (
                #"{"TemplateBody":"{}","StackName":"\#(stack)-Watchdog","CollectedAt":"2026-01-02T00:00:00Z"}"#,
                "", ""
            ),
            (
                #"{"TemplateBody":"{}","StackName":"\#(stack)-StartSystem","CollectedAt":"2026-01-02T00:00:00Z"}"#,
                "", ""
            ),
            (
                event(
                    1, "1.0 2026-01-01T00:00:00.000Z Z0 \(id).example.com A NOERROR UDP DFW3 192.0.2.1 -"),
                "/aws/route53/\(stack)-Domain-query-logs", ""
            ),
            (
                event(2, "[12:00:01] [Server thread/INFO]: Steve joined the game"),
                "/aws/ec2/\(stack)/Container/ContainerLogs", ""
            ),
        ]
    }

    /// What a leaf should get of its pull.
    private func everything(_ stack: String, id: String, fileSystem: String) -> Set<String> {
        let group = "\(stack)-EcsAsg-AsgASG1ABC-x"
        return [
            "/aws/route53/\(stack)-Domain-query-logs", "/aws/ec2/\(stack)/Container/ContainerLogs",
            "NetworkIn \(group)", "DataReadIOBytes \(fileSystem)", "DNSTraffic \(id)",
            "Invocations \(stack)-BreakCrashLoop-1", "alarm Container Activity - [\(stack)]",
            "group \(group)", "cluster arn:aws:ecs:us-west-2:111122223333:cluster/\(stack)-ecs-cluster",
            "stack \(stack)", "stack \(stack)-Watchdog", "stack \(stack)-StartSystem",
        ]
    }

    @Test("Services, groups, templates, metrics and logs of several pulls in one archive find their leaf")
    func pulledByName() throws {
        let stacks = [
            ("ContainerManager-Mc", "mc", "fs-0a"), ("ContainerManager-McTwo", "mc.two", "fs-0b"),
            // A leaf of an application with a hyphen, and one whose file is not there.
            ("ContainerManager-Devel-PalworldIsland", "palworld.island", "fs-0c"),
            ("ContainerManager-Gone", "gone", "fs-0d"),
        ]
        let dealt = try Dealt(
            Self.archive(stacks.flatMap { pulled($0.0, id: $0.1, fileSystem: $0.2) }))
        for (leaf, stack) in zip(dealt.leaves, stacks) {
            #expect(Set(leaf) == everything(stack.0, id: stack.1, fileSystem: stack.2))
            #expect(leaf.count == Set(leaf).count)
        }
        let gone = stacks[3]
        #expect(
            Set(dealt.unclaimed.keys)
                == [
                    "logGroup /aws/route53/\(gone.0)-Domain-query-logs",
                    "logGroup /aws/ec2/\(gone.0)/Container/ContainerLogs",
                    "metric AWS/EC2 NetworkIn AutoScalingGroupName=\(gone.0)-EcsAsg-AsgASG1ABC-x Sum 60 s q0",
                    "metric AWS/EFS DataReadIOBytes FileSystemId=fs-0d Sum 60 s q1",
                    "metric \(gone.0) DNSTraffic ContainerNameID=gone Sum 60 s q2",
                    "metric AWS/Lambda Invocations FunctionName=\(gone.0)-BreakCrashLoop-1 Sum 60 s q3",
                    "alarm Container Activity - [\(gone.0)]", "group \(gone.0)-EcsAsg-AsgASG1ABC-x",
                    "cluster arn:aws:ecs:us-west-2:111122223333:cluster/\(gone.0)-ecs-cluster",
                    "stack \(gone.0)", "stack \(gone.0)-Watchdog", "stack \(gone.0)-StartSystem",
                ])
        // The alarm's settings and its history; group and launch; service and task: two each, all else one.
        for (name, count) in dealt.unclaimed {
            let isTwo = ["alarm ", "group ", "cluster "].contains { name.hasPrefix($0) }
            #expect(count == (isTwo ? 2 : 1), "\(name)")
        }
    }

    // MARK: - One bucket

    private func point(
        _ namespace: String, _ metric: String, _ dimensions: String, minute: Int, account: String = "1"
    ) -> String {
        #"{"metric_stream_name":"s","account_id":"\#(account)","region":"us-west-2","namespace":"\#(namespace)","#
            + #""metric_name":"\#(metric)","dimensions":{\#(dimensions)},"timestamp":\#(1_767_225_600_000 + minute * 60_000),"#
            + #""value":{"max":9.0,"min":1.0,"sum":9.49E8,"count":2.0},"unit":"Bytes"}"# + "\n"
    }

    private func payload(_ group: String, ids: ClosedRange<Int>) -> String {
        let events = ids.map {
            #"{"id":"\#($0)","timestamp":1767225600000,"message":"[12:00:01] [Server thread/INFO]: Steve joined the game"}"#
        }
        return
            #"{"messageType":"DATA_MESSAGE","owner":"1","logGroup":"\#(group)","logStream":"s","subscriptionFilters":["f"],"#
            + #""logEvents":[\#(events.joined(separator: ","))]}"#
    }

    @Test("Metric Streams and Firehose mixed in one bucket find their leaf; strays are counted, each once")
    func oneBucket() throws {
        let stream =
            point("AWS/EC2", "NetworkIn", #""AutoScalingGroupName":"ContainerManager-Mc-Asg-1""#, minute: 0)
            + point(
                "AWS/EC2", "NetworkIn", #""AutoScalingGroupName":"ContainerManager-McTwo-Asg-1""#, minute: 0)
            + point("AWS/EC2", "NetworkIn", #""InstanceId":"i-0abc""#, minute: 0)
            + point("AWS/EC2", "NetworkIn", #""InstanceId":"i-0abc""#, minute: 1)
            + point("AWS/EC2", "NetworkIn", "", minute: 0)
            + point(
                "AWS/ECS", "CPUUtilization", #""ClusterName":"ContainerManager-Mc-ecs-cluster""#, minute: 0)
            + point(
                "ContainerManager-PalworldIsland", "DNSTraffic", #""ContainerNameID":"palworld.island""#,
                minute: 0)
        let logs =
            payload("/aws/ec2/ContainerManager-McTwo/Container/ContainerLogs", ids: 1...2)
            + payload("/aws/ec2/ContainerManager-Other/Container/ContainerLogs", ids: 3...5)
            + payload("/aws/ec2/ContainerManager-Mc/Container/ContainerLogs", ids: 6...6)
        let control =
            #"{"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logGroup":"","logStream":"","#
            + #""subscriptionFilters":[],"logEvents":[{"id":"","timestamp":1,"message":"CWL CONTROL MESSAGE"}]}"#
        let dealt = try Dealt(
            Self.archive([
                (logs, "", ""), (stream, "", ""), (control, "", ""),
                // Firehose delivers at least once.
                (logs + "\n", "", ""), (stream + "\n", "", ""),
            ]))
        let statistics = 4
        func times(_ name: String) -> [String] { Array(repeating: name, count: statistics) }
        #expect(
            dealt.leaves[0]
                == ["/aws/ec2/ContainerManager-Mc/Container/ContainerLogs"]
                + times("NetworkIn ContainerManager-Mc-Asg-1")
                + times("CPUUtilization ContainerManager-Mc-ecs-cluster"))
        #expect(
            dealt.leaves[1]
                == ["/aws/ec2/ContainerManager-McTwo/Container/ContainerLogs"]
                + times("NetworkIn ContainerManager-McTwo-Asg-1"))
        #expect(dealt.leaves[2] == times("DNSTraffic palworld.island"))
        var strays = ["logGroup /aws/ec2/ContainerManager-Other/Container/ContainerLogs": 3]
        for statistic in ["Maximum", "Minimum", "SampleCount", "Sum"] {
            strays["metric AWS/EC2 NetworkIn InstanceId=i-0abc \(statistic) 60 s Bytes 1 us-west-2"] = 2
            strays["metric AWS/EC2 NetworkIn \(statistic) 60 s Bytes 1 us-west-2"] = 1
        }
        #expect(dealt.unclaimed == strays)
    }

    @Test func aMetricWithoutANamespaceIsUnnamed() {
        var key = MetricKey(namespace: "", metricName: "NetworkIn", period: 60, statistic: "Sum")
        #expect(UnclaimedName(series: key).kind == .unnamedMetric)
        #expect(UnclaimedName(series: key).selection == ShareSelection(series: [key]))
        key.namespace = "AWS/EC2"
        #expect(UnclaimedName(series: key).kind == .metric)
    }
}
