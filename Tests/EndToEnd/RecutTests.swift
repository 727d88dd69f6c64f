import Foundation
import Testing

/// The same facts in other files give the same bytes.
@Suite struct RecutTests {
    private static let samples =
        ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == nil
        ? [Sample(name: "terraria")] : Sample.all

    @Test("Cut, shuffled and repeated input changes no byte of the report", arguments: samples)
    func recut(sample: Sample) throws {
        let straight = try Self.analyze([sample.folder.path], sample)
        let files = try sample.dataFiles()
        for seed in [1, 2] as [UInt64] {
            var recutting = Recutting(seed: seed)
            let scratch = try ScratchFolder()
            for file in recutting.recut(files) { try scratch.write(file.bytes, to: "in/\(file.path)") }
            let input = scratch.url.appendingPathComponent("in").path
            #expect(try Self.analyze([input], sample) == straight, "seed \(seed)")
            if seed == 1 {
                // The whole of it once more, the other way round.
                #expect(try Self.analyze([sample.folder.path, input], sample) == straight)
                #expect(try Self.analyze([input, sample.folder.path], sample) == straight)
            }
        }
    }

    private static func analyze(_ paths: [String], _ sample: Sample) throws -> String {
        let scratch = try ScratchFolder()
        let outcome = try BuiltProgram.run(
            ["analyze"] + paths + ["--leaf", try sample.leafFile().path, "--out", scratch.url.path])
        #expect(outcome.signal == nil && outcome.status == 0, "\(outcome.messages.prefix(2000))")
        return try scratch.text("report.json")
    }
}
