import CloudWatch
import LeafStack
import TimeSeries

/// One metric-math expression over given inputs, and its expected result.
struct MathRuleTest: Hashable, Sendable {
    var expression: String
    var grid: MetricMathGrid
    var inputs: [String: [Double]]
    var expected: ExpectedMath
    var tolerance: Double?

    private static let keys = ["name", "expression", "period", "start", "inputs", "expect", "tolerance"]
    private static let periods = 1...31_536_000

    /// Reads a test; `nil` when something is wrong, which is then noted.
    static func read(_ node: RuleTestNode, with reader: inout RuleTestReader) -> (String, MathRuleTest?) {
        let fields = reader.fields(node, "a test", known: keys)
        let name = reader.name(fields, in: node)
        let expressionNode = reader.required("expression", fields, in: node)
        if let expressionNode, expressionNode.text == nil {
            reader.wrong(expressionNode, "expression", expected: "text")
        }
        let period = reader.integer(fields["period"], "period") ?? 60
        if !periods.contains(period), let node = fields["period"] {
            reader.wrong(node, "period", expected: "1 to \(periods.upperBound) seconds")
        }
        var start = Instant(seconds: 0)
        if let node = fields["start"], !node.isNull {
            if let instant = node.text.flatMap({ Instant(iso8601: $0) }) {
                start = instant
            } else if let seconds = node.integer, abs(Double(seconds)) < 1e11 {
                start = Instant(seconds: Int64(seconds))
            } else {
                reader.wrong(node, "start", expected: "a time such as 2026-01-01T00:00:00Z")
            }
        }
        let tolerance = reader.number(fields["tolerance"], "tolerance")
        if let tolerance, tolerance < 0, let node = fields["tolerance"] {
            reader.wrong(node, "tolerance", expected: "a number from 0 up")
        }
        let inputs = readInputs(fields["inputs"], with: &reader)
        let expected = reader.required("expect", fields, in: node).flatMap {
            ExpectedMath.read($0, with: &reader)
        }
        guard let expression = expressionNode?.text, let expected else { return (name, nil) }
        let count = inputs.values.map(\.count).max() ?? 0
        return (
            name,
            MathRuleTest(
                expression: expression, grid: MetricMathGrid(start: start, period: period, count: count),
                inputs: inputs, expected: expected, tolerance: tolerance)
        )
    }

    private static func readInputs(
        _ node: RuleTestNode?, with reader: inout RuleTestReader
    ) -> [String: [Double]] {
        guard let node, !node.isNull else { return [:] }
        guard let entries = node.entries else {
            reader.wrong(node, "inputs", expected: "a mapping of Ids to lists")
            return [:]
        }
        var inputs: [String: [Double]] = [:]
        for entry in entries { inputs[entry.key] = reader.column(entry.value, entry.key) }
        return inputs
    }

    /// What the expression gives.
    func result(settings: EvaluationSettings) throws(MetricMathError) -> MetricMathValue {
        let program = try MetricMathProgram(
            expression: expression, metrics: inputs.keys.sorted(), period: grid.period,
            settings: settings.math)
        return try program.evaluate(try program.returnedExpressionID(), inputs: inputs, over: grid)
    }

    /// Evaluates; `nil` when the result is as expected.
    func failedCheck(settings: EvaluationSettings) -> RuleTestCheck? {
        let result: MetricMathValue
        do throws(MetricMathError) {
            result = try self.result(settings: settings)
        } catch {
            if expected == .error { return nil }
            let place = error.position.map { "at byte \($0): " } ?? ""
            return RuleTestCheck(
                expected: expected.description, actual: "an error", explanation: "\(place)\(error.reason)")
        }
        guard let difference = expected.difference(from: result, tolerance: tolerance) else { return nil }
        return RuleTestCheck(
            expected: expected.description, actual: ExpectedMath.text(result),
            explanation: explain(difference))
    }

    private func explain(_ difference: ExpectedMath.Difference) -> String {
        switch difference {
        case .kind: return "the result has another form than expected"
        case .members(let found): return "the array has \(found) series"
        case .length(let found): return "the series has \(found) points"
        case .value: return "the numbers differ by more than the tolerance"
        case .point(let member, let index, let expected, let found):
            let time = grid.start.advanced(bySeconds: index * grid.period)
            let place = member.map { "series \($0), " } ?? ""
            return "\(place)point \(index) (\(time)): expected \(expected), got \(found)"
        }
    }
}

extension MetricMathProgram {
    /// The id of the one entry that is an expression.
    fileprivate func returnedExpressionID() throws(MetricMathError) -> String { try returnedID() }
}
