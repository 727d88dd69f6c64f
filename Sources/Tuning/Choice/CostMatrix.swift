/// One cost a candidate and day.
struct CostMatrix: Sendable {
    let days: Int
    /// Candidate by candidate.
    let values: [Double]

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
