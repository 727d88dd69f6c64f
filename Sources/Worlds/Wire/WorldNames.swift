import TimeSeries

/// The AWS names of a world's leaf, as Container Manager forms them.
public struct WorldNames: Sendable {
    /// Container id.
    public let containerID: String
    /// The container id in title case without punctuation.
    public let alphaID: String
    /// `<app>-<alpha>`, the stack's name.
    public let leaf: String
    /// The DNS name that wakes it.
    public let host: String
    /// 12 digits.
    public let account: String
    /// Home region.
    public let region: String
    /// Hosted zone.
    public let zone: String
    /// Auto Scaling group.
    public let group: String
    /// File systems, one a volume.
    public let fileSystems: [String]

    /// Forms the names of a world.
    public init(_ parameters: WorldParameters) {
        var random = WorldRandom(seed: parameters.seed, 71)
        containerID = parameters.containerID
        var alpha = ""
        var isStart = true
        for character in parameters.containerID {
            if character.isLetter {
                alpha += isStart ? character.uppercased() : String(character)
                isStart = false
            } else {
                if character.isNumber { alpha.append(character) }
                isStart = true
            }
        }
        alphaID = alpha
        leaf = "ContainerManager-" + alpha
        host = parameters.containerID + ".games.example.com"
        account = parameters.account
        region = parameters.region
        zone = "Z0" + random.hex(18).uppercased()
        group = "\(leaf)-EcsAsg-AsgASG\(random.hex(8).uppercased())-\(random.hex(12))"
        fileSystems = parameters.volumes.map { _ in "fs-0" + random.hex(16) }
    }

    /// Log group of DNS queries, in us-east-1.
    public var queryLog: String { "/aws/route53/\(leaf)-Domain-query-logs" }
    /// Log group of the container.
    public var containerLog: String { "/aws/ec2/\(leaf)/Container/ContainerLogs" }
    /// Function that starts the instance, in us-east-1.
    public var startFunction: String { "\(containerID)-lambda-start-system" }
    /// Function that the group's state changes run.
    public var hookFunction: String { "\(containerID)-asg-state-change-hook" }
    /// Function that ends crash loops.
    public var crashFunction: String { "\(alphaID)-break-crash-loop" }
    /// Log group that keeps ECS events where a rule sends them to one.
    public var eventLog: String { "/aws/events/\(leaf)-ecs" }
    /// `clusterArn`.
    public var clusterARN: String { "arn:aws:ecs:\(region):\(account):cluster/\(leaf)-ecs-cluster" }
    /// The resolver that a query comes from, in address ranges for documentation; scanners use several.
    public static func resolver(of query: PassedQuery) -> String {
        if let player = query.player { return PlayerNames.resolver(player) }
        return query.sender == .scanner
            ? "198.51.100.\(60 + query.second % 8)" : "203.0.113.\(5 + query.second % 5)"
    }
    /// ECS service.
    public var service: String { "\(leaf)-Ec2Service" }
    /// Name of one of the three alarms.
    public func alarm(_ rule: WorldRule) -> String {
        switch rule {
        case .containerActivity: "Container Activity - [\(leaf)]"
        case .instanceLeftUp: "Instance Left Up - [\(leaf)]"
        case .breakCrashLoop: "Break Crash Loop - [\(leaf)]"
        }
    }
    /// ARN of one of the three alarms.
    public func alarmARN(_ rule: WorldRule) -> String {
        "arn:aws:cloudwatch:\(region):\(account):alarm:\(alarm(rule))"
    }
}

/// Clock readings of a world in the spellings that AWS and games use.
struct WorldClock: Sendable {
    let start: Instant

    func instant(_ second: Int, milliseconds: Int = 0) -> Instant {
        Instant(milliseconds: start.milliseconds + Int64(second) * 1000 + Int64(milliseconds))
    }
    /// `2026-01-01T00:00:00Z`.
    func iso(_ second: Int) -> String { instant(second).iso8601 }
    /// `2026-01-01T00:00:00.000Z`.
    func isoMilliseconds(_ second: Int, _ milliseconds: Int) -> String {
        String(iso(second).dropLast()) + "." + Self.three(milliseconds) + "Z"
    }
    /// `2026-01-01T00:00:00.000+0000`, as alarm history has it.
    func history(_ second: Int, _ milliseconds: Int = 0) -> String {
        String(isoMilliseconds(second, milliseconds).dropLast()) + "+0000"
    }
    /// `2026-01-01`.
    func date(_ second: Int) -> String { String(iso(second).prefix(10)) }
    /// `00:00:00`.
    func time(_ second: Int) -> String { String(iso(second).dropFirst(11).prefix(8)) }
    /// `01/31/2026`.
    func american(_ second: Int) -> String {
        let parts = date(second).split(separator: "-")
        return "\(parts[1])/\(parts[2])/\(parts[0])"
    }
    /// `Jan  1`.
    func syslogDate(_ second: Int) -> String {
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let (_, month, day) = CivilDate(
            daysSinceEpoch: Int(instant(second).floored(toPeriod: 86_400).seconds / 86_400)
        ).components
        return names[month - 1] + (day < 10 ? "  " : " ") + String(day)
    }

    private static func three(_ value: Int) -> String { String(String(1000 + value % 1000).dropFirst()) }
}
