import CSimdJSON
import Foundation
import Testing

/// Finding the end of a JSON value: 64 bytes at a time, or one after the other, gives the same.
@Suite struct FramingTests {
    private static let rounds =
        ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == nil ? 3_000 : 200_000

    /// The state after some bytes, as text.
    private func describe(_ state: csimdjson_framing, _ isComplete: Bool) -> String {
        "\(isComplete) \(state.seen) \(state.depth) \(state.in_string) \(state.after_backslash) \(state.in_list) "
            + "\(state.list_start) \(state.last_comma)"
    }

    /// Frames pieces that are so long, with readable bytes behind each.
    private func frame(_ bytes: [UInt8], piece: Int) -> String {
        var state = csimdjson_framing()
        var isComplete = false
        var start = 0
        while start < bytes.count, !isComplete {
            let end = min(bytes.count, start + piece)
            let padded = Array(bytes[start..<end]) + [UInt8](repeating: 0x22, count: 64)
            start += csimdjson_frame(&state, padded, end - start, &isComplete)
        }
        return describe(state, isComplete)
    }

    @Test func piecesMakeNoDifference() {
        var generator = SplitMix(state: 0xF4)
        let alphabets = [
            "\"\\{}[],a ", "aaaaaaaaaaaaaaaaaaaaaa\"\\{,}[", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,,,{[",
        ].map { Array($0.utf8) }
        for round in 0..<Self.rounds {
            let letters = alphabets[round % alphabets.count]
            var bytes = [UInt8(round % 2 == 0 ? 0x7B : 0x5B)]
            for _ in 0..<Int.random(in: 0..<300, using: &generator) {
                bytes.append(letters[Int.random(in: 0..<letters.count, using: &generator)])
            }
            let one = frame(bytes, piece: 1)
            #expect(frame(bytes, piece: bytes.count) == one)
            #expect(frame(bytes, piece: Int.random(in: 2...200, using: &generator)) == one)
        }
    }

    @Test func aListIsCutBetweenItsElements() {
        var state = csimdjson_framing()
        var isComplete = false
        let text = Array((#"{"a": "x,]", "events": [{"b": [1, 2]}, {"c": "}"}, "#).utf8)
        _ = csimdjson_frame(&state, text + [UInt8](repeating: 0, count: 64), text.count, &isComplete)
        #expect(!isComplete && state.in_list && state.list_depth == 2)
        #expect(state.last_comma == text.count - 2)
        #expect(text[state.list_start - 1] == UInt8(ascii: "["))
    }
}
