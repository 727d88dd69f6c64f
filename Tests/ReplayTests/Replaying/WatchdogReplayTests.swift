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

    @Test func candidatesSideBySideShowFirstLastLongestShortestAndMailsOfAMonth() throws {
        var story = Story(
            minutes: 10 * 1440, watchdog: WatchdogSettings(threshold: 100, durationHours: 1))
        // Two nights of two hours and of one hour and a half, idle above 100 B/s.
        story.up(1000..<1120, rate: 300)
        story.up(5000..<5090, rate: 300)
        func firings(_ settings: WatchdogSettings, _ rule: WatchdogRule) throws -> RuleFirings {
            let result = ReplayResult(
                WatchdogReplay(story.history, watchdog: settings), history: story.history)
            return try #require(result.rules.first { $0.rule == rule })
        }
        let present = story.history.leaf.watchdog
        let leftUp = try firings(present, .instanceLeftUp)
        #expect(leftUp.firings == 2)
        #expect(leftUp.first == story.time(1060))
        #expect(leftUp.last == story.time(5060))
        // Five missing minutes are bridged after the last point.
        #expect([leftUp.longest, leftUp.shortest] == [66, 36])
        #expect(leftUp.minutesInAlarm == 102)
        #expect(leftUp.mails == 2)
        #expect(leftUp.mailsPerMonth == 6)
        #expect(try firings(present, .containerActivity).firings == 0)
        var candidate = present
        candidate.threshold = 300
        candidate.durationHours = 2
        let activity = try firings(candidate, .containerActivity)
        #expect(activity.firings == 2 && activity.first == story.time(1007))
        #expect(activity.mails == 0 && activity.mailsPerMonth == 0)
        #expect(try firings(candidate, .instanceLeftUp).firings == 1)
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

    @Test("The direct activity columns are what the alarm's metric math gives, on random histories")
    func directColumnsEqualMetricMath() throws {
        var random = RandomTimelines(seed: 20_261_125)
        for _ in 0..<200 {
            let minutes = Int(random.next() % 120) + 1
            let volumes = Int(random.next() % 4)
            var story = Story(
                minutes: minutes, watchdog: WatchdogSettings(threshold: Int(random.next() % 500)))
            story.history.leaf.volumes = (0..<volumes).map { "Volume\($0)" }
            func column() -> GridSeries {
                var series = GridSeries(start: story.history.start, missing: minutes)
                for minute in 0..<minutes where random.next() % 3 != 0 {
                    series.values[minute] = Double(random.next() % 4) * Double(random.next() % 9999) / 7
                }
                return series
            }
            story.history.networkIn = column()
            story.history.dnsTraffic = column()
            story.history.volumeReads = (0..<volumes).map {
                VolumeReads(name: WatchdogAlarms.readsID(volume: "Volume\($0)"), bytes: column())
            }
            let history = story.history
            let direct = WatchdogReplay(history)
            let settings = EvaluationSettings()
            let byMath = try WatchdogReplay.throughMetricMath(
                history, watchdog: history.leaf.watchdog, settings: settings)
            for rule in [WatchdogRule.containerActivity, .instanceLeftUp] {
                // Gaps, being NaN, are compared as texts.
                #expect(
                    byMath[rule].series.values.map { "\($0)" } == direct[rule].series.values.map { "\($0)" })
                #expect(byMath[rule].states == direct[rule].states)
            }
        }
    }

    @Test func otherAnswersChangeWhatHangsOnThemAndNothingElse() throws {
        var story = Story(minutes: 60)
        story.up(0..<30)
        let watchdog = story.history.leaf.watchdog
        let sensitivity = try WatchdogReplay.sensitivity(
            story.history, watchdog: watchdog, settings: EvaluationSettings())
        func answer(_ name: String) throws -> Sensitivity.Answer {
            try #require(sensitivity.answers.first { "\($0.setting)=\($0.alternative)" == name })
        }
        // Seven idle minutes alarm; then the last point leaves a range of 12, or of 9.
        #expect(sensitivity.verdicts == WatchdogReplay(story.history).transitions.count)
        #expect(
            try answer("evaluationRange=N+2").changes.map(\.name) == [
                "\(story.time(39).iso8601) ContainerActivity", "\(story.time(42).iso8601) ContainerActivity",
            ])
        // Where nothing is known, 0 is an idle minute, and the alarm stays.
        #expect(
            try answer("math.bothMissing=zero").changes.map(\.name) == [
                "\(story.time(42).iso8601) ContainerActivity"
            ])
        #expect(try answer("math.powerAssociation=left").changes.isEmpty)
        #expect(try answer("decision.ignoreWithEnoughBreaching=keep").changes.isEmpty)
    }

    @Test func everyOpenQuestionIsTriedOrLeftOutForAReasonThatHolds() throws {
        var story = Story(minutes: 30)
        story.up(0..<20)
        let leaf = story.history.leaf
        let replayed = try WatchdogReplay.sensitivity(
            story.history, watchdog: leaf.watchdog, settings: EvaluationSettings())
        var verification = Verification(story.history)
        verification.addSensitivity(of: story.history)
        for sensitivity in [replayed, try #require(verification.sensitivity)] {
            let tried = Set(sensitivity.answers.map(\.setting))
            let untried = Set(sensitivity.untried.map(\.setting))
            #expect(tried.union(untried) == Set(OpenQuestion.all.map(\.setting)))
            #expect(tried.isDisjoint(with: untried))
        }
        // The reasons.
        let alarms = WatchdogAlarms(leaf: leaf)
        for rule in WatchdogRule.allCases {
            let alarm = alarms[rule]
            #expect(EvaluationSchedule(alarm: alarm).interval == 60)
            for stat in alarm.metrics.compactMap(\.metricStat?.stat) { #expect(try Statistic(stat).isBasic) }
        }
    }

    @Test func anEvaluationOffsetMovesEveryChangeByAsMuch() {
        var story = Story(minutes: 60)
        story.up(0..<30)
        var settings = EvaluationSettings()
        settings.evaluationOffset = 120
        let usual = WatchdogReplay(story.history)
        let offset = WatchdogReplay(story.history, settings: settings)
        #expect(usual.containerActivity.transitions.count == 3)
        #expect(
            offset.containerActivity.transitions.map(\.time)
                == usual.containerActivity.transitions.map { $0.time.advanced(bySeconds: 120) })
        let alarm = offset.containerActivity.transitions[1].time
        let evaluation = offset.containerActivity.evaluation(
            at: story.history.networkIn.index(of: alarm) ?? 0)
        #expect(evaluation.decision.state == .alarm)
    }
}
