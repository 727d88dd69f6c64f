import Foundation
import Testing
import TimeSeries

/// A server in Python that stands for an account, gone with this object.
final class FakeAccount {
    /// What the server said when it was ready.
    let greeting: Data
    private let process = Process()
    private let input = Pipe()
    private let folder: URL

    /// Starts the misbehaving endpoint with a script.
    convenience init(script: Data) throws { try self.init("fake_aws.py", script: script) }

    /// Starts a server of `Tests/Servers`.
    init(_ server: String, script: Data? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "leafwatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", BuiltProgram.repository.appendingPathComponent("Tests/Servers/\(server)").path,
        ]
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

    /// Where the server listens.
    var url: String {
        let text = String(decoding: greeting, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        if let port = Int(text) { return "http://127.0.0.1:\(port)" }
        let json = (try? JSONSerialization.jsonObject(with: greeting)) as? [String: Any]
        return "http://127.0.0.1:\(json?["port"] as? Int ?? 0)"
    }

    /// Runs `leafwatch pull` against the server.
    func pull(
        into path: String, now: Instant, endpoint: String? = nil, _ more: [String] = []
    ) throws -> (status: Int32, output: String, errors: String) {
        let program = Process()
        program.executableURL = BuiltProgram.url
        program.arguments =
            [
                "pull", "--leaf", folder.appendingPathComponent("Minecraft.java.yaml").path, "--archive",
                path,
                "--region", "us-east-2", "--now", now.iso8601, "--attempts", "2",
            ] + more
        let environment = ProcessInfo.processInfo.environment
        program.environment = [
            "AWS_ENDPOINT_URL": endpoint ?? url, "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE00000",
            "AWS_SECRET_ACCESS_KEY": "hushhushhush", "HOME": "/nonexistent", "no_proxy": "127.0.0.1",
            "PATH": environment["PATH"] ?? "", "LD_LIBRARY_PATH": environment["LD_LIBRARY_PATH"] ?? "",
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

/// A moto server with one leaf.
struct MotoLeaf {
    let now: Instant
    let group: String
    let networkIn: [Int64: Double]
    let lines: [String]
    let queries: Int
    private let account: FakeAccount

    init() throws {
        account = try FakeAccount("moto_leaf.py")
        let json = try #require(try JSONSerialization.jsonObject(with: account.greeting) as? [String: Any])
        now = Instant(seconds: Int64(try #require(json["now"] as? Int)))
        group = try #require(json["group"] as? String)
        lines = try #require(json["lines"] as? [String])
        queries = try #require(json["queries"] as? Int)
        let values = try #require(json["network_in"] as? [String: Double])
        networkIn = Dictionary(uniqueKeysWithValues: values.map { (Int64($0) ?? 0, $1) })
    }

    func pull(
        into path: String, endpoint: String? = nil, _ more: String...
    ) throws -> (status: Int32, output: String, errors: String) {
        try account.pull(into: path, now: now, endpoint: endpoint, more)
    }
}
