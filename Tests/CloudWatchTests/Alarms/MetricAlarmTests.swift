import CloudWatch
import Foundation
import Testing

@Suite struct MetricAlarmTests {
    private func alarm(_ json: String) throws -> MetricAlarm {
        try JSONDecoder().decode(MetricAlarm.self, from: Data(json.utf8))
    }

    @Test("An alarm on one metric as describe-alarms shows it")
    func singleMetric() throws {
        let alarm = try alarm(
            """
            {"AlarmName": "cpu", "AlarmArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:cpu",
             "ActionsEnabled": true, "OKActions": [], "AlarmActions": ["arn:aws:sns:us-east-1:123456789012:mail"],
             "InsufficientDataActions": [], "StateValue": "OK", "MetricName": "CPUUtilization",
             "Namespace": "AWS/EC2", "Statistic": "Average",
             "Dimensions": [{"Name": "InstanceId", "Value": "i-1"}], "Period": 300, "EvaluationPeriods": 3,
             "DatapointsToAlarm": 2, "Threshold": 80.0, "ComparisonOperator": "GreaterThanThreshold",
             "TreatMissingData": "notBreaching", "Metrics": []}
            """)
        #expect(alarm.evaluatedQuery?.metricStat?.metric.metricName == "CPUUtilization")
        #expect(alarm.evaluatedQuery?.metricStat?.stat == "Average")
        #expect((alarm.period, alarm.evaluationPeriods, alarm.requiredDatapoints) == (300, 3, 2))
        #expect(alarm.treatMissingData == .notBreaching)
        #expect(!alarm.usesMetricMath)
        #expect(alarm.validate().isEmpty)
        let written = try JSONDecoder().decode(AlarmProperties.self, from: JSONEncoder().encode(alarm))
        #expect(written.metrics == nil)
        #expect(written.statistic == "Average")
        #expect(try MetricAlarm(written) == alarm)
    }

    @Test("A metric math alarm, with its numbers as text as templates may write them")
    func metricMath() throws {
        let alarm = try alarm(
            """
            {"AlarmName": "math", "EvaluationPeriods": "7", "Threshold": "1000",
             "ComparisonOperator": "LessThanOrEqualToThreshold",
             "EvaluationWindow": {"WallClockWindow": {"Timezone": "Europe/Berlin"}},
             "WarmUpConfiguration": {"WarmUpPeriodDurationInMinutes": 30},
             "Metrics": [
               {"Id": "rate", "Expression": "b/PERIOD(b)"},
               {"Id": "b", "ReturnData": false, "MetricStat": {"Stat": "Sum", "Period": 60,
                "Metric": {"Namespace": "AWS/EC2", "MetricName": "NetworkIn"}}}]}
            """)
        #expect(alarm.evaluatedQuery?.id == "rate")
        #expect(alarm.period == 60)
        #expect(alarm.evaluationWindow == .wallClock(timeZone: "Europe/Berlin"))
        #expect(alarm.warmUpConfiguration == WarmUpConfiguration(minutes: 30))
        #expect(alarm.validate().isEmpty)
        #expect(try JSONDecoder().decode(MetricAlarm.self, from: JSONEncoder().encode(alarm)) == alarm)
    }

    @Test("Defaults: M is N, missing is missing, but ignored for DynamoDB")
    func defaults() throws {
        let rest = #""EvaluationPeriods": 3, "Threshold": 1, "ComparisonOperator": "GreaterThanThreshold"}"#
        let plain = try alarm("{" + rest)
        #expect(plain.requiredDatapoints == 3)
        #expect(plain.treatMissingData == .missing)
        #expect(plain.actionsEnabled)
        #expect(try alarm(#"{"Namespace": "AWS/DynamoDB", "# + rest).treatMissingData == .ignore)
        let explicit = #"{"Namespace": "AWS/DynamoDB", "TreatMissingData": "breaching", "# + rest
        #expect(try alarm(explicit).treatMissingData == .breaching)
    }

    @Test("What cannot be evaluated says which property is to blame")
    func errors() {
        var properties = AlarmProperties()
        properties.alarmName = "a"
        #expect(throws: AlarmPropertiesError.missing(alarm: "\"a\"", property: "ComparisonOperator")) {
            try MetricAlarm(properties)
        }
        properties.comparisonOperator = "Above"
        #expect(
            throws: AlarmPropertiesError.unknownValue(
                alarm: "\"a\"", property: "ComparisonOperator", value: "Above")
        ) { try MetricAlarm(properties) }
        properties.hasEvaluationCriteria = true
        #expect(throws: AlarmPropertiesError.promQL(alarm: "\"a\"")) { try MetricAlarm(properties) }
    }
}
