public import CloudWatch
public import Replay

/// How to tune.
public struct TuningOptions: Hashable, Sendable {
    /// What the owner minds.
    public var profile: TuningProfile
    /// Seed of the resampling; printed with the result.
    public var seed: UInt64
    /// Rounds of resampling.
    public var rounds: Int
    /// The rules of alarms that no source decides.
    public var evaluation: EvaluationSettings
    /// E of the Container Activity alarm.
    public var evaluationRange: EvaluationRange {
        get { evaluation.evaluationRange }
        set { evaluation.evaluationRange = newValue }
    }
    /// What is assumed where the recording ends too early.
    public var assumptions: WhatIfTimeline.Assumptions
    /// The least that a recommendation needs.
    public var needs: Needs
    /// Whether to work out the frontier of all thresholds and all N up to 240.
    public var drawsFrontier: Bool

    /// The least that a recommendation needs. *(ours)*
    public struct Needs: Codable, Hashable, Sendable {
        /// Days from the first to the last minute.
        public var days: Double
        /// Idle minutes with a point.
        public var idleMinutes: Int
        /// Connected minutes with a point.
        public var connectedMinutes: Int
        /// Sessions.
        public var sessions: Int
        /// Share of the minutes up of which nothing may be known.
        public var unknownShare: Double
        /// Greatest mean share of minutes on the wrong side of the best threshold.
        public var error: Double

        /// Makes needs.
        public init(
            days: Double = 5, idleMinutes: Int = 60, connectedMinutes: Int = 60, sessions: Int = 5,
            unknownShare: Double = 0.2, error: Double = 0.3
        ) {
            self.days = days
            self.idleMinutes = idleMinutes
            self.connectedMinutes = connectedMinutes
            self.sessions = sessions
            self.unknownShare = unknownShare
            self.error = error
        }
    }

    /// Makes options.
    public init(
        profile: TuningProfile = .balanced, seed: UInt64 = 1, rounds: Int = 1000,
        evaluationRange: EvaluationRange = .inferred, assumptions: WhatIfTimeline.Assumptions = .init(),
        needs: Needs = Needs(), drawsFrontier: Bool = false
    ) {
        self.profile = profile
        self.seed = seed
        self.rounds = rounds
        evaluation = EvaluationSettings(evaluationRange: evaluationRange)
        self.assumptions = assumptions
        self.needs = needs
        self.drawsFrontier = drawsFrontier
    }
}
