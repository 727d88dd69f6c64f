/// Exact outcomes for every threshold and number of minutes that the sliders offer.
public struct WhatIfTable: Sendable {
    /// What one pair of settings would have cost.
    public struct Outcome: Hashable, Sendable {
        /// Idle minutes paid.
        public var idleMinutes: Int
        /// Stops while somebody was connected or waited.
        public var falseStops: Int
        /// Starts.
        public var coldStarts: Int
        /// Mean minutes from the last player to the stop, rounded to a tenth; `nil` when nothing stops it.
        public var stopDelay: Double?

        /// Makes an outcome.
        public init(idleMinutes: Int, falseStops: Int, coldStarts: Int, stopDelay: Double?) {
            self.idleMinutes = idleMinutes
            self.falseStops = falseStops
            self.coldStarts = coldStarts
            self.stopDelay = stopDelay
        }
    }

    /// Thresholds offered, bytes per second, rising.
    public var thresholds: [Int]
    /// `MinutesWithoutConnections` offered, rising.
    public var minutes: [Int]
    /// One outcome a pair: threshold by threshold, minutes by minutes.
    public var outcomes: [Outcome]
    /// Row and column of the present settings.
    public var present: (row: Int, column: Int)
    /// Row and column of the recommended settings.
    public var recommended: (row: Int, column: Int)?
    /// What really happened under the present settings, when that is known.
    public var recorded: Outcome?
    /// Hours after which Instance Left Up stops the server in every replay, `nil` when it only mails.
    public var stopAfterHours: Int?
    /// What a minute up costs in dollars; zero when unknown.
    public var dollarsPerMinute: Double

    /// Makes a table; `outcomes` has one element a pair of settings.
    public init(
        thresholds: [Int], minutes: [Int], outcomes: [Outcome], present: (row: Int, column: Int),
        recommended: (row: Int, column: Int)?, recorded: Outcome? = nil, stopAfterHours: Int? = nil,
        dollarsPerMinute: Double
    ) {
        self.thresholds = thresholds
        self.minutes = minutes
        self.outcomes = outcomes
        self.present = present
        self.recommended = recommended
        self.recorded = recorded
        self.stopAfterHours = stopAfterHours
        self.dollarsPerMinute = dollarsPerMinute
    }

    /// Indices of outcomes that no other beats in both idle minutes and false stops, cheapest first.
    public var frontier: [Int] {
        let order = outcomes.indices.sorted {
            (outcomes[$0].idleMinutes, outcomes[$0].falseStops, $0)
                < (outcomes[$1].idleMinutes, outcomes[$1].falseStops, $1)
        }
        var fewest = Int.max
        return order.filter { cell in
            guard outcomes[cell].falseStops < fewest else { return false }
            fewest = outcomes[cell].falseStops
            return true
        }
    }
}
