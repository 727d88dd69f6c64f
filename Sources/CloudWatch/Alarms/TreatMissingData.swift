/// How an alarm treats missing points (`TreatMissingData`).
public enum TreatMissingData: String, Codable, Hashable, Sendable, CaseIterable {
    /// Missing points count for nothing; only missing points give `INSUFFICIENT_DATA`. The default.
    case missing
    /// Missing points leave the state as it is.
    case ignore
    /// Missing points count as breaching.
    case breaching
    /// Missing points count as within the threshold.
    case notBreaching
}
