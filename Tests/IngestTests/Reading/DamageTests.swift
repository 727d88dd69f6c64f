import Foundation
import Ingest
import Testing

/// Cut and damaged inputs: never a crash, and what is read of a cut input was in the whole one.
@Suite struct DamageTests {
    private static var rounds: Int {
        ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == nil ? 3 : 200
    }

    /// Small fixtures; the large one has tests of its own.
    private static let fixtures = Fixture.all.filter { $0.name != "json/eight-megabytes" }

    @Test func cutAnywhere() throws {
        var generator = SplitMix(state: 0x5EED)
        for fixture in Self.fixtures {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: fixture.path)))
            let whole = CollectingSinkFactory()
            _ = try InputReader().read([InputObject(name: "x", bytes: bytes)], into: whole)
            let known = Set(whole.records.filter(\.isFromOneLine))
            for _ in 0..<Self.rounds where bytes.count > 1 {
                let end = Int.random(in: 0..<bytes.count, using: &generator)
                let factory = CollectingSinkFactory()
                _ = try InputReader().read([InputObject(name: "x", bytes: bytes[..<end])], into: factory)
                let found = Set(factory.records.filter(\.isFromOneLine))
                #expect(
                    found.isSubset(of: known) || fixture.name.hasPrefix("text/"),
                    "\(fixture.name) cut at \(end)")
            }
        }
    }

    @Test func flippedBits() throws {
        var generator = SplitMix(state: 0xF11B)
        for fixture in Self.fixtures {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: fixture.path)))
            for _ in 0..<Self.rounds where !bytes.isEmpty {
                var damaged = bytes
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                let reports = try InputReader().read(
                    [InputObject(name: "x", bytes: damaged)], into: CollectingSinkFactory())
                #expect(reports.count == 1)
            }
        }
    }

    /// The order of files, and which thread reads which, changes nothing.
    @Test func orderOfInputsDoesNotMatter() throws {
        let inputs = try InputCollector().collect([Fixture.folder + "/gzip", Fixture.folder + "/events"])
        let forward = CollectingSinkFactory()
        _ = try InputReader(options: ReadOptions(threads: 2)).read(inputs, into: forward)
        let backward = CollectingSinkFactory()
        let reports = try InputReader(options: ReadOptions(threads: 1)).read(
            inputs.reversed(), into: backward)
        #expect(reports.map(\.file) == inputs.reversed().map(\.name))
        #expect(forward.records == backward.records)
    }
}

extension Record {
    /// Whether a cut cannot change the record, only drop it.
    fileprivate var isFromOneLine: Bool {
        switch self {
        case .dnsQuery, .containerLine, .taskStateChange, .scalingEvent: true
        default: false
        }
    }
}

/// A small deterministic generator.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
