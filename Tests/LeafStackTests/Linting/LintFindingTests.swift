import LeafStack
import Testing

@Suite struct LintFindingTests {
    @Test(
        arguments: [
            ("  Threshold: 1\n  MinutesWithoutConnections: 0", LintFinding.Rule.noPeriods, 8),
            ("  Threshold: 1\n  MinutesWithoutConnections: 1441", .tooManyPeriods, 8),
            ("  Threshold: 1\n  InstanceLeftUp: {DurationHours: 25}", .tooManyPeriods, 8),
            ("  Threshold: 1\n  InstanceLeftUp: {DurationHours: 0}", .noPeriods, 8),
            ("  Threshold: -5", .thresholdNeverReached, 7), ("  Threshold: 1.5", .refusedByApp, 7),
            ("  Threshold: 1\n  Threshold: 2", .overriddenKey, 7),
            ("  Threshold: 1\n  MinutesWithoutConnections: !ENV ${N}", .valueFromEnvironment, 8),
            ("  Threshold: 1\n  Sleep: 3", .refusedByApp, 8),
        ])
    func eachMistakeIsFoundAtItsPlace(watchdog: String, rule: LintFinding.Rule, line: Int) throws {
        let findings = try read(leaf(watchdog: watchdog)).findings
        #expect(findings.map(\.rule) == [rule])
        #expect(findings.first?.place?.line == line)
        #expect(findings.first?.message.hasSuffix(".") == true)
    }

    @Test func theLimitsThemselvesAreFine() throws {
        let text = "  Threshold: 1\n  MinutesWithoutConnections: 1440\n  InstanceLeftUp: {DurationHours: 24}"
        #expect(try read(leaf(watchdog: text)).findings.isEmpty)
    }
}
