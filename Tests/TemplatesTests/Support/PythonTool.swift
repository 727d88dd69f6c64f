import Foundation

/// Runs Python programs that check emitted files from outside.
enum PythonTool {
    /// Whether Python has the modules. Where CI is set the answer is yes, so that a missing module fails instead of skipping.
    static func has(_ modules: String) -> Bool {
        if ProcessInfo.processInfo.environment["CI"] != nil { return true }
        return (try? run(["-c", "import \(modules)"]).status) == 0
    }

    /// Runs `python3` with arguments.
    static func run(_ arguments: [String]) throws -> (status: Int32, output: Data, errors: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let folder = FileManager.default.temporaryDirectory.appending(path: "leafwatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files, not pipes: a full pipe would stop the program while nobody reads.
        let output = folder.appending(path: "output")
        let errors = folder.appending(path: "errors")
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return (
            process.terminationStatus, try Data(contentsOf: output),
            String(decoding: try Data(contentsOf: errors), as: UTF8.self)
        )
    }

    /// The words that run cfn-lint, which has no module of its own to run.
    static let lint = ["-c", "import sys; from cfnlint.runner import main; sys.exit(main())"]

    /// A script beside the tests.
    static func script(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: name).path
    }
}

/// Emitted files in a folder of their own, gone when the test ends.
final class EmittedFolder {
    let path: String

    init(_ files: [(name: String, bytes: [UInt8])]) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "leafwatch-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for file in files { try Data(file.bytes).write(to: URL(filePath: "\(path)/\(file.name)")) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
