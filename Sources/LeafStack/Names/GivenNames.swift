/// Names of a leaf's resources that are given instead of derived; `nil` stands for the derived name.
///
/// An archive remembers them with the leaf's derived stack name, so that what came under a given name is found again.
public struct GivenNames: Codable, Hashable, Sendable {
    /// The leaf's stack; names that hold the stack's name follow it.
    public var stack: String?
    /// Log group of the DNS queries.
    public var queryLogGroup: String?
    /// Log group of the container's output.
    public var containerLogGroup: String?
    /// Log group of the function that starts the instance.
    public var startLogGroup: String?
    /// Log group of the function that follows the Auto Scaling group.
    public var scalingLogGroup: String?
    /// Log group of the function that stops a crash loop; the function's name ends it.
    public var crashLogGroup: String?
    /// Cluster of the container.
    public var cluster: String?
    /// Service of the container; otherwise all of the cluster.
    public var service: String?
    /// The Auto Scaling group.
    public var scalingGroup: String?
    /// Alarms by the title that their derived names begin with.
    public var alarms: [String: String]

    /// Makes names, by default none.
    public init(alarms: [String: String] = [:]) { self.alarms = alarms }

    /// Whether nothing is given.
    public var isEmpty: Bool { self == GivenNames() }

    /// These names, and where one is not given that of `others`.
    public func filled(from others: GivenNames) -> GivenNames {
        var result = self
        result.stack = stack ?? others.stack
        result.queryLogGroup = queryLogGroup ?? others.queryLogGroup
        result.containerLogGroup = containerLogGroup ?? others.containerLogGroup
        result.startLogGroup = startLogGroup ?? others.startLogGroup
        result.scalingLogGroup = scalingLogGroup ?? others.scalingLogGroup
        result.crashLogGroup = crashLogGroup ?? others.crashLogGroup
        result.cluster = cluster ?? others.cluster
        result.service = service ?? others.service
        result.scalingGroup = scalingGroup ?? others.scalingGroup
        result.alarms.merge(others.alarms) { mine, _ in mine }
        return result
    }
}
