import Foundation
import Testing

@testable import Templates

/// A folder of its own, gone when the test ends.
private final class Folder {
    let path: String

    init() throws {
        path = URL(filePath: NSTemporaryDirectory()).appending(path: "leafwatch-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws -> String {
        let file = "\(path)/\(name)"
        try FileManager.default.createDirectory(
            atPath: URL(filePath: file).deletingLastPathComponent().path, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file))
        return file
    }

    func read(_ name: String) -> String? {
        (try? Data(contentsOf: URL(filePath: "\(path)/\(name)"))).map { String(decoding: $0, as: UTF8.self) }
    }

    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
}

@Suite struct FileWriterTests {
    private func plan(_ path: String, _ before: String?, _ after: String) -> PlannedFile {
        PlannedFile(path: path, before: before.map { Array($0.utf8) }, after: Array(after.utf8))
    }

    @Test("Writes, keeps the mode, leaves nothing behind")
    func writes() throws {
        let folder = try Folder()
        let file = try folder.write("a.yaml", "old")
        #expect(chmod(file, 0o640) == 0)
        try FileWriter.write([plan(file, "old", "new")], within: folder.path)
        #expect(folder.read("a.yaml") == "new")
        #expect(folder.names == ["a.yaml"])
        var status = stat()
        #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o640)
    }

    @Test("Keeps the owner, where the process may give files away")
    func owner() throws {
        guard getuid() == 0 else { return }
        let folder = try Folder()
        let file = try folder.write("a.yaml", "old")
        #expect(chown(file, 12_345, 54_321) == 0)
        try FileWriter.write([plan(file, "old", "new")], within: folder.path, backup: true)
        for name in ["a.yaml", "a.yaml.bak"] {
            var status = stat()
            #expect(
                stat("\(folder.path)/\(name)", &status) == 0 && status.st_uid == 12_345
                    && status.st_gid == 54_321)
        }
    }

    @Test("Backups never replace each other")
    func backups() throws {
        let folder = try Folder()
        let file = try folder.write("a.yaml", "1")
        try FileWriter.write([plan(file, "1", "2")], within: folder.path, backup: true)
        try FileWriter.write([plan(file, "2", "3")], within: folder.path, backup: true)
        #expect(folder.names == ["a.yaml", "a.yaml.bak", "a.yaml.bak.1"])
        #expect(folder.read("a.yaml.bak") == "1")
        #expect(folder.read("a.yaml.bak.1") == "2")
    }

    @Test("A file that changed since it was read stops all")
    func changed() throws {
        let folder = try Folder()
        let first = try folder.write("a.yaml", "a")
        let second = try folder.write("b.yaml", "someone else's")
        let plans = [plan(first, "a", "A"), plan(second, "b", "B")]
        #expect(throws: FileWriteError(path: second, reason: .changedSinceRead)) {
            try FileWriter.write(plans, within: folder.path)
        }
        #expect(folder.read("a.yaml") == "a")
        #expect(folder.names == ["a.yaml", "b.yaml"])
    }

    @Test("A link out of the folder is not followed, one inside of it is")
    func links() throws {
        let folder = try Folder()
        let elsewhere = try Folder()
        let outside = try elsewhere.write("out.yaml", "x")
        let link = "\(folder.path)/link.yaml"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: outside)
        #expect(throws: FileWriteError(path: link, reason: .outside(directory: folder.path))) {
            try FileWriter.write([plan(link, "x", "y")], within: folder.path)
        }
        #expect(throws: FileWriteError.self) {
            try FileWriter.write(
                [
                    plan(
                        "\(folder.path)/../\(URL(filePath: elsewhere.path).lastPathComponent)/out.yaml", "x",
                        "y")
                ], within: folder.path)
        }
        #expect(elsewhere.read("out.yaml") == "x")
        _ = try folder.write("deep/in.yaml", "x")
        let inner = "\(folder.path)/inner.yaml"
        try FileManager.default.createSymbolicLink(atPath: inner, withDestinationPath: "deep/in.yaml")
        try FileWriter.write([plan(inner, "x", "y")], within: folder.path)
        #expect(folder.read("deep/in.yaml") == "y")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: inner) == "deep/in.yaml")
    }

    @Test("New files are created, but not over others; a folder is no file")
    func new() throws {
        let folder = try Folder()
        try FileWriter.write([plan("\(folder.path)/new.json", nil, "{}")], within: folder.path)
        #expect(folder.read("new.json") == "{}")
        #expect(throws: FileWriteError(path: "\(folder.path)/new.json", reason: .exists)) {
            try FileWriter.write([plan("\(folder.path)/new.json", nil, "[]")], within: folder.path)
        }
        #expect(throws: FileWriteError.self) {
            try FileWriter.write([plan(folder.path + "/none", "x", "y")], within: folder.path)
        }
        try FileManager.default.createDirectory(
            atPath: folder.path + "/sub", withIntermediateDirectories: false)
        #expect(throws: FileWriteError.self) {
            try FileWriter.write([plan(folder.path + "/sub", "x", "y")], within: folder.path)
        }
    }

    @Test("When a later file cannot be replaced, the earlier ones are brought back")
    func rollsBack() throws {
        let folder = try Folder()
        let first = try folder.write("a.yaml", "a")
        let a = try FileReplacement(plan(first, "a", "A"), within: folder.path)
        try a.commit()
        #expect(folder.read("a.yaml") == "A")
        try a.revert()
        #expect(folder.read("a.yaml") == "a")
        #expect(folder.names == ["a.yaml"])
    }

    @Test("Nothing stale, nothing written")
    func identical() throws {
        let folder = try Folder()
        try FileWriter.write([plan("/nowhere/at/all", "a", "a")], within: folder.path, backup: true)
        #expect(folder.names.isEmpty)
    }
}
