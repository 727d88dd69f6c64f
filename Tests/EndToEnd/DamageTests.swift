import Foundation
import Testing
import Worlds

/// Damaged input never crashes the program: there is always a result or a message.
@Suite struct DamageTests {
    private static let isThorough = ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] != nil

    /// How many cuts, and how many files with twenty wrong bytes, are made of each file.
    private static let variants = isThorough ? 20 : 8

    /// Every file of the samples, or one of each kind.
    private static func files() throws -> [(sample: String, path: String, bytes: [UInt8])] {
        let all = try Sample.all.flatMap { sample in
            try sample.dataFiles().map { (sample: sample.name, path: $0.path, bytes: $0.bytes) }
        }
        guard !isThorough else { return all }
        var seen: Set<String> = []
        return all.sorted { ($0.bytes.count, $0.sample, $0.path) < ($1.bytes.count, $1.sample, $1.path) }
            .filter { file in
                let name = file.path.split(separator: "/").last ?? ""
                let kind =
                    name.prefix { !$0.isNumber } + (file.bytes.starts(with: [0x1f, 0x8b]) ? "gzip" : "text")
                return seen.insert(String(kind)).inserted
            }
    }

    @Test("Files cut short and files with wrong bytes")
    func damaged() throws {
        let files = try Self.files()
        #expect(files.count >= 12)
        for (number, file) in files.enumerated() {
            let scratch = try ScratchFolder()
            var random = WorldRandom(seed: 99, number)
            let name = file.path.split(separator: "/").last ?? "file"
            for cut in 0..<Self.variants {
                let length = cut == 0 ? 0 : random.integer(0...max(0, file.bytes.count - 1))
                try scratch.write(file.bytes.prefix(length), to: "in/cut-\(cut)/\(name)")
            }
            for flip in 0..<Self.variants {
                var bytes = file.bytes
                for _ in 0..<20 where !bytes.isEmpty {
                    bytes[random.integer(0...bytes.count - 1)] ^= UInt8(random.integer(1...255))
                }
                try scratch.write(bytes, to: "in/flip-\(flip)/\(name)")
            }
            let input = scratch.url.appendingPathComponent("in").path
            let outcome = try BuiltProgram.run(["ingest", "--dry-run", input])
            #expect(outcome.signal == nil, "\(file.sample)/\(file.path): \(outcome.messages.suffix(500))")
            #expect(
                [0, 65].contains(outcome.status), "\(file.sample)/\(file.path): status \(outcome.status)")
            #expect(!(outcome.output + outcome.messages).isEmpty, "\(file.sample)/\(file.path): silence")
        }
    }

    @Test("A leaf file cut short or with wrong bytes", arguments: Sample.all)
    func damagedLeaf(sample: Sample) throws {
        let text = try [UInt8](Data(contentsOf: sample.leafFile()))
        let scratch = try ScratchFolder()
        var random = WorldRandom(seed: 98, text.count)
        for round in 0..<(Self.isThorough ? 40 : 4) {
            var bytes = text
            if round % 2 == 0 {
                bytes = Array(bytes.prefix(random.integer(0...bytes.count)))
            } else {
                for _ in 0..<20 {
                    bytes[random.integer(0...bytes.count - 1)] ^= UInt8(random.integer(1...255))
                }
            }
            try scratch.write(bytes, to: "Leaf\(round).yaml")
            let outcome = try BuiltProgram.run([
                "lint", scratch.url.appendingPathComponent("Leaf\(round).yaml").path,
            ])
            #expect(outcome.signal == nil, "round \(round)")
            #expect([0, 1, 65].contains(outcome.status), "round \(round): status \(outcome.status)")
        }
    }
}
