/// A ``ChoiceRule`` made ready to choose for many weightings of the same days.
///
/// Neighbours add up to the same whether days are added up before or after them, so they are added up once a day here, and
/// each weighting only adds up days.
struct WeightedChoice: Sendable {
    private let rule: ChoiceRule
    private let grid: CandidateGrid
    private let barred: [Bool]
    /// Values of N that may be chosen.
    private let columns: Range<Int>
    /// Costs added up over neighbouring thresholds, for the values of N in ``columns``: day by day, in each threshold by
    /// threshold, so that sums go along the candidates.
    private let nearby: [Double]
    private let days: Int
    /// How many thresholds were added up for each.
    private let neighbours: [Double]
    /// Cost of the imagined gaps for each N in ``columns``.
    private let prior: [Double]

    /// Prepares; `nil` when no N is allowed.
    ///
    /// - Parameters:
    ///   - costs: what each candidate costs on each day.
    ///   - grid: the candidates.
    ///   - allowed: values of N that may be chosen.
    ///   - barred: candidates that may not be chosen whatever they cost; empty for none.
    ///   - profile: for the imagined gaps.
    init?(
        _ rule: ChoiceRule, costs: CostMatrix, grid: CandidateGrid, allowed: ClosedRange<Int>, barred: [Bool],
        profile: TuningProfile
    ) {
        guard let first = grid.patience.firstIndex(where: allowed.contains),
            let last = grid.patience.lastIndex(where: allowed.contains)
        else { return nil }
        self.rule = rule
        self.grid = grid
        self.barred = barred
        let columns = first..<last + 1
        self.columns = columns
        prior = grid.patience[columns].map {
            rule.priorGaps
                * OrdinaryGaps.meanCost(patience: Double($0), coldStartCost: profile.coldStartCost)
        }
        let thresholds = grid.thresholds.indices
        let reaches = thresholds.map {
            max(0, $0 - rule.thresholdReach)..<min(thresholds.upperBound, $0 + rule.thresholdReach + 1)
        }
        neighbours = reaches.map { Double($0.count) }
        let (days, width) = (costs.days, grid.patience.count)
        self.days = days
        var nearby: [Double] = []
        nearby.reserveCapacity(thresholds.count * columns.count * days)
        for day in 0..<days {
            for reach in reaches {
                for column in columns {
                    var sum = 0.0
                    for threshold in reach { sum += costs.values[(threshold * width + column) * days + day] }
                    nearby.append(sum)
                }
            }
        }
        self.nearby = nearby
    }

    /// ``nearby`` over days weighted as given.
    private func sums(weights: [Double]) -> [Double] {
        let count = neighbours.count * columns.count
        return [Double](unsafeUninitializedCapacity: count) { sums, initialized in
            sums.initialize(repeating: 0)
            nearby.withUnsafeBufferPointer { nearby in
                for day in 0..<min(days, weights.count) where weights[day] != 0 {
                    let weight = weights[day]
                    let costs = UnsafeBufferPointer(rebasing: nearby[day * count..<(day + 1) * count])
                    for candidate in 0..<count { sums[candidate] += costs[candidate] * weight }
                }
            }
            initialized = count
        }
    }

    /// The candidate for days weighted as given, `nil` when all are barred.
    func choose(weights: [Double]) -> Int? {
        let width = columns.count
        let sums = sums(weights: weights)
        func cost(_ threshold: Int, _ column: Int) -> Double {
            sums[threshold * width + column] / neighbours[threshold] + prior[column]
        }
        func isBarred(_ threshold: Int, _ column: Int) -> Bool {
            let candidate = candidate(threshold, column)
            return candidate < barred.count && barred[candidate]
        }
        var best: (cost: Double, threshold: Int, column: Int)?
        for threshold in neighbours.indices {
            for column in 0..<width {
                let cost = cost(threshold, column)
                if cost < best?.cost ?? .infinity, !isBarred(threshold, column) {
                    best = (cost, threshold, column)
                }
            }
        }
        guard let best else { return nil }
        // Along the threshold the plateau is wide: stand in its middle, as far from either cliff as possible.
        let limit = best.cost * (1 + rule.plateau)
        func isLevel(_ threshold: Int) -> Bool {
            cost(threshold, best.column) <= limit && !isBarred(threshold, best.column)
        }
        var low = best.threshold
        var high = best.threshold
        while low > 0, isLevel(low - 1) { low -= 1 }
        while high + 1 < neighbours.count, isLevel(high + 1) { high += 1 }
        let ends = (Double(max(grid.thresholds[low], 1)), Double(max(grid.thresholds[high], 1)))
        let middle = (ends.0 * ends.1).squareRoot()
        let threshold = (low...high).min {
            abs(Double(grid.thresholds[$0]) - middle) < abs(Double(grid.thresholds[$1]) - middle)
        }
        return candidate(threshold ?? best.threshold, best.column)
    }

    private func candidate(_ threshold: Int, _ column: Int) -> Int {
        threshold * grid.patience.count + columns.lowerBound + column
    }
}
