import CloudWatch
import Testing

/// One line of a table: an expression over m1, m2, m3 and what it gives.
struct MathRow: Sendable, CustomTestStringConvertible {
    var expression: String
    var inputs: [String: String]
    var expected: String

    init(_ expression: String, _ inputs: [String: String], gives expected: String) {
        self.expression = expression
        self.inputs = inputs
        self.expected = expected
    }

    var testDescription: String { "\(expression) over \(inputs.sorted { $0.key < $1.key })" }
}

@Suite("Metric math: gaps, operator by operator")
struct MetricMathGapTests {
    private static let guide = ["metric1": "30 20 0 0", "metric2": "20 - 20 -"]
    private static let branches = ["m1": "1 1 0 0 -", "m2": "30 - 0 0 30", "m3": "0 0 20 - 20"]
    private static let sparse = ["m1": "6 - 6 -", "m2": "3 3 - -"]

    @Test(
        "The guide's check values",
        arguments: [
            MathRow("metric1 < metric2", guide, gives: "0 0 1 0"),
            MathRow("metric1 >= 30", guide, gives: "1 0 0 0"),
            MathRow("metric1 > 15 AND metric2 > 15", guide, gives: "1 0 0 0"),
            MathRow("IF(m1, m2, m3)", branches, gives: "30 0 20 0 -"),
            MathRow("IF(m1, 5, m3)", branches, gives: "5 5 20 - -"),
            MathRow("IF(m1, m2, 5)", branches, gives: "30 0 5 5 -"),
        ])
    func checkValues(row: MathRow) throws {
        #expect(try evaluate(row.expression, row.inputs) == row.expected)
    }

    @Test(
        "Arithmetic between two series: one missing side counts as 0, both missing give no point",
        arguments: [
            MathRow("m1 + m2", sparse, gives: "9 3 6 -"),
            MathRow("m1 - m2", sparse, gives: "3 -3 6 -"),
            MathRow("m1 * m2", sparse, gives: "18 0 0 -"),
            MathRow("m1 / m2", sparse, gives: "2 0 - -"),
            MathRow("m1 ^ m2", sparse, gives: "216 0 1 -"),
        ])
    func arithmetic(row: MathRow) throws {
        #expect(try evaluate(row.expression, row.inputs) == row.expected)
    }

    @Test(
        "Comparisons and logic between two series",
        arguments: [
            MathRow("m1 == m2", sparse, gives: "0 0 0 -"),
            MathRow("m1 != m2", sparse, gives: "1 1 1 -"),
            MathRow("m1 > m2", sparse, gives: "1 0 1 -"),
            MathRow("m1 >= m2", sparse, gives: "1 0 1 -"),
            MathRow("m1 <= m2", sparse, gives: "0 1 0 -"),
            MathRow("m1 AND m2", sparse, gives: "1 0 0 -"),
            MathRow("m1 && m2", sparse, gives: "1 0 0 -"),
            MathRow("m1 OR m2", sparse, gives: "1 1 1 -"),
            MathRow("m1 || m2", sparse, gives: "1 1 1 -"),
        ])
    func comparisons(row: MathRow) throws {
        #expect(try evaluate(row.expression, row.inputs) == row.expected)
    }

    @Test(
        "Between a series and a number a gap stays a gap",
        arguments: [
            MathRow("m1 + 1", sparse, gives: "7 - 7 -"),
            MathRow("1 - m1", sparse, gives: "-5 - -5 -"),
            MathRow("m1 / 0", sparse, gives: "- - - -"),
            MathRow("12 / m1", sparse, gives: "2 - 2 -"),
            MathRow("1 / (m1 - 6)", sparse, gives: "- - - -"),
            MathRow("m1 >= 0", sparse, gives: "1 - 1 -"),
            MathRow("0 < m1", sparse, gives: "1 - 1 -"),
            MathRow("7 <= m1", sparse, gives: "0 - 0 -"),
            MathRow("m1 AND 1", sparse, gives: "1 - 1 -"),
            MathRow("0 OR m1", sparse, gives: "1 - 1 -"),
            MathRow("-m1", sparse, gives: "-6 - -6 -"),
            MathRow("2 ^ m2", sparse, gives: "8 8 - -"),
        ])
    func numbers(row: MathRow) throws {
        #expect(try evaluate(row.expression, row.inputs) == row.expected)
    }

    @Test(
        "IF takes its condition time by time",
        arguments: [
            MathRow("IF(m1 > 2, m1)", ["m1": "1 2 3 -"], gives: "- - 3 -"),
            MathRow("IF(m1, m2)", ["m1": "-1 1 0 -", "m2": "- 7 7 7"], gives: "0 7 - -"),
            MathRow("IF(m1, 1, 2)", ["m1": "0.5 0 -"], gives: "1 2 -"),
            MathRow("IF(1, m1)", ["m1": "5 -"], gives: "5 -"),
            MathRow("IF(0, m1)", ["m1": "5 -"], gives: "- -"),
            MathRow("IF(0, m1, m2)", ["m1": "5 -", "m2": "- 3"], gives: "- 3"),
            MathRow("IF(1, 5, m1)", ["m1": "1 2"], gives: "number 5"),
            MathRow("IF(2 > 1, 5, 6)", [:], gives: "number 5"),
            MathRow("IF(0, 5)", ["m1": "1 2"], gives: "- -"),
        ])
    func conditions(row: MathRow) throws {
        #expect(try evaluate(row.expression, row.inputs) == row.expected)
    }

    @Test(
        "A weekday minute without the metric is 0: the clock has a value there, and so the condition is true")
    func surprise() throws {
        let result = try evaluate("IF(DAY(m1) < 6, m1)", ["m1": "5 -"], start: "2026-01-02T12:00:00Z")
        #expect(result == "5 0")
    }

    @Test("The leaf's expression, as a table of its own")
    func leafExpression() throws {
        // d > 0 or not or missing, with and without a hit; then reads without traffic.
        let result = try evaluate(
            "IF(traffic_in - volumes_out > 0, traffic_in - volumes_out) + dns_hit",
            [
                "traffic_in": "9 9 2 2 - - -", "volumes_out": "4 4 2 2 - - 5", "dns_hit": "8 - 8 - 8 - -",
            ])
        #expect(result == "13 5 8 - 8 - -")
    }

    @Test("A scalar without a value leaves the whole expression without points")
    func voidScalars() throws {
        let inputs = ["m1": "1 2 -", "m2": "- - -"]
        #expect(try evaluate("m1 + 1/0", inputs) == "- - -")
        #expect(try evaluate("1/0", inputs) == "number none")
        #expect(try evaluate("m1 + m1 * AVG(m2)", inputs) == "- - -")
        #expect(try evaluate("FILL(m1, AVG(m2))", inputs) == "- - -")
        #expect(try evaluate("METRICS() / 0", inputs) == "| - - - | - - - |")
        // The branch that is not taken does not count.
        #expect(try evaluate("m1 + IF(0, 1/0, 2)", inputs) == "3 4 -")
    }

    @Test("Results that are not finite are dropped")
    func notFinite() throws {
        #expect(try evaluate("LOG(m1)", ["m1": "1 0 -1 -"]) == "0 - - -")
        #expect(try evaluate("(0 - m1) ^ 0.5", ["m1": "4 -4"]) == "- 2")
        #expect(try evaluate("10 ^ m1", ["m1": "2 400"]) == "100 -")
    }
}
