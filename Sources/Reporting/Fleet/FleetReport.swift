public import Cost
public import Ingest
public import LeafStack

/// What a run over many leaves found out; the content of `fleet.json`.
///
/// Nothing in it depends on how the input was cut, in which order it came, how often, or on how many machines.
public struct FleetReport: Codable, Hashable, Sendable {
    /// Sums over the leaves.
    public struct Totals: Codable, Hashable, Sendable {
        /// All leaves.
        public var leaves: Int
        /// Leaves that could be analysed.
        public var analyzed: Int
        /// Leaves that could not.
        public var failed: Int
        /// Leaves whose settings should change.
        public var toChange: Int
        /// Cost of the time up of all leaves with a price.
        public var runningCost: Money
        /// Of it, what was paid for nothing.
        public var avoidable: Money
        /// What new settings save a month, in US dollars; leaves that should spend more count against it.
        public var savingPerMonth: Double
    }

    /// Something that belongs to no leaf.
    public struct Unclaimed: Codable, Hashable, Sendable {
        /// What it is: `logGroup`, `metric`, `cluster`, `group`, `alarm` or `stack`.
        public var kind: UnclaimedName.Kind
        /// Its name.
        public var name: String
        /// Log events, points or events under it, each once.
        public var count: Int

        /// Makes an entry.
        public init(kind: UnclaimedName.Kind, name: String, count: Int) {
            self.kind = kind
            self.name = name
            self.count = count
        }
    }

    /// What was read.
    public struct Inputs: Codable, Hashable, Sendable {
        /// Input objects, each content once.
        public var objects: Int
        /// What could not be read.
        public var quarantined: [Quarantined]

        /// Makes a summary; damages are sorted by file and place.
        public init(objects: Int, quarantined: [Quarantined]) {
            self.objects = objects
            self.quarantined = quarantined.sorted {
                ($0.file, $0.offset ?? -1, $0.reason) < ($1.file, $1.offset ?? -1, $1.reason)
            }
        }
    }

    /// Sums.
    public var totals: Totals
    /// The leaves, the one that can save most first, those that cannot be analysed last.
    public var leaves: [LeafOutcome]
    /// What belongs to no leaf, most first.
    public var unclaimed: [Unclaimed]
    /// What was read.
    public var inputs: Inputs

    /// Puts a report together.
    public init(leaves: [LeafOutcome], unclaimed: [Unclaimed], inputs: Inputs) {
        self.leaves = leaves.sorted(by: Self.isBefore)
        self.unclaimed = unclaimed.filter { $0.count > 0 }.sorted {
            $0.count != $1.count
                ? $0.count > $1.count : ($0.kind.rawValue, $0.name) < ($1.kind.rawValue, $1.name)
        }
        self.inputs = inputs
        totals = Totals(
            leaves: leaves.count, analyzed: leaves.count { $0.failure == nil },
            failed: leaves.count { $0.failure != nil }, toChange: leaves.count { !$0.changes.isEmpty },
            runningCost: self.leaves.compactMap(\.runningCost).reduce(.zero, +),
            avoidable: self.leaves.compactMap(\.avoidable).reduce(.zero, +),
            savingPerMonth: self.leaves.compactMap { $0.saving?.dollarsPerMonth }.reduce(0, +))
    }

    private static func isBefore(_ left: LeafOutcome, _ right: LeafOutcome) -> Bool {
        if (left.failure == nil) != (right.failure == nil) { return left.failure == nil }
        let savings = (left.saving?.dollarsPerMonth ?? 0, right.saving?.dollarsPerMonth ?? 0)
        if savings.0 != savings.1 { return savings.0 > savings.1 }
        let avoidable = (left.avoidable ?? .zero, right.avoidable ?? .zero)
        if avoidable.0 != avoidable.1 { return avoidable.0 > avoidable.1 }
        return (left.leaf, left.file) < (right.leaf, right.file)
    }

    /// The worst that is wrong with any leaf.
    public var worst: LintFinding.Severity? { leaves.compactMap(\.worst).max() }
}
