import Archive
import Foundation
import Ingest
import Testing
import TimeSeries

@testable import AWSClient

/// The built program pulls a leaf that moto holds.
@Suite(
    .serialized, .enabled(if: BuiltProgram.isThere, "the leafwatch program is not built beside the tests"),
    .enabled(if: OutsideTools.hasMoto, "python3 with moto's server, Flask and boto3 is not installed"))
struct PullTests {
    /// Names that the second leaf has instead of the derived ones.
    static let names = [
        "--stack", "games", "--asg-name", "viking hall", "--cluster", "longhouse", "--service", "valheim",
        "--activity-alarm", "idle * hall", "--left-up-alarm", "too long", "--crash-alarm", "loop",
        "--container-log-group", "/games/valheim", "--query-log-group", "/games/dns", "--scaling-log-group",
        "/games/hook", "--crash-log-group", "/aws/lambda/stop-loop",
    ]
    static let stack = "ContainerManager-MinecraftJava"

    /// Every value of every metric, every line and query of a leaf is in the archive, and nothing else.
    private func expectEqual(
        _ path: String, _ leaf: MotoAccount.Leaf, of account: MotoAccount, stack: String, id: String
    ) throws {
        let archive = try HistoryArchive.open(path, for: .reading)
        let range = account.now.advanced(bySeconds: -86_400)..<account.now
        let keys = try archive.seriesKeys()
        #expect(keys.count == leaf.series.count * 4)
        for series in leaf.series {
            let statistics: [(String, ([Double]) -> Double)] = [
                ("Sum", { $0.reduce(0, +) }), ("SampleCount", { Double($0.count) }),
                ("Minimum", { $0.min() ?? .nan }), ("Maximum", { $0.max() ?? .nan }),
            ]
            for (statistic, compute) in statistics {
                let key = try #require(
                    keys.first {
                        $0.namespace == series.namespace && $0.metricName == series.name
                            && $0.statistic == statistic && $0.period == 60
                    }, "\(series.name) \(statistic)")
                #expect(
                    Dictionary(uniqueKeysWithValues: key.dimensions.map { ($0.name, $0.value) })
                        == series.dimensions)
                let points = try archive.points(key, in: range)
                #expect(
                    Dictionary(uniqueKeysWithValues: zip(points.times, points.values))
                        == series.points.mapValues(compute), "\(series.name) \(statistic)")
                #expect(
                    points.sampleCounts == points.times.map { Double(series.points[$0]?.count ?? 0) },
                    "\(series.name) \(statistic)")
            }
        }
        let lines = try archive.containerLines()
        #expect(lines.map(\.text) == leaf.lines)
        #expect(Set(lines.map(\.source.logGroup)) == ["/aws/ec2/\(stack)/Container/ContainerLogs"])
        let queries = try archive.dnsQueries()
        #expect(queries.map(\.logLine) == leaf.queries)
        #expect(Set(queries.map(\.logGroup)) == ["/aws/route53/\(stack)-Domain-query-logs"])
        let runs = try archive.lambdaInvocations()
        #expect(runs.map(\.duration) == [122.51])
        #expect(runs.map(\.logGroup) == ["/aws/lambda/\(id)-asg-state-change-hook"])
        #expect(
            try archive.alarmHistory().map(\.summary) == [
                "Alarm updated from INSUFFICIENT_DATA to OK", "Alarm updated from OK to ALARM",
            ])
        #expect(try archive.scalingEvents().map(\.kind) == [.launchSuccessful, .terminateSuccessful])
        #expect(
            try archive.scalingEvents().allSatisfy { $0.groupName == leaf.group && $0.instanceID == "i-0abc" }
        )
        let deployed = try #require(try archive.resources(.template).first).content
        #expect(try JSONValue(deployed) == JSONValue(leaf.template))
    }

    @Test func whatWentIntoTheAccountIsInTheArchive() async throws {
        let moto = try MotoAccount.shared.get()
        let leaf = try #require(moto.leaves["minecraft.java"])
        try await withTemporaryPath { path in
            let cpu = [
                "--metric", "AWS/ECS:CPUUtilization:ClusterName=\(Self.stack)-ecs-cluster,ServiceName=leaf",
            ]
            let run = try moto.pull(into: path, cpu)
            try #require(run.status == 0, "\(run.errors)")
            try expectEqual(path, leaf, of: moto, stack: Self.stack, id: "minecraft.java")
            let alarms = try HistoryArchive.open(path, for: .reading).alarmDescriptions().map(\.alarmName)
            #expect(
                alarms.sorted()
                    == ["Break Crash Loop", "Container Activity", "Instance Left Up"].map {
                        "\($0) - [\(Self.stack)]"
                    })
            #expect(
                run.errors.contains("there is no log group /aws/lambda/minecraft.java-lambda-start-system"))

            // Once more brings nothing new, and asks only for what may have changed.
            let before = try HistoryArchive.open(path, for: .reading).exported()
            let again = try moto.pull(into: path, cpu)
            #expect(again.status == 0, "\(again.errors)")
            #expect(try HistoryArchive.open(path, for: .reading).exported() == before)
        }
    }

    @Test func namesThatAreGivenAreUsedRememberedAndFoundByOtherCommands() async throws {
        let moto = try MotoAccount.shared.get()
        let leaf = try #require(moto.leaves["valheim"])
        try await withTemporaryPath { path in
            // By its derived names nothing of this leaf is there.
            let derived = try moto.pull(leaf: "Valheim", into: path + "-derived")
            #expect(derived.status == 0, "\(derived.errors)")
            #expect(derived.errors.contains("--asg-name"))
            #expect(try HistoryArchive.open(path + "-derived", for: .reading).tallies().logEvents == 0)

            let cpu = ["--metric", "AWS/ECS:CPUUtilization:ClusterName=longhouse,ServiceName=valheim"]
            let run = try moto.pull(leaf: "Valheim", into: path, Self.names + cpu)
            try #require(run.status == 0, "\(run.errors)")
            try expectEqual(path, leaf, of: moto, stack: "ContainerManager-Valheim", id: "valheim")
            #expect(
                try HistoryArchive.open(path, for: .reading).alarmDescriptions().map(\.alarmName).sorted()
                    == ["idle * hall", "loop", "too long"])

            // The next pull knows them.
            let before = try HistoryArchive.open(path, for: .reading).exported()
            let again = try moto.pull(leaf: "Valheim", into: path, cpu)
            #expect(again.status == 0, "\(again.errors)")
            #expect(try HistoryArchive.open(path, for: .reading).exported() == before)

            // So do the commands that are about many leaves.
            let file = moto.account.path(ofLeaf: "Valheim")
            let fleet = try Run([
                "fleet", "--archive", path, "--leaves", file, "--leaves",
                moto.account.path(ofLeaf: "Minecraft.java"), "--format", "json",
            ]).wait()
            let json = try JSONValue(fleet.output)
            #expect(json["unclaimed"] == [], "\(json["unclaimed"] ?? .null) \(fleet.errors)")
        }
    }

    @Test func whatWasPulledIsAnalysed() async throws {
        let moto = try MotoAccount.shared.get()
        try await withTemporaryPath { path in
            for (leaf, names) in [("Minecraft.java", []), ("Valheim", Self.names)] {
                let archive = "\(path)-\(leaf)"
                try #require(try moto.pull(leaf: leaf, into: archive, names).status == 0)
                let run = try Run([
                    "analyze", "--archive", archive, "--leaf", moto.account.path(ofLeaf: leaf), "--out",
                    archive + "-report", "--format", "json",
                ]).wait()
                #expect(run.status == 0, "\(run.errors)")
                for file in ["report.html", "report.json"] {
                    #expect(FileManager.default.fileExists(atPath: "\(archive)-report/\(file)"))
                }
                // Traffic, volume reads, queries and the alarm's history are all found as this leaf's.
                #expect(!run.errors.contains("left out"), "\(run.errors)")
                #expect(!run.errors.contains("There is no NetworkIn"), "\(run.errors)")
            }
        }
    }

    @Test func aDryRunMakesNoArchive() async throws {
        let moto = try MotoAccount.shared.get()
        try await withTemporaryPath { path in
            let run = try moto.pull(into: path, ["--dry-run", "--format", "json"])
            #expect(run.status == 0)
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }
}

extension DNSQuery {
    /// The line of the query log that says this.
    var logLine: String {
        "1.0 \(time.iso8601) \(hostedZone) \(queryName) \(queryType) \(responseCode) \(transport) \(edgeLocation) "
            + "\(resolver) \(clientSubnet ?? "-")"
    }
}
