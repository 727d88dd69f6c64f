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
                "Stopped at 00:39 by Container Activity: 7 points at or below Threshold 100.",
            ])
        #expect(life.strip?.hasSuffix("0 X X X X X X X") == true)
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
