public import LeafStack

/// A leaf as it is deployed: its names, and what only the account knows of it.
public struct LeafDeployment: Hashable, Sendable {
    /// The leaf's names.
    public var names: LeafNames
    /// Names of its volumes, in the file's order.
    public var volumes: [String]
    /// The settings it has now.
    public var present: WatchdogSettings
    /// The region of its stack; `nil` when nothing says.
    public var region: String?
    /// The account; `nil` when nothing says.
    public var account: String?
    /// Physical ids of the metrics' dimensions.
    public var resources: WatchdogAlarms.Resources
    /// ARN of the scaling policy that stops the instance.
    public var scalingPolicyARN: String?
    /// ARN of the topic that gets the left-up mail.
    public var notifyTopicARN: String?
    /// Price of the instance for an hour.
    public var hourlyPrice: Double?
    /// Currency of the price.
    public var currency: String

    /// Makes a deployment of which only the leaf's file is known.
    public init(leaf: Leaf, application: String = "ContainerManager") {
        names = LeafNames(leaf: leaf, application: application)
        volumes = leaf.volumes
        present = leaf.watchdog
        resources = WatchdogAlarms.Resources()
        currency = "USD"
    }

    /// A file system's id, or a mark that says what belongs there.
    func fileSystem(of volume: String) -> String {
        resources.fileSystems[volume] ?? "<FileSystemId of \(volume)>"
    }
    /// The Auto Scaling group, or a mark that says what belongs there.
    var scalingGroup: String { resources.scalingGroup ?? "<AutoScalingGroupName>" }
    /// The region, or a mark that says what belongs there.
    var regionName: String { region ?? "<region>" }

    /// What has to be filled in by hand, since nothing said it.
    public var marks: [String] {
        var marks: [String] = []
        if region == nil { marks.append("<region>") }
        if resources.scalingGroup == nil { marks.append("<AutoScalingGroupName>") }
        for volume in volumes where resources.fileSystems[volume] == nil {
            marks.append("<FileSystemId of \(volume)>")
        }
        if scalingPolicyARN == nil { marks.append("<ScalingPolicyARN>") }
        if notifyTopicARN == nil { marks.append("<NotifyTopicARN>") }
        return marks
    }
}
