/// How many of the newest periods an evaluation fetches, E, at least N.
///
/// CloudWatch publishes one size only (period 300 s, N = 3: E = 5); the rest is inferred from incident reports, so the
/// rule is a setting and a run can say whether a verdict depends on it.
public enum EvaluationRange: Hashable, Sendable {
    /// `N + max(2, ceil(300 / Period))` from 60 s up, `N + 2` below; fits all published evidence. The default.
    case inferred
    /// `N + count`.
    case extra(Int)
    /// `count`, but at least N.
    case fixed(Int)

    /// The most periods that any range is allowed to have; far beyond what CloudWatch accepts as N.
    public static let maximumPeriods = 1 << 20

    /// The number of periods fetched for `evaluationPeriods` periods of `period` seconds, at most ``maximumPeriods``.
    public func periods(evaluationPeriods: Int, period: Int) -> Int {
        // Clamped before anything is added, so that no setting, however wrong, overflows.
        let limit = Self.maximumPeriods
        let required = min(max(evaluationPeriods, 1), limit)
        let wanted =
            switch self {
            case .inferred:
                required + (period >= 60 ? max(2, (300 + min(period, 300) - 1) / min(period, 300)) : 2)
            case .extra(let count): required + min(max(0, count), limit)
            case .fixed(let count): count
            }
        return min(max(required, wanted), limit)
    }
}

extension EvaluationRange: LosslessStringConvertible {
    /// Reads `inferred`, `N+2` or `5`.
    public init?(_ description: String) {
        if description == "inferred" {
            self = .inferred
        } else if description.hasPrefix("N+"), let count = Int(description.dropFirst(2)), count >= 0 {
            self = .extra(count)
        } else if let count = Int(description), count > 0 {
            self = .fixed(count)
        } else {
            return nil
        }
    }

    /// `inferred`, `N+2` or `5`.
    public var description: String {
        switch self {
        case .inferred: "inferred"
        case .extra(let count): "N+\(count)"
        case .fixed(let count): "\(count)"
        }
    }
}

extension EvaluationRange: Codable {
    /// Reads the text that ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let range = EvaluationRange(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not an evaluation range: \(text)")
        }
        self = range
    }

    /// Writes ``description``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
