public import CloudWatch
public import LeafStack
public import Replay

/// The settings that are recommended; a refused one is absent.
public struct RecommendedSettings: Codable, Hashable, Sendable {
    /// `Threshold`, bytes per second.
    public var threshold: Int?
    /// `MinutesWithoutConnections`.
    public var minutesWithoutConnections: Int?
    /// `DurationHours`.
    public var durationHours: Int?
    /// `ShouldStop`.
    public var shouldStop: Bool?

    /// Makes settings, by default none.
    public init(
        threshold: Int? = nil, minutesWithoutConnections: Int? = nil, durationHours: Int? = nil,
        shouldStop: Bool? = nil
    ) {
        self.threshold = threshold
        self.minutesWithoutConnections = minutesWithoutConnections
        self.durationHours = durationHours
        self.shouldStop = shouldStop
    }

    /// The present settings with what is recommended put in.
    public func applied(to present: WatchdogSettings) -> WatchdogSettings {
        WatchdogSettings(
            threshold: threshold ?? present.threshold,
            minutesWithoutConnections: minutesWithoutConnections ?? present.minutesWithoutConnections,
            durationHours: durationHours ?? present.durationHours,
            shouldStop: shouldStop ?? present.shouldStop)
    }

    private enum CodingKeys: String, CodingKey {
        case threshold = "Threshold"
        case minutesWithoutConnections = "MinutesWithoutConnections"
        case durationHours = "DurationHours"
        case shouldStop = "ShouldStop"
    }
}

/// What settings cost over some days: counted, and as the profile weighs it.
public struct SettingsOutcome: Codable, Hashable, Sendable {
    /// `Threshold`, bytes per second.
    public var threshold: Int
    /// `MinutesWithoutConnections`.
    public var minutesWithoutConnections: Int
    /// What was counted.
    public var counts: WhatIfTally
    /// Days counted.
    public var days: Double
    /// The profile's objective, in idle minutes a day.
    public var costPerDay: Double

    /// Makes an outcome.
    public init(
        threshold: Int, minutesWithoutConnections: Int, counts: WhatIfTally, days: Double,
        profile: TuningProfile
    ) {
        self.threshold = threshold
        self.minutesWithoutConnections = minutesWithoutConnections
        self.counts = counts
        self.days = days
        let cost = profile.cost(
            idleMinutes: Double(counts.idleMinutes), coldStarts: Double(counts.coldStarts),
            falseStops: Double(counts.falseStops))
        costPerDay = days > 0 ? cost / days : 0
    }
}

/// Present and recommended settings beside each other on the recorded time.
public struct OutcomeComparison: Codable, Hashable, Sendable {
    /// The present settings.
    public var present: SettingsOutcome
    /// The recommended settings, on the days they were chosen on.
    public var recommended: SettingsOutcome
    /// What changing saves, in idle minutes a day of the profile's objective.
    public var savingPerDay: Double
    /// Interval of ``savingPerDay`` over resampled days.
    public var savingInterval: ConfidenceInterval
    /// What the choice alone would take, before it has to beat the present settings.
    public var candidate: SettingsOutcome
    /// What ``candidate`` saves in idle minutes a day, over resampled days; equal to ``savingInterval`` where it is taken.
    public var candidateInterval: ConfidenceInterval
    /// Share of the resampled histories in which ``candidate`` beats the present settings.
    public var confidence: Double
    /// What the choice costs on days that were not used for it, each day scored with what the days before it chose.
    public var outOfSample: OutOfSample?

    /// The walk-forward result.
    public struct OutOfSample: Codable, Hashable, Sendable {
        /// Days scored.
        public var days: Int
        /// Objective of the rule's choices, in idle minutes a day.
        public var costPerDay: Double
        /// Objective of the present settings on the same days.
        public var presentCostPerDay: Double

        /// Makes a result.
        public init(days: Int, costPerDay: Double, presentCostPerDay: Double) {
            self.days = days
            self.costPerDay = costPerDay
            self.presentCostPerDay = presentCostPerDay
        }
    }

    /// Makes a comparison.
    public init(
        present: SettingsOutcome, recommended: SettingsOutcome, candidate: SettingsOutcome,
        confidence: Double,
        savingPerDay: Double, savingInterval: ConfidenceInterval, candidateInterval: ConfidenceInterval,
        outOfSample: OutOfSample?
    ) {
        self.candidateInterval = candidateInterval
        self.present = present
        self.recommended = recommended
        self.candidate = candidate
        self.confidence = confidence
        self.savingPerDay = savingPerDay
        self.savingInterval = savingInterval
        self.outOfSample = outOfSample
    }
}

/// What the traffic looks like, and from where it is known who was connected.
public struct LabelEvidence: Codable, Hashable, Sendable {
    /// Where the labels come from.
    public var source: LabelSource
    /// Idle minutes with a point and without a DNS hit.
    public var idleMinutes: Int
    /// Connected minutes with a point and without a DNS hit.
    public var connectedMinutes: Int
    /// Maximal runs of connected minutes.
    public var sessions: Int
    /// Up minutes of which nothing is known.
    public var unknownMinutes: Int
    /// Median idle traffic, bytes per second.
    public var idleMedian: Double?
    /// 99 % quantile of idle traffic, bytes per second.
    public var idleHigh: Double?
    /// 1 % quantile of connected traffic, bytes per second.
    public var connectedLow: Double?
    /// Median connected traffic, bytes per second.
    public var connectedMedian: Double?
    /// Mean share of minutes on the wrong side of the best threshold, 0 to 0.5.
    public var leastError: Double
    /// The separators' verdicts on traffic alone, `nil` with too few minutes.
    public var separation: TrafficSeparation?
}

/// What to set, why, and how sure that is.
public struct Recommendation: Codable, Hashable, Sendable {
    /// The settings in force.
    public var present: WatchdogSettings
    /// The settings recommended; a refused one is absent.
    public var recommended: RecommendedSettings
    /// The advice behind each of ``recommended``.
    public var settings: [SettingAdvice]
    /// What is refused, and why.
    public var refused: [Refusal]
    /// The weights of the choice.
    public var profile: TuningProfile
    /// The time that was looked at.
    public var tested: TestedPeriod
    /// What the traffic looks like.
    public var labels: LabelEvidence
    /// Present and recommended beside each other; `nil` when ``TunedSetting/threshold`` is refused.
    public var comparison: OutcomeComparison?
    /// What is promised about false stops with the recommended settings; `nil` when the threshold is refused.
    public var promise: FalseStopPromise?
    /// What else the history says about settings.
    public var evidence: TuningEvidence
    /// Things to know before acting.
    public var warnings: [String]
    /// What was assumed where the recording cannot know.
    public var assumptions: [String]
    /// What would be recommended otherwise under other answers to what no source decides; `nil` unless asked for.
    public var sensitivity: Sensitivity?
    /// Seed of the resampling.
    public var seed: UInt64
    /// Rounds of resampling.
    public var rounds: Int

    /// The settings to write: what is recommended, the present value where refused.
    public var applied: WatchdogSettings { recommended.applied(to: present) }

    /// Whether anything would change.
    public var changesAnything: Bool { applied != present }
}
