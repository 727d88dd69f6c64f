public import CloudWatch

/// The patterns by which the stack listens: which DNS queries start the instance, which task stops are crashes.
///
/// They are what upstream deploys. ``StartFilter`` judges queries that are already parsed, by the same rule.
public enum WatchdogPatterns {
    /// The start function's subscription filter: host and record type with blanks around them.
    ///
    /// - Throws: `PatternError` when the host is too long for a pattern.
    public static func start(host: String) throws(PatternError) -> FilterPattern {
        try FilterPattern(phrase: " \(host.lowercased()) A ")
    }

    /// The crash-loop function's rule: a task that could not start, or one whose essential container ended with an exit
    /// code other than 0.
    ///
    /// - Parameter cluster: ARN of the leaf's cluster; `nil` takes any cluster.
    /// - Throws: `PatternError` never for what is written here; the signature is the pattern's.
    public static func crash(cluster: String? = nil) throws(PatternError) -> EventPattern {
        var detail: [String: JSONValue] = [
            "desiredStatus": .array([.string("STOPPED")]),
            "$or": .array([
                .object(["stopCode": .array([.string("TaskFailedToStart")])]),
                .object([
                    "stopCode": .array([.string("EssentialContainerExited")]),
                    "containers": .object([
                        "exitCode": .array([.object(["anything-but": .number(0)])])
                    ]),
                ]),
            ]),
        ]
        if let cluster { detail["clusterArn"] = .array([.string(cluster)]) }
        return try EventPattern(
            .object([
                "source": .array([.string("aws.ecs")]),
                "detail-type": .array([.string("ECS Task State Change")]),
                "detail": .object(detail),
            ]))
    }
}
