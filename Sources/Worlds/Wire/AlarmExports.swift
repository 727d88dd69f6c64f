import CloudWatch

/// The alarms as `describe-alarms` and `describe-alarm-history` print them.
struct AlarmExports {
    let parameters: WorldParameters
    let names: WorldNames
    let clock: WorldClock

    private var topicARN: String {
        "arn:aws:sns:\(names.region):\(names.account):ContainerManager-BaseStack-Notify"
    }
    private var policyARN: String {
        "arn:aws:autoscaling:\(names.region):\(names.account):scalingPolicy:11111111-2222-4333-8444-555555555555:autoScalingGroupName/\(names.group):policyName/ScaleDown"
    }

    private func periods(_ rule: WorldRule) -> Int {
        switch rule {
        case .containerActivity: parameters.settings.minutesWithoutConnections
        case .instanceLeftUp: parameters.settings.durationHours * 60
        case .breakCrashLoop: 1
        }
    }

    private func actions(_ rule: WorldRule) -> [String] {
        switch rule {
        case .containerActivity: [policyARN]
        case .instanceLeftUp: parameters.settings.shouldStop ? [topicARN, policyARN] : [topicARN]
        case .breakCrashLoop: [topicARN]
        }
    }

    /// `describe-alarms`.
    func descriptions(_ run: WorldRun, series: [MetricExports.Series]) -> JSONValue {
        ["MetricAlarms": .array(WorldRule.allCases.map { describe($0, run, series) }), "CompositeAlarms": []]
    }

    private func describe(_ rule: WorldRule, _ run: WorldRun, _ series: [MetricExports.Series]) -> JSONValue {
        let last = run.transitions.last { $0.rule == rule }
        let updated = clock.history((last?.minute ?? 0) * 60 + 6, 300)
        var members: [JSONValue.Member] = [
            .init(key: "AlarmName", value: .string(names.alarm(rule))),
            .init(key: "AlarmArn", value: .string(names.alarmARN(rule))),
            .init(key: "ActionsEnabled", value: true), .init(key: "OKActions", value: []),
            .init(key: "AlarmActions", value: .array(actions(rule).map(JSONValue.string))),
            .init(key: "InsufficientDataActions", value: []),
            .init(key: "StateValue", value: .string((last?.to ?? .insufficientData).rawValue)),
            .init(key: "StateUpdatedTimestamp", value: .string(iso(updated))),
            .init(key: "EvaluationPeriods", value: .integer(periods(rule))),
            .init(
                key: "Threshold",
                value: .real(rule == .containerActivity ? Double(parameters.settings.threshold) : 0)),
        ]
        switch rule {
        case .containerActivity:
            members += [
                .init(key: "ComparisonOperator", value: "LessThanOrEqualToThreshold"),
                .init(key: "TreatMissingData", value: "missing"),
                .init(key: "Metrics", value: activityMetrics(series)),
            ]
        case .instanceLeftUp:
            members += [
                .init(key: "ComparisonOperator", value: "GreaterThanOrEqualToThreshold"),
                .init(key: "TreatMissingData", value: "notBreaching"),
                .init(
                    key: "Metrics",
                    value: [
                        [
                            "Id": "expr_1", "Expression": "network_in >= 0", "Label": "Instance is Up (Bool)",
                            "ReturnData": true,
                        ],
                        stat(series[0], id: "network_in"),
                    ]),
            ]
        case .breakCrashLoop:
            members += [
                .init(key: "MetricName", value: "Invocations"), .init(key: "Namespace", value: "AWS/Lambda"),
                .init(key: "Statistic", value: "Maximum"),
                .init(
                    key: "Dimensions",
                    value: [["Name": "FunctionName", "Value": .string(names.crashFunction)]]),
                .init(key: "Period", value: 60), .init(key: "Unit", value: "Count"),
                .init(key: "ComparisonOperator", value: "GreaterThanThreshold"),
                .init(key: "TreatMissingData", value: "notBreaching"),
            ]
        }
        return .object(members)
    }

