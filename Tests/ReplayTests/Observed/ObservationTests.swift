import CloudWatch
import Ingest
import LeafStack
import Replay
import Testing
import TimeSeries

@Suite struct ObservationTests {
    /// Query in minute 4, up 5 to 40, Ana from 9 to 30, then idle until the alarm stops it.
    private func evening(minutes: Int = 60) -> Story {
        var story = Story(minutes: minutes)
        story.query(4.5)
        story.up(5..<39)
        story.player(7.5, .serverReady)
        story.player(9.2, .joined, "Ana")
        story.player(30.4, .left, "Ana")
        for minute in 5..<9 { story.rate(minute, 100_000) }
        for minute in 9..<31 { story.rate(minute, 5000) }
        return story
    }

    @Test func anEveningIsOneLife() throws {
        let observation = Observation(evening().history)
        let life = try #require(observation.lives.first)
        #expect(observation.lives.count == 1)
        #expect(
            life.life
                == InstanceLife(
                    firstMinute: 5, endMinute: 39, readyMinute: 7, stopMinute: 39 - 1, start: .dnsQuery,
                    stop: .containerActivity))
        #expect(life.wake?.resolver == "192.0.2.1")
        #expect(life.isUsed == true && !life.isFalseWake)
        #expect(life.stopEvidence == .replay)
        #expect(observation.sessions == [9..<31])
        #expect(observation.conflicts.isEmpty)
        #expect(observation.labels[4] == .down)
        #expect(observation.labels[6] == .boot)
        #expect(observation.labels[8] == .idle)
        #expect(observation.labels[30] == .connected)
        #expect(observation.labels[31] == .idle)
    }

    @Test func shortGapsWithoutAReportedStopDoNotEndALife() {
        var story = Story(minutes: 30)
        story.up(5..<10)
        story.up(12..<20)
        #expect(Observation(story.history).lives.map(\.life.minutes) == [5..<20])
        story.scaling(9.5, .terminateLifecycleAction)
        #expect(Observation(story.history).lives.map(\.life.minutes) == [5..<10, 12..<20])
        var longer = Story(minutes: 30)
        longer.up(5..<10)
        longer.up(13..<20)
        #expect(Observation(longer.history).lives.count == 2)
    }

    @Test func readyIsTheLogsLineElseTheTaskElseThePlayerElseFourMinutes() throws {
        var story = Story(minutes: 60)
        story.up(5..<50)
        #expect(Observation(story.history).lives.first?.life.readyMinute == 9)
        story.player(13.1, .joined, "Ana")
        #expect(Observation(story.history).lives.first?.life.readyMinute == 13)
        story.task(6.5, "RUNNING")
        #expect(Observation(story.history).lives.first?.life.readyMinute == 6)
        story.player(7.9, .serverReady)
        #expect(Observation(story.history).lives.first?.life.readyMinute == 7)
    }

    @Test func aServerThatSaysWhenItIsReadyAndDidNotNeverWas() {
        var story = Story(minutes: 100)
        story.up(5..<20)
        story.up(50..<60)
        story.task(51, "RUNNING", id: "t2")
        story.player(8, .serverReady)
        #expect(Observation(story.history).lives.map(\.life.readyMinute) == [8, 60])
    }

    @Test func aWakeThatNobodyUsedIsAFalseWake() {
        var story = Story(minutes: 60)
        story.query(4.5)
        story.up(5..<20)
        story.player(8, .serverReady)
        let life = Observation(story.history).lives.first
        #expect(life?.isFalseWake == true)
        story.history.hasContainerLog = false
        story.history.playerEvents = []
        #expect(Observation(story.history).lives.first?.isUsed == nil)
        #expect(Observation(story.history).labels[15] == .unknown)
    }

    @Test func aCauseThatNamesTheAlarmExplainsAStop() {
        var story = Story(minutes: 900)
        story.up(5..<505)
        for minute in 5..<505 { story.rate(minute, 5000) }
        #expect(Observation(story.history).lives.first?.life.stop == .other)
        story.scaling(
            503.5, .terminateSuccessful,
            cause: "a monitor alarm Instance Left Up - [ContainerManager-Mc] in state ALARM triggered policy")
        let life = Observation(story.history).lives.first
        #expect(life?.life.stop == .instanceLeftUp)
        #expect(life?.stopEvidence == .scalingCause)
    }

    @Test func crashesEndALifeAndMakeEpisodes() {
        var story = Story(minutes: 200)
        story.query(4.5)
        story.up(5..<12)
        story.task(7, "RUNNING")
        story.task(9.5, "STOPPED", stopCode: "EssentialContainerExited", exitCode: 1)
        story.task(9.6, "STOPPED", stopCode: "EssentialContainerExited", exitCode: 1)
        story.query(24.5)
        story.up(25..<31)
        story.task(28.5, "STOPPED", id: "t2", stopCode: "TaskFailedToStart")
        story.query(100.5)
        story.up(101..<120)
        story.task(118, "STOPPED", id: "t3", stopCode: "ServiceSchedulerInitiated", exitCode: 143)
        let observation = Observation(story.history)
        #expect(observation.lives.prefix(2).map(\.life.stop) == [.crashLoop, .crashLoop])
        #expect(observation.lives.map(\.crashStops.count) == [1, 1, 0])
        #expect(observation.crashEpisodes.map(\.stops.count) == [2])
        #expect(observation.crashEpisodes.first?.stops.first?.exitCodes == [1])
        #expect(!observation.areCrashesInferred)
    }

    @Test func withoutTaskEventsTheFunctionsRunsShowCrashes() {
        var story = Story(minutes: 100)
        story.up(5..<12)
        story.history.crashInvocations.values[10] = 1
        story.history.crashInvocations.values[11] = 1
        let observation = Observation(story.history)
        #expect(observation.areCrashesInferred)
        #expect(observation.crashEpisodes.map(\.stops.count) == [1])
        #expect(observation.lives.first?.life.stop == .crashLoop)
    }

    @Test func aQueryEndsTheAlarmUnlessItsHitArrivesLate() {
        var story = evening()
        story.query(40.5)
        story.up(41..<42)
        let prompt = Observation(story.history)
        let states = (36...46).map { prompt.replay.containerActivity.state(at: $0) == .alarm ? "A" : "." }
        #expect(states.joined() == "..AAA......")
        #expect(prompt.abortedLaunches.isEmpty)
        // A hit that is visible two minutes late leaves the alarm in ALARM: the launch of minute 40 is stopped at once.
        let late = Observation(story.history, settings: EvaluationSettings(arrivalDelay: 120))
        #expect(late.abortedLaunches == [40])
    }

    @Test func theHistorysEndsAreNotStartsAndStops() {
        var story = Story(minutes: 30)
        story.up(0..<30, rate: 5000)
        let life = Observation(story.history).lives.first?.life
        #expect(life?.start == .beforeHistory)
        #expect(life?.stop == .afterHistory)
    }

    @Test func disagreementIsReportedNeverResolved() {
        var story = Story(minutes: 200)
        story.query(4.5)
        story.query(150.5)
        story.up(5..<20, rate: 5000)
        story.scaling(4.6, .launchSuccessful)
        story.scaling(90, .terminateSuccessful)
        story.player(100, .joined, "Ana")
        story.task(120, "RUNNING")
        story.history.dnsTraffic.values[4] = 51
        let observation = Observation(story.history)
        #expect(
            observation.conflicts.map(\.kind) == [
                .otherThreshold, .upWithoutTraffic, .stopWithoutReason, .playerWhileDown, .taskWhileDown,
                .queryWithoutStart,
            ])
        #expect(observation.minutesUp == 15)
        #expect(observation.unmeasuredMinutes == Array(20..<90))
        #expect(observation.conflicts.first?.message.contains("50") == true)
    }

    @Test("Each kind of disagreement is found by itself", arguments: Conflict.Kind.allCases)
    func everyKindOfConflict(kind: Conflict.Kind) {
        var story = evening(minutes: 200)
        #expect(Observation(story.history).conflicts.isEmpty)
        switch kind {
        case .upWithoutTraffic:
            story.scaling(80, .launchSuccessful, instance: "i-2")
            story.scaling(100, .terminateSuccessful, instance: "i-2")
            story.scaling(4.6, .launchSuccessful)
        case .trafficWithoutInstance: story.scaling(150, .launchSuccessful, instance: "i-2")
        case .playerWhileDown: story.player(100, .joined, "Bo")
        case .taskWhileDown: story.task(100, "RUNNING")
        case .queryWithoutStart: story.query(100.5)
        case .queryWithoutHit:
            story.query(20.5)
            story.query(32.5)
            story.history.dnsTraffic.values[20] = .nan
            story.up(39..<41)
        case .otherThreshold: story.history.dnsTraffic.values[4] = 51
        case .alarmWithoutStop: story.up(39..<80)
        case .stopWithoutReason: for minute in 31..<39 { story.rate(minute, 5000) }
        case .startWithoutReason:
            story.up(100..<120)
            for minute in 100..<113 { story.rate(minute, 5000) }
        }
        let conflicts = Observation(story.history).conflicts
        #expect(conflicts.map(\.kind).contains(kind), "\(conflicts.map(\.message))")
        #expect(conflicts.allSatisfy { !$0.message.isEmpty && $0.from < $0.to && $0.count > 0 })
        #expect(Observation(story.history).lives.first?.life.firstMinute == 5, "reported, not resolved")
    }

    @Test("A gap in the metrics that an instance or a task ran through is no stop", arguments: [true, false])
    func gapsAreBridged(byInstance: Bool) {
        var story = Story(minutes: 200)
        story.query(4.5)
        story.up(7..<50, rate: 5000)
        story.up(80..<121, rate: 5000)
        if byInstance {
            story.scaling(4.6, .launchSuccessful)
            story.scaling(120, .terminateSuccessful)
        } else {
            story.task(8, "RUNNING")
            story.task(120, "STOPPED")
        }
        let observation = Observation(story.history)
        #expect(observation.lives.map(\.life.minutes) == [7..<121])
        #expect(observation.unmeasuredMinutes == Array(50..<80))
        #expect(
            observation.conflicts.map(\.kind)
                == [byInstance ? .upWithoutTraffic : .taskWhileDown, .stopWithoutReason])
        #expect(observation.minutesUp == 84)
    }

    @Test func windowsDecideWhoWasThere() {
        var story = Story(minutes: 30)
        story.history.hasContainerLog = false
        story.query(4.5)
        story.up(5..<20)
        var observation = Observation(story.history)
        #expect(observation.lives.first?.isUsed == nil)
        observation.label(idle: [story.time(0)..<story.time(30)], connected: [])
        #expect(observation.lives.first?.isFalseWake == true)
        observation.label(idle: [], connected: [story.time(15)..<story.time(16)])
        #expect(observation.lives.first?.isUsed == true)
    }
}
