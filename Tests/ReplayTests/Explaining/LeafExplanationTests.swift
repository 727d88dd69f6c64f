import Ingest
import LeafStack
import Replay
import Testing
import TimeSeries

@Suite struct LeafExplanationTests {
    @Test func anEveningReadsAsAnOwnerWouldTellIt() throws {
        var story = Story(minutes: 60)
        story.query(4.5)
        story.up(5..<39)
        story.player(7.5, .serverReady)
        story.player(9.2, .joined, "Ana")
        story.player(30.4, .left, "Ana")
        for minute in 5..<31 { story.rate(minute, 5000) }
        let life = try #require(LeafExplanation(Observation(story.history)).lives.first)
        #expect(
            life.sentences == [
                "Woken at 2026-03-01 00:04 by an A query from the resolver 192.0.2.1.",
                "It was ready after 2 min; players were connected for 22 min, from 00:09 to 00:31.",
                "Stopped at 00:39 by Container Activity: 7 points in a row at or below Threshold 100.",
            ])
        #expect(life.strip?.hasSuffix("0 X X X X X X X") == true)
    }

    @Test func whoAsksWhileTheAlarmLastsIsToldWhyTheServerWentAgain() throws {
        let watchdog = WatchdogSettings(threshold: 100, durationHours: 1, shouldStop: true)
        var story = Story(minutes: 120, watchdog: watchdog)
        story.query(4.5)
        story.up(5..<67, rate: 5000)
        story.player(7.5, .serverReady)
        // The action of minute 65 repeats while the range holds 60 points: to minute 72.
        for minute in [67.5, 68.5] { story.query(minute) }
        let explanation = LeafExplanation(Observation(story.history))
        #expect(explanation.abortedLaunches == [story.time(67), story.time(68)])
        let sentences = try #require(explanation.lives.first?.sentences)
        #expect(
            sentences.suffix(2) == [
                "Stopped at 01:07 by Instance Left Up: it had been up for 1 h.",
                "Asked for again from 01:07 to 01:08, it was stopped again at once 2 times: Instance Left Up was still in ALARM.",
            ])
    }

    @Test func aQueryBetweenTwoStretchesMakesThemOne() throws {
        var story = Story(minutes: 300)
        story.query(4.5)
        story.up(5..<200, rate: 500)
        story.player(7, .serverReady)
        story.query(60.5)
        let explanation = LeafExplanation(Observation(story.history))
        let life = try #require(explanation.lives.first)
        #expect(life.incidents.count == 2)
        #expect(life.resolver == "192.0.2.1")
        let told = life.sentences.filter { $0.hasPrefix("Kept up") }
        #expect(told.count == 1)
        #expect(
            told.first?.hasPrefix("Kept up from 2026-03-01 00:15 to 03:20 by idle traffic of 500 B/s") == true
        )
        #expect(told.first?.hasSuffix("A DNS query at 01:00 began the wait anew.") == true)
        #expect(told.first?.contains("with Threshold 500 it would have stopped at 00:12") == true)
    }

    @Test func whatWouldHaveEndedTheEveningWouldHaveEndedTheAfternoonToo() throws {
        // Idle above the threshold after each of two sessions: one threshold ends both stretches.
        var story = Story(minutes: 400)
        story.query(4.5)
        story.up(5..<390, rate: 500)
        story.player(7, .serverReady)
        for (from, to) in [(10, 40), (150, 180)] {
            story.player(Double(from), .joined, "Ana")
            story.player(Double(to), .left, "Ana")
            for minute in from..<to { story.rate(minute, 5000) }
        }
        let incidents = LeafExplanation(Observation(story.history)).lives.flatMap(\.incidents)
        #expect(incidents.count == 2)
        for incident in incidents {
            #expect(incident.endings.contains { $0.name == .threshold && $0.value == 500 })
        }
    }

    @Test func timesAreToldInTheZoneAskedFor() throws {
        var story = Story(minutes: 30)
        story.query(4.5)
        story.up(5..<20)
        story.player(7, .serverReady)
        let explanation = LeafExplanation(Observation(story.history), timeZone: "America/Los_Angeles")
        #expect(explanation.lives.first?.sentences.first?.contains("2026-02-28 16:04") == true)
        #expect(explanation.lives.first?.sentences.contains { $0.contains("a false wake") } == true)
    }

    @Test func aRangeKeepsTheLivesThatTouchIt() {
        var story = Story(minutes: 200)
        story.up(5..<20)
        story.up(100..<120)
        let range = story.time(110)..<story.time(111)
        let explanation = LeafExplanation(Observation(story.history), range: range)
        #expect(explanation.lives.map(\.from) == [story.time(100)])
    }

    @Test func measuredTrafficAboveTheThresholdIsAFinding() {
        var story = Story(minutes: 200)
        story.query(1.5)
        story.up(2..<150, rate: 500)
        story.player(3, .serverReady)
        let rules = Observation(story.history).findings.map(\.rule)
        #expect(rules == [.idleAboveThreshold, .nothingEndsIt])
        story.up(2..<150, rate: 50)
        #expect(Observation(story.history).findings.isEmpty)
        for minute in stride(from: 4, to: 150, by: 5) { story.rate(minute, 500) }
        #expect(Observation(story.history).findings.map(\.rule) == [.idleRunTooShort, .nothingEndsIt])
    }
}
