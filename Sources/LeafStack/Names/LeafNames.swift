/// The names that one leaf's resources have in AWS.
///
/// They follow from the application's name, the container id and the alpha id. Names that CloudFormation makes up (the
/// Auto Scaling group, the crash-loop function, file systems) hold the leaf's stack name, so they are matched.
public struct LeafNames: Codable, Hashable, Sendable {
    /// The application's name, with its maturity: `ContainerManager`, `ContainerManager-Devel`, ….
    public var application: String
    /// Container id.
    public var containerID: String
    /// Alpha id.
    public var alphaID: String

    /// Names of a leaf of the given application.
    public init(leaf: Leaf, application: String = "ContainerManager") {
        self.application = application
        containerID = leaf.containerID
        alphaID = leaf.alphaID
    }

    /// The leaf's stack, also the namespace of its DNS metric: `ContainerManager-MinecraftJavaExample`.
    public var stack: String { "\(application)-\(alphaID)" }
    /// Log group of the DNS queries, always in us-east-1.
    public var queryLogGroup: String { "/aws/route53/\(stack)-Domain-query-logs" }
    /// Log group of the container's output.
    public var containerLogGroup: String { "/aws/ec2/\(stack)/Container/ContainerLogs" }
    /// Log group of the function that starts the instance, always in us-east-1.
    public var startLogGroup: String { "/aws/lambda/\(containerID)-lambda-start-system" }
    /// Log group of the function that follows the Auto Scaling group.
    public var scalingLogGroup: String { "/aws/lambda/\(containerID)-asg-state-change-hook" }
    /// Log group of the function that stops a crash loop; made of the alpha id, unlike the other two.
    public var crashLogGroup: String { "/aws/lambda/\(alphaID)-break-crash-loop" }
    /// The leaf's log groups; the first two are always in us-east-1.
    public var logGroups: [String] {
        [queryLogGroup, startLogGroup, containerLogGroup, scalingLogGroup, crashLogGroup]
    }
    /// Cluster of the container.
    public var cluster: String { "\(stack)-ecs-cluster" }
    /// Namespace of the DNS metric.
    public var metricNamespace: String { stack }

    /// Name of a rule's alarm.
    public func alarm(of rule: AlarmKind) -> String { "\(rule.rawValue) - [\(stack)]" }

    /// The alarms' titles, as their names begin.
    public enum AlarmKind: String, Codable, Hashable, Sendable, CaseIterable {
        case containerActivity = "Container Activity"
        case instanceLeftUp = "Instance Left Up"
        case breakCrashLoop = "Break Crash Loop"
    }

    /// The application's name that a leaf's resource name shows, or `nil` when the name is not of this leaf.
    ///
    /// Understands the query and container log groups, alarm names, clusters and the metric namespace.
    public static func application(in name: String, leaf: Leaf) -> String? {
        let names = LeafNames(leaf: leaf, application: "\u{0}")
        let patterns =
            [names.queryLogGroup, names.containerLogGroup, names.cluster, names.metricNamespace]
            + AlarmKind.allCases.map(names.alarm)
        for pattern in patterns {
            let parts = pattern.split(separator: "\u{0}", omittingEmptySubsequences: false)
            guard parts.count == 2, name.hasPrefix(parts[0]), name.hasSuffix(parts[1]),
                name.utf8.count > parts[0].utf8.count + parts[1].utf8.count
            else { continue }
            let application = String(name.dropFirst(parts[0].count).dropLast(parts[1].count))
            // `ContainerManager-Devel` is one, `ContainerManager-Other/Container` is not.
            if application.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) {
                return application
            }
        }
        return nil
    }

    /// Whether a name that CloudFormation made (an Auto Scaling group, a function) belongs to this leaf's stack.
    ///
    /// Such a name begins with the stack's name (or its text without punctuation) and a hyphen or an end; the
    /// crash-loop function carries only the logical id after it.
    public func owns(generatedName name: String) -> Bool {
        let bare = stack.filter { $0.isLetter || $0.isNumber }
        return [stack, bare].contains { prefix in
            guard name.hasPrefix(prefix) else { return false }
            let rest = name.dropFirst(prefix.count)
            return rest.isEmpty || rest.first == "-" || rest.first == "/"
        }
    }
}
