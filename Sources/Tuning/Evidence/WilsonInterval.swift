/// A range of values with the confidence it is claimed with.
public struct ConfidenceInterval: Codable, Hashable, Sendable {
    /// Lower end.
    public var low: Double
    /// Upper end.
    public var high: Double
    /// Share of the cases in which such an interval holds the truth, 0 to 1.
    public var confidence: Double

    /// Makes an interval.
    public init(low: Double, high: Double, confidence: Double) {
        self.low = low
        self.high = high
        self.confidence = confidence
    }

    /// Wilson's interval of a share: `successes` of `trials`, at 95 %; the whole range without trials.
    public static func wilson(successes: Int, trials: Int) -> ConfidenceInterval {
        guard trials > 0 else { return ConfidenceInterval(low: 0, high: 1, confidence: 0.95) }
        let z = 1.959_963_984_540_054
        let count = Double(trials)
        let share = Double(successes) / count
        let centre = (share + z * z / (2 * count)) / (1 + z * z / count)
        let half =
            z / (1 + z * z / count)
            * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
        return ConfidenceInterval(low: max(0, centre - half), high: min(1, centre + half), confidence: 0.95)
    }
}
