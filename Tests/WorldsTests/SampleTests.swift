import Foundation
import Testing
import Worlds

@Suite struct SampleTests {
    /// The repository's `samples/`.
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("samples")

    private static let samples = CommittedSamples.all()

    @Test("The committed samples are what the generator writes; `make samples` renews them")
    func committed() throws {
        let samples = Self.samples
        var expected = ["README.md": Array(CommittedSamples.readme(samples).utf8)]
        for sample in samples {
            for file in sample.folder.files() { expected["\(sample.name)/\(file.path)"] = file.bytes }
        }
        let own = Set(samples.map(\.name))
        let committed = try Self.committedPaths().filter { own.contains(String($0.prefix { $0 != "/" })) }
        #expect(Set(committed + ["README.md"]) == Set(expected.keys))
        for (path, bytes) in expected {
            let found = try Array(Data(contentsOf: Self.folder.appendingPathComponent(path)))
            #expect(found == bytes, "\(path) differs")
        }
        #expect(expected.values.reduce(0) { $0 + $1.count } < 8_000_000)
    }

    @Test("Samples begin and end with the instance down and cover what they promise")
    func promises() {
        for sample in Self.samples {
            let world = sample.folder.world
            let run = world.run
            #expect(!run.isUp(0) && !run.isUp(run.minutes - 1), "\(sample.name)")
            #expect(world.parameters.days >= 14 || sample.name == "terraria")
            #expect(run.stays.allSatisfy { $0.end < run.minutes * 60 })
        }
        let truth = Dictionary(
            uniqueKeysWithValues: Self.samples.map { ($0.name, WorldTruth($0.folder.world.run)) })
        #expect(truth["minecraft"]?.falseStops.isEmpty == true)
        #expect(truth["minecraft"]?.minutes(of: .leftUp) == 0)
        #expect((truth["palworld"]?.minutes(of: .leftUp) ?? 0) > 2000)
        #expect((truth["valheim"]?.falseWakes ?? 0) > 40)
        #expect((truth["valheim"]?.crashStops.count ?? 0) > 10)
        #expect((truth["factorio"]?.falseStops.count ?? 0) > 5)
    }

    @Test("Leaf files keep their line ends")
    func lineEnds() throws {
        let minecraft = Self.samples[0].folder.files().first { $0.path.hasSuffix(".yaml") }
        let text = String(decoding: try #require(minecraft).bytes, as: UTF8.self)
        #expect(text.unicodeScalars.count { $0 == "\r" } == text.unicodeScalars.count { $0 == "\n" })
    }

    private static func committedPaths() throws -> [String] {
        let root = folder.resolvingSymlinksInPath().path + "/"
        let files = FileManager.default.enumerator(
            at: folder.resolvingSymlinksInPath(), includingPropertiesForKeys: [.isRegularFileKey])
        return (files?.compactMap { $0 as? URL } ?? [])
            .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true }
            .map { String($0.path.dropFirst(root.count)) }
    }
}
