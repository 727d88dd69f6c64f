/// How a candidate is chosen from the costs of some days: the middle of the best plateau, not the lowest point.
///
/// The lowest point of a short history is partly luck. Each candidate is judged by a mean over its neighbours, so that a
/// threshold just above the noise or a wait just long enough for one visit gains nothing; then the widest way to be
/// equally good is taken.
struct ChoiceRule: Hashable, Sendable {
    /// Neighbouring levels of the threshold on each side that are averaged.
    var thresholdReach = 2
    /// Costs within this share of the best count as equally good: months of one leaf differ by more. *(ours)*
    var plateau = 0.03
    /// Number of imagined gaps of an ordinary leaf that stand beside the observed ones.
    var priorGaps = 6.0

    /// Chooses among candidates.
    ///
    /// - Parameters:
    ///   - costs: the sum of each candidate over the days to learn from.
    ///   - grid: the candidates.
    ///   - allowed: values of N that may be chosen.
    ///   - barred: candidates that may not be chosen whatever they cost; empty for none.
    ///   - profile: for the imagined gaps.
    /// - Returns: an index of a candidate, `nil` when none is allowed.
    func choose(
        costs: [Double], grid: CandidateGrid, allowed: ClosedRange<Int>, barred: [Bool] = [],
        profile: TuningProfile
    ) -> Int? {
        WeightedChoice(
            self, costs: CostMatrix(days: 1, values: costs), grid: grid, allowed: allowed, barred: barred,
            profile: profile)?.choose(weights: [1])
    }
}

/// How long an ordinary game server stays unwanted: quartiles of gaps between visits, in minutes. *(ours)*
///
/// A handful of such gaps beside the observed ones keeps a short history from choosing something odd.
enum OrdinaryGaps {
    /// Nine representative gaps, one a tenth of the distribution.
    static let minutes: [Double] = [5, 11, 19, 35, 75, 150, 300, 520, 900]

    /// Mean cost of a gap: idle minutes until the stop, and a cold start when the gap outlasts it.
    static func meanCost(patience: Double, coldStartCost: Double) -> Double {
        minutes.reduce(0) { $0 + min($1, patience) + ($1 > patience ? coldStartCost : 0) }
            / Double(minutes.count)
    }
}
