import CSimdJSON
import Foundation
import Testing
import TimeSeries

@testable import Ingest

/// The passes over text that take many bytes at a time, held against plain loops.
@Suite struct TextPassTests {
    private static let rounds =
        ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == nil ? 3_000 : 300_000

    private static func text(
        of letters: [String], upTo most: Int, _ generator: inout SplitMix
    ) -> [UInt8] {
        var result: [UInt8] = []
        for _ in 0..<Int.random(in: 0...most, using: &generator) {
            result += Array((letters.randomElement(using: &generator) ?? "").utf8)
        }
        return result
    }

    @Test(arguments: [
        (#"a\"b\\c\/d"#, "a\"b\\c/d"), (#"\n\t\r\b\f"#, "\n\t\r\u{8}\u{C}"), (#"\u00e9\u0041"#, "éA"),
        (#"\ud83d\ude00"#, "😀"), (#"\ud83d"#, "\u{FFFD}"), (#"\u12"#, "\u{FFFD}12"), (#"\x"#, "x"),
        ("\\", "\\"),
        ("", ""), (#"\u"#, "\u{FFFD}"),
    ])
    func unescapes(_ escaped: String, _ plain: String) {
        #expect(Array(escaped.utf8).withUnsafeBytes { JSONText.unescape($0) } == plain)
    }

    /// However long, and wherever the escapes stand; broken ones may become longer than they were.
    @Test func unescapesAlikeAtEveryPlace() {
        var generator = SplitMix(state: 0xE5C)
        let pieces: [(escaped: String, plain: String)] = [
            ("a", "a"), ("bcdefgh", "bcdefgh"), ("0123456789abcdef", "0123456789abcdef"), ("é", "é"),
            (#"\n"#, "\n"), (#"\""#, "\""), (#"\\"#, "\\"), (#"\u0041"#, "A"), (#"\u"#, "\u{FFFD}"),
        ]
        for _ in 0..<Self.rounds {
            var escaped: [UInt8] = []
            var plain = ""
            for _ in 0..<Int.random(in: 0...40, using: &generator) {
                let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
                // What follows a broken escape must not mend it.
                if escaped.last == 0x75, piece.plain.utf8.first.map({ $0 != 0x5C }) ?? false,
                    piece.escaped.first != "\\"
                {
                    escaped.append(0x20)
                    plain += " "
                }
                escaped += Array(piece.escaped.utf8)
                plain += piece.plain
            }
            #expect(escaped.withUnsafeBytes { JSONText.unescape($0) } == plain)
        }
    }

    @Test func positionsAreThoseOfALoop() {
        var generator = SplitMix(state: 0xB1A)
        for _ in 0..<Self.rounds {
            let bytes = Self.text(of: ["x", "yz", " "], upTo: 80, &generator)
            let end = Int.random(in: 0...bytes.count, using: &generator)
            let most = Int.random(in: 0...12, using: &generator)
            let found = bytes.withUnsafeBytes { bytes in
                [Int](unsafeUninitializedCapacity: most + 1) { room, count in
                    count = bytes.positions(
                        of: 0x20, before: end, into: UnsafeMutableBufferPointer(rebasing: room[..<most]))
                }
            }
            #expect(found == Array(bytes.indices.prefix(end).filter { bytes[$0] == 0x20 }.prefix(most)))
        }
    }

    /// The end of a string is found whatever stands in it, and read alike by both readers.
    @Test func stringsOfEveryLengthEndWhereTheyEnd() throws {
        var generator = SplitMix(state: 0x57)
        let parser = PayloadParser()
        for _ in 0..<Self.rounds {
            let message = Self.text(of: ["a", "bcd", #"\\"#, #"\""#, "é", "]"], upTo: 60, &generator)
            let text =
                Array(
                    #"{"messageType":"DATA_MESSAGE","logGroup":"/g","logEvents":[{"timestamp":1,"message":""#
                        .utf8)
                + message + Array("\"}]}".utf8)
            let buffer = ByteBuffer()
            text.withUnsafeBytes { buffer.append($0) }
            let (_, batch, taken) = try #require(parser.readStart(buffer.bytes))
            #expect(taken == text.count)
            #expect(batch.events.map { Array($0.message.bytes) } == [message])
            #expect(batch.events.first?.is_escaped == message.contains(0x5C))
            // Without its end it is refused.
            buffer.removeAll()
            text.dropLast(4).withUnsafeBytes { buffer.append($0) }
            #expect(parser.readStart(buffer.bytes) == nil)
        }
    }

    /// A message may tell of players exactly when one of the words stands in it, or a letter that is spelled as its code.
    @Test func wordsAreFoundWhereverTheyStand() {
        let words =
            [
                " joined", " left", "Done (", "loodgate player", "Join succeeded", "has join code",
                "Steam manager on", "Destroying abandoned", "lost connection", "players online",
                "UUID of player",
                "UNetConnection", "disconnecting: ", "Got connection SteamID", "Got handshake from client",
                "Got character ZDOID", "Game server connected", "Closing socket", "Connections ", "Stopping ",
            ] + (2...7).map { "\\u00\($0)" }
        var generator = SplitMix(state: 0x40D)
        var told = 0
        for _ in 0..<Self.rounds {
            var text = Self.text(
                of: ["a", "join", "[Server thread", " ", "ted", "\\u00", "8"], upTo: 25, &generator)
            if Bool.random(using: &generator), let word = words.randomElement(using: &generator) {
                // Sometimes not all of it.
                let part = word.utf8.dropLast(Int.random(in: 0...1, using: &generator))
                text.insert(contentsOf: part, at: Int.random(in: 0...text.count, using: &generator))
            }
            let string = String(decoding: text, as: UTF8.self)
            let expected = words.contains { string.contains($0) }
            told += expected ? 1 : 0
            #expect(csimdjson_may_tell_of_players(text, text.count) == expected, "\(string)")
            // A word that stands behind the message is not in it.
            let buffer = ByteBuffer()
            (text + Array(" joined".utf8)).withUnsafeBytes { buffer.append($0) }
            let event = csimdjson_event(
                timestamp: 0, message: csimdjson_slice(buffer.bytes.slice(0, text.count)),
                id: csimdjson_digest(high: 0, low: 0), has_id: false, is_escaped: false)
            #expect((csimdjson_next_telling([event], 0, 1) == 0) == expected, "\(string)")
        }
        #expect(told > Self.rounds / 5 && told < Self.rounds)
    }

    /// The identity of an id of 56 digits is made of its number, reckoned here digit by digit.
    @Test func identitiesAreThoseOfTheirNumbers() {
        /// The number as three words, the lowest first.
        func words(_ digits: [UInt8]) -> [UInt64] {
            digits.reduce(into: [0, 0, 0]) { words, digit in
                var carry = UInt64(digit - 0x30)
                for index in 0..<3 {
                    let (high, low) = words[index].multipliedFullWidth(by: 10)
                    let (sum, overflow) = low.addingReportingOverflow(carry)
                    words[index] = sum
                    carry = high + (overflow ? 1 : 0)
                }
            }
        }
        var generator = SplitMix(state: 0x1D)
        for _ in 0..<Self.rounds {
            var digits = (0..<56).map { _ in UInt8.random(in: 0x30...0x39, using: &generator) }
            let number = words(digits)
            let stirred = (number[1] ^ number[2] << 48 ^ 0xA076_1D64_78BD_642F)
                .multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
            let identity = csimdjson_identity_of(digits, 56)
            #expect(identity.high == number[2] >> 16)
            #expect(identity.low == number[0] &+ (stirred.low ^ stirred.high))
            // With anything else among them it is a digest.
            digits[Int.random(in: 0..<56, using: &generator)] =
                [0, 0x2F, 0x3A, 0x80, 0xB5, 0xFF]
                .randomElement(using: &generator) ?? 0
            let digest = csimdjson_digest_of(digits, 56, 0)
            let other = csimdjson_identity_of(digits, 56)
            #expect(other.high == digest.high && other.low == digest.low)
        }
    }

    /// Ids that CloudWatch Logs gave, with the times of their events: those of one batch are neighbours.
    @Test func identitiesOfRealIDsHoldTheirTimes() {
        func identity(_ id: String) -> csimdjson_digest {
            csimdjson_identity_of(Array(id.utf8), id.utf8.count)
        }
        let first = identity("33418742379011144044923130086453437181614530551221780480")
        let second = identity("33418742387663833181953011865369295871402094815542181889")
        #expect(first.high == 1_498_548_236_012 && second.high == 1_498_548_236_400)
        #expect(second.low == first.low + 1)
        let report = identity("34810311100843586390261359008406652003083034459645739009")
        let end = identity("34810311100843586390261359008406652003083034459645739008")
        let start = identity("34810311098747316341599480414843594704997052954198212608")
        #expect(
            report.high == 1_560_948_335_625 && end.high == report.high && start.high == 1_560_948_335_531)
        #expect(report.low == end.low + 1)
    }
}
