import Ingest
import Testing
import TimeSeries

/// Who left when the log names connections and characters in different lines.
@Suite struct ValheimTests {
    private typealias Line = (second: Int, text: String)

    private func reading(_ lines: [Line]) -> PlayerReading {
        let source = LogSource(owner: "1", logGroup: "g", logStream: "s")
        return PlayerGrammar(game: .valheim).reading(
            lines.map { line in
                ContainerLine(
                    time: Instant(seconds: Int64(line.second)), source: source,
                    text: "01/01/2026 00:00:00: \(line.text)")
            })
    }

    private func id(_ player: Int) -> String { "7656119000000000\(player)" }
    private func opened(_ player: Int) -> String { "Got connection SteamID \(id(player))" }
    private func closed(_ player: Int) -> String { "Closing socket \(id(player))" }
    private func appeared(_ name: String, _ peer: Int) -> String {
        "Got character ZDOID from \(name) : \(peer):1"
    }
    private func abandoned(_ peer: Int) -> String {
        "Destroying abandoned non persistent zdo \(peer):3 owner \(peer)"
    }

    /// `12 -Ana(1)`: second, join or leave, name, and the last digit of the id where one is claimed.
    private func story(_ lines: [Line]) -> [String] {
        reading(lines).events.compactMap { event in
            let sign = event.kind == .joined ? "+" : event.kind == .left ? "-" : "?"
            let id = event.player == event.name ? "" : "(\(event.player.suffix(1)))"
            return "\(event.time.seconds) \(sign)\(event.name)\(id)"
        }
    }

    @Test("What is removed as a connection closes tells whose it was, whatever the order of joining")
    func tiedByTheEnd() {
        let lines: [Line] = [
            (0, opened(1)), (1, opened(2)), (8, appeared("Bo", 22)), (9, appeared("Ana", -11)),
            (100, closed(1)), (100, abandoned(-11)), (100, abandoned(-11)), (200, abandoned(22)),
            (201, closed(2)),
        ]
        #expect(story(lines) == ["8 +Bo(2)", "9 +Ana(1)", "100 -Ana(1)", "200 -Bo(2)"])
        #expect(reading(lines).doubts.isEmpty)
        // Both at once: each connection with what is removed beside it.
        let together = lines.prefix(4) + [
            (100, closed(2)), (100, abandoned(22)), (100, closed(1)), (100, abandoned(-11)),
        ]
        #expect(story(Array(together)) == ["8 +Bo(2)", "9 +Ana(1)", "100 -Bo(2)", "100 -Ana(1)"])
        #expect(reading(Array(together)).doubts.isEmpty)
    }

    @Test("Without that the number of players is right and the name is said to be open")
    func tiedByOrder() {
        for first in [1, 2] {
            let lines: [Line] = [
                (0, opened(1)), (1, opened(2)), (8, appeared("Bo", 22)), (9, appeared("Ana", -11)),
                (100, closed(first)), (200, closed(3 - first)),
            ]
            let reading = reading(lines)
            #expect(reading.events.map(\.kind) == [.joined, .joined, .left, .left])
            #expect(reading.events.map(\.time.seconds) == [8, 9, 100, 200])
            #expect(Set(reading.events.suffix(2).map(\.name)) == ["Ana", "Bo"])
            #expect(reading.events.allSatisfy { $0.player == $0.name }, "no Steam id is claimed")
            #expect(reading.doubts.map(\.isLengthOpen) == [false, false])
            #expect(reading.doubts.map(\.time.seconds) == [100, 200])
        }
    }

    @Test("A client that never became a player ends nobody's stay")
    func refusedBesideAPlayer() {
        // 2 types a wrong password while 1 loads: which of them is Ana is open, that she is there is not.
        let lines: [Line] = [
            (0, opened(1)), (3, opened(2)), (8, appeared("Ana", 11)), (12, closed(2)), (500, closed(1)),
        ]
        #expect(story(lines) == ["8 +Ana", "500 -Ana"])
        #expect(reading(lines).doubts.map(\.isLengthOpen) == [true])
        let told = lines + [(500, abandoned(11))]
        #expect(story(told) == ["8 +Ana(1)", "500 -Ana(1)"])
        #expect(reading(told).doubts.isEmpty)
        // Refused before she appears, there is nothing to mistake.
        let before: [Line] = [
            (0, opened(1)), (3, opened(2)), (5, closed(2)), (8, appeared("Ana", 11)), (500, closed(1)),
        ]
        #expect(story(before) == ["8 +Ana(1)", "500 -Ana(1)"])
        #expect(reading(before).doubts.isEmpty)
    }

