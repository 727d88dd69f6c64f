import CloudWatch
import LeafStack
import Replay
import Testing
import TimeSeries

@Suite struct WatchdogReplayTests {
    @Test func aQuietEveningStopsAfterSevenMinutes() throws {
        var story = Story(minutes: 20)
        story.up(0..<20)
        for minute in 0..<5 { story.rate(minute, 900) }
        let replay = WatchdogReplay(story.history)
        // The evaluation at the start of minute 12 is the first with seven idle points.
        #expect(replay.containerActivity.state(at: 11) == .ok)
        #expect(replay.containerActivity.state(at: 12) == .alarm)
        #expect(
            replay.transitions.filter { $0.rule == .containerActivity } == [
                StateTransition(
                    rule: .containerActivity, time: story.time(1), from: .insufficientData, to: .ok),
                StateTransition(rule: .containerActivity, time: story.time(12), from: .ok, to: .alarm),
            ])
        let evaluation = replay.containerActivity.evaluation(at: 12)
        #expect(evaluation.strip == "0 0 0 0 0 X X X X X X X")
        #expect(evaluation.decision.branch == .enoughData)
    }

    @Test func scalingToZeroRepeatsEachMinuteOfTheAlarmAndMailsGoOutOnce() {
        var story = Story(
            minutes: 200,
            watchdog: WatchdogSettings(
                threshold: 100, minutesWithoutConnections: 5, durationHours: 1, shouldStop: true))
        story.up(10..<100, rate: 5000)
        story.history.crashInvocations.values[150] = 1
        let replay = WatchdogReplay(story.history)
        let result = ReplayResult(replay, history: story.history)
        // 60 points are there at the start of minute 70; after the last point five gaps are bridged.
        #expect(replay.scaleDown(at: 69) == nil)
        #expect(replay.scaleDown(at: 70) == .instanceLeftUp)
        #expect(
            result.scaleDowns == [
                ScaleDownRun(rule: .instanceLeftUp, from: story.time(70), actions: 36, actionsWhileUp: 30)
            ])
        let mails = Dictionary(uniqueKeysWithValues: result.rules.map { ($0.rule, $0.mails) })
        #expect(mails == [.containerActivity: 0, .instanceLeftUp: 1, .breakCrashLoop: 2])
        #expect(result.rules.first { $0.rule == .breakCrashLoop }?.minutesInAlarm == 6)
        #expect(result.minutesUp == 90)
    }

    @Test func withoutShouldStopInstanceLeftUpOnlyMails() {
        var story = Story(minutes: 100, watchdog: WatchdogSettings(threshold: 100, durationHours: 1))
        story.up(0..<100, rate: 5000)
        let replay = WatchdogReplay(story.history)
        #expect(replay.instanceLeftUp.state(at: 60) == .alarm)
        #expect(replay.scaleDown(at: 60) == nil)
    }

    @Test func slotsOfAnIntervalAreTheStrip() {
        var story = Story(minutes: 6)
        story.up(1..<4)
        story.rate(2, 500)
        let replay = WatchdogReplay(story.history)
        #expect(Slot.strip(replay.containerActivity.slots(-1..<7)) == "- - X 0 X - - -")
        #expect(Slot.strip(replay.instanceLeftUp.slots(0..<6)) == "- X X X - -")
    }
}
