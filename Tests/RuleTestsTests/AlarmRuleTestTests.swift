import RuleTests
import Testing

@Suite("Rule tests: alarms")
struct AlarmRuleTestTests {
    @Test(
        "What passes",
        arguments: [
            // A list of numbers is the range; its length overrides EvaluationRange and the formula.
            """
            alarm: {Threshold: 10, ComparisonOperator: GreaterThanThreshold, EvaluationPeriods: 3, EvaluationRange: 9},
            datapoints: [null, null, 20, null, null], expect: ALARM
            """,
            "alarm: {EvaluationPeriods: 3}, datapoints: \"--X--\", expect: ALARM",
            "alarm: {EvaluationPeriods: 3}, datapoints: \"- - x - -\", expect: {not: OK}",
            "alarm: {EvaluationPeriods: 1}, datapoints: 0, expect: OK",
            // Strips may be counted, as messages write them, and series of numbers too.
            "alarm: {EvaluationPeriods: 480}, datapoints: \"Xx480 -x5\", expect: ALARM",
            "alarm: {EvaluationPeriods: 480}, datapoints: \"Xx479 0 _x5\", expect: OK",
            """
            alarm: {EvaluationPeriods: 3, Threshold: 10, ComparisonOperator: GreaterThanThreshold},
            datapoints: "5 20x3 _x2", expect: ALARM
            """,
            // CloudFormation takes numbers in quotes.
            "alarm: {EvaluationPeriods: '3', DatapointsToAlarm: '2'}, datapoints: \"X 0 X\", expect: ALARM",
            "alarm: {EvaluationPeriods: 1}, datapoints: X, expect: ALARM",
            "alarm: {EvaluationPeriods: 2}, datapoints: [], expect: INSUFFICIENT_DATA",
            "alarm: {EvaluationPeriods: 2}, datapoints: [null, null], expect: INSUFFICIENT_DATA",
            "alarm: {EvaluationPeriods: 2, TreatMissingData: ignore}, datapoints: \"--\", expect: INSUFFICIENT_DATA",
            """
            alarm: {EvaluationPeriods: 2, TreatMissingData: ignore}, datapoints: "--", previousState: ALARM,
            expect: ALARM
            """,
            """
            alarm: {EvaluationPeriods: 2, Namespace: AWS/DynamoDB}, datapoints: "--", previousState: OK, expect: OK
            """,
            """
            alarm: {EvaluationPeriods: 1, Threshold: 0.5, ComparisonOperator: LessThanOrEqualToThreshold},
            datapoints: [5.0e-1], expect: ALARM
            """,
            "alarm: {EvaluationPeriods: 5, DatapointsToAlarm: 2}, datapoints: \"X 0 0 0 X\", expect: ALARM",
            "alarm: {EvaluationPeriods: 3, AlarmName: n, Tags: [{Key: a, Value: b}]}, datapoints: XXX, expect: ALARM",
        ])
    func passing(entry: String) throws {
        #expect(try passes("alarms", entry.replacing("\n", with: " ")))
    }

    @Test(
        "What fails",
        arguments: [
            "alarm: {EvaluationPeriods: 3}, datapoints: XXX, expect: OK",
            "alarm: {EvaluationPeriods: 3}, datapoints: XXX, expect: {not: ALARM}",
            "alarm: {EvaluationPeriods: 3, TreatMissingData: ignore}, datapoints: \"--X--\", expect: ALARM",
            // No such alarm can exist, so there is no state to expect.
            "alarm: {EvaluationPeriods: 3, DatapointsToAlarm: 4}, datapoints: XXX, expect: OK",
            "alarm: {EvaluationPeriods: 0}, datapoints: XXX, expect: ALARM",
            """
            alarm: {EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: GreaterThanUpperThreshold},
            datapoints: [5], expect: OK
            """,
        ])
    func failing(entry: String) throws {
        #expect(try !passes("alarms", entry.replacing("\n", with: " ")))
    }

    @Test("A long range: 480 of 485")
    func longRange() throws {
        let strip = String(repeating: "X ", count: 240) + "- - - - - " + String(repeating: "X ", count: 240)
        let alarm = "alarm: {EvaluationPeriods: 480, TreatMissingData: notBreaching}"
        #expect(try passes("alarms", "\(alarm), datapoints: \"\(strip)\", expect: ALARM"))
        #expect(try passes("alarms", "\(alarm), datapoints: \"\(strip.dropFirst(2))\", expect: OK"))
    }

    @Test("A failure teaches: the strip, the branch, the numbers")
    func message() throws {
        let report = try run(
            """
            alarms:
              - name: one old breach
                alarm: {EvaluationPeriods: 3, EvaluationRange: 5}
                datapoints: "- - X - -"
                expect: OK
            """)
        #expect(
            report.failures.map(\.message) == [
                "tests.yaml:2: one old breach: expected OK, got ALARM | range - - X - - | prematureAlarm: "
                    + "Fewer than N real points, all of them breaching, and the oldest is at least M periods old. "
                    + "(N = 3, M = 3, 1 of 1 real point breaches, missing)"
            ])
        #expect(report.summary == "0 passed, 1 failed")
    }

    @Test(
        "What decided, in numbers",
        arguments: [
            (
                "alarm: {EvaluationPeriods: 3, Threshold: 10, ComparisonOperator: GreaterThanThreshold}, "
                    + "datapoints: [20, 5, 20, null], expect: ALARM",
                "(N = 3, M = 3, 2 of the newest 3 breach, missing, X is > 10)"
            ),
            (
                "alarm: {EvaluationPeriods: 3, TreatMissingData: ignore}, datapoints: \"- - -\", previousState: OK, "
                    + "expect: ALARM",
                "(N = 3, M = 3, no real point, ignore keeps OK)"
            ),
            (
                "alarm: {EvaluationPeriods: 3, TreatMissingData: breaching}, datapoints: \"0 0 -\", expect: ALARM",
                "(N = 3, M = 3, 0 of 2 real points breach, breaching)"
            ),
            (
                "alarm: {EvaluationPeriods: 3, TreatMissingData: ignore}, datapoints: \"- - - - X\", expect: ALARM",
                "(N = 3, M = 3, 1 of 1 real point breaches, ignore)"
            ),
        ])
    func counts(entry: String, end: String) throws {
        let report = try run("alarms: [{name: t, \(entry)}]")
        let line = report.failures.first?.checks.first?.line ?? ""
        #expect(line.hasSuffix(end), "\(line)")
    }

    @Test("Long strips are written short in messages")
    func longStrip() throws {
        let strip = String(repeating: "X", count: 50) + "-" + "00"
        let report = try run(
            "alarms: [{name: t, alarm: {EvaluationPeriods: 50}, datapoints: \"\(strip)\", expect: ALARM}]")
        #expect(report.failures.first?.checks.first?.strip == "Xx50 - 0x2")
    }
}
