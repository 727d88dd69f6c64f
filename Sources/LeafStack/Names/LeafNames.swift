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
    /// Names that go before the derived ones.
    public var given: GivenNames

    /// Names of a leaf of the given application.
    public init(leaf: Leaf, application: String = "ContainerManager", given: GivenNames = GivenNames()) {
        self.application = application
        containerID = leaf.containerID
        alphaID = leaf.alphaID
        self.given = given
    }

    /// The derived names alone.
    public var derived: LeafNames {
        var names = self
        names.given = GivenNames()
        return names
    }

    /// The leaf's stack, also the namespace of its DNS metric: `ContainerManager-MinecraftJavaExample`.
    public var stack: String { given.stack ?? "\(application)-\(alphaID)" }
    /// Log group of the DNS queries, always in us-east-1.
    public var queryLogGroup: String {
        given.queryLogGroup ?? "/aws/route53/\(stack)-Domain-query-logs"
    }
    /// Log group of the container's output.
    public var containerLogGroup: String {
        given.containerLogGroup ?? "/aws/ec2/\(stack)/Container/ContainerLogs"
    }
    /// Log group of the function that starts the instance, always in us-east-1.
    public var startLogGroup: String {
        given.startLogGroup ?? "/aws/lambda/\(containerID)-lambda-start-system"
    }
    /// Log group of the function that follows the Auto Scaling group.
    public var scalingLogGroup: String {
        given.scalingLogGroup ?? "/aws/lambda/\(containerID)-asg-state-change-hook"
    }
    /// Log group of the function that stops a crash loop; made of the alpha id, unlike the other two.
    public var crashLogGroup: String { given.crashLogGroup ?? "/aws/lambda/\(alphaID)-break-crash-loop" }
    /// The function that stops a crash loop: how its log group's name ends.
    public var crashFunction: String {
        crashLogGroup.split(separator: "/").last.map(String.init) ?? crashLogGroup
    }
    /// The leaf's log groups; the first two are always in us-east-1.
    public var logGroups: [String] {
        [queryLogGroup, startLogGroup, containerLogGroup, scalingLogGroup, crashLogGroup]
    }
    /// Cluster of the container.
    public var cluster: String { given.cluster ?? "\(stack)-ecs-cluster" }
    /// Namespace of the DNS metric.
    public var metricNamespace: String { stack }

    /// Name of a rule's alarm.
    public func alarm(of rule: AlarmKind) -> String {
        given.alarms[rule.rawValue] ?? "\(rule.rawValue) - [\(stack)]"
    }

    /// The rule that an alarm of this name watches over, `nil` for other alarms.
    public func rule(ofAlarm name: String) -> AlarmKind? {
        AlarmKind.allCases.first { alarm(of: $0) == name }
    }

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
        if let group = given.scalingGroup, name == group { return true }
        let bare = stack.filter { $0.isLetter || $0.isNumber }
        return [stack, bare].contains { prefix in
            guard name.hasPrefix(prefix) else { return false }
            let rest = name.dropFirst(prefix.count)
            return rest.isEmpty || rest.first == "-" || rest.first == "/"
        }
    }
}
