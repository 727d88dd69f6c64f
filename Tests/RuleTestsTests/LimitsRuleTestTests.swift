import RuleTests
import Testing

@Suite("Rule tests: limits")
struct LimitsRuleTestTests {
    private static let math =
        "{Id: m1, ReturnData: false, MetricStat: {Metric: {Namespace: A, MetricName: B}, Period: 60, Stat: Sum}}"

    @Test(
        "Valid",
        arguments: [
            "{Period: 60, EvaluationPeriods: 1440}", "{EvaluationPeriods: 1440}",
            "{Period: 3600, EvaluationPeriods: 168}", "{Period: 10, EvaluationPeriods: 8640}",
            "{Period: 20, EvaluationPeriods: 1}", "{Period: 30, EvaluationPeriods: 1}",
            "{EvaluationPeriods: 3, DatapointsToAlarm: 3}", "{}",
            "{Period: 604800, EvaluationPeriods: 1}", "{TreatMissingData: ignore}",
            "{EvaluationPeriods: 1, Metrics: [\(math), {Id: e1, Expression: m1 / 2}]}",
        ])
    func valid(alarm: String) throws {
        #expect(try passes("limits", "alarm: \(alarm), expect: valid"))
        #expect(try !passes("limits", "alarm: \(alarm), expect: invalid"))
    }

    @Test(
        "Invalid",
        arguments: [
            "{Period: 60, EvaluationPeriods: 1441}", "{EvaluationPeriods: 1441}",
            "{Period: 3600, EvaluationPeriods: 169}", "{Period: 10, EvaluationPeriods: 8641}",
            "{Period: 45}", "{Period: 0}", "{Period: 5}", "{Period: 90}", "{Period: 604801}",
            "{EvaluationPeriods: 0}", "{EvaluationPeriods: 1.5}", "{EvaluationPeriods: -1}",
            "{DatapointsToAlarm: 0}", "{EvaluationPeriods: 3, DatapointsToAlarm: 4}",
            "{TreatMissingData: sometimes}", "{ComparisonOperator: Equals}",
            "{Metrics: [{Id: E1, Expression: m1}]}", "{Metrics: [\(math)]}",
            "{Metrics: [\(math), {Id: e1, Expression: m1 +}]}",
            "{Metrics: [\(math), {Id: e1, Expression: AVG(m1)}]}",
            "{Metrics: [\(math), {Id: e1, Expression: e2}, {Id: e2, Expression: e1, ReturnData: false}]}",
            "{Statistic: Sum, ExtendedStatistic: p99}", "{Threshold: [1]}",
        ])
    func invalid(alarm: String) throws {
        #expect(try passes("limits", "alarm: \(alarm), expect: invalid"))
        #expect(try !passes("limits", "alarm: \(alarm), expect: valid"))
    }
}
