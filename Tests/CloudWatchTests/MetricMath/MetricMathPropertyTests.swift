import CloudWatch
import Foundation
import Testing
import TimeSeries

/// A small deterministic generator (SplitMix64), so that a failing seed can be run again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Random expressions of a wanted type over the metrics a, b, c.
struct ExpressionGenerator {
    var random: SplitMix
    /// Whether only functions are used whose value at one time depends on that time alone.
    var isPointwise: Bool

    mutating func series(_ depth: Int) -> String {
        guard depth > 0 else { return pick(["a", "b", "c"]) }
        let next = depth - 1
        switch Int.random(in: 0..<(isPointwise ? 12 : 17), using: &random) {
        case 0: return pick(["a", "b", "c"])
        case 1, 2: return "(\(series(next)) \(pick(["+", "-", "*", "/"])) \(series(next)))"
        case 3: return "\(series(next)) \(pick(["+", "-", "*", "/"])) \(scalar(next))"
        case 4: return "(\(scalar(next)) \(pick(["<", ">=", "==", "!=", "AND", "OR"])) \(series(next)))"
        case 5: return "IF(\(series(next)), \(either(next)))"
        case 6: return "IF(\(series(next)) > 0, \(either(next)), \(either(next)))"
        case 7: return "\(pick(["ABS", "CEIL", "FLOOR", "LOG", "-"]))(\(series(next)))"
        case 8: return "FILL(\(series(next)), \(either(next)))"
        case 9: return "\(pick(["SUM", "AVG", "MIN", "MAX", "STDDEV", "DATAPOINT_COUNT"]))(\(array(next)))"
        case 10: return "\(pick(["FIRST", "LAST"]))(\(array(next)))"
        case 11:
            return pick(["HOUR", "MINUTE", "DAY", "EPOCH", "TIME_SERIES(3)+0*MONTH"]) + "(\(series(next)))"
        case 12: return "\(pick(["DIFF", "RATE", "DIFF_TIME", "RUNNING_SUM"]))(\(series(next)))"
        case 13: return "FILL(\(series(next)), \(pick(["REPEAT", "LINEAR"])))"
        case 14: return "(\(series(next)) - \(pick(["AVG", "MIN", "MAX", "STDDEV"]))(\(series(next))))"
        case 15: return "SUM(REMOVE_EMPTY(\(array(next))))"
        default: return "LAST(SORT(\(array(next)), AVG, DESC))"
        }
    }

    mutating func array(_ depth: Int) -> String {
        Bool.random(using: &random)
            ? "METRICS()" : "[\(series(max(0, depth - 1))), \(series(max(0, depth - 1)))]"
    }

    mutating func scalar(_ depth: Int) -> String {
        depth > 0 && Int.random(in: 0..<4, using: &random) == 0
            ? "(\(scalar(depth - 1)) \(pick(["+", "-", "*", "/", ">"])) \(scalar(depth - 1)))"
            : pick(["0", "1", "2.5", "60", "PERIOD(a)", "METRIC_COUNT(METRICS())"])
    }

    private mutating func either(_ depth: Int) -> String {
        Bool.random(using: &random) ? series(depth) : scalar(depth)
    }

    private mutating func pick(_ options: [String]) -> String { options.randomElement(using: &random) ?? "a" }

    /// Small whole numbers with many gaps.
    mutating func column(_ count: Int) -> [Double] {
        (0..<count).map { _ in
            Int.random(in: 0..<3, using: &random) == 0 ? .nan : Double(Int.random(in: -2...3, using: &random))
        }
    }
}

@Suite("Metric math: laws")
struct MetricMathPropertyTests {
    private static let cases: UInt64 =
        ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == "1" ? 100_000 : 400

    private func bits(_ column: [Double]) -> [UInt64] {
        column.map { $0.isNaN ? .max : ($0 == 0 ? 0 : $0.bitPattern) }
    }

    @Test("Printing and parsing give the same expression")
    func roundTrip() throws {
        for seed in 0..<Self.cases {
            var generator = ExpressionGenerator(random: SplitMix(seed: seed), isPointwise: false)
            let text = generator.series(4)
            guard text.count <= 2000 else { continue }
            let expression = try MetricMathExpression(parsing: text)
            #expect(
                try MetricMathExpression(parsing: expression.description) == expression,
                "seed \(seed): \(text)")
        }
    }

    @Test("An expression that does not look around gives the same over a column as over each of its ranges")
    func pointwise() throws {
        for seed in 0..<Self.cases {
            var generator = ExpressionGenerator(random: SplitMix(seed: seed), isPointwise: true)
            let text = generator.series(3)
            let program = try MetricMathProgram(expression: text, metrics: ["a", "b", "c"])
            #expect(program.entry("expression")?.isRangeDependent == false, "seed \(seed): \(text)")
            let count = 12
            let inputs = [
                "a": generator.column(count), "b": generator.column(count), "c": generator.column(count),
            ]
            let grid = MetricMathGrid(start: Instant(seconds: 1_767_221_000), count: count)
            guard case .series(let whole) = try program.evaluate("expression", inputs: inputs, over: grid)
            else { continue }
            for start in stride(from: 0, through: count - 5, by: 3) {
                let part = inputs.mapValues { Array($0[start..<start + 5]) }
                let value = try program.evaluate(
                    "expression", inputs: part, over: grid.slice(start..<start + 5))
                guard case .series(let column) = value else {
                    Issue.record("seed \(seed): another type over a range: \(text)")
                    continue
                }
                #expect(bits(column) == bits(Array(whole[start..<start + 5])), "seed \(seed): \(text)")
            }
        }
    }

    @Test("A long column, evaluated in pieces, equals the pieces evaluated alone")
    func chunks() throws {
        var generator = ExpressionGenerator(random: SplitMix(seed: 7), isPointwise: true)
        let count = 5000
        let inputs = ["a": generator.column(count), "b": generator.column(count)]
        let grid = MetricMathGrid(start: Instant(seconds: 0), count: count)
        for text in ["IF(a - b > 0, a - b) + b", "HOUR(a) + a / b", "LAST([a * 2, b])", "FILL(b, EPOCH(a))"] {
            let program = try MetricMathProgram([
                metric("a"), metric("b"), MetricDataQuery(id: "result", expression: text, returnData: true),
            ])
            let whole = try program.evaluateColumn(inputs: inputs, over: grid)
            #expect(whole.count == count)
            for start in stride(from: 0, to: count, by: 999) {
                let range = start..<min(count, start + 999)
                let part = try program.evaluateRange(inputs: inputs, over: grid, range: range)
                #expect(bits(part) == bits(Array(whole[range])), "\(text) from \(start)")
            }
        }
    }

    @Test("A range that begins before the grid is missing there")
    func rangeBeforeTheGrid() throws {
        let program = try MetricMathProgram([
            metric("a"),
            MetricDataQuery(id: "result", expression: "FILL(a, AVG(a)) + 0 * MINUTE(a)", returnData: true),
        ])
        let grid = MetricMathGrid(start: Instant(seconds: 0), count: 3)
        let column = try program.evaluateRange(inputs: ["a": [1, .nan, 5]], over: grid, range: -2..<2)
        #expect(text(column) == "1 1 1 1")
        #expect(
            text(try program.evaluateRange(inputs: ["a": [1, 2, 6]], over: grid, range: 1..<4)) == "2 6 4")
    }

    private func metric(_ id: String) -> MetricDataQuery {
        MetricDataQuery(
            id: id,
            metricStat: MetricStat(
                metric: MetricName(namespace: nil, metricName: id), period: 60, stat: "Sum"),
            returnData: false)
    }
}
