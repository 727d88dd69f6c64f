/// The keys that a leaf configuration may have; the app refuses a file with any other.
indirect enum LeafKeys: Sendable {
    /// No keys are checked below.
    case anything
    /// A list whose items are checked.
    case list(LeafKeys)
    /// Exactly these keys.
    case keys([String: LeafKeys])
    /// Keys that the owner names; their values are checked.
    case named(LeafKeys)

    /// The whole file.
    static let file: LeafKeys = .keys([
        "Ec2": .keys([
            "InstanceType": .anything, "MemoryInfo": .anything, "SshCidrAllowed": .anything,
            "GameCidrAllowed": .anything,
        ]),
        "Container": .keys(["Image": .anything, "Ports": .anything, "Environment": .anything]),
        "Volumes": .named(volume),
        "Volume": volume,
        "Watchdog": .keys([
            "Threshold": .anything, "MinutesWithoutConnections": .anything,
            "InstanceLeftUp": .keys(["DurationHours": .anything, "ShouldStop": .anything]),
        ]),
        "AlertSubscription": .anything,
        "Dashboard": .keys([
            "Enabled": .anything, "IntervalMinutes": .anything, "ShowContainerLogTimestamp": .anything,
        ]),
    ])

    private static let volume: LeafKeys = .keys([
        "Type": .anything, "EnableBackups": .anything, "KeepOnDelete": .anything,
        "KeepBackupDays": .anything,
        "Paths": .list(
            .keys(["Path": .anything, "ReadOnly": .anything, "EfsCacheFileMb": .anything])),
    ])

    /// The unknown keys of `node` and below, as path and place.
    func unknown(in node: LeafNode, path: String = "") -> [(path: String, line: Int, column: Int)] {
        switch (self, node.content) {
        case (.list(let item), .sequence(let nodes)):
            return nodes.enumerated().flatMap { item.unknown(in: $1, path: "\(path)[\($0)]") }
        case (.keys(let known), .mapping(let entries)):
            return entries.flatMap { entry -> [(path: String, line: Int, column: Int)] in
                let place = path.isEmpty ? entry.key : "\(path).\(entry.key)"
                guard let below = known[entry.key] else { return [(place, entry.line, entry.column)] }
                return below.unknown(in: entry.value, path: place)
            }
        case (.named(let below), .mapping(let entries)):
            return entries.flatMap { below.unknown(in: $0.value, path: "\(path).\($0.key)") }
        default:
            return []
        }
    }
}
