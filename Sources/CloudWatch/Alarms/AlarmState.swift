/// The state of an alarm, spelled as CloudWatch does (`StateValue`).
public enum AlarmState: String, Codable, Hashable, Sendable, CaseIterable {
    /// The metric is within the threshold.
    case ok = "OK"
    /// The metric is outside the threshold.
    case alarm = "ALARM"
    /// Not enough data: just created, or nothing but missing points.
    case insufficientData = "INSUFFICIENT_DATA"
}
