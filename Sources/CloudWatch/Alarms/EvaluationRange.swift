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

    /// The number of periods fetched for `evaluationPeriods` periods of `period` seconds.
    public func periods(evaluationPeriods: Int, period: Int) -> Int {
        let wanted =
            switch self {
            case .inferred:
                period >= 60 ? evaluationPeriods + max(2, (300 + period - 1) / period) : evaluationPeriods + 2
            case .extra(let count): evaluationPeriods + max(0, count)
            case .fixed(let count): count
            }
        return max(evaluationPeriods, wanted)
    }
}
