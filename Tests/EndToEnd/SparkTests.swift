import Foundation
import Testing

/// Runs the example for Apache Spark on a local cluster of two workers, one of which is killed in the middle.
@Suite struct SparkTests {
    private static let python: String? = {
        let environment = ProcessInfo.processInfo.environment
        let tools = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/python3" }
        return tools.first { path in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: path)
            process.arguments = ["-c", "import pyspark"]
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }()

    private static let isWanted = python != nil || ProcessInfo.processInfo.environment["CI"] != nil

    @Test(.enabled(if: isWanted, "pyspark is not installed"))
    func aClusterThatLosesAWorkerSaysWhatFleetSays() throws {
        let world = try FleetWorld()
        let expected = try world.fleet().output
        let list = world.objects.map { world.scratch.url.appendingPathComponent($0).path }
        try world.scratch.write(Array((list.joined(separator: "\n") + "\n").utf8), to: "objects.txt")
        func path(_ name: String) -> String { world.scratch.url.appendingPathComponent(name).path }

        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.python))
        let script = Sample.root.deletingLastPathComponent().appendingPathComponent("examples/spark/fleet.py")
        process.arguments =
            [
                script.path, "--leafwatch", try BuiltProgram.url().path, "--leaves", world.leaves, "--list",
                path("objects.txt"), "--output", path("spark.json"), "--partitions", "3", "--kill-one",
                "--option=--rounds=20",
            ] + FleetWorld.sound.flatMap { ["--alarms", "\(world.bucket)/\($0)/alarms"] }
        var environment = ProcessInfo.processInfo.environment
        environment["PYSPARK_SUBMIT_ARGS"] =
            "--master local-cluster[2,1,1024] --conf spark.ui.enabled=false --conf spark.executor.memory=512m "
            + "--conf spark.local.dir=\(path("spark")) pyspark-shell"
        environment["PYSPARK_PYTHON"] = Self.python
        environment["SPARK_LOCAL_IP"] = "127.0.0.1"
        process.environment = environment
        process.currentDirectoryURL = world.scratch.url
        let log = try world.scratch.file("spark.log")
        process.standardOutput = log
        process.standardError = log
        try process.run()
        process.waitUntilExit()
        let text = try world.scratch.text("spark.log")
        if let kept = environment["LEAFWATCH_SPARK_LOG"] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: kept))
        }
        #expect(process.terminationStatus == 0, "\(text.suffix(2000))")
        #expect(text.contains("Lost executor"), "no executor was lost")
        #expect(try world.scratch.text("spark.json") == expected)
    }
}
