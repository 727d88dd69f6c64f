/// When a percentile rests on too few samples to be significant.
///
/// Source: CloudWatch User Guide, "Percentile-based alarms and low data samples".
public enum LowSampleCount {
    /// The fewest samples on which a percentile counts as significant: 1,000 for p99, 20 for p50, 100 for p10.
    ///
    /// - Parameter fraction: the percentile from 0 to 1.
    /// - Returns: `nil` at the ends, where the documented rule says nothing.
    public static func required(fraction: Double) -> Double? {
        guard fraction > 0, fraction < 1 else { return nil }
        // Rounded where the division leaves dust: 10 / (1 - 0.99) must be 1000, not 1000.0000000000009.
        let exact = fraction >= 0.5 ? 10 / (1 - fraction) : 10 / fraction
        let whole = exact.rounded()
        return abs(exact - whole) < 1e-6 * exact ? whole : exact
    }
}
