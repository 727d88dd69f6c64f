import Foundation

/// A folder that a command fills with files.
final class OutputFolder {
    private let url: URL
    /// Names written so far, in order.
    private(set) var written: [String] = []

    /// Makes the folder if it is not there.
    ///
    /// - Throws: ``CommandFailure``.
    init(path: String) throws {
        url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                .cannotCreate, "\(path): the folder cannot be made: \(error.localizedDescription)")
        }
    }

    /// Writes a text file.
    func write(_ name: String, text: String) throws { try write(name, bytes: Array(text.utf8)) }

    /// Writes a file, all of it or nothing.
    ///
    /// - Throws: ``CommandFailure``.
    func write(_ name: String, bytes: [UInt8]) throws {
        try CommandFile.write(Data(bytes), to: url.appendingPathComponent(name).path)
        written.append(name)
    }
}
