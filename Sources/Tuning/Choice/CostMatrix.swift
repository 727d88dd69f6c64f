/// One cost a candidate and day.
struct CostMatrix: Sendable {
    let days: Int
    /// Candidate by candidate.
    let values: [Double]
    /// The same day by day: sums go along the candidates, many at once.
    private let byDay: [Double]

    init(days: Int, values: [Double]) {
        self.days = days
        self.values = values
        let candidates = days > 0 ? values.count / days : 0
        var byDay: [Double] = []
        byDay.reserveCapacity(candidates * days)
        for day in 0..<max(0, days) {
            for candidate in 0..<candidates { byDay.append(values[candidate * days + day]) }
        }
        self.byDay = byDay
    }

    var candidates: Int { days > 0 ? values.count / days : 0 }

    /// The sum of each candidate over days weighted as given.
    func sums(weights: [Double]) -> [Double] {
        let count = candidates
        return [Double](unsafeUninitializedCapacity: count) { sums, initialized in
            sums.initialize(repeating: 0)
            byDay.withUnsafeBufferPointer { byDay in
                for day in 0..<min(days, weights.count) where weights[day] != 0 {
                    let weight = weights[day]
                    let costs = UnsafeBufferPointer(rebasing: byDay[day * count..<(day + 1) * count])
                    for candidate in 0..<count { sums[candidate] += costs[candidate] * weight }
                }
            }
            initialized = count
        }
    }

    /// The sum of one candidate over days weighted as given.
    func sum(_ candidate: Int, weights: [Double]) -> Double {
        var sum = 0.0
        for day in 0..<min(days, weights.count) { sum += values[candidate * days + day] * weights[day] }
        return sum
    }

    /// The sum of one candidate over all days.
    func sum(_ candidate: Int) -> Double {
        values[candidate * days..<(candidate + 1) * days].reduce(0, +)
    }
}
