import RuleTests
import Testing

@Suite("Rule tests: what is no test")
struct RuleTestReadingTests {
    @Test(
        "Errors, with their place",
        arguments: [
            ("", "1:1 the file holds no tests; it has any of the lists alarms, math, leaves, limits"),
            ("{}", "1:1 the file holds no tests; it has any of the lists alarms, math, leaves, limits"),
            (
                "alarms: []",
                "1:1 the file holds no tests; it has any of the lists alarms, math, leaves, limits"
            ),
            ("[]", "1:1 the file must be a mapping, but is a list"),
            ("just text", "1:1 the file must be a mapping, but is just text"),
            ("tests: []", "1:1 unknown key \"tests\"; here stand alarms, math, leaves, limits"),
            ("math: {a: b}", "1:7 math must be a list of tests, but is a mapping"),
            (
                "math: [{name: t, expression: 1, expect: 1, expct: 2}]",
                "1:44 unknown key \"expct\"; here stand name, expression, period, start, inputs, expect, tolerance"
            ),
            ("math: [{name: t, expression: 1}]", "1:8 expect is missing"),
            ("math: [{expression: 1, expect: 1}]", "1:8 name is missing"),
            ("math: [{name: '', expression: 1, expect: 1}]", "1:15 name must be text, but is \"\""),
            (
                "math: [{name: t, expression: 1, expect: 1}, {name: t, expression: 1, expect: 1}]",
                "1:52 another test has the name \"t\""
            ),
            (
                "math: [{name: t, expression: 1, expect: {error: false}}]",
                "1:49 error must be true, but is false"
            ),
            (
                "math: [{name: t, expression: m, inputs: {m: [x]}, expect: [1]}]",
                "1:46 a point of m must be a number or null, but is x"
            ),
            (
                "math: [{name: t, expression: m, inputs: {m: ['1']}, expect: [1]}]",
                "1:46 a point of m must be a number or null, but is \"1\""
            ),
            (
                "math: [{name: t, expression: m, inputs: {m: 5q}, expect: [1]}]",
                "1:45 \"5q\" is no item of a series: write a decimal number or _, with xCOUNT to repeat"
            ),
            (
                "math: [{name: t, expression: m, start: soon, expect: [1]}]",
                "1:40 start must be a time such as 2026-01-01T00:00:00Z, but is soon"
            ),
            (
                "alarms: [{name: t, alarm: {EvaluationPeriod: 3, EvaluationPeriods: 3}, datapoints: X, expect: OK}]",
                "unknown key \"EvaluationPeriod\""
            ),
            ("alarms: [{name: t, alarm: {}, datapoints: X, expect: OK}]", "EvaluationPeriods is missing"),
            (
                "alarms: [{name: t, alarm: {EvaluationPeriods: 3}, datapoints: [1], expect: OK}]",
                "1:27 numbers in datapoints need Threshold"
            ),
            (
                "alarms: [{name: t, alarm: {EvaluationPeriods: 3}, datapoints: X Y, expect: OK}]",
                "1:63 datapoints must be a list, a strip such as \"0 - X\", or a series such as \"20x3 _ 5\", but is X Y"
            ),
            (
                "alarms: [{name: t, alarm: {EvaluationPeriods: 3}, datapoints: X 0x2000000, expect: OK}]",
                "1:63 a strip"
            ),
            (
                "alarms: [{name: t, alarm: {EvaluationPeriods: 3}, datapoints: Xx99999999999999999999, expect: OK}]",
                "1:63 a strip"
            ),
            (
                "alarms: [{name: t, alarm: {EvaluationPeriods: 'three'}, datapoints: X, expect: OK}]",
                "EvaluationPeriods must be a whole number, but is \"three\""
            ),
            (
                "alarms: [{name: t, alarm: {EvaluationPeriods: 3}, datapoints: X, expect: ok}]",
                "1:74 expect must be OK or ALARM or INSUFFICIENT_DATA, but is ok"
            ),
            (
                "alarms: [{name: t, alarm: {EvaluationPeriods: 3}, datapoints: X, expect: {nto: OK}}]",
                "unknown key \"nto\""
            ),
            (
                "alarms: [{name: t, alarm: {EvaluationPeriods: 3, TreatMissingData: keep}, datapoints: X, expect: OK}]",
                "TreatMissingData must be missing or ignore or breaching or notBreaching, but is keep"
            ),
            (
                "limits: [{name: t, alarm: {Metrics: [{id: m1}]}, expect: valid}]",
                "unknown key \"id\""
            ),
            (
                "limits: [{name: t, alarm: {}, expect: maybe}]",
                "expect must be valid or invalid, but is maybe"
            ),
            (
                "leaves: [{name: t, leaf: {Watchdog: {Threshold: 1}}, series: {trafic_in: 1}, expect: []}]",
                "unknown key \"trafic_in\""
            ),
            (
                "leaves: [{name: t, leaf: {Watchdog: {Threshold: 1}}, series: {}, expect: []}]",
                "expect is empty, so the test checks nothing"
            ),
            (
                """
                leaves: [{name: t, leaf: {Watchdog: {Threshold: 1, Minutes: 7}}, series: {},
                  expect: [{at: 1m, rule: ContainerActivity, state: OK}]}]
                """,
                "the leaf cannot be used: Watchdog.Minutes is not a key of a leaf configuration"
            ),
            (
                """
                leaves: [{name: t, leaf: {Watchdog: {Threshold: 1}}, series: {},
                  expect: [{at: 1, rule: ContainerActivity, state: OK}]}]
                """,
                "at must be minutes such as 12m, or 1h30m, but is 1"
            ),
            (
                """
                leaves: [{name: t, leaf: {Watchdog: {Threshold: 1}}, series: {},
                  expect: [{at: 1m, rule: Activity, state: OK}]}]
                """,
                "rule must be ContainerActivity or InstanceLeftUp or BreakCrashLoop, but is Activity"
            ),
            ("math: [{name: t, name: u, expression: 1, expect: 1}]", "the key name stands twice"),
            ("math: [", "not valid YAML"),
            ("a: 1\n---\nb: 2\n", "not valid YAML"),
        ])
    func errors(text: String, issue: String) {
        let found = issues(text)
        #expect(found.contains { $0.hasSuffix(issue) || $0.contains(issue) }, "found \(found)")
    }

