/// How an alarm picks the periods that it evaluates (`EvaluationWindow`).
///
/// Source: CloudWatch User Guide, "Alarm evaluation windows".
public enum EvaluationWindow: Hashable, Sendable {
    /// Moves on by a minute each evaluation and is not aligned to the period; the default.
    case sliding
    /// Calendar periods of a time zone, the newest complete one last; `nil` is UTC.
    case wallClock(timeZone: String?)

    /// The periods that a wall clock window may have, in seconds.
    public static let wallClockPeriods = [60, 300, 3600, 86_400, 604_800]
}

extension EvaluationWindow: Codable {
    private enum CodingKeys: String, CodingKey {
        case sliding = "SlidingWindow"
        case wallClock = "WallClockWindow"
    }

    private struct WallClock: Codable {
        var timeZone: String?

        private enum CodingKeys: String, CodingKey {
            case timeZone = "Timezone"
        }
    }

    private struct Sliding: Codable {}

    /// Reads `{"SlidingWindow": {}}` or `{"WallClockWindow": {"Timezone": "Europe/Berlin"}}`.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        if let window = try values.decodeIfPresent(WallClock.self, forKey: .wallClock) {
            self = .wallClock(timeZone: window.timeZone)
        } else if values.contains(.sliding) {
            self = .sliding
        } else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "an EvaluationWindow is a SlidingWindow or a WallClockWindow"))
        }
    }

    /// Writes the tagged union that CloudWatch uses.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .sliding: try values.encode(Sliding(), forKey: .sliding)
        case .wallClock(let timeZone): try values.encode(WallClock(timeZone: timeZone), forKey: .wallClock)
        }
    }
}
