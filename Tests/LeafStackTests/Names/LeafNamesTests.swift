import Ingest
import LeafStack
import Testing
import TimeSeries

private func leaf(_ id: String) -> Leaf {
    Leaf(
        containerID: id, instanceType: "m5.large", image: "", volumes: [],
        watchdog: WatchdogSettings(threshold: 1))
}

@Suite struct LeafNamesTests {
    @Test(
        arguments: [
            ("minecraft.java.example", "MinecraftJavaExample"), ("twovolumes.variant", "TwovolumesVariant"),
            ("valheim2nd", "Valheim2Nd"), ("a-b_c", "ABC"),
        ])
    func alphaIDIsTitleCaseOfLettersAndDigits(id: String, alpha: String) {
        #expect(leaf(id).alphaID == alpha)
    }

    @Test func namesAreThoseOfTheStack() {
        let names = LeafNames(leaf: leaf("minecraft.java.example"))
        #expect(names.stack == "ContainerManager-MinecraftJavaExample")
        #expect(
            names.queryLogGroup == "/aws/route53/ContainerManager-MinecraftJavaExample-Domain-query-logs")
        #expect(
            names.containerLogGroup
                == "/aws/ec2/ContainerManager-MinecraftJavaExample/Container/ContainerLogs")
        #expect(names.startLogGroup == "/aws/lambda/minecraft.java.example-lambda-start-system")
        #expect(names.scalingLogGroup == "/aws/lambda/minecraft.java.example-asg-state-change-hook")
        #expect(names.crashLogGroup == "/aws/lambda/MinecraftJavaExample-break-crash-loop")
        #expect(names.cluster == "ContainerManager-MinecraftJavaExample-ecs-cluster")
        #expect(
            names.alarm(of: .containerActivity)
                == "Container Activity - [ContainerManager-MinecraftJavaExample]")
    }

    @Test func namesThatAreGivenGoBeforeDerivedOnes() {
        var given = GivenNames()
        given.stack = "games"
        given.queryLogGroup = "/games/dns"
        given.scalingGroup = "hall"
        let names = LeafNames(leaf: leaf("valheim"), given: given)
        #expect(names.stack == "games")
        #expect(names.cluster == "games-ecs-cluster")
        #expect(names.alarm(of: .instanceLeftUp) == "Instance Left Up - [games]")
        #expect(names.rule(ofAlarm: "Instance Left Up - [games]") == .instanceLeftUp)
        #expect(names.queryLogGroup == "/games/dns")
        #expect(names.containerLogGroup == "/aws/ec2/games/Container/ContainerLogs")
        #expect(names.crashFunction == "Valheim-break-crash-loop")
        #expect(names.owns(generatedName: "hall"))
        #expect(names.derived == LeafNames(leaf: leaf("valheim")))
        var more = GivenNames(alarms: ["Break Crash Loop": "loop"])
        more.stack = "plays"
        more.cluster = "stage"
        let filled = given.filled(from: more)
        #expect(filled.stack == "games" && filled.cluster == "stage")
        #expect(filled.alarms == ["Break Crash Loop": "loop"])
    }

    @Test func otherMaturitiesAreRead() {
        let leaf = leaf("minecraft.java.example")
        let devel = LeafNames(leaf: leaf, application: "ContainerManager-Devel")
        for name in [devel.queryLogGroup, devel.containerLogGroup, devel.alarm(of: .instanceLeftUp)] {
            #expect(LeafNames.application(in: name, leaf: leaf) == "ContainerManager-Devel")
        }
        let other = LeafNames(leaf: self.leaf("valheim"))
        #expect(LeafNames.application(in: other.queryLogGroup, leaf: leaf) == nil)
        #expect(LeafNames.application(in: "/aws/route53/x", leaf: leaf) == nil)
    }

    @Test func generatedNamesAreMatchedByTheirStack() {
        let names = LeafNames(leaf: leaf("palworld"))
        #expect(names.owns(generatedName: "ContainerManager-Palworld-EcsAsgNestedStack-AsgASG3772474A-1X2Y"))
        #expect(names.owns(generatedName: "ContainerManager-Palworld"))
        #expect(!names.owns(generatedName: "ContainerManager-PalworldOld-EcsAsg-1"))
        #expect(!names.owns(generatedName: "ContainerManager-Valheim-EcsAsg-1"))
    }

    private func leaf(_ id: String) -> Leaf { LeafStackTests.leaf(id) }
}

@Suite struct StartFilterTests {
    private func query(_ name: String, _ type: String = "A") -> DNSQuery {
        DNSQuery(
            time: Instant(minute: 0), logGroup: "", hostedZone: "Z1", queryName: name, queryType: type,
            responseCode: "NOERROR", transport: "UDP", edgeLocation: "DFW3", resolver: "192.0.2.1",
            clientSubnet: nil)
    }

    @Test func theHostIsTheZonesApex() {
        let queries = [
            query("_minecraft._tcp.mc.example.com", "SRV"), query("x.mc.example.com"),
            query("Mc.Example.com"), query("other.example.com"),
        ]
        #expect(StartFilter(containerID: "mc", queries: queries)?.hostName == "mc.example.com")
        #expect(StartFilter(containerID: "palworld", queries: queries) == nil)
    }

    @Test func onlyExactLowerCaseAQueriesPass() {
        let filter = StartFilter(hostName: "mc.example.com")
        #expect(filter.passes(query("mc.example.com")))
        #expect(!filter.passes(query("Mc.example.com")))
        #expect(!filter.passes(query("mc.example.com", "AAAA")))
        #expect(!filter.passes(query("x.mc.example.com")))
    }
}
