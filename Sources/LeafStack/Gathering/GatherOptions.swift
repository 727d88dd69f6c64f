public import Ingest
public import TimeSeries

/// How a leaf's history is picked out of an archive.
public struct GatherOptions: Sendable {
    /// The application's name with its maturity; the one whose data is there when `nil`.
    public var application: String?
    /// Only what happened in this range; everything when `nil`.
    public var range: Range<Instant>?
    /// Region for prices; the one that events and alarms name when `nil`.
    public var region: String?
    /// Longest history, in days; of more the newest are taken.
    public var longestDays: Int
    /// Reads players out of container lines; the grammar that the leaf's image asks for when `nil`.
    public var grammar: PlayerGrammar?

    /// Makes options, by default those of the whole archive.
    public init(
        application: String? = nil, range: Range<Instant>? = nil, region: String? = nil,
        longestDays: Int = 1100, grammar: PlayerGrammar? = nil
    ) {
        self.application = application
        self.range = range
        self.region = region
        self.longestDays = longestDays
        self.grammar = grammar
    }
}

/// A history with what was noticed while picking it out.
public struct GatheredHistory: Sendable {
    /// The history.
    public var history: LeafHistory
    /// The names by which it was found.
    public var names: LeafNames
    /// What the owner should know: data of other leaves left out, doubts about what belongs, one sentence each.
    public var remarks: [String]
    /// Revised points, damaged inputs and the like are the archive's to tell; these are series that were used.
    public var series: [MetricKey]
}

/// No history of a leaf could be found.
public enum GatherError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nothing among the inputs belongs to the leaf.
    case nothingOfThisLeaf(containerID: String, found: [String])
    /// Traffic is there, but not by the minute.
    case onlyCoarseTraffic(containerID: String, period: Int)
    /// Several applications have such a leaf, and no option says which is meant.
    case nothingInRange(containerID: String)

    /// One sentence.
    public var description: String {
        switch self {
        case .nothingOfThisLeaf(let id, let found):
            "nothing among the inputs belongs to the leaf '\(id)'"
                + (found.isEmpty ? "" : "; there is data of \(found.joined(separator: ", "))")
        case .onlyCoarseTraffic(let id, let period):
            "NetworkIn of the leaf '\(id)' is there only every \(period) seconds; alarms need 60-second points, "
                + "which CloudWatch keeps for 15 days"
        case .nothingInRange(let id): "nothing of the leaf '\(id)' lies in the range asked for"
        }
    }
}
