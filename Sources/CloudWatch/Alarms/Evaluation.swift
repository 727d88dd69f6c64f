/// One evaluation with everything that decided it, for explanations.
public struct Evaluation: Hashable, Sendable {
    /// The values of the evaluation range, oldest first, NaN where a point is missing.
    public var values: [Double]
    /// How each of them counts.
    public var slots: [Slot]
    /// The state before.
    public var previous: AlarmState
    /// The state after, and the branch of the procedure that decided.
    public var decision: Decision

    /// Makes an evaluation.
    public init(values: [Double], slots: [Slot], previous: AlarmState, decision: Decision) {
        self.values = values
        self.slots = slots
        self.previous = previous
        self.decision = decision
    }

    /// The row as the CloudWatch guide's tables write it: `0 - X - X`, newest right.
    public var strip: String { Slot.strip(slots) }
}

extension Slot {
    /// Points as the CloudWatch guide's tables write them: `0 - X - X`, newest right.
    public static func strip(_ slots: [Slot]) -> String {
        slots.map { String($0.symbol) }.joined(separator: " ")
    }

    /// Reads a strip such as `0 - X - X`; blanks are optional.
    ///
    /// - Returns: `nil` when anything but `0`, `X`, `x`, `-` and blanks stands in it.
    public static func slots(ofStrip text: some StringProtocol) -> [Slot]? {
        var slots: [Slot] = []
        for character in text where !character.isWhitespace {
            switch character {
            case "0": slots.append(.withinThreshold)
            case "X", "x": slots.append(.breaching)
            case "-": slots.append(.missing)
            default: return nil
            }
        }
        return slots
    }
}

extension DecisionBranch {
    /// One sentence that teaches the rule that decided.
    public var explanation: String {
        switch self {
        case .noData:
            "No point in the whole evaluation range: TreatMissingData alone decides."
        case .enoughData:
            "At least N real points in the range: the newest N of them decide, missing points are not counted."
        case .enoughBreaching:
            "Fewer than N real points, but M of them breach already."
        case .filled:
            "Fewer than N real points: the missing ones are filled in as TreatMissingData says."
        case .prematureAlarm:
            "Fewer than N real points, all of them breaching, and the oldest is at least M periods old."
        case .notEnoughBreaching:
            "Fewer than N real points, and neither M breaching ones nor only breaching ones old enough."
        }
    }
}
