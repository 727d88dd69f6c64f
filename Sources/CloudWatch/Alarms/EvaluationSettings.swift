/// Every rule of an evaluation that no published source decides, with the default that fits the evidence best.
///
/// A run that depends on one of them should say so: ``Sensitivity`` repeats an evaluation under each alternative.
public struct EvaluationSettings: Codable, Hashable, Sendable {
    /// How many periods an evaluation fetches.
    public var evaluationRange: EvaluationRange
    /// Whether the fetched range ends at a day (a week from periods of an hour up) even if more is wanted.
    public var cutsRangeAtLimit = false
    /// The decision procedure where the guide is silent.
    public var decision: DecisionSettings
    /// Seconds until a sample can be seen: a sample of time `s` is visible from `s + arrivalDelay`.
    public var arrivalDelay: Int
    /// The same for single metrics, by the `Id` of their entry.
    public var arrivalDelays: [String: Int] = [:]
    /// Seconds by which the service looks at earlier data than the time of the evaluation says; odd stamps of some
    /// services' alarms suggest that there is such an offset.
    public var evaluationOffset = 0
    /// Percentiles and trimmed statistics.
    public var statistics = StatisticSettings()
    /// Percentiles with few samples.
    public var lowSamples = LowSampleSettings()
    /// Metric math.
    public var math = MetricMathSettings()
    /// Repeated and held actions.
    public var actions = ActionSettings()

    /// Makes settings, by default those that fit the evidence.
    public init(
        evaluationRange: EvaluationRange = .inferred, decision: DecisionSettings = DecisionSettings(),
        arrivalDelay: Int = 0
    ) {
        self.evaluationRange = evaluationRange
        self.decision = decision
        self.arrivalDelay = arrivalDelay
    }

    /// How many of an evaluation's newest periods of `period` seconds are not complete yet and count as missing.
    public func delayedPeriods(period: Int) -> Int {
        guard arrivalDelay > 0, period > 0 else { return 0 }
        return (arrivalDelay - 1) / period + 1
    }

    /// How many minutes of a column of minutes the service looks back by ``evaluationOffset``, a part of one as a whole.
    public var offsetMinutes: Int { evaluationOffset > 0 ? (evaluationOffset - 1) / 60 + 1 : 0 }

    /// A column of minutes as it looks from ``evaluationOffset``: each value as many minutes later.
    public func offset(_ values: [Double]) -> [Double] {
        let minutes = min(offsetMinutes, values.count)
        return minutes == 0 ? values : Array(repeating: .nan, count: minutes) + values.dropLast(minutes)
    }

    /// The arrival delay of the metric with an `Id`, in seconds.
    public func arrivalDelay(of id: String) -> Int { max(0, arrivalDelays[id] ?? arrivalDelay) }
}

/// What `EvaluateLowSampleCountPercentile` looks at where the guide is vague.
public struct LowSampleSettings: Codable, Hashable, Sendable {
    /// What is counted.
    public enum Scope: String, Codable, Hashable, Sendable, CaseIterable {
        /// Each point of the newest N by itself: any point of too few samples holds the state.
        case eachPoint
        /// The samples of the newest N periods together.
        case wholeWindow
    }

    /// What is counted.
    public var scope = Scope.eachPoint
    /// Whether trimmed and winsorised statistics with a single percentage are held too.
    public var includesTrimmed = false

    /// The defaults.
    public init() {}
}

/// How often actions run where no source says it.
public struct ActionSettings: Codable, Hashable, Sendable {
    /// How often a scaling action of an alarm that is evaluated hourly is repeated.
    public enum Repetition: String, Codable, Hashable, Sendable, CaseIterable {
        /// Each minute, as for every other alarm.
        case everyMinute
        /// At each evaluation.
        case everyEvaluation
    }

    /// How often scaling actions are repeated.
    public var repetition = Repetition.everyMinute
    /// Whether the actions that a mute rule held run when its window ends; else they are lost.
    public var runsHeldActions = true
    /// Whether the end of a composite alarm's extension period runs actions when its state never changed meanwhile.
    public var extensionEndRunsUnchanged = false

    /// The defaults.
    public init() {}
}
