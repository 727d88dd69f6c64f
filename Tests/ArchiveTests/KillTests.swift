import Archive
import Foundation
import Testing

/// The built program, killed while it ingests the samples.
@Suite(.enabled(if: BuiltProgram.isThere, "the leafwatch program is not built beside the tests"))
struct KillTests {
    static let moments =
        ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == "1" ? 200 : 10

    @Test func killedAtAnyMomentTheArchiveOpensCleanAndCompletes() throws {
        let samples = BuiltProgram.repository.appendingPathComponent("samples").path
        try withTemporaryPath { path in
            let whole = path + ".whole"
            let start = ContinuousClock.now
            let first = try BuiltProgram.start(["ingest", samples, "--archive", whole, "--quiet"])
            first.waitUntilExit()
            try #require(first.terminationStatus == 0)
            let duration = (ContinuousClock.now - start) / .milliseconds(1)
            let expected = try HistoryArchive.open(whole, for: .reading).exported()
            try #require(expected.count > 10_000)

            var random = SeededGenerator(seed: 7)
            var interrupted = 0
            for moment in 0..<Self.moments {
                let copy = "\(path).\(moment)"
                let process = try BuiltProgram.start(["ingest", samples, "--archive", copy, "--quiet"])
                // Every other one early, when the file is being made.
                let span = moment.isMultiple(of: 2) ? duration : duration / 10
                usleep(UInt32(Double.random(in: 0...span, using: &random) * 1000))
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                if process.terminationReason == .uncaughtSignal { interrupted += 1 }
                if FileManager.default.fileExists(atPath: copy) {
                    // Whatever is there is whole: it opens, and exports without an error.
                    _ = try HistoryArchive.open(copy, for: .writing).exported()
                }
                let again = try BuiltProgram.start(["ingest", samples, "--archive", copy, "--quiet"])
                again.waitUntilExit()
                #expect(again.terminationStatus == 0)
                #expect(!FileManager.default.fileExists(atPath: copy + "-wal"), "moment \(moment)")
                #expect(
                    try HistoryArchive.open(copy, for: .reading).exported() == expected, "moment \(moment)")
                for suffix in ["", "-wal", "-shm"] {
                    try? FileManager.default.removeItem(atPath: copy + suffix)
                }
            }
            #expect(interrupted > Self.moments / 4)
        }
    }
}

/// The program as built beside the tests.
enum BuiltProgram {
    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let url = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("leafwatch")
    static let isThere =
        ProcessInfo.processInfo.environment["CI"] != nil
        || FileManager.default.isExecutableFile(atPath: url.path)

    static func start(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}
