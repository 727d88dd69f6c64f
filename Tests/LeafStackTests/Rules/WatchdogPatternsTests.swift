import CloudWatch
import LeafStack
import Testing

@Suite("The stack's patterns")
struct WatchdogPatternsTests {
    private func line(_ name: String, _ type: String, answer: String = "NOERROR") -> String {
        "1.0 2026-01-01T00:00:00Z Z0123 \(name) \(type) \(answer) UDP FRA53-C1 192.0.2.1 -"
    }

    @Test("Address queries for exactly the host start the instance, whatever the answer")
    func start() throws {
        let filter = try WatchdogPatterns.start(host: "palworld.Example.com")
        #expect(filter.text == "\" palworld.example.com A \"")
        #expect(filter.matches(line("palworld.example.com", "A")))
        #expect(filter.matches(line("palworld.example.com", "A", answer: "NXDOMAIN")))
        #expect(!filter.matches(line("palworld.example.com", "AAAA")))
        #expect(!filter.matches(line("PalWorld.example.com", "A")))
        #expect(!filter.matches(line("_minecraft._tcp.palworld.example.com", "SRV")))
        #expect(!filter.matches(line("www.palworld.example.com", "A")))
    }

    @Test(
        "Crashes are what the rule matches",
        arguments: [
            ("TaskFailedToStart", "[]", true), ("EssentialContainerExited", #"[{"exitCode": 1}]"#, true),
            ("EssentialContainerExited", #"[{"exitCode": 0}, {"exitCode": 137}]"#, true),
            ("EssentialContainerExited", #"[{"exitCode": 0}]"#, false),
            ("EssentialContainerExited", #"[{"name": "game"}]"#, false),
            ("ServiceSchedulerInitiated", #"[{"exitCode": 1}]"#, false),
        ])
    func crash(stopCode: String, containers: String, isCrash: Bool) throws {
        let event = try JSONValue(
            parsing: """
                {"source": "aws.ecs", "detail-type": "ECS Task State Change", "detail": {"clusterArn": "arn:leaf",
                 "desiredStatus": "STOPPED", "stopCode": "\(stopCode)", "containers": \(containers)}}
                """)
        #expect(try WatchdogPatterns.crash().matches(event) == isCrash)
        #expect(try WatchdogPatterns.crash(cluster: "arn:leaf").matches(event) == isCrash)
        #expect(try !WatchdogPatterns.crash(cluster: "arn:other").matches(event))
    }
}
