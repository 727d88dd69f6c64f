import Synchronization

/// How often and how late a call is tried again: exponential waits with full jitter, within a budget that all calls share.
public final class RetryPolicy: Sendable {
    /// Attempts of one call at most.
    public let attempts: Int
    /// Upper bound of the first wait in seconds; doubles with each attempt.
    public let base: Double
    /// Longest wait in seconds.
    public let longest: Double
    private let budget: Mutex<Int>
    private let limit: Int

    /// A retry costs this much of the budget, a success gives 1 back.
    private static let cost = 5

    /// Makes a policy; `budget` is how many retries may be spent before successes must earn new ones.
    public init(attempts: Int = 8, base: Double = 0.5, longest: Double = 20, budget: Int = 100) {
        self.attempts = max(1, attempts)
        self.base = base
        self.longest = longest
        limit = budget * Self.cost
        self.budget = Mutex(budget * Self.cost)
    }

    /// Takes a retry out of the budget; `false` when it is spent.
    func spend() -> Bool {
        budget.withLock { left in
            guard left >= Self.cost else { return false }
            left -= Self.cost
            return true
        }
    }

    /// Gives something back after a success.
    func earn() { budget.withLock { $0 = min(limit, $0 + 1) } }

    /// Seconds to wait before attempt `attempt` (2 is the first retry); what the service asks for is the least.
    func wait(before attempt: Int, asked: Double?, random: (ClosedRange<Double>) -> Double) -> Double {
        let cap = min(longest, base * Double(1 << min(max(attempt - 2, 0), 20)))
        return max(random(0...cap), min(asked ?? 0, longest))
    }
}
