public import LeafStack
public import Replay
public import TimeSeries

/// What a leaf cost beside what it would have cost with other settings over the same time.
///
/// The present side is what was recorded. The other side plays the recorded demand against the other settings with the
/// evaluator that judges everything else; see `WhatIfMinutes`.
public struct AuditComparison: Codable, Hashable, Sendable {
    /// A figure now and with the other settings.
    public struct Change<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
        /// As recorded.
        public var present: Value
        /// With the other settings.
        public var other: Value

        /// Makes a pair.
        public init(present: Value, other: Value) {
            self.present = present
            self.other = other
        }

        /// Whether the two differ.
        public var isChanged: Bool { present != other }
    }

    /// One class of minutes.
    public struct ClassChange: Codable, Hashable, Sendable {
        /// The class.
        public var kind: MinuteClass
        /// Minutes.
        public var minutes: Change<Int>
        /// Their running cost.
        public var cost: Change<Money>
        /// ``cost`` in whole cents that add up to those of ``running``.
        public var cents: Change<Int>
    }

    /// One line of the bill.
    public struct LineChange: Codable, Hashable, Sendable {
        /// The line as it is.
        public var present: CostLine
        /// The line as it would be.
        public var other: CostLine
        /// What is billed.
        public var item: CostLine.Item { present.item }
    }

    /// A month of 730 hours; only from seven complete days on.
    public struct Month: Codable, Hashable, Sendable {
        /// Running cost of a month, US dollars.
        public var running: Change<Double>
        /// What the other settings save of it, US dollars, with the interval over days drawn again.
        public var saving: BootstrapEstimate
        /// Hours up in a month.
        public var hours: Change<Double>
    }

    /// Container id.
    public var leaf: String
    /// Start of the history.
    public var from: Instant
    /// End of the history.
    public var to: Instant
    /// Days of the history.
    public var days: Double
    /// The settings.
    public var settings: Change<WatchdogSettings>
    /// Minutes up.
    public var minutesUp: Change<Int>
    /// Starts of the instance.
    public var starts: Change<Int>
    /// Stops while somebody was connected or waited, both sides replayed.
    public var falseStops: Change<Int>
    /// Minutes up that the replay of the present settings comes to; how far it is from ``minutesUp`` tells how far the
    /// other side can be trusted.
    public var replayedMinutes: Int
    /// Every class.
    public var classes: [ClassChange]
    /// The bill.
    public var lines: [LineChange]
    /// Cost of the time up.
    public var running: Change<Money>
    /// Cost of the time up in whole cents.
    public var runningCents: Change<Int>
    /// Everything that is known, in whole cents.
    public var totalCents: Change<Int>
    /// What the other settings save over the whole history: negative when they cost more.
    public var saving: Money
    /// The same for a month.
    public var monthly: Month?
    /// What the reader should know, one sentence each.
    public var remarks: [String]

    /// Saving of a day, for ranking leaves.
    public var savingPerDay: Double { days > 0 ? saving.approximate / days : 0 }
}
