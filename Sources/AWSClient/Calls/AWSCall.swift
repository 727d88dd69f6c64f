/// A call that leafwatch can make, named after its permission. There are no others, and every one of them only reads.
public enum AWSCall: String, CaseIterable, Codable, Hashable, Sendable {
    /// Metric points.
    case getMetricData = "cloudwatch:GetMetricData"
    /// Settings of alarms.
    case describeAlarms = "cloudwatch:DescribeAlarms"
    /// What alarms did.
    case describeAlarmHistory = "cloudwatch:DescribeAlarmHistory"
    /// Log events.
    case filterLogEvents = "logs:FilterLogEvents"
    /// Auto Scaling groups, for their made-up names.
    case describeAutoScalingGroups = "autoscaling:DescribeAutoScalingGroups"
    /// Launches and terminations.
    case describeScalingActivities = "autoscaling:DescribeScalingActivities"
    /// Services of a cluster, for their made-up names.
    case listServices = "ecs:ListServices"
    /// What services said about themselves.
    case describeServices = "ecs:DescribeServices"
    /// Tasks of a cluster: running ones, and for about an hour stopped ones.
    case listTasks = "ecs:ListTasks"
    /// How tasks started and ended.
    case describeTasks = "ecs:DescribeTasks"
    /// Nested stacks of a stack.
    case listStackResources = "cloudformation:ListStackResources"
    /// Templates as deployed.
    case getTemplate = "cloudformation:GetTemplate"
    /// List prices.
    case getProducts = "pricing:GetProducts"

    /// The permission that the call needs.
    public var permission: String { rawValue }

    /// The call's name in its service.
    public var action: String {
        rawValue.firstIndex(of: ":").map { String(rawValue[rawValue.index(after: $0)...]) } ?? rawValue
    }

    /// Whom to call.
    public var service: AWSService {
        switch self {
        case .getMetricData, .describeAlarms, .describeAlarmHistory: .cloudWatch
        case .filterLogEvents: .logs
        case .describeAutoScalingGroups, .describeScalingActivities: .autoScaling
        case .listServices, .describeServices, .listTasks, .describeTasks: .ecs
        case .listStackResources, .getTemplate: .cloudFormation
        case .getProducts: .pricing
        }
    }

    /// The member of an answer that leads to the next page; the request carries it under the same name.
    var pageToken: String {
        switch service {
        case .logs, .ecs: "nextToken"
        default: "NextToken"
        }
    }
}
