import ArgumentParser
import Foundation
import Ingest
import LeafStack
import Templates

/// A wanted value on the command line: a value, or `default` to take the key out.
struct WantedArgument<Value: Hashable & Sendable>: Sendable {
    /// What is wanted.
    var wanted: Wanted<Value>
}

extension WantedArgument: ExpressibleByArgument where Value: LosslessStringConvertible {
    init?(argument: String) {
        if argument == "default" {
            wanted = .absent
        } else {
            guard let value = Value(argument) else { return nil }
            wanted = .set(value)
        }
    }
}

/// Settings given by hand.
struct ExplicitSettings: ParsableArguments {
    @Option(
        help: ArgumentHelp("Write this Threshold, in bytes per second (with --force).", valueName: "number"))
    var threshold: Int?

    @Option(
        help: ArgumentHelp(
            "Write this MinutesWithoutConnections, or `default` (with --force).", valueName: "number"))
    var minutes: WantedArgument<Int>?

    @Option(help: ArgumentHelp("Write this DurationHours, or `default` (with --force).", valueName: "number"))
    var hours: WantedArgument<Int>?

    @Option(
        help: ArgumentHelp("Write this ShouldStop, or `default` (with --force).", valueName: "true|false"))
    var shouldStop: WantedArgument<Bool>?

    @Flag(help: "Write values given by hand, which no recommendation stands for.")
    var force = false

    /// Whether any value is given.
    var isGiven: Bool { threshold != nil || minutes != nil || hours != nil || shouldStop != nil }

    mutating func validate() throws {
        if isGiven, !force {
            throw ValidationError(
                "a value given by hand is written only with --force; without values the recommendation is used"
            )
        }
        if force, !isGiven {
            throw ValidationError("--force needs a value: --threshold, --minutes, --hours or --should-stop")
        }
    }

    /// Puts the values over wanted settings.
    func apply(to wanted: inout WantedSettings) {
        if let threshold { wanted.threshold = threshold }
        if let minutes { wanted.minutesWithoutConnections = minutes.wanted }
        if let hours { wanted.durationHours = hours.wanted }
        if let shouldStop { wanted.shouldStop = shouldStop.wanted }
    }
}

/// What only the account knows of a leaf; dashboards and alarm inputs need it.
struct DeploymentOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Name of the application, with its maturity.", valueName: "name"))
    var application: String?

    @Option(help: ArgumentHelp("The leaf's Auto Scaling group.", valueName: "name"))
    var asgName: String?

    @Option(
        help: ArgumentHelp(
            "File system of a volume, for example Data=fs-0123; repeatable.", valueName: "volume=id"))
    var fileSystem: [String] = []

    @Option(help: ArgumentHelp("The scaling policy that stops the instance.", valueName: "arn"))
    var scalingPolicyArn: String?

    @Option(help: ArgumentHelp("The topic that gets the left-up mail.", valueName: "arn"))
    var notifyTopicArn: String?

    @Option(help: ArgumentHelp("Price of the instance for an hour, in USD.", valueName: "price"))
    var hourlyPrice: Double?

    mutating func validate() throws {
        if let wrong = fileSystem.first(where: { !$0.contains("=") }) {
            throw ValidationError("--file-system \(wrong): write VOLUME=ID")
        }
        if let hourlyPrice, !hourlyPrice.isFinite || hourlyPrice < 0 {
            throw ValidationError("--hourly-price must be zero or more")
        }
    }

    /// The deployment of a leaf, as far as options and, if given, the inputs tell.
    func deployment(
        of leaf: Leaf, region: String, account: String, gathered: GatheredHistory?
    ) -> LeafDeployment {
        var deployment = LeafDeployment(leaf: leaf, application: application, gathered: gathered)
        if !region.isEmpty { deployment.region = region }
        if !account.isEmpty { deployment.account = account }
        if let asgName { deployment.resources.scalingGroup = asgName }
        for pair in fileSystem {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                String.init)
            if parts.count == 2 { deployment.resources.fileSystems[parts[0]] = parts[1] }
        }
        deployment.scalingPolicyARN = scalingPolicyArn
        deployment.notifyTopicARN = notifyTopicArn
        deployment.hourlyPrice = hourlyPrice
        return deployment
    }
}

extension LeafDeployment {
    /// What the leaf's file and, if given, the inputs tell of a deployment.
    init(leaf: Leaf, application: String? = nil, gathered: GatheredHistory?) {
        self.init(leaf: leaf, application: application ?? gathered?.names.application ?? "ContainerManager")
        for series in gathered?.series ?? [] {
            for dimension in series.dimensions where dimension.name == "AutoScalingGroupName" {
                resources.scalingGroup = dimension.value
            }
            if !series.region.isEmpty { region = series.region }
            if !series.account.isEmpty { account = series.account }
        }
        if let known = gathered?.history.region, !known.isEmpty { region = known }
    }
}
