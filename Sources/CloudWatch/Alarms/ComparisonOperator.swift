/// How an alarm compares a value with its threshold (`ComparisonOperator`), the value on the left.
public enum ComparisonOperator: String, Codable, Hashable, Sendable, CaseIterable {
    case greaterThanThreshold = "GreaterThanThreshold"
    case greaterThanOrEqualToThreshold = "GreaterThanOrEqualToThreshold"
    case lessThanThreshold = "LessThanThreshold"
    case lessThanOrEqualToThreshold = "LessThanOrEqualToThreshold"
    /// Anomaly bands only.
    case lessThanLowerOrGreaterThanUpperThreshold = "LessThanLowerOrGreaterThanUpperThreshold"
    /// Anomaly bands only.
    case lessThanLowerThreshold = "LessThanLowerThreshold"
    /// Anomaly bands only.
    case greaterThanUpperThreshold = "GreaterThanUpperThreshold"

    /// Whether `value` breaches `threshold`; plain double arithmetic without tolerance.
    ///
    /// The anomaly-band operators need a trained model, so off-line they never breach; validation rejects them.
    public func breaches(_ value: Double, threshold: Double) -> Bool {
        switch self {
        case .greaterThanThreshold: value > threshold
        case .greaterThanOrEqualToThreshold: value >= threshold
        case .lessThanThreshold: value < threshold
        case .lessThanOrEqualToThreshold: value <= threshold
        case .lessThanLowerOrGreaterThanUpperThreshold, .lessThanLowerThreshold, .greaterThanUpperThreshold:
            false
        }
    }
}
