import CloudWatch
import Testing

/// A change to a good alarm, and the property and rule of each finding it brings.
struct Misuse: Sendable, CustomTestStringConvertible {
    var name: String
    var expected: [String]
    var change: @Sendable (inout AlarmProperties) -> Void

    init(_ name: String, _ expected: [String], _ change: @escaping @Sendable (inout AlarmProperties) -> Void)
    {
        self.name = name
        self.expected = expected
        self.change = change
    }

    var testDescription: String { name }

    static func metric(_ id: String, period: Int = 60, stat: String = "Sum", returned: Bool = false)
        -> MetricDataQuery
    {
        MetricDataQuery(
            id: id,
            metricStat: MetricStat(
                metric: MetricName(namespace: "AWS/EC2", metricName: "NetworkIn"), period: period, stat: stat),
            returnData: returned)
    }

    static let single: [Misuse] = [
        Misuse("as it is", []) { _ in },
        Misuse("one day of minutes", []) { $0.evaluationPeriods = 1440 },
        Misuse("a minute more", ["EvaluationPeriods evaluatedTime"]) { $0.evaluationPeriods = 1441 },
        Misuse("one day of five minutes", []) { ($0.period, $0.evaluationPeriods) = (300, 288) },
        Misuse("five minutes more", ["EvaluationPeriods evaluatedTime"]) {
            ($0.period, $0.evaluationPeriods) = (300, 289)
        },
        Misuse("seven days of hours", []) { ($0.period, $0.evaluationPeriods) = (3600, 168) },
        Misuse("an hour more", ["EvaluationPeriods evaluatedTime"]) {
            ($0.period, $0.evaluationPeriods) = (3600, 169)
        },
        Misuse("seven days", []) { ($0.period, $0.evaluationPeriods) = (86_400, 7) },
        Misuse("beyond counting", ["EvaluationPeriods evaluatedTime"]) { $0.evaluationPeriods = .max },
        Misuse("no period at all", ["EvaluationPeriods outOfBounds"]) { $0.evaluationPeriods = 0 },
        Misuse("20 seconds", []) { $0.period = 20 },
        Misuse("5 seconds", ["Period period"]) { $0.period = 5 },
        Misuse("90 seconds", ["Period period"]) { $0.period = 90 },
        Misuse("no seconds", ["Period period"]) { $0.period = 0 },
        Misuse("M = N", []) { $0.datapointsToAlarm = 3 },
        Misuse("M = 0", ["DatapointsToAlarm outOfBounds"]) { $0.datapointsToAlarm = 0 },
        Misuse("M above N", ["DatapointsToAlarm datapointsAboveEvaluation"]) { $0.datapointsToAlarm = 4 },
        Misuse("unknown treatment", ["TreatMissingData unknownValue"]) { $0.treatMissingData = "Missing" },
        Misuse("unknown operator", ["ComparisonOperator unknownValue"]) { $0.comparisonOperator = ">" },
        Misuse("band operator", ["ComparisonOperator operatorAndThreshold"]) {
            $0.comparisonOperator = "GreaterThanUpperThreshold"
        },
        Misuse("threshold without end", ["Threshold outOfBounds"]) { $0.threshold = .infinity },
        Misuse("both statistics", ["ExtendedStatistic exclusive"]) { $0.extendedStatistic = "p90" },
        Misuse("a percentile as Statistic", ["Statistic unknownValue"]) { $0.statistic = "p90" },
        Misuse("no percentile", ["ExtendedStatistic syntax"]) {
            ($0.statistic, $0.extendedStatistic) = (nil, "p101")
        },
        Misuse("trimmed too far", ["ExtendedStatistic outOfBounds"]) {
            ($0.statistic, $0.extendedStatistic) = (nil, "TM(5%:90%)")
        },
        Misuse("p99.9 is not trimmed", []) { ($0.statistic, $0.extendedStatistic) = (nil, "p99.9") },
        Misuse("few samples of a sum", ["EvaluateLowSampleCountPercentile withoutEffect"]) {
            $0.evaluateLowSampleCountPercentile = "ignore"
        },
        Misuse("unknown unit", ["Unit unknownValue"]) { $0.unit = "bytes" },
        Misuse("long name", ["AlarmName outOfBounds"]) { $0.alarmName = String(repeating: "a", count: 256) },
        Misuse("tabulator in the name", ["AlarmName syntax"]) { $0.alarmName = "a\tb" },
        Misuse("namespace of a colon", ["Namespace syntax"]) { $0.namespace = ":a" },
        Misuse("31 dimensions", ["Dimensions outOfBounds"]) {
            $0.dimensions = Array(repeating: Dimension(name: "a", value: "b"), count: 31)
        },
        Misuse("six actions", ["OKActions outOfBounds"]) { $0.okActions = Array(repeating: "arn", count: 6) },
        Misuse("stops an instance when OK", ["OKActions[0] action"]) {
            $0.okActions = ["arn:aws:automate:us-east-1:ec2:stop"]
        },
        Misuse("stops nobody's instance", ["AlarmActions[0] action"]) {
            $0.alarmActions = ["arn:aws:automate:us-east-1:ec2:stop"]
        },
        Misuse("stops an instance", []) {
            $0.dimensions = [Dimension(name: "InstanceId", value: "i-0123456789abcdef0")]
            $0.alarmActions = ["arn:aws:automate:us-east-1:ec2:stop"]
        },
        Misuse("stops an instance for want of data", ["AlarmActions[0] action"]) {
            $0.dimensions = [Dimension(name: "InstanceId", value: "i-0123456789abcdef0")]
            $0.alarmActions = ["arn:aws:automate:us-east-1:ec2:stop"]
            $0.treatMissingData = "breaching"
        },
        Misuse("an incident when OK", ["OKActions[0] action"]) {
            $0.okActions = ["arn:aws:ssm-incidents::123456789012:response-plan/p"]
        },
        Misuse("empty Id of a dimension", ["Dimensions[0].Name outOfBounds"]) {
            $0.dimensions = [Dimension(name: "", value: "b")]
        },
        Misuse("no warm-up", ["WarmUpConfiguration.WarmUpPeriodDurationInMinutes outOfBounds"]) {
            $0.warmUpConfiguration = WarmUpConfiguration(minutes: 0)
        },
        Misuse("two days of warm-up", []) { $0.warmUpConfiguration = WarmUpConfiguration(minutes: 2880) },
        Misuse("wall clock of ten seconds", ["Period period"]) {
            ($0.period, $0.evaluationWindow) = (10, .wallClock(timeZone: nil))
        },
        Misuse("wall clock of a week", []) {
            ($0.period, $0.evaluationPeriods) = (604_800, 1)
            $0.evaluationWindow = .wallClock(timeZone: "Europe/Berlin")
        },
        Misuse("wall clock of a PromQL query", ["EvaluationWindow exclusive"]) {
            $0.hasEvaluationCriteria = true
            $0.evaluationWindow = .wallClock(timeZone: nil)
        },
        Misuse("wall clock", []) { $0.evaluationWindow = .wallClock(timeZone: "+05:30") },
        Misuse("wall clock of two minutes", ["Period period"]) {
            ($0.period, $0.evaluationWindow) = (120, .wallClock(timeZone: nil))
        },
        Misuse("wall clock nowhere", ["EvaluationWindow.WallClockWindow.Timezone syntax"]) {
            $0.evaluationWindow = .wallClock(timeZone: "Mars/Olympus")
        },
        Misuse("wall clock off by a minute", ["EvaluationWindow.WallClockWindow.Timezone syntax"]) {
            $0.evaluationWindow = .wallClock(timeZone: "+05:31")
        },
        Misuse("warm-up of three days", ["WarmUpConfiguration.WarmUpPeriodDurationInMinutes outOfBounds"]) {
            $0.warmUpConfiguration = WarmUpConfiguration(minutes: 4320)
        },
        Misuse("no name", ["AlarmName required"]) { $0.alarmName = nil },
        Misuse("no threshold", ["Threshold required"]) { $0.threshold = nil },
    ]

