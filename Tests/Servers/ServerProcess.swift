public import Foundation
import Synchronization

/// A server in Python that lives as long as this object or the process.
public final class ServerProcess: Sendable {
    /// What it said first, one line.
    public let greeting: Data
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let talk = Mutex(())

    /// Where the servers lie.
    public static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    /// Starts a server of this folder; `greets` when it says something before it is asked.
    public init(_ server: String, greets: Bool) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", Self.folder.appendingPathComponent(server).path]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        greeting = greets ? Self.line(from: output) : Data()
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.terminate()
    }

    /// Writes a line and returns the line that answers it.
    public func ask(_ line: Data) throws -> Data {
        try talk.withLock { _ in
            try input.fileHandleForWriting.write(contentsOf: line + [0x0A])
            return Self.line(from: output)
        }
    }

    private static func line(from output: Pipe) -> Data {
        var text = Data()
        while !text.contains(0x0A) {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            text += more
        }
        return text
    }
}
