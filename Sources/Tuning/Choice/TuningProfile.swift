/// What an owner minds more: idle minutes, waiting, or being cut off; printed with every recommendation.
public struct TuningProfile: Codable, Hashable, Sendable {
    /// `thrifty`, `balanced`, `never-kick` or `custom`.
    public var name: String
    /// B: what a cold start costs, in idle minutes (boot minutes billed and somebody's wait).
    public var coldStartCost: Double
    /// F: what a false stop costs, in idle minutes.
    public var falseStopCost: Double
    /// False stops allowed per 30 days, `nil` for as many as the weights allow.
    public var maximumFalseStops: Double?

    /// Makes a profile.
    public init(name: String, coldStartCost: Double, falseStopCost: Double, maximumFalseStops: Double? = nil)
    {
        self.name = name
        self.coldStartCost = coldStartCost
        self.falseStopCost = falseStopCost
        self.maximumFalseStops = maximumFalseStops
    }

    /// B 10, F 30.
    public static let thrifty = TuningProfile(name: "thrifty", coldStartCost: 10, falseStopCost: 30)
    /// B 20, F 120. The default.
    public static let balanced = TuningProfile(name: "balanced", coldStartCost: 20, falseStopCost: 120)
    /// B 20, F 2,000.
    public static let neverKick = TuningProfile(name: "never-kick", coldStartCost: 20, falseStopCost: 2000)

    /// The named profiles.
    public static let all = [thrifty, balanced, neverKick]

    /// What `idle` minutes, cold starts and false stops cost together, in idle minutes.
    public func cost(idleMinutes: Double, coldStarts: Double, falseStops: Double) -> Double {
        idleMinutes + coldStartCost * coldStarts + falseStopCost * falseStops
    }
}
