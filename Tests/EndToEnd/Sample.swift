import Foundation
import Testing
import Worlds

/// A committed sample with its truth.
struct Sample: Sendable, CustomTestStringConvertible {
    var name: String

    var testDescription: String { name }

    static let all = ["minecraft", "palworld", "valheim", "factorio", "terraria"].map { Sample(name: $0) }

    /// The repository's `samples/`.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("samples")

    var folder: URL { Self.root.appendingPathComponent(name) }

    /// The leaf file, the only YAML at the top.
    func leafFile() throws -> URL {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.first { $0.pathExtension == "yaml" } ?? { throw CocoaError(.fileNoSuchFile) }()
    }

    /// What is true of it, as `truth.json` tells.
    func truth() throws -> [String: Any] { try JSONObject.read(folder.appendingPathComponent("truth.json")) }

    /// Every data file, by path inside the folder; leaf file and truth left out.
    func dataFiles() throws -> [(path: String, bytes: [UInt8])] {
        let root = folder.resolvingSymlinksInPath()
        let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey])
        return try (found?.compactMap { $0 as? URL } ?? [])
            .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
            .map { (String($0.path.dropFirst(root.path.count + 1)), [UInt8](try Data(contentsOf: $0))) }
            .filter { $0.0 != "truth.json" && !$0.0.hasSuffix(".yaml") }
            .sorted { $0.0 < $1.0 }
    }

    /// The world that the sample was written from.
    var world: World? { CommittedSamples.all().first { $0.name == name }?.folder.world }
}

/// JSON files as dictionaries.
enum JSONObject {
    static func read(_ url: URL) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
        return value as? [String: Any] ?? [:]
    }
}
