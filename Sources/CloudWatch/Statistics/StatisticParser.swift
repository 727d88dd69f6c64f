import TimeSeries

/// Why a text is not a statistic.
public enum StatisticError: Error, Hashable, Sendable {
    /// No statistic has this name.
    case unknownName(text: String)
    /// A percentile is not a decimal number of 0 to 100 with at most ten decimals.
    case badPercentile(text: String, part: String)
    /// What stands in parentheses is not `lower:upper` with at least one side, both percentages or both values.
    case badBounds(text: String)
}

extension StatisticError: CustomStringConvertible {
    /// One sentence with the text and the reason.
    public var description: String {
        switch self {
        case .unknownName(let text):
            "\(text.debugDescription) is no statistic: SampleCount, Sum, Average, Minimum, Maximum, p90, tm90, tc90, "
                + "ts90, wm90, IQM, TM(10%:90%), TC(…), TS(…), WM(…) and PR(0:100) are"
        case .badPercentile(let text, let part):
            "\(text.debugDescription): \(part.debugDescription) is no percentile from 0 to 100 with at most 10 decimals"
        case .badBounds(let text):
            "\(text.debugDescription): the bounds are lower:upper, both percentages or both values, one may be left out"
        }
    }
}

extension Statistic {
    /// Reads a statistic as CloudWatch spells it: `Sum`, `p99.9`, `tm90`, `TM(10%:90%)`, `PR(:300)`, `IQM`.
    public init(_ text: some StringProtocol) throws(StatisticError) {
        let text = String(text)
        switch text {
        case "SampleCount": self = .sampleCount
        case "Sum": self = .sum
        case "Average": self = .average
        case "Minimum": self = .minimum
        case "Maximum": self = .maximum
        case "IQM": self = .trimmedMean(.percent(lower: 25, upper: 75))
        default:
            if text.hasSuffix(")"), let open = text.firstIndex(of: "(") {
                let inner = text[text.index(after: open)...].dropLast()
                try self.init(name: String(text[..<open]), inner: String(inner), text: text)
            } else {
                try self.init(short: text)
            }
        }
    }

    /// The long form: a name and bounds in parentheses.
    private init(name: String, inner: String, text: String) throws(StatisticError) {
        guard ["TM", "TC", "TS", "WM", "PR"].contains(name) else { throw .unknownName(text: text) }
        let bounds = try Self.bounds(inner, text: text)
        switch (name, bounds) {
        case ("TM", _): self = .trimmedMean(bounds)
        case ("TC", _): self = .trimmedCount(bounds)
        case ("TS", _): self = .trimmedSum(bounds)
        case ("WM", _): self = .winsorizedMean(bounds)
        case (_, .value(let lower, let upper)): self = .percentileRank(lower: lower, upper: upper)
        case (_, .percent): throw .badBounds(text: text)
        }
    }

    /// The short form: a lower-case name and one percentile, everything at or below which counts.
    private init(short text: String) throws(StatisticError) {
        let name = text.prefix { $0.isLowercase }
        let digits = String(text.dropFirst(name.count))
        guard ["p", "tm", "tc", "ts", "wm"].contains(name) else { throw .unknownName(text: text) }
        guard let percent = Self.percent(digits) else { throw .badPercentile(text: text, part: digits) }
        switch name {
        case "tm": self = .trimmedMean(.percent(lower: nil, upper: percent))
        case "tc": self = .trimmedCount(.percent(lower: nil, upper: percent))
        case "ts": self = .trimmedSum(.percent(lower: nil, upper: percent))
        case "wm": self = .winsorizedMean(.percent(lower: nil, upper: percent))
        default: self = .percentile(percent)
        }
    }

    private static func bounds(_ inner: String, text: String) throws(StatisticError) -> Bounds {
        let sides = inner.split(separator: ":", omittingEmptySubsequences: false).map {
            String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        guard sides.count == 2, sides != ["", ""] else { throw .badBounds(text: text) }
        let isPercent = sides.contains { $0.hasSuffix("%") }
        var numbers: [Double?] = []
        for side in sides {
            guard !side.isEmpty else {
                numbers.append(nil)
                continue
            }
            guard side.hasSuffix("%") == isPercent else { throw .badBounds(text: text) }
            let digits = isPercent ? String(side.dropLast()) : side
            if isPercent {
                guard let percent = Self.percent(digits) else {
                    throw .badPercentile(text: text, part: digits)
                }
                numbers.append(percent)
            } else {
                guard let value = Self.decimal(digits) else { throw .badBounds(text: text) }
                numbers.append(value)
            }
        }
        if let lower = numbers[0], let upper = numbers[1], lower >= upper { throw .badBounds(text: text) }
        return isPercent
            ? .percent(lower: numbers[0], upper: numbers[1]) : .value(lower: numbers[0], upper: numbers[1])
    }

    private static func percent(_ digits: String) -> Double? {
        let decimals = digits.firstIndex(of: ".").map { digits[digits.index(after: $0)...].count } ?? 0
        guard decimals <= 10, let value = decimal(digits), value >= 0, value <= 100 else { return nil }
        return value
    }

    /// A plain decimal number; `Double` alone would also take `0x1p3`, `nan` and exponents.
    private static func decimal(_ digits: String) -> Double? {
        let allowed = digits.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E }
        guard allowed, digits.utf8.first != 0x2E, digits.utf8.last != 0x2E else { return nil }
        return Double(digits)
    }
}

extension Statistic: CustomStringConvertible {
    /// The statistic as CloudWatch spells it, short where there is a short form.
    public var description: String {
        switch self {
        case .sampleCount: "SampleCount"
        case .sum: "Sum"
        case .average: "Average"
        case .minimum: "Minimum"
        case .maximum: "Maximum"
        case .percentile(let percent): "p\(percent.plainText)"
        case .trimmedMean(.percent(lower: 25, upper: 75)): "IQM"
        case .trimmedMean(let bounds): Self.text("TM", bounds)
        case .trimmedCount(let bounds): Self.text("TC", bounds)
        case .trimmedSum(let bounds): Self.text("TS", bounds)
        case .winsorizedMean(let bounds): Self.text("WM", bounds)
        case .percentileRank(let lower, let upper): Self.text("PR", .value(lower: lower, upper: upper))
        }
    }

    private static func text(_ name: String, _ bounds: Bounds) -> String {
        switch bounds {
        case .percent(lower: nil, let upper?): "\(name.lowercased())\(upper.plainText)"
        case .percent(let lower, let upper):
            "\(name)(\(lower.map { $0.plainText + "%" } ?? ""):\(upper.map { $0.plainText + "%" } ?? ""))"
        case .value(let lower, let upper):
            "\(name)(\(lower.map(\.plainText) ?? ""):\(upper.map(\.plainText) ?? ""))"
        }
    }
}
