import Ingest
import Replay
import Testing
import TimeSeries

@Suite struct PlayerSessionsTests {
    /// Seconds and facts, for example `(10, .joined, "Ana")`; all on stream `s/t1` unless the name ends in `@2`.
    private func stays(
        _ events: [(Int, PlayerEvent.Kind, String)], ends: PlayerSessions.Ends = .init(),
        wasUpAtStart: Bool = false
    ) -> [String] {
        let events = events.map { second, kind, name in
            let parts = name.split(separator: "@", omittingEmptySubsequences: false)
            return PlayerEvent(
                time: Instant(seconds: Int64(second)), kind: kind, player: String(parts[0]),
                name: String(parts[0]), logStream: parts.count > 1 ? "s/t\(parts[1])" : "s/t1")
        }
        return PlayerSessions(
            events: events, ends: ends, start: Instant(seconds: 0), end: Instant(seconds: 1000),
            wasUpAtStart: wasUpAtStart
        ).sessions.map {
            "\($0.player) \($0.start.seconds)-\($0.end.seconds)\($0.isEndKnown ? "" : "?")"
        }
    }

    @Test func aJoinAndALeaveMakeAStay() {
        #expect(stays([(10, .joined, "Ana"), (70, .left, "Ana")]) == ["Ana 10-70"])
    }

    @Test func aSecondJoinContinuesTheStay() {
        #expect(
            stays([(10, .joined, "Ana"), (40, .joined, "Ana"), (70, .left, "Ana")]) == ["Ana 10-70"])
    }

    @Test func aLeaveBeforeTheJoinInTheSameSecondIsAStuckLogin() {
        #expect(
            stays([(10, .left, "Ana"), (10, .joined, "Ana"), (70, .left, "Ana")]) == ["Ana 10-70"])
    }

    @Test func aLeaveWithoutAJoinBeganBeforeTheDataOnlyIfTheServerDid() {
        #expect(stays([(50, .left, "Ana")]) == [])
        #expect(stays([(50, .left, "Ana")], wasUpAtStart: true) == ["Ana 0-50"])
        #expect(stays([(5, .joined, "Bo"), (50, .left, "Ana@2")], wasUpAtStart: true) == ["Bo 5-50"])
    }

    @Test func aStoppingServerANewStreamOrTheTasksEndEndsEveryStay() {
        #expect(
            stays([(10, .joined, "Ana"), (20, .joined, "Bo"), (90, .serverStopping, "")])
                == ["Ana 10-90", "Bo 20-90"])
        #expect(stays([(10, .joined, "Ana"), (90, .serverReady, "@2")]) == ["Ana 10-90"])
        let ends = PlayerSessions.Ends(tasks: ["t1": Instant(seconds: 80)])
        #expect(stays([(10, .joined, "Ana")], ends: ends) == ["Ana 10-80"])
        let lives = PlayerSessions.Ends(lives: [Instant(seconds: 5), Instant(seconds: 60)])
        #expect(stays([(10, .joined, "Ana"), (95, .left, "Ana")], ends: lives) == ["Ana 10-60"])
    }

    @Test func countsReBase() {
        #expect(stays([(10, .joined, "Ana"), (50, .count(0), "")]) == ["Ana 10-50"])
        #expect(
            stays([(10, .count(2), ""), (20, .joined, "Ana"), (50, .count(1), ""), (60, .left, "Ana")])
                == [" 10-50", "Ana 10-60"])
        #expect(stays([(10, .count(1), ""), (30, .count(0), "")]) == [" 10-30"])
    }

    @Test func anOpenStayEndsWithTheDataAndSaysSo() {
        #expect(stays([(10, .joined, "Ana")]) == ["Ana 10-1000?"])
    }

    @Test func minutesAreThoseThatTheStayTouches() {
        func minutes(_ from: Int, _ to: Int) -> Range<Int> {
            PlayerSession(
                player: "", name: "", start: Instant(seconds: Int64(from)), end: Instant(seconds: Int64(to)),
                isEndKnown: true
            ).minutes(from: Instant(seconds: 0), count: 10)
        }
        #expect(minutes(59, 61) == 0..<2)
        #expect(minutes(0, 60) == 0..<1)
        #expect(minutes(60, 60) == 1..<2)
        #expect(minutes(-30, 30) == 0..<1)
        #expect(minutes(580, 9000) == 9..<10)
        #expect(minutes(700, 900).isEmpty)
    }
}