    @Test("Everything wrong in a file is listed, in its order")
    func allIssues() {
        let found = issues(
            """
            math:
              - {name: a, expression: 1, expct: 1}
              - {name: a, expression: 1, expect: {}}
            other: 1
            """)
        #expect(found.map { String($0.prefix { $0 != " " }) } == ["2:5", "2:30", "3:12", "3:38", "4:1"])
    }

    @Test("JSON is YAML, exponents and all")
    func json() throws {
        let report = try run(
            #"{"math": [{"name": "j", "expression": "m1 * 2", "inputs": {"m1": [1e3, null]}, "expect": [2.0E3, null]}]}"#
        )
        #expect(report.passed == 1)
    }

    @Test("Hexadecimal, octal and base-60 texts are no numbers; in a series they are counts of zeros")
    func oddNumbers() throws {
        #expect(try passes("math", "expression: m, inputs: {m: 0x3}, expect: [0, 0, 0]"))
        #expect(try passes("math", "expression: m, inputs: {m: \"-1.5x2 .5\"}, expect: [-1.5, -1.5, 0.5]"))
        for number in ["0x1F", "010", "1:30", "1_000", ".inf", ".nan", "--1"] {
            #expect(!issues("math: [{name: t, expression: 1, expect: [\(number)]}]").isEmpty)
        }
        for series in [
            "1e3x2", "x5", "5x", "5x-1", "5xx2", "_1", "0x99999999999999999999", "nanx2", "1x2000000",
        ] {
            #expect(
                !issues("math: [{name: t, expression: m, inputs: {m: \"\(series)\"}, expect: [1]}]").isEmpty)
        }
    }

    @Test("Anchors and merges spare repetition")
    func merges() throws {
        let report = try run(
            """
            alarms:
              - name: first
                alarm: &base {EvaluationPeriods: 3, TreatMissingData: breaching}
                datapoints: "-"
                expect: ALARM
              - name: second
                alarm: {<<: *base, TreatMissingData: notBreaching}
                datapoints: "-"
                expect: OK
            """)
        #expect(report.failures.map(\.message) == [])
        #expect(report.passed == 2)
    }

    @Test("Hostile files end in an error")
    func hostile() {
        let bomb = (1...20).map {
            "k\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ","))]"
        }
        #expect(!issues("k0: &a0 x\n" + bomb.joined(separator: "\n")).isEmpty)
        for depth in [100, 5000, 20_000] {
            #expect(!issues("math: " + String(repeating: "[", count: depth)).isEmpty)
            #expect(!issues("math: " + String(repeating: "{a: ", count: depth)).isEmpty)
        }
        #expect(!issues("math: \u{0}").isEmpty)
    }
}
