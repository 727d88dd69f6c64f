import CloudWatch
import Foundation
import LeafStack

/// The `alarm` mapping of a test: properties of `AWS::CloudWatch::Alarm`, and `EvaluationRange`.
enum AlarmFields {
    /// The keys that may stand in a mapping, and the same for the mappings in it.
    private indirect enum Schema: Sendable {
        case value
        case list(Schema)
        case mapping([String: Schema])
    }

    private static let dimensions = Schema.list(.mapping(["Name": .value, "Value": .value]))

    private static let metric = Schema.mapping([
        "Namespace": .value, "MetricName": .value, "Dimensions": dimensions,
    ])

    private static let query = Schema.mapping([
        "Id": .value, "Expression": .value, "Label": .value, "ReturnData": .value, "Period": .value,
        "AccountId": .value,
        "MetricStat": .mapping(["Metric": metric, "Period": .value, "Stat": .value, "Unit": .value]),
    ])

    private static let alarm: [String: Schema] = [
        "ActionsEnabled": .value, "AlarmActions": .list(.value), "AlarmDescription": .value,
        "AlarmName": .value, "ComparisonOperator": .value, "DatapointsToAlarm": .value,
        "Dimensions": dimensions, "EvaluateLowSampleCountPercentile": .value, "EvaluationPeriods": .value,
        "EvaluationRange": .value,
        "EvaluationWindow": .mapping([
            "SlidingWindow": .mapping([:]), "WallClockWindow": .mapping(["Timezone": .value]),
        ]),
        "ExtendedStatistic": .value, "InsufficientDataActions": .list(.value), "MetricName": .value,
        "Metrics": .list(query), "Namespace": .value, "OKActions": .list(.value), "Period": .value,
        "Statistic": .value, "Tags": .list(.mapping(["Key": .value, "Value": .value])), "Threshold": .value,
        "ThresholdMetricId": .value, "TreatMissingData": .value, "Unit": .value,
        "WarmUpConfiguration": .mapping([
            "WarmUpPeriodDurationInMinutes": .value, "OnlyStartEvaluatingAfterWarmUpPeriodEnds": .value,
        ]),
    ]

    /// The properties by name; notes keys that are none, at any depth.
    static func read(_ node: RuleTestNode, with reader: inout RuleTestReader) -> [String: RuleTestNode] {
        check(node, .mapping(alarm), "alarm", with: &reader)
        guard let entries = node.entries else { return [:] }
        return Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    }

    private static func check(
        _ node: RuleTestNode, _ schema: Schema, _ what: String, with reader: inout RuleTestReader
    ) {
        switch schema {
        case .value: return
        case .list(let inner):
            for item in node.list ?? [] { check(item, inner, "an item of \(what)", with: &reader) }
        case .mapping(let known):
            guard what == "alarm" || node.entries != nil else { return }
            _ = reader.fields(node, what, known: known.keys.sorted())
            for entry in node.entries ?? [] {
                if let inner = known[entry.key] { check(entry.value, inner, entry.key, with: &reader) }
            }
        }
    }

    /// The properties as JSON, for the decoder of ``AlarmProperties``.
    static func json(_ node: RuleTestNode) throws -> Data {
        try JSONSerialization.data(withJSONObject: object(node), options: [.fragmentsAllowed])
    }

    private static func object(_ node: RuleTestNode) -> Any {
        if let entries = node.entries {
            return Dictionary(entries.map { ($0.key, object($0.value)) }, uniquingKeysWith: { $1 })
        }
        if let items = node.list { return items.map(object) }
        if node.isNull { return NSNull() }
        if let boolean = node.boolean { return boolean }
        if let integer = node.integer { return integer }
        if let number = node.number { return number }
        return node.text ?? ""
    }
}
