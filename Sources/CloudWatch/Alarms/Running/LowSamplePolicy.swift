/// What a percentile alarm does while samples are too few (`EvaluateLowSampleCountPercentile`).
public enum LowSamplePolicy: String, Codable, Hashable, Sendable, CaseIterable {
    /// Evaluates whatever there is; the default.
    case evaluate
    /// Keeps the state.
    case ignore
}
