import AWSClient
import ArgumentParser
import LeafStack

/// Names that do not follow from the leaf's file.
struct GivenNameOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The leaf's stack, when it has another name than the leaf's file implies; names that hold it follow.",
            valueName: "name"))
    var stack: String?

    @Option(help: ArgumentHelp("Log group of the DNS queries, in us-east-1.", valueName: "name"))
    var queryLogGroup: String?

    @Option(help: ArgumentHelp("Log group of the container's output.", valueName: "name"))
    var containerLogGroup: String?

    @Option(help: ArgumentHelp("Log group of the function that starts the instance.", valueName: "name"))
    var startLogGroup: String?

    @Option(
        help: ArgumentHelp(
            "Log group of the function that follows the Auto Scaling group.", valueName: "name"))
    var scalingLogGroup: String?

    @Option(
        help: ArgumentHelp(
            "Log group of the function that stops a crash loop; the function is called as its name ends.",
            valueName: "name"))
    var crashLogGroup: String?

    @Option(help: ArgumentHelp("Cluster of the container.", valueName: "name"))
    var cluster: String?

    @Option(help: ArgumentHelp("Service of the container (default: all of the cluster).", valueName: "name"))
    var service: String?

    @Option(
        help: ArgumentHelp(
            "The leaf's Auto Scaling group (default: those whose names begin with the stack's).",
            valueName: "name"))
    var asgName: String?

    @Option(help: ArgumentHelp("The alarm on the container's activity.", valueName: "name"))
    var activityAlarm: String?

    @Option(help: ArgumentHelp("The alarm on an instance left up.", valueName: "name"))
    var leftUpAlarm: String?

    @Option(help: ArgumentHelp("The alarm that breaks a crash loop.", valueName: "name"))
    var crashAlarm: String?

    @Option(
        help: ArgumentHelp(
            "A metric to collect beside those that the alarms name; repeatable. For example AWS/EFS:DataReadIOBytes:FileSystemId=fs-0123.",
            valueName: "namespace:name:dimension=value,…"))
    var metric: [MetricArgument] = []

    func validate() throws {
        let texts = [
            ("stack", stack), ("query-log-group", queryLogGroup), ("container-log-group", containerLogGroup),
            ("start-log-group", startLogGroup), ("scaling-log-group", scalingLogGroup),
            ("crash-log-group", crashLogGroup), ("cluster", cluster), ("service", service),
            ("asg-name", asgName), ("activity-alarm", activityAlarm), ("left-up-alarm", leftUpAlarm),
            ("crash-alarm", crashAlarm),
        ]
        for (option, text) in texts {
            if let text, text.isEmpty { throw ValidationError("--\(option) is empty") }
        }
    }

    /// The names that are given.
    var names: GivenNames {
        let alarms: [(LeafNames.AlarmKind, String?)] = [
            (.containerActivity, activityAlarm), (.instanceLeftUp, leftUpAlarm),
            (.breakCrashLoop, crashAlarm),
        ]
        var names = GivenNames(
            alarms: Dictionary(
                uniqueKeysWithValues: alarms.compactMap { kind, name in name.map { (kind.rawValue, $0) } }))
        names.stack = stack
        names.queryLogGroup = queryLogGroup
        names.containerLogGroup = containerLogGroup
        names.startLogGroup = startLogGroup
        names.scalingLogGroup = scalingLogGroup
        names.crashLogGroup = crashLogGroup
        names.cluster = cluster
        names.service = service
        names.scalingGroup = asgName
        return names
    }
}

/// A metric on the command line: `AWS/EFS:DataReadIOBytes:FileSystemId=fs-0123`.
struct MetricArgument: ExpressibleByArgument, Hashable, Sendable {
    var namespace: String
    var name: String
    var dimensions: [Dimension]

    /// One name and value.
    struct Dimension: Hashable, Sendable {
        var name: String
        var value: String
    }

    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        namespace = String(parts[0])
        name = String(parts[1])
        dimensions = []
        guard parts.count == 3 else { return }
        for pair in parts[2].split(separator: ",", omittingEmptySubsequences: false) {
            guard let equals = pair.firstIndex(of: "="), equals > pair.startIndex else { return nil }
            let value = pair[pair.index(after: equals)...]
            guard !value.isEmpty else { return nil }
            dimensions.append(Dimension(name: String(pair[..<equals]), value: String(value)))
        }
    }
}
