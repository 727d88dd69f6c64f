import Archive
import Ingest
import LeafStack
import Testing
import TimeSeries

@Suite struct GatherTests {
    private let leaf = Leaf(
        containerID: "mc", instanceType: "m5.large", image: "itzg/minecraft-server", volumes: ["Data"],
        watchdog: WatchdogSettings(threshold: 100))
    private let start: Int64 = 1_788_739_200

    private func archive(_ records: [Record]) throws -> HistoryArchive {
        let archive = try HistoryArchive.inMemory()
        for (index, record) in records.enumerated() {
            var source: LogSource?
            switch record {
            case .dnsQuery(let query):
                source = LogSource(owner: "1", logGroup: query.logGroup, logStream: "s")
            case .containerLine(let line): source = line.source
            default: break
            }
            var sink = try archive.makeSink(file: "f\(index)")
            let id = Delivery.EventID(high: 1, low: UInt64(index))
            try sink.receive(
                Delivery(
                    source: source, logEventCount: source == nil ? 0 : 1, eventIDs: source == nil ? [] : [id],
                    records: [record], recordEvents: [source == nil ? -1 : 0]))
            var report = ObjectReport(file: "f\(index)")
            report.digest = "\(index)"
            try sink.finish(report)
        }
        return archive
    }

    private func points(
        _ namespace: String, _ name: String, _ dimensions: [(String, String)] = [], id: String = "",
        statistic: String = "Sum", period: Int = 60, from minute: Int64 = 0, _ values: [Double]
    ) -> Record {
        .metricPoints(
            MetricPoints(
                key: MetricKey(
                    namespace: namespace, metricName: name,
                    dimensions: dimensions.map { MetricDimension(name: $0.0, value: $0.1) }, period: period,
                    statistic: statistic, queryID: id),
                times: values.indices.map { start + (minute + Int64($0)) * 60 }, values: values))
    }

    private func query(_ minute: Int64, group: String, name: String) -> Record {
        .dnsQuery(
            DNSQuery(
                time: Instant(seconds: start + minute * 60), logGroup: group, hostedZone: "Z",
                queryName: name,
                queryType: "A", responseCode: "NOERROR", transport: "UDP", edgeLocation: "DFW3",
                resolver: "192.0.2.1", clientSubnet: nil))
    }

    private func plain(_ series: GridSeries) -> [Double?] { (0..<series.count).map { series[$0] } }

    @Test func onlyThisLeafsDataIsTaken() throws {
        let own = "ContainerManager-Mc"
        let other = "ContainerManager-Valheim"
        let archive = try archive([
            points("AWS/EC2", "NetworkIn", [("AutoScalingGroupName", "\(own)-EcsAsg-X")], [600, 1200]),
            points("AWS/EC2", "NetworkIn", [("AutoScalingGroupName", "\(other)-EcsAsg-X")], [9, 9, 9, 9]),
            points(own, "DNSTraffic", [("ContainerNameID", "mc")], statistic: "Maximum", [101]),
            points(other, "DNSTraffic", [("ContainerNameID", "valheim")], statistic: "Maximum", from: 1, [5]),
            points(
                "AWS/EFS", "DataReadIOBytes", [("FileSystemId", "fs-1")], id: "efs_out_Data", from: 1, [60]),
            points("AWS/Lambda", "Invocations", [("FunctionName", "Mc-break-crash-loop")], [1]),
            points("AWS/Lambda", "Invocations", [("FunctionName", "Valheim-break-crash-loop")], from: 1, [1]),
            query(0, group: "/aws/route53/\(own)-Domain-query-logs", name: "mc.example.com"),
            query(1, group: "/aws/route53/\(other)-Domain-query-logs", name: "valheim.example.com"),
        ])
        let gathered = try LeafHistory.gather(leaf, from: archive)
        let history = gathered.history
        #expect(history.start == Instant(seconds: start) && history.minutes == 2)
        #expect(plain(history.networkIn) == [600, 1200])
        #expect(plain(history.dnsTraffic) == [101, nil])
        #expect(plain(history.crashInvocations) == [1, nil])
        #expect(history.volumeReads.map(\.name) == ["efs_out_Data"])
        #expect(history.queries.map(\.queryName) == ["mc.example.com"])
        #expect(gathered.remarks == ["3 metric series of other leaves or resources were left out."])
    }

