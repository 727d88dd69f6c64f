/// How a candidate is chosen from the costs of some days: the middle of the best plateau, not the lowest point.
///
/// The lowest point of a short history is partly luck. Each candidate is judged by a mean over its neighbours, so that a
/// threshold just above the noise or a wait just long enough for one visit gains nothing; then the widest way to be
/// equally good is taken.
struct ChoiceRule: Hashable, Sendable {
    /// Neighbouring levels of the threshold on each side that are averaged.
    var thresholdReach = 2
    /// Neighbouring values of N on each side that are averaged.
    var patienceReach = 0
    /// Costs within this share of the best count as equally good.
    var plateau = 0.003
    /// Number of imagined gaps of an ordinary leaf that stand beside the observed ones.
    var priorGaps = 6.0

    /// Chooses among candidates.
    ///
    /// - Parameters:
    ///   - costs: the sum of each candidate over the days to learn from.
    ///   - scores: the candidates.
    ///   - allowed: values of N that may be chosen.
    ///   - barred: candidates that may not be chosen whatever they cost; empty for none.
    ///   - profile: for the imagined gaps.
    /// - Returns: an index of a candidate, `nil` when none is allowed.
    func choose(
        costs: [Double], grid: CandidateGrid, allowed: ClosedRange<Int>, barred: [Bool] = [],
        profile: TuningProfile
    ) -> Int? {
        func isBarred(_ candidate: Int) -> Bool { candidate < barred.count && barred[candidate] }
        let columns = grid.patience.indices.filter { allowed.contains(grid.patience[$0]) }
        guard let first = columns.first, let last = columns.last else { return nil }
        let smooth = smoothed(costs, grid: grid, columns: first...last, profile: profile)
        var best: (cost: Double, threshold: Int, patience: Int)?
        for threshold in grid.thresholds.indices {
            for column in first...last where !isBarred(threshold * grid.patience.count + column) {
                let cost = smooth[threshold * grid.patience.count + column]
                if cost < best?.cost ?? .infinity { best = (cost, threshold, column) }
            }
        }
        guard let best else { return nil }
        // Along the threshold the plateau is wide: stand in its middle, as far from either cliff as possible.
        let limit = best.cost * (1 + plateau)
        func isLevel(_ threshold: Int) -> Bool {
            let candidate = threshold * grid.patience.count + best.patience
            return smooth[candidate] <= limit && !isBarred(candidate)
        }
        var low = best.threshold
        var high = best.threshold
        while low > 0, isLevel(low - 1) { low -= 1 }
        while high + 1 < grid.thresholds.count, isLevel(high + 1) { high += 1 }
        let ends = (Double(max(grid.thresholds[low], 1)), Double(max(grid.thresholds[high], 1)))
        let middle = (ends.0 * ends.1).squareRoot()
        let threshold = (low...high).min {
            abs(Double(grid.thresholds[$0]) - middle) < abs(Double(grid.thresholds[$1]) - middle)
        }
        return (threshold ?? best.threshold) * grid.patience.count + best.patience
    }

    /// Costs averaged over neighbours, the cost of imagined gaps included.
    private func smoothed(
        _ costs: [Double], grid: CandidateGrid, columns: ClosedRange<Int>, profile: TuningProfile
    ) -> [Double] {
        let width = grid.patience.count
        let prior = grid.patience.map {
            priorGaps * OrdinaryGaps.meanCost(patience: Double($0), coldStartCost: profile.coldStartCost)
        }
        var across = [Double](repeating: .infinity, count: costs.count)
        for threshold in grid.thresholds.indices {
            let row = threshold * width
            for column in columns {
                guard patienceReach > 0 else {
                    across[row + column] = costs[row + column] + prior[column]
                    continue
                }
                let low = max(columns.lowerBound, column - patienceReach)
                let high = min(columns.upperBound, column + patienceReach)
                var sum = 0.0
                for near in low...high { sum += costs[row + near] + prior[near] }
                across[row + column] = sum / Double(high - low + 1)
            }
        }
        var result = across
        let last = grid.thresholds.count - 1
        across.withUnsafeBufferPointer { across in
            result.withUnsafeMutableBufferPointer { result in
                for threshold in grid.thresholds.indices {
                    let reach = max(0, threshold - thresholdReach)...min(last, threshold + thresholdReach)
                    func part(_ row: Int) -> Range<Int> {
                        row * width + columns.lowerBound..<row * width + columns.upperBound + 1
                    }
                    let sums = UnsafeMutableBufferPointer(rebasing: result[part(threshold)])
                    sums.update(repeating: 0)
                    for near in reach {
                        let costs = UnsafeBufferPointer(rebasing: across[part(near)])
                        for column in 0..<columns.count { sums[column] += costs[column] }
                    }
                    for column in 0..<columns.count { sums[column] /= Double(reach.count) }
                }
            }
        }
        return result
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
