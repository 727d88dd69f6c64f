/// What a change of state runs, known by its ARN.
public struct AlarmAction: Codable, Hashable, Sendable {
    /// Kinds of actions that behave differently.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// A scaling policy: repeated every minute while the state lasts.
        case autoScaling
        /// Stops, terminates, reboots or recovers an instance.
        case ec2
        /// A topic.
        case sns
        /// A function.
        case lambda
        /// An OpsItem, an incident or an investigation: on entering ALARM only.
        case systemsManager
        /// Anything else; CloudWatch does not check that an action exists.
        case other
    }

    /// The ARN as it stands in the alarm.
    public var arn: String

    /// Makes an action.
    public init(arn: String) { self.arn = arn }

    /// What the ARN belongs to.
    public var kind: Kind {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn" else { return .other }
        switch parts[2] {
        case "autoscaling": return .autoScaling
        case "sns": return .sns
        case "lambda": return .lambda
        case "automate" where parts[4] == "ec2": return .ec2
        case "swf" where parts[5].contains("AWS_EC2"): return .ec2
        case "ssm", "ssm-incidents", "aiops": return .systemsManager
        default: return .other
        }
    }

    /// Whether the action is repeated every minute while the alarm stays in its state.
    public var repeats: Bool { kind == .autoScaling }
}
