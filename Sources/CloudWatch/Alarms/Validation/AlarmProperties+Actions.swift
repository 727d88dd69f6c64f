extension AlarmProperties {
    /// Findings on `OKActions`, `AlarmActions` and `InsufficientDataActions`.
    var actionFindings: [AlarmFinding] {
        let lists: [(String, AlarmState, [String])] = [
            ("OKActions", .ok, okActions ?? []), ("AlarmActions", .alarm, alarmActions ?? []),
            ("InsufficientDataActions", .insufficientData, insufficientDataActions ?? []),
        ]
        var findings: [AlarmFinding] = []
        for (name, state, actions) in lists {
            findings += Limits.number(actions.count, 0...5, name)
            for (index, action) in actions.enumerated() {
                let path = "\(name)[\(index)]"
                findings += Limits.length(of: action, 1...1024, path)
                findings += check(AlarmAction(arn: action), of: state, path: path)
            }
        }
        return findings
    }

    private func check(_ action: AlarmAction, of state: AlarmState, path: String) -> [AlarmFinding] {
        switch action.kind {
        case .ec2 where metrics?.contains { $0.expression != nil } == true:
            [
                AlarmFinding(
                    .action, property: path, value: action.arn.debugDescription,
                    limit: "no EC2 action with metric math")
            ]
        case .ec2 where metricName != nil && dimensions?.contains { $0.name == "InstanceId" } != true:
            [
                AlarmFinding(
                    .action, property: path, value: action.arn.debugDescription,
                    limit: "an EC2 action needs a metric of one instance, with the dimension InstanceId")
            ]
        case .ec2 where state != .alarm:
            [
                AlarmFinding(
                    .action, severity: .warning, property: path, value: action.arn.debugDescription,
                    limit: "an EC2 action is recommended for the state ALARM only")
            ]
        case .ec2 where (treatMissingData ?? "missing") != "missing":
            [
                AlarmFinding(
                    .action, severity: .warning, property: path, value: action.arn.debugDescription,
                    limit: "with an EC2 action, TreatMissingData is recommended to be missing")
            ]
        case .autoScaling where thresholdMetricID != nil:
            [
                AlarmFinding(
                    .action, property: path, value: action.arn.debugDescription,
                    limit: "no Auto Scaling action with an anomaly band")
            ]
        case .systemsManager where state != .alarm:
            [
                AlarmFinding(
                    .action, severity: .warning, property: path, value: action.arn.debugDescription,
                    limit: "runs on entering ALARM only")
            ]
        default: []
        }
    }
}
