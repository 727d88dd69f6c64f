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
    @Test func whatWentIntoTheAccountIsInTheArchive() async throws {
        let leaf = try MotoLeaf.shared.get()
        try await withTemporaryPath { path in
            let run = try leaf.pull(into: path)
            try #require(run.status == 0, "\(run.errors)")
            let archive = try HistoryArchive.open(path, for: .reading)
            let range = leaf.now.advanced(bySeconds: -86_400)..<leaf.now
            let sums = try archive.seriesKeys().filter {
                $0.metricName == "NetworkIn" && $0.statistic == "Sum"
            }
            try #require(sums.count == 1)
            #expect(sums[0].dimensions == [MetricDimension(name: "AutoScalingGroupName", value: leaf.group)])
            #expect(sums[0].period == 60)
            let points = try archive.points(sums[0], in: range)
            #expect(Dictionary(uniqueKeysWithValues: zip(points.times, points.values)) == leaf.networkIn)
            #expect(points.sampleCounts == Array(repeating: 1, count: points.times.count))
            #expect(try archive.containerLines().map(\.text) == leaf.lines)
            #expect(try archive.dnsQueries().count == leaf.queries)
            let alarms = try archive.alarmDescriptions().map(\.alarmName).sorted()
            #expect(
                alarms
                    == ["Container Activity", "Instance Left Up"].map {
                        "\($0) - [ContainerManager-MinecraftJava]"
                    })
            #expect(
                run.errors.contains("there is no log group /aws/lambda/minecraft.java-lambda-start-system"))

            #expect(
                try archive.alarmHistory().map(\.summary) == [
                    "Alarm updated from INSUFFICIENT_DATA to OK", "Alarm updated from OK to ALARM",
                ])
            #expect(try archive.scalingEvents().map(\.kind) == [.launchSuccessful, .terminateSuccessful])
            #expect(try archive.scalingEvents().map(\.instanceID) == ["i-0abc", "i-0abc"])
            let deployed = try #require(try archive.resources(.template).first).content
            #expect(try JSONValue(deployed) == JSONValue(leaf.template))

            // Once more brings nothing new, and asks only for what may have changed.
            let before = try archive.exported()
            let again = try leaf.pull(into: path)
            #expect(again.status == 0, "\(again.errors)")
            #expect(try HistoryArchive.open(path, for: .reading).exported() == before)
        }
    }

    @Test func whatWasPulledIsAnalysed() async throws {
        let leaf = try MotoLeaf.shared.get()
        try await withTemporaryPath { path in
            try #require(try leaf.pull(into: path).status == 0)
            let run = try Run([
                "analyze", "--archive", path, "--leaf", leaf.account.leafPath, "--out", path + "-report",
            ]).wait()
            #expect(run.status == 0, "\(run.errors)")
            print(run.output)
            for file in ["report.html", "report.json"] {
                #expect(FileManager.default.fileExists(atPath: "\(path)-report/\(file)"))
            }
        }
    }

    @Test func aDryRunListsCallsAndPricesAndMakesNoArchive() async throws {
        let leaf = try MotoLeaf.shared.get()
        try await withTemporaryPath { path in
            let run = try leaf.pull(into: path, "--dry-run", "--format", "json")
            #expect(run.status == 0)
            for call in [
                "cloudwatch:GetMetricData", "logs:FilterLogEvents", "cloudwatch:DescribeAlarmHistory",
            ] {
                #expect(run.output.contains(call))
            }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func thePolicyNamesTheLeafsLogGroups() async throws {
        let leaf = try MotoLeaf.shared.get()
        let run = try leaf.pull(into: "unused", "--print-policy")
        let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        #expect(json?["Version"] as? String == "2012-10-17")
        #expect(
            run.output.contains("log-group:/aws/ec2/ContainerManager-MinecraftJava/Container/ContainerLogs:*")
        )
    }

    @Test func anEndpointThatIsNotThereEndsWithStatus69AndAClearMessage() async throws {
        let leaf = try MotoLeaf.shared.get()
        try await withTemporaryPath { path in
            let run = try leaf.pull(
                into: path, environment: ["AWS_ENDPOINT_URL": "https://127.0.0.1:1"])
            #expect(run.status == 69)
            #expect(run.errors.contains("cloudwatch:DescribeAlarms in us-east-2"))
            #expect(!run.errors.contains("hushhush"))
        }
    }
}
