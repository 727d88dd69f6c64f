/// The games that the worlds' containers run.
public enum Game: String, Codable, Hashable, Sendable, CaseIterable {
    case minecraft
    case palworld
    case valheim
    case factorio
    case terraria

    /// `Container.Image`.
    public var image: String {
        switch self {
        case .minecraft: "itzg/minecraft-server"
        case .palworld: "thijsvanloef/palworld-server-docker:latest"
        case .valheim: "lloesche/valheim-server:latest"
        case .factorio: "factoriotools/factorio:stable"
        case .terraria: "ryshe/terraria:latest"
        }
    }

    /// The container's port, with the protocol as leaf files write it.
    public var port: (transport: String, number: Int) {
        switch self {
        case .minecraft: ("TCP", 25565)
        case .palworld: ("UDP", 8211)
        case .valheim: ("UDP", 2456)
        case .factorio: ("UDP", 34197)
        case .terraria: ("TCP", 7777)
        }
    }

    /// Whether the server's log has a line that says it accepts players and that readers know.
    public var hasReadyLine: Bool { self == .minecraft || self == .valheim }
}
