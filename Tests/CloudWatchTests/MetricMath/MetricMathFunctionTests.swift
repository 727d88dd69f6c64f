import CloudWatch
import Testing

@Suite("Metric math: functions")
struct MetricMathFunctionTests {
    private static let two = ["a": "1 2 - 4", "b": "3 - - 8"]

    @Test(
        "Of one series",
        arguments: [
            MathRow("ABS(a)", ["a": "-1 2 -"], gives: "1 2 -"),
            MathRow("CEIL(a)", ["a": "1.2 -1.2 -"], gives: "2 -1 -"),
            MathRow("FLOOR(a)", ["a": "1.2 -1.2 -"], gives: "1 -2 -"),
            MathRow("LOG10(a)", ["a": "100 1 -"], gives: "2 0 -"),
            MathRow("AVG(a)", ["a": "1 2 - 6"], gives: "number 3"),
            MathRow("SUM(a)", ["a": "1 2 - 6"], gives: "number 9"),
            MathRow("MIN(a)", ["a": "1 2 - 6"], gives: "number 1"),
            MathRow("MAX(a)", ["a": "1 2 - 6"], gives: "number 6"),
            MathRow("STDDEV(a)", ["a": "2 4 4 4 5 5 7 9 -"], gives: "number 2"),
            MathRow("DATAPOINT_COUNT(a)", ["a": "1 2 - 6"], gives: "number 3"),
            MathRow("DATAPOINT_COUNT(a)", ["a": "- -"], gives: "number 0"),
            MathRow("AVG(a)", ["a": "- -"], gives: "number none"),
            MathRow("a / AVG(a)", ["a": "1 3 -"], gives: "0.5 1.5 -"),
            MathRow("DIFF(a)", ["a": "1 4 - 6"], gives: "- 3 - 2"),
            MathRow("DIFF_TIME(a)", ["a": "1 4 - 6"], gives: "- 60 - 120"),
            MathRow("RATE(a)", ["a": "60 120 - 360"], gives: "- 1 - 2"),
            MathRow("RUNNING_SUM(a)", ["a": "1 - 2 3"], gives: "1 - 3 6"),
            MathRow("FILL(a, 0)", ["a": "- 1 -"], gives: "0 1 0"),
            MathRow("FILL(a, b)", ["a": "- 1 - -", "b": "5 6 7 -"], gives: "5 1 7 -"),
            MathRow("FILL(a, REPEAT)", ["a": "- 1 - - 2 -"], gives: "- 1 1 1 2 2"),
            MathRow("FILL(a, LINEAR)", ["a": "- 1 - - 4 -"], gives: "- 1 2 3 4 -"),
            MathRow("FILL(a, SUM(a))", ["a": "1 - 2"], gives: "1 3 2"),
            MathRow("TIME_SERIES(7) + a", ["a": "1 -"], gives: "8 7"),
            MathRow("PERIOD(a)", ["a": "1"], gives: "number 60"),
            MathRow("a / PERIOD(a)", ["a": "120 -"], gives: "2 -"),
        ])
    func oneSeries(row: MathRow) throws {
        #expect(try evaluate(row.expression, row.inputs) == row.expected)
    }

