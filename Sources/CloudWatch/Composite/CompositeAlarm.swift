/// A composite alarm as `put-composite-alarm` and `describe-alarms` have it.
public struct CompositeAlarm: Hashable, Sendable {
    /// `AlarmName`.
    public var alarmName: String
    /// `AlarmRule`, as text; see ``AlarmRule``.
    public var alarmRule: String
    /// `ActionsEnabled`.
    public var actionsEnabled: Bool
    /// `OKActions`, ARNs.
    public var okActions: [String]
    /// `AlarmActions`, ARNs.
    public var alarmActions: [String]
    /// `InsufficientDataActions`, ARNs.
    public var insufficientDataActions: [String]
    /// `ActionsSuppressor`: name or ARN of the alarm that holds the actions back while it is in ALARM.
    public var actionsSuppressor: String?
    /// `ActionsSuppressorWaitPeriod`, seconds.
    public var actionsSuppressorWaitPeriod: Int?
    /// `ActionsSuppressorExtensionPeriod`, seconds.
    public var actionsSuppressorExtensionPeriod: Int?

    /// Makes a composite alarm.
    public init(
        alarmName: String, alarmRule: String, actionsEnabled: Bool = true, okActions: [String] = [],
        alarmActions: [String] = [], insufficientDataActions: [String] = [], actionsSuppressor: String? = nil,
        waitPeriod: Int? = nil, extensionPeriod: Int? = nil
    ) {
        self.alarmName = alarmName
        self.alarmRule = alarmRule
        self.actionsEnabled = actionsEnabled
        self.okActions = okActions
        self.alarmActions = alarmActions
        self.insufficientDataActions = insufficientDataActions
        self.actionsSuppressor = actionsSuppressor
        actionsSuppressorWaitPeriod = waitPeriod
        actionsSuppressorExtensionPeriod = extensionPeriod
    }

    /// The actions that a state runs.
    public func actions(of state: AlarmState) -> [String] {
        switch state {
        case .ok: okActions
        case .alarm: alarmActions
        case .insufficientData: insufficientDataActions
        }
    }
}

extension CompositeAlarm: Codable {
    private enum CodingKeys: String, CodingKey {
        case alarmName = "AlarmName"
        case alarmRule = "AlarmRule"
        case actionsEnabled = "ActionsEnabled"
        case okActions = "OKActions"
        case alarmActions = "AlarmActions"
        case insufficientDataActions = "InsufficientDataActions"
        case actionsSuppressor = "ActionsSuppressor"
        case actionsSuppressorWaitPeriod = "ActionsSuppressorWaitPeriod"
        case actionsSuppressorExtensionPeriod = "ActionsSuppressorExtensionPeriod"
    }

    /// Reads the JSON, absent lists as empty.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        alarmName = try values.decode(String.self, forKey: .alarmName)
        alarmRule = try values.decode(String.self, forKey: .alarmRule)
        actionsEnabled = try values.decodeIfPresent(Bool.self, forKey: .actionsEnabled) ?? true
        okActions = try values.decodeIfPresent([String].self, forKey: .okActions) ?? []
        alarmActions = try values.decodeIfPresent([String].self, forKey: .alarmActions) ?? []
        insufficientDataActions =
            try values.decodeIfPresent([String].self, forKey: .insufficientDataActions) ?? []
        actionsSuppressor = try values.decodeIfPresent(String.self, forKey: .actionsSuppressor)
        actionsSuppressorWaitPeriod = try values.decodeIfPresent(
            Int.self, forKey: .actionsSuppressorWaitPeriod)
        actionsSuppressorExtensionPeriod = try values.decodeIfPresent(
            Int.self, forKey: .actionsSuppressorExtensionPeriod)
    }
}

extension CompositeAlarm {
    /// What CloudWatch would refuse.
    ///
    /// - Returns: findings on the rule, the actions and the suppressor; empty when CloudWatch would take the alarm.
    public func validate() -> [AlarmFinding] {
        var findings = Limits.length(of: alarmName, 1...255, "AlarmName")
        do {
            _ = try AlarmRule(alarmRule)
        } catch {
            findings.append(
                AlarmFinding(
                    .syntax, property: "AlarmRule", value: "at character \(error.position + 1)",
                    limit: error.description))
        }
        for (name, list) in [
            ("OKActions", okActions), ("AlarmActions", alarmActions),
            ("InsufficientDataActions", insufficientDataActions),
        ] {
            findings += Limits.number(list.count, 0...5, name)
            for (index, arn) in list.enumerated()
            where [.ec2, .autoScaling].contains(AlarmAction(arn: arn).kind) {
                findings.append(
                    AlarmFinding(
                        .action, property: "\(name)[\(index)]", value: arn.debugDescription,
                        limit: "no EC2 and no Auto Scaling action of a composite alarm"))
            }
        }
        let periods = [
            ("ActionsSuppressorWaitPeriod", actionsSuppressorWaitPeriod),
            ("ActionsSuppressorExtensionPeriod", actionsSuppressorExtensionPeriod),
        ]
        for (name, seconds) in periods {
            if let seconds { findings += Limits.number(seconds, 0...Int.max, name) }
            if actionsSuppressor != nil ? seconds == nil : seconds != nil {
                findings.append(
                    AlarmFinding(
                        .exclusive, property: name, value: seconds == nil ? "absent" : "set",
                        limit: "goes with ActionsSuppressor"))
            }
        }
        return findings
    }
}
