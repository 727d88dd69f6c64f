/// A small seeded generator (SplitMix64) with the few distributions the worlds need.
///
/// Only exact IEEE operations are used, no C library function, so that every machine draws the same numbers.
public struct WorldRandom: Sendable {
    private var state: UInt64

    /// Makes the generator of `seed` and a path of keys; different paths give independent streams.
    public init(seed: UInt64, _ keys: Int...) {
        state = seed
        for key in keys {
            state =
                Self.mix(state &+ 0x9e37_79b9_7f4a_7c15) ^ UInt64(bitPattern: Int64(key))
                &* 0xff51_afd7_ed55_8ccd
        }
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return Self.mix(state)
    }

    /// Uniform in [0, 1).
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Uniform in the range.
    public mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
    }

    /// Uniform among the whole numbers of the range.
    public mutating func integer(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(uniform() * Double(range.upperBound - range.lowerBound + 1))
    }

    /// True with the given probability.
    public mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

    /// Mean 0, standard deviation 1, never beyond 3.47: the sum of four uniform numbers.
    public mutating func bell() -> Double {
        (uniform() + uniform() + uniform() + uniform() - 2) * 1.732_050_807_568_877_2
    }

    /// Exponential with the given mean.
    public mutating func exponential(mean: Double) -> Double { -mean * Self.logarithm(1 - uniform()) }

    /// Log-normal with the given median; `sigma` is the standard deviation of the logarithm.
    public mutating func logNormal(median: Double, sigma: Double) -> Double {
        median * Self.exponential(sigma * bell())
    }

    /// A Poisson count, by adding exponential waits; meant for means below about 1,000.
    public mutating func poisson(mean: Double) -> Int {
        guard mean > 0 else { return 0 }
        var count = 0
        var waited = exponential(mean: 1)
        while waited < mean, count < 100_000 {
            count += 1
            waited += exponential(mean: 1)
        }
        return count
    }

    /// One element, by weight.
    public mutating func index(weights: [Double]) -> Int {
        var left = uniform() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return index }
        }
        return max(0, weights.count - 1)
    }

    /// `digits` lower-case hex digits.
    public mutating func hex(_ digits: Int) -> String {
        let alphabet = Array("0123456789abcdef")
        return String((0..<digits).map { _ in alphabet[Int(next() & 15)] })
    }

    /// A version 4 UUID.
    public mutating func uuid() -> String {
        let text = Array(hex(32))
        return String(text[0..<8]) + "-" + String(text[8..<12]) + "-4" + String(text[13..<16]) + "-a"
            + String(text[17..<20]) + "-" + String(text[20..<32])
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// Natural logarithm of a positive number: exponent apart, then the series of the inverse hyperbolic tangent.
    static func logarithm(_ value: Double) -> Double {
        guard value > 0 else { return -745 }
        let fraction = value.significand
        let t = (fraction - 1) / (fraction + 1)
        let square = t * t
        var term = t
        var sum = 0.0
        for odd in stride(from: 1.0, through: 31, by: 2) {
            sum += term / odd
            term *= square
        }
        return 2 * sum + Double(value.exponent) * 0.693_147_180_559_945_3
    }

    /// The exponential function: powers of two apart, then the series.
    static func exponential(_ value: Double) -> Double {
        let power = (value / 0.693_147_180_559_945_3).rounded()
        let rest = value - power * 0.693_147_180_559_945_3
        var term = 1.0
        var sum = 1.0
        for n in 1...16 {
            term *= rest / Double(n)
            sum += term
        }
        return Double(sign: .plus, exponent: Int(power), significand: 1) * sum
    }
}