    @Test(
        "Of an array",
        arguments: [
            MathRow("METRICS()", ["b": "1", "a": "2"], gives: "| 2 | 1 |"),
            MathRow("METRICS(\"err\")", ["err1": "1", "ok": "2", "anerr": "3"], gives: "| 3 | 1 |"),
            MathRow("METRICS('none')", ["a": "1"], gives: "| "),
            MathRow("METRIC_COUNT(METRICS())", two, gives: "number 2"),
            MathRow("AVG([a, b])", two, gives: "2 1 - 6"),
            MathRow("SUM([a, b])", two, gives: "4 2 - 12"),
            MathRow("MIN([a, b])", two, gives: "1 2 - 4"),
            MathRow("MAX(METRICS())", two, gives: "3 2 - 8"),
            MathRow("STDDEV([a, b])", two, gives: "1 0 - 2"),
            MathRow("DATAPOINT_COUNT([a, b])", two, gives: "2 1 - 2"),
            MathRow("[a, b] * 2", two, gives: "| 2 4 - 8 | 6 - - 16 |"),
            MathRow("[a, b] + a", two, gives: "| 2 4 - 8 | 4 2 - 12 |"),
            MathRow("10 - [a]", ["a": "1 -"], gives: "| 9 - |"),
            MathRow("-[a, b]", ["a": "1", "b": "-"], gives: "| -1 | - |"),
            MathRow("ABS([a])", ["a": "-1 -"], gives: "| 1 - |"),
            MathRow("FILL([a, b], 0)", two, gives: "| 1 2 0 4 | 3 0 0 8 |"),
            MathRow("FILL(METRICS(), REPEAT)", two, gives: "| 1 2 2 4 | 3 3 3 8 |"),
            MathRow("DIFF([a, b])", two, gives: "| - 1 - 2 | - - - 5 |"),
            MathRow("FIRST([a, b])", two, gives: "1 2 - 4"),
            MathRow("LAST([a, b])", two, gives: "3 - - 8"),
            MathRow("SORT([a, b], AVG, DESC)", two, gives: "| 3 - - 8 | 1 2 - 4 |"),
            MathRow("SORT([a, b, a], MAX, ASC, 2)", two, gives: "| 1 2 - 4 | 1 2 - 4 |"),
            MathRow("SORT([a, b], MIN, DESC, 1)", two, gives: "| 3 - - 8 |"),
            MathRow("SORT([c, a], SUM, DESC)", ["a": "1 -", "c": "- -"], gives: "| 1 - | - - |"),
            MathRow("SORT([c, a], SUM, ASC)", ["a": "1 -", "c": "- -"], gives: "| 1 - | - - |"),
            MathRow("SLICE([a, b, a], 1)", two, gives: "| 3 - - 8 | 1 2 - 4 |"),
            MathRow("SLICE([a, b, a], 0, 1)", two, gives: "| 1 2 - 4 |"),
            MathRow("SLICE([a, b], METRIC_COUNT(METRICS()) - 1)", two, gives: "| 3 - - 8 |"),
            MathRow("REMOVE_EMPTY([a, c])", ["a": "1 -", "c": "- -"], gives: "| 1 - |"),
            MathRow("SUM(METRICS('z'))", ["a": "1 -"], gives: "- -"),
            MathRow("AVG([METRICS(), a])", ["a": "3", "b": "6"], gives: "4"),
        ])
    func arrays(row: MathRow) throws {
        #expect(try evaluate(row.expression, row.inputs) == row.expected)
    }

    @Test(
        "Clocks read a period's start in UTC, also where there is no data",
        arguments: [
            ("MINUTE(a)", "59 0"), ("HOUR(a)", "23 0"), ("DAY(a)", "3 4"), ("DATE(a)", "31 1"),
            ("MONTH(a)", "12 1"), ("YEAR(a)", "2025 2026"), ("EPOCH(a)", "1767225540 1767225600"),
        ])
    func clocks(expression: String, expected: String) throws {
        #expect(try evaluate(expression, ["a": "- 1"], start: "2025-12-31T23:59:00Z") == expected)
    }

    @Test("Sunday is 7 and Monday 1; before 1970 too")
    func weekdays() throws {
        #expect(try evaluate("DAY(a)", ["a": "1 1"], start: "2026-01-04", period: 86_400) == "7 1")
        #expect(
            try evaluate("YEAR(a)", ["a": "1 1"], start: "1969-12-31T23:59:00Z") == "1969 1970")
    }

    @Test("The period of DIFF_TIME and PERIOD is the metric's")
    func periods() throws {
        #expect(try evaluate("DIFF_TIME(a)", ["a": "1 1"], period: 300) == "- 300")
        #expect(try evaluate("SUM(a) / PERIOD(a)", ["a": "150 150"], period: 300) == "number 1")
    }

    @Test(
        "Functions that depend on the data fail where they have no value",
        arguments: [
            ("SLICE([a], 1)", MetricMathError.Reason.sliceOutside(from: 1, to: 1, count: 1)),
            ("SLICE([a], 0, 2)", .sliceOutside(from: 0, to: 2, count: 1)),
            ("SLICE([a, a], 1, 0)", .sliceOutside(from: 1, to: 0, count: 2)),
            ("SLICE([a], 0 - 1)", .notAnIndex(function: "SLICE")),
            ("SLICE([a], 0.5)", .notAnIndex(function: "SLICE")),
            ("SORT([a], SUM, ASC, -1)", .notAnIndex(function: "SORT")),
            ("FIRST(REMOVE_EMPTY([e]))", .emptyArray(function: "FIRST")),
            ("LAST(METRICS('z'))", .emptyArray(function: "LAST")),
            ("0^0", .zeroToThePowerOfZero),
            ("a^0", .zeroToThePowerOfZero),
            ("a^e", .zeroToThePowerOfZero),
        ])
    func dataErrors(expression: String, reason: MetricMathError.Reason) {
        let error = #expect(throws: MetricMathError.self) {
            try evaluate(expression, ["a": "1 0", "e": "- -"])
        }
        #expect(error?.reason == reason)
    }

    @Test("A failing branch that is not taken does no harm")
    func lazyBranches() throws {
        #expect(try evaluate("IF(1, a, FIRST(METRICS('z')))", ["a": "1 -"]) == "1 -")
    }
}
