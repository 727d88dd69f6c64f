import CloudWatch
import Testing
import TimeSeries

/// A column written as in the guide's examples: `30 20 - 0`, where `-` is a gap.
func column(_ text: String) -> [Double] {
    text.split(separator: " ").map { $0 == "-" ? .nan : Double($0) ?? .infinity }
}

/// A column as ``column(_:)`` reads it; whole numbers without fraction.
func text(_ column: [Double]) -> String {
    column.map { $0.isNaN ? "-" : $0 == $0.rounded() && abs($0) < 1e15 ? "\(Int($0))" : "\($0)" }
        .joined(separator: " ")
}

/// A result as text: `number 5`, a column, or columns between bars.
func text(_ value: MetricMathValue) -> String {
    switch value {
    case .scalar(let number): "number " + (number.map { text([$0]) } ?? "none")
    case .series(let column): text(column)
    case .array(let members): "| " + members.map { text($0) + " |" }.joined(separator: " ")
    }
}

/// Evaluates one expression over columns that are one evaluation range.
func evaluate(
    _ expression: String, _ inputs: [String: String] = [:], start: String = "1970-01-01", period: Int = 60,
    settings: MetricMathSettings = MetricMathSettings(), limits: MetricMathLimits = MetricMathLimits()
) throws -> String {
    let columns = inputs.mapValues { column($0) }
    let program = try MetricMathProgram(
        expression: expression, metrics: columns.keys.sorted(), period: period, settings: settings,
        limits: limits)
    let grid = MetricMathGrid(
        start: try #require(Instant(iso8601: start)), period: period,
        count: columns.values.map(\.count).max() ?? 3)
    return text(try program.evaluate("expression", inputs: columns, over: grid))
}
