/// The functions of metric math, spelled as CloudWatch spells them.
enum MetricMathFunction: String, CaseIterable {
    case abs = "ABS"
    case ceil = "CEIL"
    case floor = "FLOOR"
    case log = "LOG"
    case log10 = "LOG10"
    case avg = "AVG"
    case sum = "SUM"
    case min = "MIN"
    case max = "MAX"
    case stddev = "STDDEV"
    case datapointCount = "DATAPOINT_COUNT"
    case metricCount = "METRIC_COUNT"
    case metrics = "METRICS"
    case diff = "DIFF"
    case diffTime = "DIFF_TIME"
    case rate = "RATE"
    case runningSum = "RUNNING_SUM"
    case fill = "FILL"
    case first = "FIRST"
    case last = "LAST"
    case sort = "SORT"
    case slice = "SLICE"
    case removeEmpty = "REMOVE_EMPTY"
    case conditional = "IF"
    case minute = "MINUTE"
    case hour = "HOUR"
    case day = "DAY"
    case date = "DATE"
    case month = "MONTH"
    case year = "YEAR"
    case epoch = "EPOCH"
    case period = "PERIOD"
    case timeSeries = "TIME_SERIES"

    /// Functions that no recording can answer: they need a live service or a trained model.
    static let live: Set<String> = [
        "SEARCH", "SERVICE_QUOTA", "INSIGHT_RULE_METRIC", "DB_PERF_INSIGHTS", "LAMBDA",
        "ANOMALY_DETECTION_BAND",
    ]

    /// How many arguments it takes.
    var argumentCount: ClosedRange<Int> {
        switch self {
        case .metrics: 0...1
        case .fill: 2...2
        case .sort: 3...4
        case .slice, .conditional: 2...3
        default: 1...1
        }
    }
}

/// One value to one value; a gap stays a gap.
enum MetricMathElementFunction: Hashable, Sendable {
    case abs
    case ceil
    case floor
    case log
    case log10
    case negate
}

/// Many values to one: a series to a number, or an array to one series.
enum MetricMathAggregate: String, Hashable, Sendable {
    case average = "AVG"
    case sum = "SUM"
    case minimum = "MIN"
    case maximum = "MAX"
    case deviation = "STDDEV"
    case count = "DATAPOINT_COUNT"
}

/// A value from a point and the points before it.
enum MetricMathScan: Hashable, Sendable {
    case difference
    case timeDifference
    case rate
    case runningSum
}

/// A value from a period's start stamp, in UTC.
enum MetricMathClock: Hashable, Sendable {
    case minute
    case hour
    case day
    case date
    case month
    case year
    case epoch
}

/// What FILL puts into gaps.
enum MetricMathFiller: Hashable, Sendable {
    /// A number or a series: the result of a step.
    case value(Int)
    /// The last value before the gap.
    case last
    /// The straight line between the gap's ends.
    case line
}

/// One step of a program; operands are the indices of earlier steps.
enum MetricMathStep: Hashable, Sendable {
    /// The column of a metric, by its index in the program's list of metrics.
    case input(Int)
    case constant(Double)
    /// The finished result of an entry: a number without a value anywhere in it leaves it without points.
    case entry(Int)
    case element(MetricMathElementFunction, Int)
    case binary(MetricMathOperator, Int, Int)
    case choose(condition: Int, then: Int, otherwise: Int?)
    case aggregate(MetricMathAggregate, Int)
    case scan(MetricMathScan, Int)
    case clock(MetricMathClock, Int)
    case fill(Int, MetricMathFiller)
    case gather([Int])
    case memberCount(Int)
    case edge(last: Bool, Int)
    case sort(Int, by: MetricMathAggregate, descending: Bool, limit: Int?)
    case slice(Int, from: Int, to: Int?)
    case removeEmpty(Int)
    case spread(Int)

    /// The steps it reads.
    var operands: [Int] {
        switch self {
        case .input, .constant: []
        case .entry(let a), .element(_, let a), .aggregate(_, let a), .scan(_, let a), .clock(_, let a),
            .memberCount(let a), .edge(_, let a), .removeEmpty(let a), .spread(let a):
            [a]
        case .sort(let a, _, _, let limit): [a] + (limit.map { [$0] } ?? [])
        case .slice(let a, let from, let to): [a, from] + (to.map { [$0] } ?? [])
        case .binary(_, let a, let b): [a, b]
        case .choose(let condition, let then, let otherwise):
            [condition, then] + (otherwise.map { [$0] } ?? [])
        case .fill(let a, .value(let b)): [a, b]
        case .fill(let a, _): [a]
        case .gather(let items): items
        }
    }

    /// Whether the value at one time depends on other times of the range, given the operand's possible types.
    func looksAround(operandTypes: MetricMathTypes) -> Bool {
        switch self {
        case .aggregate: operandTypes.contains(.series)
        case .scan, .sort, .removeEmpty, .fill(_, .last), .fill(_, .line): true
        default: false
        }
    }
}
