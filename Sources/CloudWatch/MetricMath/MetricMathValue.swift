public import TimeSeries

/// What an expression gives.
public enum MetricMathValue: Sendable {
    /// A number (S); `nil` when it has none, as `1/0` has.
    case scalar(Double?)
    /// One time series (TS), a value a period, NaN where there is no point.
    case series([Double])
    /// Several time series (TS[]).
    case array([[Double]])

    /// The type's name in the CloudWatch guide, spelled out.
    public var typeName: String {
        switch self {
        case .scalar: MetricMathTypes.scalar.description
        case .series: MetricMathTypes.series.description
        case .array: MetricMathTypes.array.description
        }
    }
}

/// The types an expression may turn out to have; more than one only for `IF` with a number as condition.
public struct MetricMathTypes: OptionSet, Hashable, Sendable {
    /// One bit a type.
    public let rawValue: UInt8

    /// Makes a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A number (S).
    public static let scalar = MetricMathTypes(rawValue: 1)
    /// One time series (TS).
    public static let series = MetricMathTypes(rawValue: 2)
    /// Several time series (TS[]).
    public static let array = MetricMathTypes(rawValue: 4)
    /// A quoted string, as METRICS takes it.
    public static let string = MetricMathTypes(rawValue: 8)
    /// A bare word, as FILL and SORT take it.
    public static let word = MetricMathTypes(rawValue: 16)
}

extension MetricMathTypes: CustomStringConvertible {
    /// The types as a message names them.
    public var description: String {
        let names: [(MetricMathTypes, String)] = [
            (.scalar, "a number"), (.series, "a time series"), (.array, "an array of time series"),
            (.string, "a string"), (.word, "a bare word"),
        ]
        return names.filter { contains($0.0) }.map(\.1).joined(separator: " or ")
    }
}

/// Where the columns of an evaluation lie in time.
public struct MetricMathGrid: Hashable, Sendable {
    /// Start of the first period.
    public var start: Instant
    /// Length of a period in seconds.
    public var period: Int
    /// Number of periods.
    public var count: Int

    /// Makes a grid; a negative count is taken as 0.
    public init(start: Instant, period: Int = 60, count: Int) {
        self.start = start
        self.period = period
        self.count = max(0, count)
    }

    /// The grid of some of the periods; indices before 0 lie before the start.
    public func slice(_ range: Range<Int>) -> MetricMathGrid {
        MetricMathGrid(
            start: start.advanced(bySeconds: range.lowerBound * period), period: period, count: range.count)
    }
}
