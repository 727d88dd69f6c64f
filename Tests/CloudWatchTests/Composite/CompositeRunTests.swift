import CloudWatch
import Testing

@Suite struct CompositeRunTests {
    private func changes(_ list: [CompositeRun.Change]) -> [String] {
        list.map { "\($0.name) \($0.from.rawValue) \($0.to.rawValue)" }
    }

    private func run() throws -> CompositeRun {
        try CompositeRun([
            CompositeAlarm(alarmName: "top", alarmRule: "ALARM(middle)"),
            CompositeAlarm(alarmName: "middle", alarmRule: "ALARM(a) OR ALARM(b)"),
        ])
    }

    @Test("INSUFFICIENT_DATA only between creation and the first evaluation")
    func creation() throws {
        var run = try run()
        #expect(run.states == ["top": .insufficientData, "middle": .insufficientData])
        #expect(
            changes(run.update(["a": .insufficientData, "b": .insufficientData])) == [
                "middle INSUFFICIENT_DATA OK", "top INSUFFICIENT_DATA OK",
            ])
        #expect(changes(run.update(["a": .alarm])) == ["middle OK ALARM", "top OK ALARM"])
        #expect(run.update(["a": .insufficientData]).map(\.to) == [.ok, .ok])
    }

    @Test("Evaluated when a child changes its state, not when one merely goes on")
    func childChanges() throws {
        var run = try run()
        _ = run.update(["a": .ok, "b": .ok])
        // A second child in ALARM changes nothing above.
        #expect(changes(run.update(["a": .alarm])) == ["middle OK ALARM", "top OK ALARM"])
        #expect(run.update(["b": .alarm]).isEmpty)
        #expect(run.update(["b": .alarm, "a": .alarm]).isEmpty)
    }

    @Test("A state that somebody set lasts until a child changes, and goes up at once")
    func forced() throws {
        var run = try run()
        _ = run.update(["a": .ok, "b": .ok])
        #expect(changes(run.force("middle", to: .alarm)) == ["middle OK ALARM", "top OK ALARM"])
        // Nothing changed below, so the rule is not looked at.
        #expect(run.update(["a": .ok, "b": .ok]).isEmpty)
        #expect(run.states["middle"] == .alarm)
        #expect(changes(run.update(["b": .insufficientData])) == ["middle ALARM OK", "top ALARM OK"])
        // A metric alarm that somebody set counts like any other change.
        #expect(changes(run.force("a", to: .alarm)) == ["middle OK ALARM", "top OK ALARM"])
        #expect(run.force("a", to: .alarm).isEmpty)
        #expect(run.force("unknown", to: .alarm).isEmpty)
    }

    @Test("An updated rule is evaluated at once, and a rule that cannot be read changes nothing")
    func updated() throws {
        var run = try run()
        _ = run.update(["a": .ok, "b": .ok])
        let update = CompositeAlarm(alarmName: "middle", alarmRule: "OK(a)")
        #expect(changes(try run.replace(update)) == ["middle OK ALARM", "top OK ALARM"])
        #expect(throws: AlarmRuleError.self) {
            try run.replace(CompositeAlarm(alarmName: "middle", alarmRule: "OK(a"))
        }
        #expect(run.states["middle"] == .alarm)
        #expect(changes(run.update(["a": .alarm])) == ["middle ALARM OK", "top ALARM OK"])
    }

    @Test("A cycle stops what is on it and above it, and the rest goes on")
    func cycle() throws {
        var run = try run()
        _ = run.update(["a": .ok, "b": .ok])
        #expect(try run.replace(CompositeAlarm(alarmName: "middle", alarmRule: "ALARM(top)")).isEmpty)
        #expect(run.update(["a": .alarm]).isEmpty)
        #expect(run.states["top"] == .ok)
    }
}
