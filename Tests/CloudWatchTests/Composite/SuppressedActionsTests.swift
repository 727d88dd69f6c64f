import CloudWatch
import Testing
import TimeSeries

@Suite struct SuppressedActionsTests {
    private let alarm = CompositeAlarm(
        alarmName: "c", alarmRule: "ALARM(x)", okActions: ["arn:aws:sns:us-east-1:123456789012:good"],
        alarmActions: ["arn:aws:sns:us-east-1:123456789012:bad"], actionsSuppressor: "s", waitPeriod: 120,
        extensionPeriod: 180)

    /// One line a run, `seconds state`, for the composite's and the suppressor's state at each minute.
    private func runs(
        _ composite: String, _ suppressor: String, settings: ActionSettings = ActionSettings(),
        mutes: [Range<Int>] = [], alarm: CompositeAlarm? = nil
    ) -> [String] {
        var actions = SuppressedActions(
            alarm: alarm ?? self.alarm,
            mutes: mutes.map { Instant(minute: $0.lowerBound)..<Instant(minute: $0.upperBound) },
            settings: settings, state: .ok)
        return zip(composite, suppressor).enumerated().flatMap { minute, letters in
            actions.step(
                to: letters.0 == "A" ? .alarm : .ok, suppressor: letters.1 == "A" ? .alarm : .ok,
                at: Instant(minute: minute)
            ).map { "\($0.time.seconds) \($0.state.rawValue)" }
        }
    }

    @Test("Without a suppressor actions run at once")
    func plain() {
        let plain = CompositeAlarm(alarmName: "c", alarmRule: "ALARM(x)", alarmActions: ["arn"])
        #expect(runs("OAAO", "OOOO", alarm: plain) == ["60 ALARM"])
    }

    @Test("A change waits; at the end of the wait the state then current runs its actions")
    func waits() {
        #expect(runs("OAAAA", "OOOOO") == ["180 ALARM"])
    }

    @Test("A second change begins the wait anew")
    func waitsAnew() {
        #expect(runs("OAOOOO", "OOOOOO") == ["240 OK"])
    }

    @Test("The suppressor goes into ALARM during the wait: held until the end of its extension")
    func suppressed() {
        #expect(runs("OAAAAAAAAA", "OOAAAOOOOO") == ["480 ALARM"])
    }

    @Test("A change while suppressed is held; one back again leaves the state then current")
    func backAgain() {
        #expect(runs("OAAOOOOOOO", "AAAAAOOOOO") == ["480 OK"])
    }

    @Test("A change during the extension drops it and waits")
    func changeInExtension() {
        #expect(runs("OAAAAAOOOO", "AAAAOOOOOO") == ["480 OK"])
    }

    @Test("An extension after which nothing had changed runs nothing, unless set so")
    func unchanged() {
        #expect(runs("OOOOOOOO", "OAAOOOOO").isEmpty)
        var settings = ActionSettings()
        settings.extensionEndRunsUnchanged = true
        #expect(runs("OOOOOOOO", "OAAOOOOO", settings: settings) == ["360 OK"])
    }

    @Test("A mute window takes precedence and lets go at its end")
    func muted() {
        #expect(runs("OAAAAAAA", "OOOOOOOO", mutes: [2..<6]) == ["360 ALARM"])
    }

    @Test("Another suppressor drops a wait and what it held; the same one does not")
    func replaced() {
        func runs(_ update: (inout CompositeAlarm) -> Void) -> [Int64] {
            var alarm = alarm
            var actions = SuppressedActions(alarm: alarm, state: .ok)
            #expect(actions.step(to: .alarm, suppressor: .ok, at: Instant(minute: 1)).isEmpty)
            update(&alarm)
            actions.update(to: alarm)
            return (2..<9).flatMap { minute in
                actions.step(to: .alarm, suppressor: .ok, at: Instant(minute: minute)).map(\.time.seconds)
            }
        }
        #expect(runs { $0.actionsSuppressor = "other" } == [])
        #expect(runs { $0.actionsSuppressorExtensionPeriod = 60 } == [180])
    }
}
