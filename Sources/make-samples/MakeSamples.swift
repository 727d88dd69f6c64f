import ArgumentParser
import Foundation
import Worlds

/// Writes the sample leaves, or any other world.
@main
struct MakeSamples: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make-samples", abstract: "Write invented leaves with known truth.",
        discussion: "Without --class: the committed samples. With it: one world of that class.")

    @Option(help: "The folder to write to; its files are replaced, others are left alone.")
    var output: String

    @Option(
        name: .customLong("class"),
        help: "One of \(WorldClass.allCases.map(\.rawValue).joined(separator: ", ")).")
    var worldClass: String?

    @Option(help: "Seed of the world.")
    var seed: UInt64 = 1

    @Option(help: "Length of the world in days.")
    var days: Int = 30

    func validate() throws {
        guard (1...800).contains(days) else { throw ValidationError("--days takes 1 to 800.") }
        if let worldClass, WorldClass(rawValue: worldClass) == nil {
            throw ValidationError("--class knows no \(worldClass).")
        }
    }

    func run() throws {
        let root = URL(fileURLWithPath: output, isDirectory: true)
        guard let worldClass = worldClass.flatMap(WorldClass.init) else {
            let samples = CommittedSamples.all()
            for sample in samples {
                try write(
                    sample.folder.files(), to: root.appendingPathComponent(sample.name, isDirectory: true))
            }
            return try write(
                [SampleFile(path: "README.md", bytes: Array(CommittedSamples.readme(samples).utf8))], to: root
            )
        }
        try write(SampleFolder(world: World(worldClass.parameters(seed: seed, days: days))).files(), to: root)
    }

    private func write(_ files: [SampleFile], to folder: URL) throws {
        for file in files {
            let url = folder.appendingPathComponent(file.path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: url)
        }
    }
}
