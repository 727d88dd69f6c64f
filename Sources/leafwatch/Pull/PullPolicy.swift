import AWSClient
import Foundation
import LeafStack

/// The permissions that the calls of this program need, no more.
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

    /// The policy for every call; `names` narrows it to one leaf, `region` chooses the partition.
    init(names: LeafNames?, region: String? = nil) {
        let partition =
            region?.hasPrefix("cn-") == true
            ? "aws-cn" : region?.hasPrefix("us-gov-") == true ? "aws-us-gov" : "aws"
        let groups = names?.logGroups ?? ["/aws/route53/*", "/aws/ec2/*", "/aws/lambda/*"]
        let cluster = names?.cluster ?? "*-ecs-cluster"
        let stack = names?.stack ?? "*"
        let places = Dictionary(grouping: AWSCall.allCases, by: Place.init)
        statements = Place.allCases.compactMap { place in
            guard let calls = places[place] else { return nil }
            var statement = Statement(
                sid: place.rawValue, actions: calls.map(\.permission).sorted(), resources: ["*"])
            switch place {
            // These know no resources.
            case .metricsAlarmsAndScaling, .prices: break
            case .logs: statement.resources = groups.map { "arn:\(partition):logs:*:*:log-group:\($0):*" }
            case .cluster:
                statement.condition = [
                    "ArnLike": ["ecs:cluster": "arn:\(partition):ecs:*:*:cluster/\(cluster)"]
                ]
            // The stacks nested in a stack have names that begin with its name.
            case .templates: statement.resources = ["arn:\(partition):cloudformation:*:*:stack/\(stack)*/*"]
            }
            return statement
        }
    }

    /// The statement that a call belongs to.
    private enum Place: String, CaseIterable {
        case metricsAlarmsAndScaling = "MetricsAlarmsAndScaling"
        case logs = "LogsOfTheLeaf"
        case cluster = "ClusterOfTheLeaf"
        case templates = "TemplatesOfTheLeaf"
        case prices = "PricesUpdate"

        init(_ call: AWSCall) {
            switch call {
            case .getMetricData, .describeAlarms, .describeAlarmHistory, .describeAutoScalingGroups,
                .describeScalingActivities:
                self = .metricsAlarmsAndScaling
            case .filterLogEvents: self = .logs
            case .listServices, .describeServices, .listTasks, .describeTasks: self = .cluster
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