    /// Events tell the region first; where there are none, the metrics that were used do.
    @Test func theRegionIsThatOfTheMetricsWhereNoEventTellsIt() throws {
        func traffic(_ group: String, region: String) -> Record {
            .metricPoints(
                MetricPoints(
                    key: MetricKey(
                        region: region, namespace: "AWS/EC2", metricName: "NetworkIn",
                        dimensions: [MetricDimension(name: "AutoScalingGroupName", value: group)],
                        statistic: "Sum"),
                    times: [start, start + 60], values: [600, 1200]))
        }
        let own = traffic("ContainerManager-Mc-EcsAsg-X", region: "eu-west-1")
        let other = traffic("ContainerManager-Valheim-EcsAsg-X", region: "us-east-2")
        let event = Record.scalingEvent(
            ScalingEvent(
                kind: .launchSuccessful, time: Instant(seconds: start), account: "1", region: "sa-east-1",
                groupName: "ContainerManager-Mc-EcsAsg-X", instanceID: "i-1", activityID: "a"))
        #expect(try LeafHistory.gather(leaf, from: archive([own, other])).history.region == "eu-west-1")
        #expect(
            try LeafHistory.gather(leaf, from: archive([own, other, event])).history.region == "sa-east-1")
        #expect(
            try LeafHistory.gather(leaf, from: archive([own]), options: GatherOptions(region: "us-west-2"))
                .history.region == "us-west-2")
    }

    @Test func exportsWithoutAQueryFileAreReadByIDAndLabel() throws {
        let archive = try archive([
            points("", "Network In", id: "b_in", statistic: "", [600, 1200]),
            points(
                "", "(Container) Bytes IN per Second", id: "traffic_in", statistic: "", from: 1, [20, 30]),
            points("", "EFS Traffic Out", id: "efs_out_Data", statistic: "", [60]),
            points("", "DNS Traffic", id: "dns_hit", statistic: "", [101]),
        ])
        let gathered = try LeafHistory.gather(leaf, from: archive)
        // Bytes per second fill what bytes per minute leave open, times sixty.
        #expect(plain(gathered.history.networkIn) == [600, 1200, 1800])
        #expect(plain(gathered.history.volumesOut) == [1, nil, nil])
        #expect(gathered.remarks.isEmpty)
    }

    @Test func anotherMaturityIsLeftOutUnlessAskedFor() throws {
        let devel = "ContainerManager-Devel-Mc"
        let archive = try archive([
            points("AWS/EC2", "NetworkIn", [("AutoScalingGroupName", "ContainerManager-Mc-X")], [60]),
            points("AWS/EC2", "NetworkIn", [("AutoScalingGroupName", "\(devel)-X")], [120]),
            query(0, group: "/aws/route53/ContainerManager-Mc-Domain-query-logs", name: "mc.example.com"),
            query(0, group: "/aws/route53/\(devel)-Domain-query-logs", name: "mc.dev.example.com"),
        ])
        let plainGathered = try LeafHistory.gather(leaf, from: archive)
        #expect(plain(plainGathered.history.networkIn) == [60])
        #expect(plainGathered.remarks.first?.contains("ContainerManager-Devel") == true)
        let options = GatherOptions(application: "ContainerManager-Devel")
        let develGathered = try LeafHistory.gather(leaf, from: archive, options: options)
        #expect(plain(develGathered.history.networkIn) == [120])
        #expect(develGathered.history.queries.map(\.queryName) == ["mc.dev.example.com"])
    }

    @Test func whatNamesNobodyIsLeftOutWhereSeveralLeavesLieTogether() throws {
        let own = points("AWS/EC2", "NetworkIn", [("AutoScalingGroupName", "ContainerManager-Mc-X")], [60])
        let other = points("AWS/EC2", "NetworkIn", [("AutoScalingGroupName", "ContainerManager-Eco-X")], [90])
        let nameless = points("", "NetworkIn", [], [60, 120])
        let shared = try LeafHistory.gather(leaf, from: try archive([own, other, nameless]))
        #expect(plain(shared.history.networkIn) == [60])
        #expect(shared.remarks.contains { $0.contains("name no leaf") })
        let alone = try LeafHistory.gather(leaf, from: try archive([own, nameless]))
        #expect(plain(alone.history.networkIn) == [60, 120])
        let only = try LeafHistory.gather(leaf, from: try archive([other, nameless]))
        #expect(plain(only.history.networkIn) == [60, 120])
    }

    @Test func whatCannotBeUsedIsAnErrorThatSaysWhy() throws {
        let foreign = try archive([
            points("ContainerManager-Valheim", "DNSTraffic", [("ContainerNameID", "valheim")], [1])
        ])
        #expect(throws: GatherError.nothingOfThisLeaf(containerID: "mc", found: ["valheim"])) {
            try LeafHistory.gather(leaf, from: foreign)
        }
        let coarse = try archive([
            points(
                "AWS/EC2", "NetworkIn", [("AutoScalingGroupName", "ContainerManager-Mc-X")], period: 300, [1])
        ])
        #expect(throws: GatherError.onlyCoarseTraffic(containerID: "mc", period: 300)) {
            try LeafHistory.gather(leaf, from: coarse)
        }
        let some = try archive([points("", "NetworkIn", [], [60])])
        let range = Instant(seconds: 0)..<Instant(seconds: 600)
        #expect(throws: GatherError.nothingInRange(containerID: "mc")) {
            try LeafHistory.gather(leaf, from: some, options: GatherOptions(range: range))
        }
    }

    @Test func playersAreReadFromTheLeafsOwnLog() throws {
        let source = LogSource(
            owner: "1", logGroup: "/aws/ec2/ContainerManager-Mc/Container/ContainerLogs", logStream: "s/1")
        let other = LogSource(
            owner: "1", logGroup: "/aws/ec2/ContainerManager-Valheim/Container/ContainerLogs",
            logStream: "s/2")
        let archive = try archive([
            points("", "NetworkIn", [], [60, 60, 60]),
            .containerLine(
                ContainerLine(
                    time: Instant(seconds: start + 30), source: source,
                    text: "[12:00:01] [Server thread/INFO]: Ana joined the game")),
            .containerLine(
                ContainerLine(
                    time: Instant(seconds: start + 40), source: other,
                    text: "[12:00:01] [Server thread/INFO]: Bo joined the game")),
        ])
        let history = try LeafHistory.gather(leaf, from: archive).history
        #expect(history.playerEvents.map(\.player) == ["Ana"])
        #expect(history.hasContainerLog && history.isLogged(2))
    }

    @Test func whatTheLogLeavesOpenAboutPlayersIsSaid() throws {
        let valheim = Leaf(
            containerID: "valheim", instanceType: "m5.large", image: "lloesche/valheim-server", volumes: [],
            watchdog: WatchdogSettings(threshold: 100))
        let source = LogSource(
            owner: "1", logGroup: "/aws/ec2/ContainerManager-Valheim/Container/ContainerLogs",
            logStream: "s/1")
        let lines = [
            "Got connection SteamID 76561190000000001", "Got connection SteamID 76561190000000002",
            "Got character ZDOID from Bo : 22:1", "Got character ZDOID from Ana : 11:1",
            "Closing socket 76561190000000001", "Closing socket 76561190000000002",
        ].enumerated().map { index, text in
            Record.containerLine(
                ContainerLine(
                    time: Instant(seconds: start + Int64(index) * 10), source: source, text: text))
        }
        let gathered = try LeafHistory.gather(
            valheim, from: try archive([points("", "NetworkIn", [], [60, 60, 60])] + lines))
        #expect(gathered.history.playerEvents.map(\.kind) == [.joined, .joined, .left, .left])
        #expect(
            gathered.remarks.filter { $0.contains("which of several clients left") }.count == 1)
        #expect(gathered.remarks.contains { $0.contains("2 times") && $0.contains("connected is certain") })
    }

    @Test func aStrayEventDoesNotStretchTheGridOverYears() throws {
        let archive = try archive([
            points("", "NetworkIn", [], [60, 60]),
            query(-20_000_000, group: "/aws/route53/ContainerManager-Mc-Domain-query-logs", name: "mc.a.b"),
        ])
        let gathered = try LeafHistory.gather(leaf, from: archive)
        #expect(gathered.history.minutes <= 1101 * 1440)
        #expect(gathered.remarks.contains { $0.contains("spans more than 1100 days") })
    }

    @Test func whatCameUnderGivenNamesIsFoundThroughAnArchiveAndAShare() throws {
        let names = LeafNames(leaf: leaf)
        var given = GivenNames(alarms: [LeafNames.AlarmKind.containerActivity.rawValue: "idle"])
        given.scalingGroup = "hall"
        given.cluster = "longhouse"
        given.stack = "games"
        given.crashLogGroup = "/aws/lambda/stop-loop"
        let time = Instant(seconds: start)
        var records: [Record] = [
            .resourceDescription(given.record(for: names, time: time)),
            points("AWS/EC2", "NetworkIn", [("AutoScalingGroupName", "hall")], [1, 2, 3]),
            points("AWS/EC2", "NetworkIn", [("AutoScalingGroupName", "other hall")], [7, 7, 7]),
            points("games", "DNSTraffic", [("ContainerNameID", "mc")], statistic: "Maximum", [4, 4, 4]),
            points("AWS/Lambda", "Invocations", [("FunctionName", "stop-loop")], [5, 5, 5]),
            query(1, group: names.queryLogGroup, name: "mc.example.com"),
        ]
        for name in ["idle", "busy", names.alarm(of: .instanceLeftUp), "Instance Left Up - [games]"] {
            records.append(
                .alarmHistoryItem(
                    AlarmHistoryItem(
                        time: time, alarmName: name, itemType: "StateUpdate", summary: name, data: "{}")))
        }
        let archive = try archive(records)
        #expect(try GivenNames.stored(for: names, in: archive) == given)

        let index = try archive.index()
        let routes = ArchiveRoutes(
            index, leaves: [leaf], alarms: [], names: try archive.resources(.givenNames))
        let share = try archive.share(of: routes.selections[0], index: index)
        #expect(
            routes.unclaimed.map(\.name).sorted() == [
                "AWS/EC2 NetworkIn AutoScalingGroupName=other hall Sum 60 s", "busy",
            ])
        for gathered in [
            try LeafHistory.gather(leaf, from: archive), try LeafHistory.gather(leaf, from: share),
        ] {
            let history = gathered.history
            #expect(plain(history.networkIn) == [1, 2, 3])
            #expect(plain(history.dnsTraffic) == [4, 4, 4])
            #expect(plain(history.crashInvocations) == [5, 5, 5])
            #expect(history.queries.count == 1)
            // The history itself has derived names only.
            #expect(gathered.names == names)
            #expect(
                history.alarmHistory.map { "\($0.alarmName): \($0.summary)" }.sorted() == [
                    "Container Activity - [ContainerManager-Mc]: idle",
                    "Instance Left Up - [ContainerManager-Mc]: Instance Left Up - [ContainerManager-Mc]",
                    "Instance Left Up - [ContainerManager-Mc]: Instance Left Up - [games]",
                ])
        }
    }
}