    @Test("A character that can only have come over one connection leaves the other to the one before")
    func movedUp() {
        let lines: [Line] = [
            (0, opened(1)), (1, opened(2)), (8, appeared("Ana", 11)), (60, closed(2)),
            (70, appeared("Bo", 22)), (500, closed(1)),
        ]
        #expect(story(lines) == ["8 +Ana(2)", "60 -Ana(2)", "70 +Bo(1)", "500 -Bo(1)"])
        #expect(reading(lines).doubts.isEmpty)
    }

    @Test("Who comes back over another connection has left before")
    func lostLeave() {
        let lines: [Line] = [
            (0, opened(1)), (8, appeared("Ana", 11)), (400, opened(1)), (405, appeared("Ana", 12)),
            (500, closed(1)),
        ]
        #expect(story(lines) == ["8 +Ana(1)", "400 -Ana(1)", "405 +Ana(1)", "500 -Ana(1)"])
    }

    @Test("A server that reports itself ready once more loses no player")
    func readyAgain() {
        let lines: [Line] = [
            (0, opened(1)), (8, appeared("Ana", 11)), (300, "Game server connected"),
            (310, opened(2)), (320, appeared("Bo", 22)), (400, closed(2)), (500, closed(1)),
        ]
        #expect(
            story(lines) == ["8 +Ana(1)", "300 ?", "320 +Bo(2)", "400 -Bo(2)", "500 -Ana(1)"])
        #expect(reading(lines).doubts.isEmpty)
    }

    @Test("A server that stops ends the stays of those who are left, and no others")
    func stopping() {
        let lines: [Line] = [
            (0, opened(1)), (8, appeared("Ana", 11)), (10, opened(2)), (18, appeared("Bo", 22)),
            (100, closed(1)), (200, "Steam manager on destroy"), (300, opened(1)), (310, appeared("Ana", 12)),
            (400, closed(1)),
        ]
        #expect(
            story(lines) == [
                "8 +Ana(1)", "18 +Bo(2)", "100 -Ana(1)", "200 ?", "310 +Ana(1)", "400 -Ana(1)",
            ])
    }

    /// Players that come and go at random, several at once; refused clients among them only where `refused`.
    private func world(seed: Int, tellsEnds: Bool) -> (lines: [Line], truth: [String: Range<Int>]) {
        var state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func random(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % below
        }
        var lines: [Line] = []
        var truth: [String: Range<Int>] = [:]
        for player in 1...9 {
            // Crowded beginnings: most connections overlap before anybody has appeared.
            let begin = random(3) * 60 + random(20)
            let appears = begin + 1 + random(40)
            let ends = appears + 100 + random(400)
            lines.append((begin, opened(player)))
            lines.append((appears, appeared("P\(player)", player * 11)))
            lines.append((ends, closed(player)))
            if tellsEnds { lines.append((ends, abandoned(player * 11))) }
            truth["P\(player)"] = appears..<ends
        }
        // What belongs together stays together: the sort keeps the order within a second.
        let sorted = lines.enumerated().sorted {
            ($0.element.second, $0.offset) < ($1.element.second, $1.offset)
        }
        return (sorted.map(\.element), truth)
    }

    @Test("The number of players is right in every moment; with ends told, so is every name", arguments: [false, true])
    func randomWorlds(tellsEnds: Bool) {
        for seed in 1...300 {
            let (lines, truth) = world(seed: seed, tellsEnds: tellsEnds)
            let events = reading(lines).events
            for second in 0..<700 {
                let there = events.filter { $0.time.seconds <= Int64(second) }.reduce(0) {
                    $0 + ($1.kind == .joined ? 1 : -1)
                }
                let wanted = truth.values.count { $0.contains(second) }
                if there != wanted {
                    Issue.record("seed \(seed), second \(second): \(there) instead of \(wanted)")
                    break
                }
            }
            guard tellsEnds else { continue }
            for (name, stay) in truth {
                let own = events.filter { $0.name == name }
                #expect(own.map(\.time.seconds) == [Int64(stay.lowerBound), Int64(stay.upperBound)], "\(seed)")
            }
        }
    }
}
