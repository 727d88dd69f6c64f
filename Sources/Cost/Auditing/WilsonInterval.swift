/// A share with its 95 % interval after Wilson.
public struct ShareEstimate: Codable, Hashable, Sendable {
    /// How many have the property.
    public var count: Int
    /// Of how many.
    public var total: Int
    /// Lower end of the interval.
    public var low: Double
    /// Upper end of the interval.
    public var high: Double

    /// The share; 0 when there is none to count.
    public var share: Double { total == 0 ? 0 : Double(count) / Double(total) }

    /// Makes an estimate; of nothing the interval is everything.
    public init(count: Int, total: Int) {
        self.count = min(max(count, 0), max(total, 0))
        self.total = max(total, 0)
        guard total > 0 else {
            low = 0
            high = 1
            return
        }
        // 97.5 % quantile of the normal distribution.
        let z = 1.959963984540054
        let n = Double(self.total)
        let p = Double(self.count) / n
        let middle = p + z * z / (2 * n)
        let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        low = self.count == 0 ? 0 : max(0, (middle - spread) / scale)
        high = self.count == self.total ? 1 : min(1, (middle + spread) / scale)
    }
}
