import CloudWatch
import RuleTests
import Testing

@Suite("Rule tests: leaves")
struct LeafRuleTestTests {
    private func passes(_ leaf: String, _ series: String, _ expect: String) throws -> Bool {
        try RuleTestsTests.passes("leaves", "leaf: \(leaf), series: {\(series)}, expect: [\(expect)]")
    }

    private let quiet = "{Watchdog: {Threshold: 150}}"

    @Test("Idle at the threshold, after the default of seven minutes")
    func containerActivity() throws {
        let series = "traffic_in: \"900x5 150x12\", volumes_out: \"_x17\", dns_hit: \"_x17\""
        let rule = "rule: ContainerActivity"
        #expect(try passes(quiet, series, "{at: 11m, \(rule), state: OK}"))
        #expect(try passes(quiet, series, "{at: 12m, \(rule), state: ALARM}"))
        #expect(try !passes(quiet, series, "{at: 12m, \(rule), state: OK}"))
        #expect(try passes(quiet, series, "{at: 0m, \(rule), state: INSUFFICIENT_DATA}"))
        // Minute 16 is the last point; twelve minutes later nothing real is in the range of 12.
        #expect(try passes(quiet, series, "{at: 28m, \(rule), state: ALARM}"))
        #expect(try passes(quiet, series, "{at: 29m, \(rule), state: INSUFFICIENT_DATA}"))
        #expect(try passes(quiet, series, "{at: 1d, \(rule), state: INSUFFICIENT_DATA}"))
    }

    @Test("Reads of volumes are taken off, rates are taken as they are")
    func reads() throws {
        let rule = "rule: ContainerActivity"
        let series = "traffic_in: \"0.1x30\", volumes_out: \"0.05x30\""
        #expect(try passes("{Watchdog: {Threshold: 0}}", series, "{at: 30m, \(rule), state: OK}"))
        // Reads without traffic are negative and so dropped.
        #expect(try passes(quiet, "volumes_out: \"5x30\"", "{at: 30m, \(rule), state: INSUFFICIENT_DATA}"))
        #expect(try passes(quiet, "traffic_in: \"0x30\"", "{at: 30m, \(rule), state: INSUFFICIENT_DATA}"))
        #expect(try passes(quiet, "dns_hit: \"1x30\"", "{at: 30m, \(rule), state: ALARM}"))
    }

    @Test("Up for DurationHours, whatever the traffic")
    func instanceLeftUp() throws {
        let leaf = "{Watchdog: {Threshold: 150, InstanceLeftUp: {DurationHours: 1, ShouldStop: true}}}"
        let rule = "rule: InstanceLeftUp"
        #expect(try passes(leaf, "traffic_in: \"0x60\"", "{at: 59m, \(rule), state: OK}"))
        #expect(try passes(leaf, "traffic_in: \"0x60\"", "{at: 60m, \(rule), state: ALARM}"))
        #expect(try passes(leaf, "traffic_in: \"0x60\"", "{at: 1h5m, \(rule), state: ALARM}"))
        #expect(try passes(leaf, "traffic_in: \"0x60\"", "{at: 1h6m, \(rule), state: OK}"))
        #expect(try passes(leaf, "dns_hit: \"9x90\"", "{at: 80m, \(rule), state: {not: ALARM}}"))
        // The default is eight hours.
        #expect(try passes(quiet, "traffic_in: \"1x480\"", "{at: 479m, \(rule), state: OK}"))
        #expect(try passes(quiet, "traffic_in: \"1x480\"", "{at: 8h, \(rule), state: ALARM}"))
    }

    @Test("A run of the crash-loop function holds the alarm while it is in the range")
    func crashLoop() throws {
        let rule = "rule: BreakCrashLoop"
        #expect(try passes(quiet, "crash_runs: \"_ 1\"", "{at: 1m, \(rule), state: OK}"))
        #expect(try passes(quiet, "crash_runs: \"_ 1\"", "{at: 2m, \(rule), state: ALARM}"))
        #expect(try passes(quiet, "crash_runs: \"_ 1\"", "{at: 7m, \(rule), state: ALARM}"))
        #expect(try passes(quiet, "crash_runs: \"_ 1\"", "{at: 8m, \(rule), state: OK}"))
        #expect(try passes(quiet, "crash_runs: \"0x3\"", "{at: 3m, \(rule), state: OK}"))
    }

