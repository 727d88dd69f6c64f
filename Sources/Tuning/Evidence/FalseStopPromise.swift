import Foundation

/// How many false stops the next 30 days may bring, at 97.5 % confidence.
///
/// A count observed over some time, seen as a Poisson rate with Jeffreys' prior, predicts a negative binomial count.
public struct FalseStopPromise: Codable, Hashable, Sendable {
    /// False stops that the settings would have caused on the recorded days, a little off the chosen point included.
    public var observed: Int
    /// Days recorded.
    public var days: Double
    /// Most false stops in 30 days.
    public var atMost: Int

    /// Makes a promise.
    public init(observed: Int, days: Double) {
        self.observed = observed
        self.days = days
        atMost = Self.bound(observed: observed, days: days, future: 30)
    }

    /// The count that the next `future` days exceed with probability 1 - `confidence` at most.
    public static func bound(
        observed: Int, days: Double, future: Double, confidence: Double = 0.975
    ) -> Int {
        guard days > 0, future > 0 else { return 0 }
        let shape = Double(max(0, observed)) + 0.5
        let share = future / (days + future)
        var probability = pow(1 - share, shape)
        var sum = probability
        var count = 0
        while sum < confidence, count < 1_000_000 {
            probability *= (shape + Double(count)) / Double(count + 1) * share
            sum += probability
            count += 1
        }
        return count
    }
}
