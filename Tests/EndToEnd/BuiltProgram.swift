import Foundation
import Testing

/// The built `leafwatch`, which lies beside the test bundle, and how to run it.
struct BuiltProgram {
    /// What one run came to.
    struct Outcome {
        /// Exit status; meaningless when ``signal`` is set.
        var status: Int32
        /// The signal that ended it, when one did: a crash.
        var signal: Int32?
        /// Standard output.
        var output: String
        /// Standard error.
        var messages: String
    }

    /// Runs the program and waits for it.
    ///
    /// - Parameters:
    ///   - arguments: its words.
    ///   - directory: where to run it.
    ///   - environment: what to set beside the environment of the tests. The user's own data folder is never looked at.
    /// - Throws: when it cannot be started.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], directory: URL? = nil
    ) throws -> Outcome {
        try run(url(), arguments, environment: environment, directory: directory)
    }

    /// Runs a line of a shell that finds the program as `leafwatch`.
    ///
    /// - Throws: when the shell cannot be started.
    static func run(shell line: String, in directory: URL) throws -> Outcome {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return try run(
            URL(fileURLWithPath: "/bin/bash"), ["-c", line],
            environment: ["PATH": url().deletingLastPathComponent().path + ":" + path, "NO_COLOR": "1"],
            directory: directory)
    }

    /// Assignments with which a terminal shows all that can be shown of progress.
    static let showingProgress = "TERM=xterm LEAFWATCH_PROGRESS_DELAY=0"

    /// Runs a line of a shell whose standard input, output and error are a terminal that `script` lends; what it showed is the
    /// outcome's output.
    ///
    /// - Parameters:
    ///   - line: what to run; it finds the program as `leafwatch`.
    ///   - environment: assignments in front of it.
    ///   - typescript: a file that what is shown is written to at once.
    ///   - directory: where to run it.
    /// - Throws: when the shell cannot be started.
    static func run(
        onTerminal line: String, environment: String = showingProgress,
        typescript: String = "/dev/null", in directory: URL
    ) throws -> Outcome {
        let quoted = line.replacingOccurrences(of: "'", with: "'\\''")
        return try run(
            shell: "\(environment) script -qefc '\(quoted)' \(typescript) < /dev/null", in: directory)
    }

    /// Runs another program found on the path, such as `python3`.
    ///
    /// - Throws: when it cannot be started.
    static func run(tool: String, _ arguments: [String], directory: URL? = nil) throws -> Outcome {
        try run(
            URL(fileURLWithPath: "/usr/bin/env"), [tool] + arguments, environment: [:], directory: directory)
    }

    private static func run(
        _ program: URL, _ arguments: [String], environment: [String: String], directory: URL?
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        if let directory { process.currentDirectoryURL = directory }
        let scratch = try ScratchFolder()
        process.environment = ProcessInfo.processInfo.environment
            .merging(["XDG_DATA_HOME": scratch.url.path]) { $1 }.merging(environment) { $1 }
        let output = try scratch.file("output")
        let messages = try scratch.file("messages")
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = messages
        try process.run()
        process.waitUntilExit()
        let isCrash = process.terminationReason == .uncaughtSignal
        return Outcome(
            status: process.terminationStatus, signal: isCrash ? process.terminationStatus : nil,
            output: try scratch.text("output"), messages: try scratch.text("messages"))
    }

    /// The program's file.
    ///
    /// - Throws: ``MissingProgram``.
    static func url() throws -> URL {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        for folder in [bundle.deletingLastPathComponent(), Bundle.main.bundleURL] {
            let candidate = folder.appendingPathComponent("leafwatch")
            if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
        }
        throw MissingProgram(near: bundle.path)
    }

    /// The program was not built.
    struct MissingProgram: Error {
        var near: String
    }
}

/// A folder that goes away with its owner.
final class ScratchFolder {
    /// The folder.
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("leafwatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file, making its folders.
    func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
        let file = url.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// An empty file, open for writing.
    func file(_ name: String) throws -> FileHandle {
        try write([], to: name)
        return try FileHandle(forWritingTo: url.appendingPathComponent(name))
    }

    /// A file's text.
    func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appendingPathComponent(path)), as: UTF8.self)
    }
}
