import CSimdJSON
import Foundation
import Testing
import TimeSeries

@testable import Ingest

/// The reader's own JSON against Foundation's.
@Suite struct JSONTests {
    private func isAccepted(_ bytes: [UInt8]) -> Bool {
        let tape = JSONTape()
        return bytes.withUnsafeBytes { (try? tape.read($0, maximumDepth: 96)) != nil }
    }

    @Test(arguments: [
        "{}", "[]", " [1, 2.5e-3, -0, true, false, null, \"\\\"\\u00e5\"] ",
        "{\"a\":{\"b\":[{}]},\"c\":\"\"}", "\"x\"", "1",
    ])
    func accepts(_ text: String) { #expect(isAccepted(Array(text.utf8))) }

    @Test(arguments: [
        "", " ", "{", "[", "{]", "[}", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "\"x", "\"\\\"",
        "tru", "[1 2]",
        "{} {}", "nul", "[,1]",
    ])
    func refuses(_ text: String) { #expect(!isAccepted(Array(text.utf8))) }

    /// What Foundation accepts, the tape accepts, whatever bytes were changed.
    @Test func acceptsWhatFoundationAccepts() throws {
        var generator = SplitMix(state: 0xA11CE)
        let seeds = [
            "{\"a\":[1,2,{\"b\":\"c\\\\d\\\"e\"}],\"f\":null,\"g\":-1.5e+7,\"h\":{\"i\":[[],{}]}}",
            "[{\"Id\":\"m1\",\"Values\":[1.0,2.0],\"Timestamps\":[\"2026-01-01T00:00:00Z\"]}]",
        ]
        let letters = Array("{}[]\",:0e-.tfn\\ u1".utf8)
        for _ in 0..<3_000 {
            var bytes = Array((seeds.randomElement(using: &generator) ?? "").utf8)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = letters.randomElement(using: &generator) ?? 0
            }
            let isJSON =
                (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
            if isJSON { #expect(isAccepted(bytes), "\(String(decoding: bytes, as: UTF8.self))") }
        }
    }

    @Test func doublesAreExact() {
        var generator = SplitMix(state: 0xD0)
        var texts = [
            "0", "-0.0", "1e-05", "9000000000.0", "9.13106887E8", "1.7976931348623157e308", "5e-324", "0.1",
            "123456789012345678",
        ]
        for _ in 0..<5_000 {
            let value = Double(bitPattern: generator.next())
            if value.isFinite { texts.append("\(value)") }
            texts.append("\(Double(generator.next() % 1_000_000_000) / 8)")
        }
        for text in texts {
            let read = Array(text.utf8).withUnsafeBytes { NumberText.double($0) }
            #expect(read == Double(text), "\(text)")
        }
        for text in ["", "-", "1e", ".", "e5", "1.2.3", "0x10", "1e999", "NaN", "12a"] {
            #expect(Array(text.utf8).withUnsafeBytes { NumberText.double($0) } == nil, "\(text)")
        }
    }

    @Test(arguments: [
        "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "2025-12-31T19:00:00-0500",
        "2026-01-01T00:00:00",
        "2026-01-01 00:00:00.000", "2026-01-01T00:00:00.000+0000", "2026-01-01T00:00:00.000000+00:00",
        "1767225600",
        "1767225600.000", "1767225600000", "1767225600000000", "1767225600000000000", "1.7672256e9",
    ])
    func timesOfAllSpellings(_ text: String) {
        let time = Array(text.utf8).withUnsafeBytes { NumberText.instant($0) }
        #expect(time == Instant(seconds: 1_767_225_600))
    }

    @Test(arguments: [
        "2026-13-01T00:00:00Z", "2026-01-01T25:00:00Z", "2026-01-01T00:00:00.Z", "yesterday", "", "-",
    ])
    func noTimes(_ text: String) {
        #expect(Array(text.utf8).withUnsafeBytes { NumberText.instant($0) } == nil)
    }

    /// A list's reader gives what reading each time by itself gives.
    @Test func timesOfAListAreReadAlike() {
        let stamps = [
            "2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z", "2026-01-01T00:59:00Z", "2026-01-01T01:00:00Z",
            "2026-01-01T01:61:00Z", "2026-01-01T01:02:30Z", "2026-01-01T01:02:30+02:00",
            "2026-01-01T01:04:30+02:00", "2026-01-01T01:04:30.250+0200", "2026-01-01T01:09:30.250+0200",
            "1767225600", "1767225660", "1767225600.125", "2026-02-31T00:00:00Z", "x", "",
            "2026-01-01 01:02:03.000", "2026-01-01 01:03:03.000",
        ]
        var generator = SplitMix(state: 0x71)
        for _ in 0..<200 {
            let list = (0..<20).map { _ in Array(stamps.randomElement(using: &generator)?.utf8 ?? "".utf8) }
            let buffer = list.flatMap { $0 }
            buffer.withUnsafeBytes { bytes in
                var reader = InstantReader()
                var start = 0
                for stamp in list {
                    let part = bytes.slice(start, start + stamp.count)
                    #expect(reader.read(part) == NumberText.instant(part), "\(part.text)")
                    start += stamp.count
                }
            }
        }
    }

    @Test func timesOfEveryDayAgreeWithTheCalendar() {
        for day in stride(from: -200_000, to: 300_000, by: 13) {
            let text = CivilDate(daysSinceEpoch: day).description + "T12:34:56.789Z"
            guard text.count == 24 else { continue }
            let time = Array(text.utf8).withUnsafeBytes { NumberText.instant($0) }
            #expect(time == Instant(milliseconds: Int64(day) * 86_400_000 + 45_296_789), "\(text)")
        }
    }

    /// The fast payload parser and the general reader give the same events.
    @Test func bothPayloadReadersAgree() throws {
        let parser = PayloadParser()
        var compared = 0
        for fixture in Fixture.all
        where fixture.name.hasPrefix("json/") && fixture.name != "json/eight-megabytes" {
            let data = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
            guard data.first == UInt8(ascii: "{") else { continue }
            let buffer = ByteBuffer()
            data.withUnsafeBytes { buffer.append($0) }
            guard let (_, fast) = parser.read(buffer.bytes) else { continue }
            let tape = JSONTape()
            try tape.read(buffer.bytes, maximumDepth: 96)
            try tape.withRoot(of: buffer.bytes) { root in
                try PayloadDocument.read(root) { slow in
                    compared += 1
                    #expect(slow.source == fast.source)
                    #expect(slow.events.map(\.timestamp) == fast.events.map(\.timestamp))
                    #expect(slow.events.map(\.message.bytes.text) == fast.events.map(\.message.bytes.text))
                    #expect(slow.events.map(\.id.low) == fast.events.map(\.id.low))
                    #expect(slow.events.map(\.is_escaped) == fast.events.map(\.is_escaped))
                }
            }
        }
        #expect(compared > 0)
    }
}