    @Test("An alarm that CloudWatch refuses has no state")
    func refused() throws {
        let leaf = "{Watchdog: {Threshold: 1, InstanceLeftUp: {DurationHours: 25}}}"
        #expect(try !passes(leaf, "", "{at: 5m, rule: InstanceLeftUp, state: OK}"))
        #expect(try passes(leaf, "traffic_in: \"5x9\"", "{at: 9m, rule: ContainerActivity, state: OK}"))
        let never = "{Watchdog: {Threshold: 1, MinutesWithoutConnections: 0}}"
        #expect(try !passes(never, "", "{at: 5m, rule: ContainerActivity, state: INSUFFICIENT_DATA}"))
    }

    @Test("A leaf by its path, and what is wrong with one")
    func paths() throws {
        let leaf = "Watchdog:\n  Threshold: 100\n  MinutesWithoutConnections: 3\n"
        let text = """
            leaves:
              - name: from a file
                leaf: folder/leaf.yaml
                series: {traffic_in: 900 100x3}
                expect: [{at: 4m, rule: ContainerActivity, state: ALARM}]
            """
        #expect(try run(text, leaves: ["folder/leaf.yaml": leaf]).passed == 1)
        #expect(issues(text).count == 1)
        #expect(
            issues(text, leaves: ["folder/leaf.yaml": "Watchdog: {Treshold: 5}"]) == [
                "3:11 the leaf cannot be used: folder/leaf.yaml:1:11: Watchdog.Threshold is missing"
            ])
        #expect(
            issues(text, leaves: ["folder/leaf.yaml": "Watchdog: {Threshold: '5'}"]) == [
                "3:11 the leaf cannot be used: folder/leaf.yaml:1:23: Watchdog.Threshold must be an integer, "
                    + "but this is text"
            ])
    }

    @Test("Under another answer to an open question the verdicts change, and what is not tried says why")
    func sensitivity() throws {
        let file = try ruleTests(
            """
            alarms: [{name: a, alarm: {EvaluationPeriods: 3}, datapoints: "- - - - X", previousState: ALARM, expect: OK}]
            math: [{name: m, expression: m1 + 1, inputs: {m1: [1, null]}, expect: [2, null]}]
            leaves:
              - name: l
                leaf: {Watchdog: {Threshold: 150, MinutesWithoutConnections: 2}}
                series: {traffic_in: "900x5 120x2"}
                expect: [{at: 7m, rule: ContainerActivity, state: ALARM}]
            """)
        var report = RuleTestReport()
        report.addSensitivity(of: [file])
        let sensitivity = try #require(report.sensitivity)
        #expect(sensitivity.verdicts == 3)
        func changed(_ name: String) -> [String] {
            sensitivity.answers.first { "\($0.setting)=\($0.alternative)" == name }?.changes.map(\.name) ?? []
        }
        #expect(changed("decision.fewPoints=keep") == ["tests.yaml: a"])
        #expect(changed("math.scalarWithMissing=zero") == ["tests.yaml: m"])
        #expect(changed("evaluationOffset=+60") == ["tests.yaml: l at 7m ContainerActivity"])
        #expect(changed("arrivalDelay=+60") == ["tests.yaml: l at 7m ContainerActivity"])
        #expect(changed("evaluationRange=N+10").isEmpty)
        let tried = Set(sensitivity.answers.map(\.setting))
        let untried = Set(sensitivity.untried.map(\.setting))
        #expect(tried.union(untried) == Set(OpenQuestion.all.map(\.setting)))
        #expect(tried.isDisjoint(with: untried))
    }

    @Test("A failure names time, rule, range and the setting")
    func message() throws {
        let report = try run(
            """
            leaves:
              - name: t
                leaf: {Watchdog: {Threshold: 150, MinutesWithoutConnections: 2}}
                series: {traffic_in: "900x5 120x2"}
                expect:
                  - {at: 6m, rule: ContainerActivity, state: ALARM}
                  - {at: 7m, rule: ContainerActivity, state: OK}
            """)
        #expect(
            report.failures.map(\.message) == [
                "tests.yaml:2: t: at 6m ContainerActivity: expected ALARM, got OK | range - 0 0 0 0 0 X | "
                    + "enoughData: At least N real points in the range: the newest N of them decide, missing "
                    + "points are not counted. (N = 2, M = 2, 1 of the newest 2 breaches, missing, X is <= 150) "
                    + "(and 1 more)"
            ])
    }
}