    static let math: [Misuse] = [
        Misuse("as it is", []) { _ in },
        Misuse("a metric beside the list", ["MetricName exclusive", "Period exclusive"]) {
            ($0.metricName, $0.period) = ("NetworkIn", 60)
        },
        Misuse("eleven metrics", ["Metrics with MetricStat outOfBounds"]) {
            $0.metrics = [MetricDataQuery(id: "e", expression: "m0")] + (0..<11).map { metric("m\($0)") }
        },
        Misuse("ten and ten", []) {
            $0.metrics =
                (0..<10).map { MetricDataQuery(id: "e\($0)", expression: "m\($0)", returnData: $0 == 0) }
                + (0..<10).map { metric("m\($0)") }
        },
        Misuse("two series", ["Metrics returnedSeries"]) { $0.metrics?[1].returnData = nil },
        Misuse("no series", ["Metrics returnedSeries"]) { $0.metrics?[0].returnData = false },
        Misuse("two periods", ["Metrics periodsDiffer"]) { $0.metrics?.append(metric("n", period: 300)) },
        Misuse("capital Id", ["Metrics[1].Id syntax"]) { $0.metrics?[1].id = "M" },
        Misuse("Id twice", ["Metrics[1].Id duplicate"]) { $0.metrics?[1].id = "e" },
        Misuse("long expression", ["Metrics[0].Expression outOfBounds"]) {
            $0.metrics?[0].expression = String(repeating: "m", count: 2049)
        },
        Misuse("search", ["Metrics[0].Expression search"]) {
            $0.metrics?[0].expression = "SUM(SEARCH (' x ', 'Sum'))"
        },
        Misuse("the word in a string", []) { $0.metrics?[0].expression = "SUM(METRICS('SEARCH('))" },
        Misuse("neither", ["Metrics[0] exclusive"]) { $0.metrics?[0].expression = nil },
        Misuse("half an expression", ["Metrics[0].Expression syntax"]) {
            $0.metrics?[0].expression = "m +"
        },
        Misuse("an entry that is not there", ["Metrics[0].Expression syntax"]) {
            $0.metrics?[0].expression = "m + n"
        },
        Misuse("entries in a circle", ["Metrics[0].Expression syntax"]) {
            $0.metrics?[0].expression = "f"
            $0.metrics?.append(MetricDataQuery(id: "f", expression: "e", returnData: false))
        },
        Misuse("a number", ["Metrics[0].Expression returnedSeries"]) { $0.metrics?[0].expression = "AVG(m)" },
        Misuse("an array", ["Metrics[0].Expression returnedSeries"]) {
            $0.metrics?[0].expression = "METRICS()"
        },
        Misuse("what only CloudWatch can compute", []) { $0.metrics?[0].expression = "m / SERVICE_QUOTA(m)" },
        Misuse("three hours of Metrics Insights", []) {
            $0.metrics = [MetricDataQuery(id: "q", expression: "SELECT AVG(x) FROM y", period: 60)]
            $0.evaluationPeriods = 180
        },
        Misuse("a minute more of Metrics Insights", ["EvaluationPeriods evaluatedTime"]) {
            $0.metrics = [MetricDataQuery(id: "q", expression: " select AVG(x) FROM y", period: 60)]
            $0.evaluationPeriods = 181
        },
        Misuse("a day of a Lambda function", []) {
            $0.metrics = [MetricDataQuery(id: "q", expression: "LAMBDA('f')", period: 3600)]
            $0.evaluationPeriods = 24
        },
        Misuse("an hour more of a Lambda function", ["EvaluationPeriods evaluatedTime"]) {
            $0.metrics = [MetricDataQuery(id: "q", expression: "LAMBDA('f')", period: 3600)]
            $0.evaluationPeriods = 25
        },
        Misuse("hours of database load in high resolution", ["EvaluationPeriods evaluatedTime"]) {
            $0.metrics = [MetricDataQuery(id: "q", expression: "DB_PERF_INSIGHTS('x')", period: 10)]
            $0.evaluationPeriods = 1081
        },
        Misuse("odd statistic", ["Metrics[1].MetricStat.Stat syntax"]) {
            $0.metrics?[1].metricStat?.stat = "sum"
        },
        Misuse("stops an instance", ["AlarmActions[0] action"]) {
            $0.alarmActions = [
                "arn:aws:swf:us-east-1:123456789012:action/actions/AWS_EC2.InstanceId.Stop/1.0"
            ]
        },
        Misuse("band without its entry", ["ThresholdMetricId unknownValue"]) {
            ($0.thresholdMetricID, $0.threshold) = ("band", nil)
            $0.comparisonOperator = "GreaterThanUpperThreshold"
        },
        Misuse("scaling on a band", ["AlarmActions[0] action"]) {
            ($0.thresholdMetricID, $0.threshold) = ("band", nil)
            $0.comparisonOperator = "GreaterThanUpperThreshold"
            $0.metrics?.append(MetricDataQuery(id: "band", expression: "ANOMALY_DETECTION_BAND(m)"))
            $0.alarmActions = [
                "arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:p:autoScalingGroupName/g"
            ]
        },
    ]
}