    private func activityMetrics(_ series: [MetricExports.Series]) -> JSONValue {
        let volumes = series.filter { $0.id.hasPrefix("efs_out_") }
        let sum = volumes.isEmpty ? "0" : volumes.map(\.id).joined(separator: "+")
        var entries: [JSONValue] = [
            [
                "Id": "expr_1",
                "Expression": "IF(traffic_in - volumes_out > 0, traffic_in - volumes_out) + dns_hit",
                "Label": "Watchdog Container Traffic", "ReturnData": true,
            ],
            ["Id": "traffic_in", "Expression": "b_in/PERIOD(b_in)", "ReturnData": false],
            stat(series[0], id: "b_in"),
            ["Id": "volumes_out", "Expression": .string("(\(sum))/60"), "ReturnData": false],
        ]
        for one in volumes { entries.append(stat(one, id: one.id)) }
        for one in series where one.id == "dns_hit" { entries.append(stat(one, id: one.id)) }
        return .array(entries)
    }

    private func stat(_ one: MetricExports.Series, id: String) -> JSONValue {
        [
            "Id": .string(id),
            "MetricStat": [
                "Metric": [
                    "Namespace": .string(one.namespace), "MetricName": .string(one.metric),
                    "Dimensions": [
                        ["Name": .string(one.dimension.name), "Value": .string(one.dimension.value)]
                    ],
                ], "Period": 60, "Stat": .string(one.statistic),
            ], "ReturnData": false,
        ]
    }

    /// `describe-alarm-history`, newest first.
    func history(_ run: WorldRun) -> JSONValue {
        var items: [JSONValue] = []
        for transition in run.transitions {
            let stamp = clock.history(transition.minute * 60 + 6, 300)
            let name = names.alarm(transition.rule)
            let data: JSONValue = [
                "version": "1.0",
                "oldState": [
                    "stateValue": .string(transition.from.rawValue),
                    "stateReason": .string(reason(transition.from)),
                ],
                "newState": newState(transition, run),
            ]
            items.append(
                item(
                    stamp, name, "StateUpdate",
                    "Alarm updated from \(transition.from.rawValue) to \(transition.to.rawValue)",
                    data.compact))
            guard transition.to == .alarm else { continue }
            for action in actions(transition.rule) {
                let published: JSONValue = [
                    "actionState": "Succeeded", "stateUpdateTimestamp": .string(stamp),
                    "notificationResource": .string(action),
                ]
                items.append(
                    item(stamp, name, "Action", "Successfully executed action \(action)", published.compact))
            }
        }
        return ["AlarmHistoryItems": .array(items.reversed())]
    }

    private func item(_ stamp: String, _ name: String, _ type: String, _ summary: String, _ data: String)
        -> JSONValue
    {
        [
            "AlarmName": .string(name), "AlarmType": "MetricAlarm", "Timestamp": .string(iso(stamp)),
            "HistoryItemType": .string(type), "HistorySummary": .string(summary),
            "HistoryData": .string(data),
        ]
    }

    /// The CLI's spelling of a history time.
    private func iso(_ stamp: String) -> String { String(stamp.dropLast(5)) + "+00:00" }

    private func reason(_ state: AlarmState) -> String {
        switch state {
        case .ok: "Threshold Crossed"
        case .alarm: "Threshold Crossed"
        case .insufficientData: "Insufficient Data: no datapoints were received"
        }
    }

    private func newState(_ transition: WorldTransition, _ run: WorldRun) -> JSONValue {
        let values: [Double]
        switch transition.rule {
        case .containerActivity: values = run.activity
        case .instanceLeftUp: values = run.networkIn.map { $0.isNaN ? .nan : 1 }
        case .breakCrashLoop: values = run.crashInvocations
        }
        let count = periods(transition.rule)
        let range = EvaluationRange.inferred.periods(evaluationPeriods: count, period: 60)
        let real = (max(0, transition.minute - range)..<transition.minute).filter { !values[$0].isNaN }
            .suffix(min(count, 10))
        var data: [JSONValue.Member] = [
            .init(key: "version", value: "1.0"),
            .init(key: "queryDate", value: .string(clock.history(transition.minute * 60 + 6, 300))),
        ]
        if let first = real.first {
            data.append(.init(key: "startDate", value: .string(clock.history(first * 60))))
        }
        data += [
            .init(key: "period", value: 60),
            .init(key: "recentDatapoints", value: .array(real.map { .real(values[$0]) })),
            .init(
                key: "threshold",
                value: .real(
                    transition.rule == .containerActivity ? Double(parameters.settings.threshold) : 0)),
            .init(
                key: "evaluatedDatapoints",
                value: .array(
                    real.reversed().prefix(3).map {
                        ["timestamp": .string(clock.history($0 * 60)), "value": .real(values[$0])]
                    })),
        ]
        return [
            "stateValue": .string(transition.to.rawValue), "stateReason": .string(reason(transition.to)),
            "stateReasonData": .object(data),
        ]
    }
}
