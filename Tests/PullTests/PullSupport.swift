import Archive
import Foundation
import TimeSeries

/// 2026-01-01T00:00:00Z.
let newYear = Instant(seconds: 1_767_225_600)

/// A path in the temporary directory that nothing is at, removed with what lies beside it when `body` ends.
func withTemporaryPath<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "leafwatch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.appendingPathComponent("history.leafwatch").path)
}

extension HistoryArchive {
    /// Everything that counts, as text.
    func exported() throws -> String {
        var text = ""
        try export { text += $0 + "\n" }
        return text
    }
}

/// The program as built beside the tests.
enum BuiltProgram {
    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let url = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("leafwatch")
    static let isThere = isCI || FileManager.default.isExecutableFile(atPath: url.path)
    static let isCI = ProcessInfo.processInfo.environment["CI"] != nil
    static let isThorough = ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == "1"
}

/// Outside programs that the tests ask for; in CI they must be there.
enum OutsideTools {
    static let hasBotocore = BuiltProgram.isCI || succeeds(["python3", "-c", "import botocore"])
    static let hasMoto = BuiltProgram.isCI || succeeds(["python3", "-c", "import moto.server, flask, boto3"])
    static let hasLinter = BuiltProgram.isCI || succeeds(["python3", "-c", "import cfnlint"])
    static let hasJSONSchema = BuiltProgram.isCI || succeeds(["python3", "-c", "import jsonschema"])
    static let hasOpenSSL = BuiltProgram.isCI || succeeds(["openssl", "version"])

    static func succeeds(_ words: [String], showsErrors: Bool = false) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        if !showsErrors {
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
        }
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}

/// A run of the program.
final class Run {
    /// The program, and what it has written so far.
    let process = Process()
    private let folder: URL
    /// Most memory that it was seen to hold, in kilobytes.
    private(set) var peak = 0

    /// Starts the program with nothing in the environment but what is given.
    init(
        _ arguments: [String], environment: [String: String] = [:], launcher: [String] = []
    ) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "leafwatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process.executableURL = launcher.isEmpty ? BuiltProgram.url : URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = (launcher.isEmpty ? [] : launcher + [BuiltProgram.url.path]) + arguments
        let own = ProcessInfo.processInfo.environment
        process.environment = [
            "HOME": "/nonexistent", "PATH": own["PATH"] ?? "",
            "LD_LIBRARY_PATH": own["LD_LIBRARY_PATH"] ?? "", "AWS_EC2_METADATA_DISABLED": "true",
        ].merging(environment) { $1 }
        for name in ["out", "err"] { try Data().write(to: folder.appendingPathComponent(name)) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: folder.appendingPathComponent("out"))
        process.standardError = try FileHandle(forWritingTo: folder.appendingPathComponent("err"))
        try process.run()
    }

    deinit {
        if process.isRunning { process.terminate() }
        try? FileManager.default.removeItem(at: folder)
    }

    /// Waits for the end.
    @discardableResult
    func wait() -> Run {
        while process.isRunning {
            peak = max(peak, memory())
            usleep(20_000)
        }
        process.waitUntilExit()
        return self
    }

    var status: Int32 { process.terminationStatus }
    var output: String { text("out") }
    var errors: String { text("err") }

    private func text(_ name: String) -> String {
        (try? Data(contentsOf: folder.appendingPathComponent(name))).map {
            String(decoding: $0, as: UTF8.self)
        }
            ?? ""
    }

    private func memory() -> Int {
        let path = "/proc/\(process.processIdentifier)/status"
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            .flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
