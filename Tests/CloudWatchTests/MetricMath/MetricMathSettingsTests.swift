import CloudWatch
import Testing

@Suite("Metric math: open questions are settings")
struct MetricMathSettingsTests {
    /// A setting's alternative, an expression that it changes, and both results.
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var change: @Sendable (inout MetricMathSettings) -> Void
        var expression: String
        var inputs: [String: String]
        var usual: String
        var changed: String

        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(
            name: "bothMissing", change: { $0.bothMissing = .zero }, expression: "a + b",
            inputs: ["a": "1 -", "b": "2 -"], usual: "3 -", changed: "3 0"),
        Row(
            name: "bothMissing never revives a division", change: { $0.bothMissing = .zero },
            expression: "a / b", inputs: ["a": "1 -", "b": "2 -"], usual: "0.5 -", changed: "0.5 -"),
        Row(
            name: "scalarWithMissing", change: { $0.scalarWithMissing = .zero }, expression: "a >= 0",
            inputs: ["a": "1 -"], usual: "1 -", changed: "1 1"),
        Row(
            name: "notFinite", change: { $0.notFinite = .zero }, expression: "LOG(a)",
            inputs: ["a": "1 0"], usual: "0 -", changed: "0 0"),
        Row(
            name: "notFinite never revives a division by zero", change: { $0.notFinite = .zero },
            expression: "a / b", inputs: ["a": "1 1", "b": "0 -"], usual: "- -", changed: "- -"),
        Row(
            name: "ifElseMissing", change: { $0.ifElseMissing = .noPoint }, expression: "IF(m1, m2, m3)",
            inputs: ["m1": "1 1 0 0 -", "m2": "30 - 0 0 30", "m3": "0 0 20 - 20"], usual: "30 0 20 0 -",
            changed: "30 0 20 - -"),
        Row(
            name: "ifElseMissingWithNumber", change: { $0.ifElseMissingWithNumber = .zero },
            expression: "IF(m1, 5, m3)", inputs: ["m1": "1 1 0 0 -", "m3": "0 0 20 - 20"],
            usual: "5 5 20 - -", changed: "5 5 20 0 -"),
        Row(
            name: "fillSeriesMissing", change: { $0.fillSeriesMissing = .zero }, expression: "FILL(a, b)",
            inputs: ["a": "1 - -", "b": "5 6 -"], usual: "1 6 -", changed: "1 6 0"),
        Row(
            name: "numberWithoutValue", change: { $0.numberWithoutValue = .zero },
            expression: "a + AVG(b)", inputs: ["a": "1 -", "b": "- -"], usual: "- -", changed: "1 -"),
        Row(
            name: "sliceOfOneIsSeries", change: { $0.sliceOfOneIsSeries = true },
            expression: "SLICE([a, b], 1, 2)", inputs: ["a": "1 2", "b": "3 -"], usual: "| 3 - |",
            changed: "3 -"),
        Row(
            name: "sliceOfOneIsSeries, two members", change: { $0.sliceOfOneIsSeries = true },
            expression: "SLICE([a, b], 0, 2)", inputs: ["a": "1 2", "b": "3 -"], usual: "| 1 2 | 3 - |",
            changed: "| 1 2 | 3 - |"),
        Row(
            name: "deviationCountsGaps", change: { $0.deviationCountsGaps = true },
            expression: "STDDEV([a, b])", inputs: ["a": "2 2", "b": "- 4"], usual: "0 1", changed: "1 1"),
        Row(
            name: "averageCountsGaps", change: { $0.averageCountsGaps = true }, expression: "AVG(a)",
            inputs: ["a": "2 4 -"], usual: "number 3", changed: "number 2"),
        Row(
            name: "averageCountsGaps in STDDEV", change: { $0.averageCountsGaps = true },
            expression: "STDDEV(a)", inputs: ["a": "2 -"], usual: "number 0", changed: "number 1"),
        Row(
            name: "sampleDeviation", change: { $0.sampleDeviation = true }, expression: "STDDEV(a)",
            inputs: ["a": "1 -"], usual: "number 0", changed: "number none"),
        Row(
            name: "extremesCountGaps", change: { $0.extremesCountGaps = true }, expression: "MIN([a, b])",
            inputs: ["a": "2 -", "b": "- -"], usual: "2 -", changed: "0 -"),
        Row(
            name: "emptyArrayPoint", change: { $0.emptyArrayPoint = .zero },
            expression: "DATAPOINT_COUNT([a, b])", inputs: ["a": "2 -", "b": "- -"], usual: "1 -",
            changed: "1 0"),
        Row(
            name: "runningSumFillsGaps", change: { $0.runningSumFillsGaps = true },
            expression: "RUNNING_SUM(a)", inputs: ["a": "- 1 - 2"], usual: "- 1 - 3", changed: "- 1 1 3"),
        Row(
            name: "fillEdge, REPEAT", change: { $0.fillEdge = .nearest }, expression: "FILL(a, REPEAT)",
            inputs: ["a": "- 1 -"], usual: "- 1 1", changed: "1 1 1"),
        Row(
            name: "fillEdge, LINEAR", change: { $0.fillEdge = .nearest }, expression: "FILL(a, LINEAR)",
            inputs: ["a": "- 1 - 3 -"], usual: "- 1 2 3 -", changed: "1 1 2 3 3"),
        Row(
            name: "sortReversesTies", change: { $0.sortReversesTies = true },
            expression: "SORT([a, b], SUM, ASC)", inputs: ["a": "1 -", "b": "- 1"], usual: "| 1 - | - 1 |",
            changed: "| - 1 | 1 - |"),
    ]

    @Test("Each alternative changes what it says", arguments: rows)
    func alternatives(row: Row) throws {
        var settings = MetricMathSettings()
        #expect(try evaluate(row.expression, row.inputs) == row.usual)
        row.change(&settings)
        #expect(try evaluate(row.expression, row.inputs, settings: settings) == row.changed)
    }

    @Test("What is rejected by default can be allowed, and the other way round")
    func rejections() throws {
        var settings = MetricMathSettings()
        settings.pairsArrays = true
        #expect(
            try evaluate("[a, b] + [b, a]", ["a": "1 -", "b": "2 2"], settings: settings) == "| 3 2 | 3 2 |")
        #expect(throws: MetricMathError.self) { try evaluate("[a] + [a, a]", ["a": "1"], settings: settings) }
        settings.rejectsZeroToThePowerOfZero = false
        #expect(try evaluate("a ^ 0", ["a": "0 2"], settings: settings) == "- 1")
        #expect(throws: MetricMathError.self) { try evaluate("0 ^ 0", settings: settings) }
        settings.acceptsScalarEntries = false
        #expect(throws: MetricMathError.self) { try evaluate("1 + 1", settings: settings) }
    }
}
