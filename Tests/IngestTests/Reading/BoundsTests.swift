import Foundation
import Ingest
import Testing

/// Each bound stops what goes beyond it, with a sentence that names its flag.
@Suite struct BoundsTests {
    @Test(arguments: [
        ("gzip/three-times.gz", ReadBounds(layers: 2), "--max-layers"),
        ("json/eight-megabytes", ReadBounds(expansion: 10, freeExpansion: 1 << 20), "--max-expansion"),
        ("json/eight-megabytes", ReadBounds(memberSize: 1 << 20), "--max-member-size"),
        ("json/eight-megabytes", ReadBounds(documentSize: 5 << 20), "--max-document-size"),
        ("events/ecs.json", ReadBounds(jsonDepth: 2), "--max-json-depth"),
        ("text/export-epoch-ms", ReadBounds(lineLength: 3), "--max-line-length"),
    ])
    func boundIsNamed(_ name: String, _ bounds: ReadBounds, _ flag: String) throws {
        let fixture = try #require(Fixture.all.first { $0.name == name })
        let report = try fixture.read(ReadOptions(bounds: bounds)).report
        #expect(report.quarantined.contains { $0.reason.contains(flag) }, "\(report)")
    }

    @Test func nestingDoesNotExhaustTheStack() throws {
        let bytes =
            Array(repeating: UInt8(ascii: "{"), count: 3) + Array("\"a\":".utf8)
            + Array(repeating: UInt8(ascii: "["), count: 200_000)
            + Array(repeating: UInt8(ascii: "]"), count: 200_000)
        let reports = try InputReader().read(
            [InputObject(name: "deep", bytes: bytes)], into: CollectingSinkFactory())
        #expect(reports[0].quarantined.count >= 1)
    }

    /// A document longer than what is held is read in parts; nothing is lost or counted twice.
    @Test func longDocumentsAreReadInParts() throws {
        let count = 40_000
        let events = (0..<count).map { number in
            """
            {"logStreamName": "s", "timestamp": \(1_767_225_600_000 + number), "message": "Ann has joined, ] } \\" [ {",
             "ingestionTime": 1767225600000, "eventId": "\(number)"}
            """
        }
        let text = "{\"searchedLogStreams\": [],\n \"events\": [" + events.joined(separator: ",\n") + "]}\n"
        let factory = CollectingSinkFactory()
        let bounds = ReadBounds(documentSize: 5 << 20)
        let reports = try InputReader(options: ReadOptions(bounds: bounds)).read(
            [InputObject(name: "long", bytes: text.utf8)], into: factory)
        #expect(reports[0].quarantined == [])
        #expect(reports[0].logEvents == count)
        #expect(factory.records.count == count)
    }
}
