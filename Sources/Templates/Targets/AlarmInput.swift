import CloudWatch
public import LeafStack

/// Inputs of `aws cloudwatch put-metric-alarm --cli-input-json`.
public enum AlarmInput {
    /// The activity alarm with the given settings.
    ///
    /// An ARN or id that the deployment does not know stands in it as a mark such as `<ScalingPolicyARN>`; CloudWatch refuses
    /// an action that is no ARN, so such a file cannot be applied by mistake.
    public static func containerActivity(_ deployment: LeafDeployment, _ settings: WatchdogSettings) -> String
    {
        let alarm = alarms(deployment, settings).containerActivity
        return document(
            alarm, description: "Trigger if 0 people are connected for too long",
            actions: [policy(deployment)])
    }

    /// The left-up alarm with the given settings.
    public static func instanceLeftUp(_ deployment: LeafDeployment, _ settings: WatchdogSettings) -> String {
        let alarm = alarms(deployment, settings).instanceLeftUp
        let topic = deployment.notifyTopicARN ?? "<NotifyTopicARN>"
        return document(
            alarm, description: "To warn if the instance is up too long",
            actions: settings.shouldStop ? [topic, policy(deployment)] : [topic])
    }

    private static func policy(_ deployment: LeafDeployment) -> String {
        deployment.scalingPolicyARN ?? "<ScalingPolicyARN>"
    }

    private static func alarms(_ deployment: LeafDeployment, _ settings: WatchdogSettings) -> WatchdogAlarms {
        var resources = deployment.resources
        resources.scalingGroup = deployment.scalingGroup
        for volume in deployment.volumes { resources.fileSystems[volume] = deployment.fileSystem(of: volume) }
        return WatchdogAlarms(
            settings: settings, volumes: deployment.volumes, names: deployment.names, resources: resources)
    }

    private static func document(_ alarm: MetricAlarm, description: String, actions: [String]) -> String {
        let value: JSONValue = [
            "AlarmName": .string(alarm.alarmName), "AlarmDescription": .string(description),
            "ActionsEnabled": .boolean(alarm.actionsEnabled),
            "AlarmActions": .array(actions.map { .string($0) }),
            "EvaluationPeriods": .integer(alarm.evaluationPeriods), "Threshold": .number(alarm.threshold),
            "ComparisonOperator": .string(alarm.comparisonOperator.rawValue),
            "TreatMissingData": .string(alarm.treatMissingData.rawValue),
            "Metrics": .array(alarm.metrics.map(query)),
        ]
        return value.pretty() + "\n"
    }

    private static func query(_ query: MetricDataQuery) -> JSONValue {
        var members: [JSONValue.Member] = [.init(key: "Id", value: .string(query.id))]
        if let expression = query.expression {
            members.append(.init(key: "Expression", value: .string(expression)))
        }
        if let stat = query.metricStat { members.append(.init(key: "MetricStat", value: statistic(stat))) }
        if let label = query.label { members.append(.init(key: "Label", value: .string(label))) }
        if let returnData = query.returnData {
            members.append(.init(key: "ReturnData", value: .boolean(returnData)))
        }
        return .object(members)
    }

    private static func statistic(_ stat: MetricStat) -> JSONValue {
        let metric: JSONValue = [
            "Namespace": stat.metric.namespace.map { .string($0) } ?? .null,
            "MetricName": .string(stat.metric.metricName),
            "Dimensions": .array(
                (stat.metric.dimensions ?? []).map { ["Name": .string($0.name), "Value": .string($0.value)] }),
        ]
        var members: [JSONValue.Member] = [
            .init(key: "Metric", value: metric), .init(key: "Period", value: .integer(stat.period)),
            .init(key: "Stat", value: .string(stat.stat)),
        ]
        if let unit = stat.unit { members.append(.init(key: "Unit", value: .string(unit))) }
        return .object(members)
    }
}