@Suite struct AlarmValidationTests {
    private var good: AlarmProperties {
        var properties = AlarmProperties()
        properties.alarmName = "good"
        properties.namespace = "AWS/EC2"
        properties.metricName = "NetworkIn"
        properties.statistic = "Sum"
        properties.period = 60
        properties.evaluationPeriods = 3
        properties.threshold = 1
        properties.comparisonOperator = "GreaterThanThreshold"
        return properties
    }

    private func summary(_ findings: [AlarmFinding]) -> [String] {
        findings.map { "\($0.property) \($0.rule.rawValue)" }
    }

    @Test("An alarm on one metric", arguments: Misuse.single)
    func single(misuse: Misuse) {
        var properties = good
        misuse.change(&properties)
        #expect(summary(properties.validate()) == misuse.expected)
    }

    @Test("A metric math alarm", arguments: Misuse.math)
    func math(misuse: Misuse) {
        var properties = good
        (properties.namespace, properties.metricName, properties.statistic, properties.period) = (
            nil, nil, nil, nil
        )
        properties.metrics = [MetricDataQuery(id: "e", expression: "m / 60"), Misuse.metric("m")]
        misuse.change(&properties)
        #expect(summary(properties.validate()) == misuse.expected)
    }

    @Test("What CloudWatch takes but does not work as meant is a warning")
    func warnings() {
        var properties = good
        properties.dimensions = [Dimension(name: "InstanceId", value: "i-0123456789abcdef0")]
        properties.okActions = ["arn:aws:automate:us-east-1:ec2:stop"]
        properties.evaluateLowSampleCountPercentile = "ignore"
        let severities = properties.validate().map(\.severity)
        #expect(severities == [.warning, .warning])
        properties.dimensions = nil
        #expect(properties.validate().map(\.severity) == [.warning, .error])
    }

    @Test("A finding on an expression names the byte and the reason")
    func place() {
        var properties = AlarmProperties()
        properties.metrics = [MetricDataQuery(id: "e", expression: "m + FOO(m)"), Misuse.metric("m")]
        #expect(
            properties.validate(isPartial: true).map(\.description)
                == ["Metrics[0].Expression is \"m + FOO(m)\": at byte 4: FOO is not a function"])
    }

    @Test("A fragment is checked for what it says only")
    func partial() {
        var properties = AlarmProperties()
        (properties.period, properties.evaluationPeriods) = (60, 1440)
        #expect(properties.validate(isPartial: true).isEmpty)
        #expect(properties.validate().contains { $0.rule == .required })
        properties.evaluationPeriods = 1441
        #expect(
            properties.validate(isPartial: true).map(\.description)
                == [
                    "EvaluationPeriods is 1441 periods of 60 s: at most 86400 s in all with a period below an hour"
                ])
    }
}
