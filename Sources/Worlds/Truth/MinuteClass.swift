/// What an up minute was, by the project's model of a minute.
public enum MinuteClass: String, Codable, Hashable, Sendable, CaseIterable {
    case crashLoop
    case used
    case leftUp
    case falseWake
    case boot
    case idleWait
}
