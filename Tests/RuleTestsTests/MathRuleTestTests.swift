import RuleTests
import Testing

@Suite("Rule tests: math")
struct MathRuleTestTests {
    @Test(
        "What passes",
        arguments: [
            "expression: m1 + 1, inputs: {m1: [1, null]}, expect: [2, null]",
            "expression: m1 + 1, inputs: {m1: \"1x2 _\"}, expect: [2, 2, null]",
            "expression: SUM(m1), inputs: {m1: [1, 2]}, expect: 3",
            "expression: SUM(m1), inputs: {m1: [1, 2]}, expect: \"*\"",
            "expression: 6 * 7, expect: 42",
            "expression: METRICS(), inputs: {m2: [1], m1: [2], m10: [3]}, expect: [[2], [3], [1]]",
            "expression: METRICS(), inputs: {m2: [1], m1: [2]}, expect: [\"*\", [1]]",
            "expression: METRICS(), inputs: {m2: [1], m1: [2]}, expect: [[\"*\"], [1]]",
            "expression: m1, inputs: {m1: [1, 2]}, expect: [\"*\", 2]",
            "expression: m1 / 3, inputs: {m1: [1]}, expect: [0.33333333333]",
            "expression: m1, inputs: {m1: [1.0000000001]}, expect: [1]",
            "expression: m1, inputs: {m1: [105]}, expect: [100], tolerance: 0.05",
            "expression: m1, inputs: {m1: [1.0e-3]}, expect: [0], tolerance: 0.01",
            "expression: m1 +, inputs: {m1: [1]}, expect: {error: true}",
            "expression: m2, inputs: {m1: [1]}, expect: {error: true}",
            "expression: \"SEARCH('x', 'Sum')\", expect: {error: true}",
            "expression: \"SLICE([m1], 1, 2)\", inputs: {m1: [1]}, expect: {error: true}",
            "expression: 0^0, expect: {error: true}",
            "expression: m1, inputs: {M1: [1]}, expect: {error: true}",
            "expression: 1/0, expect: null",
            "expression: m1 / 0, inputs: {m1: [1, 2]}, expect: [null, null]",
            "expression: m1 * (1/0), inputs: {m1: [1, 2]}, expect: [null, null]",
            "expression: AVG(m1), inputs: {m1: [null, null]}, expect: [null, null]",
            "expression: expression + 1, inputs: {expression: [1]}, expect: [2]",
            "expression: PERIOD(m1), period: 300, inputs: {m1: [1]}, expect: 300",
            "expression: DAY(m1), start: 2026-01-04T23:59:00Z, inputs: {m1: [1, 1]}, expect: [7, 1]",
            "expression: DAY(m1), start: 2026-01-04, inputs: {m1: [1]}, expect: [7]",
            "expression: EPOCH(m1), inputs: {m1: [1, null]}, expect: [0, 60]",
            "expression: m1 + m2, inputs: {m1: [1], m2: [1, 2]}, expect: [2, 2]",
            "expression: \"REMOVE_EMPTY([m1])\", inputs: {m1: [null]}, expect: []",
        ])
    func passing(entry: String) throws {
        #expect(try passes("math", entry))
    }

    @Test(
        "What fails",
        arguments: [
            "expression: m1 + 1, inputs: {m1: [1]}, expect: [3]",
            "expression: m1 + 1, inputs: {m1: [1]}, expect: 2",
            "expression: m1 + 1, inputs: {m1: [1]}, expect: [2, 2]",
            "expression: m1 + 1, inputs: {m1: [1]}, expect: [null]",
            "expression: m1 + 1, inputs: {m1: [null]}, expect: [1]",
            "expression: m1 + 1, inputs: {m1: [1]}, expect: {error: true}",
            "expression: m1 +, inputs: {m1: [1]}, expect: [1]",
            "expression: SUM(m1), inputs: {m1: [1, 2]}, expect: [3]",
            "expression: METRICS(), inputs: {m1: [1], m2: [2]}, expect: [[2], [1]]",
            "expression: METRICS(), inputs: {m1: [1], m2: [2]}, expect: [[1]]",
            "expression: METRICS(), inputs: {m1: [1]}, expect: [1]",
            "expression: m1, inputs: {m1: [1.00000001]}, expect: [1]",
            "expression: m1, inputs: {m1: [106]}, expect: [100], tolerance: 0.05",
            "expression: m1, inputs: {m1: [1.0e-20]}, expect: [0]",
            "expression: 1/0, expect: 0",
            "expression: m1, inputs: {m1: [1]}, expect: [[\"*\"], [\"*\"]]",
        ])
    func failing(entry: String) throws {
        #expect(try !passes("math", entry))
    }

    @Test(
        "A failure says where and why",
        arguments: [
            (
                "expression: m1 + 1, inputs: {m1: [1, 2]}, expect: [2, 4], start: 2026-01-01T00:00:00Z",
                "expected [2, 4], got [2, 3] | point 1 (2026-01-01T00:01:00Z): expected 4, got 3"
            ),
            (
                "expression: m1 + FOO(1), inputs: {m1: [1]}, expect: [2]",
                "expected [2], got an error | at byte 5: FOO is not a function"
            ),
            (
                "expression: 1 + 1, expect: [2]",
                "expected [2], got 2 | the result has another form than expected"
            ),
        ])
    func messages(entry: String, line: String) throws {
        let report = try run("math: [{name: t, \(entry)}]")
        #expect(report.failures.first?.checks.first?.line == line)
    }
}
