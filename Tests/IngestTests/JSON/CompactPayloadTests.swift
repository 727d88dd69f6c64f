import CSimdJSON
import Foundation
import Testing

@testable import Ingest

/// The reader of payloads as AWS writes them, held against the general one.
@Suite struct CompactPayloadTests {
    private static let rounds =
        ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == nil ? 3_000 : 200_000

    private static let text =
        #"{"messageType":"DATA_MESSAGE","owner":"111122223333","logGroup":"/g","logStream":"s/1","#
        + #""subscriptionFilters":["a","b"],"policyLevel":"ACCOUNT_LEVEL_POLICY","logEvents":["#
        + #"{"id":"38200000000000000000000000000000000000000000000000000001","timestamp":1767225600123,"message":"hi \"x\" joined \\"},"#
        + #"{"id":"","timestamp":1767225600124,"message":"é\u00e9"},"#
        + #"{"timestamp":1767225600125,"message":"","id":"38200000000000000000000000000000000000000000000000000002"}]}"#

    /// What a reader makes of bytes, as text; `nil` when it refuses them.
    private func compact(_ buffer: ByteBuffer) -> String? {
        let parser = PayloadParser()
        // The events are the parser's.
        return withExtendedLifetime(parser) {
            guard let (type, batch, taken) = parser.readStart(buffer.bytes), taken == buffer.count else {
                return nil
            }
            return describe(type, batch)
        }
    }

    private func general(_ buffer: ByteBuffer) throws -> String? {
        let tape = JSONTape()
        guard (try? tape.read(buffer.bytes, maximumDepth: 96)) != nil else { return nil }
        var result: String?
        try tape.withRoot(of: buffer.bytes) { root in
            guard let type = root.member("messageType") else { return }
            try PayloadDocument.read(root) { result = describe(type.scalar, $0) }
        }
        return result
    }

    private func describe(_ type: UnsafeRawBufferPointer, _ batch: LogEventBatch) -> String {
        let events = batch.events.map { event in
            "\(event.timestamp) \(event.message.bytes.text) \(event.has_id) \(event.id.high) \(event.id.low) \(event.is_escaped)"
        }
        return "\(type.text) \(batch.source) \(batch.ids) \(events)"
    }

    @Test func readsWhatAWSWrites() throws {
        let buffer = ByteBuffer()
        Array(Self.text.utf8).withUnsafeBytes { buffer.append($0) }
        let fast = try #require(compact(buffer))
        #expect(try general(buffer) == fast)
        #expect(fast.contains("1767225600124"))
        #expect(PayloadParser().readStart(buffer.bytes)?.batch.ids.count == 2)
    }

    /// What stands behind a payload is left alone.
    @Test func stopsBehindThePayload() throws {
        let buffer = ByteBuffer()
        Array((Self.text + Self.text + "{").utf8).withUnsafeBytes { buffer.append($0) }
        let taken = try #require(PayloadParser().readStart(buffer.bytes)?.taken)
        #expect(taken == Self.text.utf8.count)
        #expect(PayloadParser().readStart(buffer.bytes.from(2 * taken)) == nil)
        #expect(PayloadParser().readStart(buffer.bytes.slice(0, taken - 1)) == nil)
    }

    /// Whatever bytes are changed: what is read fast is what the general reader reads.
    @Test func damageNeverReadsDifferently() throws {
        var generator = SplitMix(state: 0xC0)
        let marks = Array("\"\\{}[]:,0a\u{1F}\n é".utf8)
        var read = 0
        for _ in 0..<Self.rounds {
            var bytes = Array(Self.text.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                let mark = marks[Int.random(in: 0..<marks.count, using: &generator)]
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = mark
                case 1: bytes.insert(mark, at: place)
                default: bytes.remove(at: place)
                }
            }
            let buffer = ByteBuffer()
            bytes.withUnsafeBytes { buffer.append($0) }
            guard let fast = compact(buffer) else { continue }
            read += 1
            #expect(try general(buffer) == fast, "\(String(decoding: bytes, as: UTF8.self))")
        }
        #expect(read > Self.rounds / 20)
    }

    /// Identities of the ids that CloudWatch Logs gives rise with them; others are digests. None coincide.
    @Test func identitiesRiseWithIDs() {
        func identity(_ text: String) -> Delivery.EventID {
            Array(text.utf8).withUnsafeBytes { Delivery.EventID(idText: $0) }
        }
        func digits(_ leading: UInt64, _ last: Int) -> String {
            let text = "\(leading)" + String(repeating: "7", count: 28)
            return text + String(repeating: "0", count: 56 - text.count - "\(last)".count) + "\(last)"
        }
        let rising = (0..<50).flatMap { batch in
            (1...20).map { identity(digits(3_820_000_000 + batch, $0)) }
        }
        #expect(
            zip(rising, rising.dropFirst()).allSatisfy {
                $0.high < $1.high || ($0.high == $1.high && $0.low < $1.low)
            })
        let others = [
            "", "1", "x", String(repeating: "1", count: 55), String(repeating: "1", count: 55) + "x",
        ]
        #expect(Set(rising + others.map(identity)).count == rising.count + others.count)
        // Digits in the middle count as well.
        let middle = String(repeating: "1", count: 25) + "2" + String(repeating: "1", count: 30)
        #expect(identity(middle) != identity(String(repeating: "1", count: 56)))
    }

    /// One search over many messages finds those that searching each one finds.
    @Test func searchingAllAtOnceFindsTheSame() {
        var generator = SplitMix(state: 0x5EA)
        let words = [
            " joined", " left", "Done (", "\\u0041", "Closing socket", "lost connection", "players online",
        ]
        let letters = Array("abcdefg 0027jl\\u".utf8)
        for _ in 0..<Self.rounds {
            var text: [UInt8] = []
            var places: [Range<Int>] = []
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                text += Array(
                    "\"},{\"id\":\"0021 joined".utf8.prefix(Int.random(in: 3...21, using: &generator)))
                text.append(0x22)
                let start = text.count
                for _ in 0..<Int.random(in: 0..<80, using: &generator) {
                    text.append(letters[Int.random(in: 0..<letters.count, using: &generator)])
                }
                if Int.random(in: 0..<4, using: &generator) == 0 {
                    let word = words[Int.random(in: 0..<words.count, using: &generator)]
                    text.insert(
                        contentsOf: Array(word.utf8),
                        at: Int.random(in: start...text.count, using: &generator))
                }
                places.append(start..<text.count)
                text.append(0x22)
            }
            let buffer = ByteBuffer()
            text.withUnsafeBytes { buffer.append($0) }
            let events = places.map { place in
                csimdjson_event(
                    timestamp: 0,
                    message: csimdjson_slice(buffer.bytes.slice(place.lowerBound, place.upperBound)),
                    id: csimdjson_digest(high: 0, low: 0), has_id: false, is_escaped: false)
            }
            var found: [Int] = []
            var next = csimdjson_next_telling(events, 0, events.count)
            while next < events.count {
                found.append(next)
                next = csimdjson_next_telling(events, next + 1, events.count)
            }
            let each = events.indices.filter {
                csimdjson_may_tell_of_players(events[$0].message.start, events[$0].message.count)
            }
            #expect(found == each)
        }
    }
}
