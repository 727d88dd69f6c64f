import ArgumentParser
import Foundation
import LeafStack

/// Which leaf a command is about.
struct LeafOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The leaf's configuration file.", valueName: "leaf.yaml"))
    var leaf: String

    /// Reads the configuration.
    ///
    /// - Throws: ``CommandFailure`` when the file is missing or is no leaf configuration.
    func configuration() throws -> LeafConfiguration { try LeafConfiguration.load(path: leaf) }
}

extension LeafConfiguration {
    /// Reads a configuration file.
    ///
    /// - Throws: ``CommandFailure`` that names file and place.
    static func load(path: String) throws -> LeafConfiguration {
        let bytes = try CommandFile.contents(of: path, limit: 4 << 20)
        RunRecord.current.note("leaf", path: path, bytes: bytes)
        do {
            return try LeafConfiguration(reading: bytes, file: path)
        } catch {
            throw CommandFailure(.data, error.description)
        }
    }

    /// What the rest of the program needs of it.
    ///
    /// - Throws: ``CommandFailure`` when a needed setting has no usable value.
    func usableLeaf() throws -> Leaf {
        do {
            return try leaf()
        } catch {
            throw CommandFailure(
                .data, error.description, hint: "`leafwatch lint \(file)` lists everything that is wrong")
        }
    }
}

/// Reads the small files that a command is told to read.
enum CommandFile {
    /// The bytes of a file.
    ///
    /// - Throws: ``CommandFailure`` when it is missing, may not be read or is larger than `limit` bytes.
    static func contents(of path: String, limit: Int) throws -> Data {
        let files = FileManager.default
        guard files.fileExists(atPath: path) else { throw CommandFailure(.noInput, "\(path): no such file") }
        guard files.isReadableFile(atPath: path) else {
            throw CommandFailure(.noPermission, "\(path): no permission to read it")
        }
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            let bytes = try handle.read(upToCount: limit + 1) ?? Data()
            guard bytes.count <= limit else {
                throw CommandFailure(.data, "\(path): larger than \(limit) bytes")
            }
            return bytes
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.inputOutput, "\(path): cannot be read: \(error.localizedDescription)")
        }
    }

    /// Writes a file, all of it or nothing.
    ///
    /// - Throws: ``CommandFailure``.
    static func write(_ data: Data, to path: String) throws {
        do {
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CommandFailure(.cannotCreate, "\(path): cannot be written: \(error.localizedDescription)")
        }
    }
}
