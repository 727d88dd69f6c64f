import Ingest
import LeafStack
import Replay
import Testing
import TimeSeries

@Suite struct LeftUpIncidentTests {
    /// Ana plays from 5 to 20; then bursts of 6,812 B/s every 15 minutes over an idle level of 4,000.
    private func night(_ watchdog: WatchdogSettings) -> Story {
        var story = Story(minutes: 400, watchdog: watchdog)
        story.query(1.5)
        story.up(2..<390, rate: 4000)
        story.player(4, .serverReady)
        story.player(5.1, .joined, "Ana")
        story.player(19.5, .left, "Ana")
        for minute in 5..<20 { story.rate(minute, 9000) }
        for minute in stride(from: 30, to: 390, by: 15) { story.rate(minute, 6812) }
        return story
    }

    private func incidents(_ story: Story) -> [LeftUpIncident] {
        let observation = Observation(story.history)
        return LeftUpIncident.incidents(observation, classes: MinuteClasses(observation))
    }

    @Test func periodicBurstsAreNamedWithTheSettingThatWouldHaveEndedIt() throws {
        let settings = WatchdogSettings(threshold: 5750, minutesWithoutConnections: 20)
        let incident = try #require(incidents(night(settings)).first)
        #expect(incident.pattern.shape == .periodic)
        #expect(incident.pattern.everyMinutes == 15)
        #expect(incident.pattern.typical == 6812)
        #expect(incident.cause == .traffic)
        #expect(
            incident.endings.map { "\($0.name.rawValue) \($0.value)" }.contains(
                "MinutesWithoutConnections 14"))
        #expect(incident.endings.contains { $0.name == .threshold && $0.value == 6812 })
        #expect(
            incident.sentence(settings: settings).hasPrefix(
                "Kept up from 2026-03-01 00:41 to 06:30 by bursts of 6,812 B/s every 15 min, 18 % above Threshold 5750; with "
            ))
    }

    @Test func anIdleLevelAboveTheThresholdIsSaidAsSuch() throws {
        let settings = WatchdogSettings(threshold: 3200, minutesWithoutConnections: 7)
        let incident = try #require(incidents(night(settings)).first)
        #expect(incident.pattern.shape == .level)
        let text = incident.sentence(settings: settings)
        #expect(text.contains("by idle traffic of 4,000 B/s, 25 % above Threshold 3200"))
        #expect(text.contains("with Threshold 4000 it would have stopped at 00:27"))
    }

    @Test func aSettingThatWouldHaveCutSomebodyIsNotProposed() throws {
        var story = night(WatchdogSettings(threshold: 3200, minutesWithoutConnections: 7))
        // Ana is quiet for ten minutes: the threshold that ends the night would have cut her.
        for minute in 8..<18 { story.rate(minute, 3500) }
        let incident = try #require(incidents(story).first)
        #expect(!incident.endings.contains { $0.name == .threshold && $0.value >= 3500 })
    }

    @Test func everyProposalStopsWhenItSays() throws {
        let settings = WatchdogSettings(threshold: 5750, minutesWithoutConnections: 20)
        let story = night(settings)
        for ending in incidents(story).flatMap(\.endings) {
            let replay = WatchdogReplay(story.history, watchdog: ending.applied(to: settings))
            let minute = try #require(story.history.networkIn.index(of: ending.stop))
            #expect(replay.scaleDown(at: minute) != nil)
            #expect((3..<minute).allSatisfy { replay.scaleDown(at: $0) == nil })
        }
    }

    @Test func aRhythmMayMissABeatButNotEveryOther() {
        func shape(_ peaks: [Int]) -> BurstPattern {
            var series = GridSeries(start: Instant(minute: 0), values: Array(repeating: 1, count: 200))
            for peak in peaks { series.values[peak] = 10 }
            return BurstPattern(series, minutes: 0..<200, threshold: 5)
        }
        #expect(shape([0, 15, 30, 45, 60]).everyMinutes == 15)
        #expect(shape([0, 15, 31, 45, 75, 90]).everyMinutes == 15)
        #expect(shape([0, 7, 30, 34, 61, 100]).shape == .irregular)
        #expect(shape([0, 15]).shape == .irregular)
        #expect(shape([]).shape == .none)
    }
}
