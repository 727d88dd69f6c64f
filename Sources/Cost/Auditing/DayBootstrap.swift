/// A mean over days with its 95 % interval, by drawing whole days again with replacement.
public struct BootstrapEstimate: Codable, Hashable, Sendable {
    /// The mean of the observed days, times the scale asked for.
    public var value: Double
    /// Lower end.
    public var low: Double
    /// Upper end.
    public var high: Double
    /// Days drawn from.
    public var days: Int
    /// Seed of the drawing.
    public var seed: UInt64
    /// Rounds.
    public var rounds: Int

    /// Draws `rounds` times as many days as there are; `nil` below two days or without rounds.
    ///
    /// The interval runs from the 2.5 % to the 97.5 % order statistic.
    public init?(days: [Double], scale: Double, seed: UInt64, rounds: Int) {
        guard days.count >= 2, rounds >= 1, rounds <= 1_000_000 else { return nil }
        var random = SplitMix64(state: seed)
        var means: [Double] = []
        means.reserveCapacity(rounds)
        for _ in 0..<rounds {
            var sum = 0.0
            for _ in days.indices { sum += days[random.index(below: days.count)] }
            means.append(sum / Double(days.count) * scale)
        }
        means.sort()
        value = days.reduce(0, +) / Double(days.count) * scale
        low = means[Int(Double(rounds - 1) * 0.025)]
        high = means[Int((Double(rounds - 1) * 0.975).rounded(.up))]
        self.days = days.count
        self.seed = seed
        self.rounds = rounds
    }
}

/// Sebastiano Vigna's SplitMix64: the same numbers on every machine.
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// A number from 0 to `bound` - 1.
    mutating func index(below bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(max(1, bound))).high)
    }
}
