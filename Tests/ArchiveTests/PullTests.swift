import Archive
import Foundation
import Ingest
import Testing
import TimeSeries

/// The built program pulls a leaf that moto holds.
@Suite(
    .serialized, .enabled(if: BuiltProgram.isThere, "the leafwatch program is not built beside the tests"),
    .enabled(if: OutsideTools.hasMoto, "python3 with moto's server, Flask and boto3 is not installed"))
struct PullTests {
    @Test func whatWentIntoTheAccountIsInTheArchive() throws {
        let leaf = try MotoLeaf()
        try withTemporaryPath { path in
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

            // Once more brings nothing new, and asks only for what may have changed.
            let before = try archive.exported()
            let again = try leaf.pull(into: path)
            #expect(again.status == 0)
            #expect(try HistoryArchive.open(path, for: .reading).exported() == before)
        }
    }

    @Test func aDryRunListsCallsAndPricesAndMakesNoArchive() throws {
        let leaf = try MotoLeaf()
        try withTemporaryPath { path in
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

    @Test func thePolicyNamesTheLeafsLogGroups() throws {
        let leaf = try MotoLeaf()
        let run = try leaf.pull(into: "unused", "--print-policy")
        let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        #expect(json?["Version"] as? String == "2012-10-17")
        #expect(
            run.output.contains("log-group:/aws/ec2/ContainerManager-MinecraftJava/Container/ContainerLogs:*")
        )
    }

    @Test func anEndpointThatIsNotThereEndsWithStatus69AndAClearMessage() throws {
        let leaf = try MotoLeaf()
        try withTemporaryPath { path in
            let run = try leaf.pull(into: path, endpoint: "https://127.0.0.1:1")
            #expect(run.status == 69)
            #expect(run.errors.contains("cloudwatch:DescribeAlarms in us-east-2"))
            #expect(!run.errors.contains("testing"))
        }
    }
}

/// Outside programs that the tests ask for; in CI they must be there.
extension OutsideTools {
    static let hasMoto: Bool = {
        if ProcessInfo.processInfo.environment["CI"] != nil { return true }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import moto.server, flask, boto3"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()
}

/// A moto server with one leaf, gone with this object.
final class MotoLeaf {
    let now: Instant
    let group: String
    let networkIn: [Int64: Double]
    let lines: [String]
    let queries: Int
    private let port: Int
    private let process = Process()
    private let input = Pipe()
    private let folder: URL

    init() throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let script = BuiltProgram.repository.appendingPathComponent("Tests/Servers/moto_leaf.py")
        process.arguments = ["python3", script.path]
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
        let json = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
        port = try #require(json["port"] as? Int)
        now = Instant(seconds: Int64(try #require(json["now"] as? Int)))
        group = try #require(json["group"] as? String)
        lines = try #require(json["lines"] as? [String])
        queries = try #require(json["queries"] as? Int)
        let values = try #require(json["network_in"] as? [String: Double])
        networkIn = Dictionary(uniqueKeysWithValues: values.map { (Int64($0) ?? 0, $1) })
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "leafwatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let yaml = """
            Ec2:
              InstanceType: t3.medium
            Container:
              Image: itzg/minecraft-server
              Ports:
                - TCP: 25565
            Watchdog:
              Threshold: 900

            """
        try Data(yaml.utf8).write(to: folder.appendingPathComponent("Minecraft.java.yaml"))
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.terminate()
        try? FileManager.default.removeItem(at: folder)
    }

    func pull(
        into path: String, endpoint: String? = nil, _ more: String...
    ) throws -> (status: Int32, output: String, errors: String) {
        let program = Process()
        program.executableURL = BuiltProgram.url
        program.arguments =
            [
                "pull", "--leaf", folder.appendingPathComponent("Minecraft.java.yaml").path, "--archive",
                path,
                "--region", "us-east-2", "--now", now.iso8601,
            ] + more
        program.environment = [
            "AWS_ENDPOINT_URL": endpoint ?? "http://127.0.0.1:\(port)", "AWS_ACCESS_KEY_ID": "testing-key-id",
            "AWS_SECRET_ACCESS_KEY": "testing-secret", "HOME": "/nonexistent", "no_proxy": "127.0.0.1",
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
            "LD_LIBRARY_PATH": ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? "",
        ]
        let output = folder.appendingPathComponent("out")
        let errors = folder.appendingPathComponent("err")
        for file in [output, errors] { try Data().write(to: file) }
        program.standardOutput = try FileHandle(forWritingTo: output)
        program.standardError = try FileHandle(forWritingTo: errors)
        try program.run()
        program.waitUntilExit()
        return (
            program.terminationStatus, try String(contentsOf: output, encoding: .utf8),
            try String(contentsOf: errors, encoding: .utf8)
        )
    }
}
