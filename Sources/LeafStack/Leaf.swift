/// What leafwatch needs to know of a leaf configuration.
public struct Leaf: Codable, Hashable, Sendable {
    /// Container id: the file's base name without its last extension, lower-cased.
    public var containerID: String
    /// `Ec2.InstanceType`.
    public var instanceType: String
    /// `Container.Image`.
    public var image: String
    /// Names of `Volumes`, in the file's order.
    public var volumes: [String]
    /// The watchdog's numbers.
    public var watchdog: WatchdogSettings

    /// Makes a leaf.
    public init(
        containerID: String, instanceType: String, image: String, volumes: [String],
        watchdog: WatchdogSettings
    ) {
        self.containerID = containerID
        self.instanceType = instanceType
        self.image = image
        self.volumes = volumes
        self.watchdog = watchdog
    }

    /// The container id in title case with everything but letters and digits dropped; it stands in most AWS names.
    public var alphaID: String {
        var result = ""
        var startOfWord = true
        for character in containerID {
            if character.isLetter {
                result += startOfWord ? character.uppercased() : character.lowercased()
                startOfWord = false
            } else {
                if character.isNumber { result.append(character) }
                startOfWord = true
            }
        }
        return result
    }
}
