/// What was going on in one minute, as far as players are concerned.
public enum MinuteLabel: UInt8, Codable, Hashable, Sendable, CaseIterable {
    /// The instance was down.
    case down
    /// Up, but not ready for players: booting, downloading updates. Neither idle nor connected.
    case boot
    /// Ready, nobody connected.
    case idle
    /// At least one player connected.
    case connected
    /// Up, but nothing says whether anybody was connected; never read as idle.
    case unknown
}
