import AWSClient
import Foundation
import LeafStack

/// The permissions that the calls of this program need, no more.
///
/// Which calls know resources, and of which kind, is what AWS's service authorization reference says.
struct PullPolicy: Encodable {
    /// A statement that allows some calls on some resources.
    struct Statement: Encodable {
        var sid: String
        var actions: [String]
        var resources: [String]
        var condition: [String: [String: String]]?

        enum CodingKeys: String, CodingKey {
            case sid = "Sid"
            case effect = "Effect"
            case actions = "Action"
            case resources = "Resource"
            case condition = "Condition"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(sid, forKey: .sid)
            try container.encode("Allow", forKey: .effect)
            try container.encode(actions, forKey: .actions)
            try container.encode(resources, forKey: .resources)
            try container.encodeIfPresent(condition, forKey: .condition)
        }
    }

    var statements: [Statement]

    enum CodingKeys: String, CodingKey {
        case version = "Version"
        case statements = "Statement"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("2012-10-17", forKey: .version)
        try container.encode(statements, forKey: .statements)
    }

    /// The policy for every call; `names` narrows it to one leaf, `region` to its home region and us-east-1.
    init(names: LeafNames?, region: String? = nil) {
        let arns = ResourceNames(names: names, region: region)
        // A service that is given is not looked for.
        let calls = AWSCall.allCases.filter { $0 != .listServices || names?.given.service == nil }
        let places = Dictionary(grouping: calls, by: Place.init)
        statements = Place.allCases.compactMap { place in
            guard let calls = places[place] else { return nil }
            return Statement(
                sid: place.rawValue, actions: calls.map(\.permission).sorted(),
                resources: arns.resources(place),
                condition: place == .cluster ? ["ArnLike": ["ecs:cluster": arns.cluster]] : nil)
        }
    }

    /// The statement that a call belongs to.
    fileprivate enum Place: String, CaseIterable {
        case metricsAndScaling = "MetricsAndScaling"
        case alarms = "AlarmsOfTheLeaf"
        case logs = "LogsOfTheLeaf"
        case cluster = "ClusterOfTheLeaf"
        case services = "ServicesOfTheLeaf"
        case tasks = "TasksOfTheLeaf"
        case templates = "TemplatesOfTheLeaf"
        case prices = "PricesUpdate"

        init(_ call: AWSCall) {
            switch call {
            case .getMetricData, .describeAutoScalingGroups, .describeScalingActivities:
                self = .metricsAndScaling
            case .describeAlarms, .describeAlarmHistory: self = .alarms
            case .filterLogEvents: self = .logs
            case .listServices, .listTasks: self = .cluster
            case .describeServices: self = .services
            case .describeTasks: self = .tasks
            case .listStackResources, .getTemplate: self = .templates
            case .getProducts: self = .prices
            }
        }
    }

    /// The policy as IAM takes it.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return ((try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "") + "\n"
    }
}

/// Resource names of one leaf, or of any; the account is any.
private struct ResourceNames {
    let names: LeafNames?
    let home: String
    let dns: String
    let partition: String

    init(names: LeafNames?, region: String?) {
        self.names = names
        home = region ?? "*"
        dns = region == nil ? "*" : PullPlan.dnsRegion
        partition =
            region?.hasPrefix("cn-") == true
            ? "aws-cn" : region?.hasPrefix("us-gov-") == true ? "aws-us-gov" : "aws"
    }

    /// A name in a policy, where some characters would stand for many names.
    private func literal(_ name: String?, else pattern: String) -> String {
        guard let name else { return pattern }
        return name.map { "*?$".contains($0) ? "${\($0)}" : String($0) }.joined()
    }

    private func arn(_ service: String, _ region: String, _ resource: String) -> String {
        "arn:\(partition):\(service):\(region):*:\(resource)"
    }

    private var clusterName: String { literal(names?.cluster, else: "*-ecs-cluster") }
    var cluster: String { arn("ecs", home, "cluster/\(clusterName)") }

    func resources(_ place: PullPolicy.Place) -> [String] {
        switch place {
        // These know no resources.
        case .metricsAndScaling, .prices: return ["*"]
        // Only the condition narrows these.
        case .cluster: return ["*"]
        case .alarms:
            guard let names else { return [arn("cloudwatch", home, "alarm:*")] }
            return LeafNames.AlarmKind.allCases.map {
                arn("cloudwatch", home, "alarm:\(literal(names.alarm(of: $0), else: "*"))")
            }
        case .logs:
            guard let names else {
                return ["/aws/route53/*", "/aws/ec2/*", "/aws/lambda/*"].map {
                    arn("logs", "*", "log-group:\($0):*")
                }
            }
            return names.logGroups.enumerated().map { index, group in
                arn("logs", index < 2 ? dns : home, "log-group:\(literal(group, else: "*")):*")
            }
        case .services:
            return [arn("ecs", home, "service/\(clusterName)/\(literal(names?.given.service, else: "*"))")]
        case .tasks: return [arn("ecs", home, "task/\(clusterName)/*")]
        case .templates:
            guard let names else { return [arn("cloudformation", "*", "stack/*/*")] }
            let stack = literal(names.stack, else: "*")
            // The stacks nested in a stack have names that begin with its name and a hyphen.
            return [
                arn("cloudformation", home, "stack/\(stack)/*"),
                arn("cloudformation", home, "stack/\(stack)-*/*"),
            ] + (dns == home ? [] : [arn("cloudformation", dns, "stack/\(stack)-StartSystem/*")])
        }
    }
}
