/// What metric math does where CloudWatch's documentation is silent or contradicts itself.
///
/// The defaults are the readings that fit the documented examples; every other reading is a setting, so that a run can
/// say whether its verdict depends on one.
public struct MetricMathSettings: Codable, Hashable, Sendable {
    /// What becomes of a point for which a rule gives no value.
    public enum Gap: String, Codable, Hashable, Sendable, CaseIterable {
        /// There is no point.
        case noPoint
        /// The point is 0.
        case zero
    }

    /// What FILL does where it knows one side of a gap only.
    public enum FillEdge: String, Codable, Hashable, Sendable, CaseIterable {
        /// The gap stays.
        case noPoint
        /// The nearest known value fills it.
        case nearest
    }

    /// How `a^b^c` is read.
    public enum PowerAssociation: String, Codable, Hashable, Sendable, CaseIterable {
        /// As `a^(b^c)`.
        case right
        /// As `(a^b)^c`.
        case left
    }

    /// Reading of `a^b^c`.
    public var powerAssociation: PowerAssociation = .right
    /// Whether `-2^2` is `(-2)^2`; otherwise it is `-(2^2)`.
    public var negationBeforePower = false
    /// An operator on two series at a time where neither has a point.
    public var bothMissing: Gap = .noPoint
    /// An operator on a series and a number at a time where the series has no point.
    public var scalarWithMissing: Gap = .noPoint
    /// Overflow, LOG of 0 or less, root of a negative number. Division by zero always gives no point.
    public var notFinite: Gap = .noPoint
    /// `0^0` at one time of a series: an error, or else no point. Between numbers it is always an error.
    public var rejectsZeroToThePowerOfZero = true
    /// Whether arrays of equal length combine member by member; otherwise they are rejected.
    public var pairsArrays = false
    /// `IF` with a false condition whose second branch is a series without the point, the first being a series.
    public var ifElseMissing: Gap = .zero
    /// The same, the first branch being a number.
    public var ifElseMissingWithNumber: Gap = .noPoint
    /// FILL with a series that has no point either.
    public var fillSeriesMissing: Gap = .noPoint
    /// A number without a value, as `x/0` or AVG of an empty series: the whole entry has no points, or it is 0.
    public var numberWithoutValue: Gap = .noPoint
    /// Whether SLICE of exactly one series, its bounds being written as numbers, gives a series; otherwise an array.
    public var sliceOfOneIsSeries = false
    /// Whether gaps enter the divisor of AVG, and the count of STDDEV, of one series.
    public var averageCountsGaps = false
    /// Whether STDDEV divides by n - 1; otherwise by n.
    public var sampleDeviation = false
    /// Whether gaps count as 0 in STDDEV over an array.
    public var deviationCountsGaps = false
    /// Whether gaps count as 0 in MIN and MAX over an array.
    public var extremesCountGaps = false
    /// AVG, STDDEV and DATAPOINT_COUNT over an array at a time where no series has a point.
    public var emptyArrayPoint: Gap = .noPoint
    /// Whether RUNNING_SUM repeats the sum at a gap; otherwise there is no point.
    public var runningSumFillsGaps = false
    /// The leading gap under REPEAT and open gaps under LINEAR.
    public var fillEdge: FillEdge = .noPoint
    /// Whether SORT puts later series first among equals.
    public var sortReversesTies = false
    /// Whether an entry may be a number, such as the sum of no volumes.
    public var acceptsScalarEntries = true

    /// The defaults.
    public init() {}
}

/// Bounds on what an expression may cost; hostile input meets these before it meets memory.
public struct MetricMathLimits: Hashable, Sendable {
    /// Characters of one expression; CloudWatch takes 2,048.
    public var characters = 2048
    /// Nesting of parentheses, calls, lists, signs and powers.
    public var depth = 100
    /// Entries of one request; CloudWatch takes 500.
    public var entries = 500
    /// Series of one array; CloudWatch takes 500.
    public var series = 500
    /// Points of all intermediate results that are held at once.
    public var points = 1 << 26

    /// The defaults.
    public init() {}
}
