import CloudWatch
import Testing
import TimeSeries

@Suite("Metric math: entries")
struct MetricMathProgramTests {
    private func metric(_ id: String, period: Int = 60) -> MetricDataQuery {
        MetricDataQuery(
            id: id,
            metricStat: MetricStat(
                metric: MetricName(namespace: "AWS/EC2", metricName: "NetworkIn"), period: period, stat: "Sum"
            ),
            returnData: false)
    }

    private func expression(_ id: String, _ text: String, returned: Bool = false) -> MetricDataQuery {
        MetricDataQuery(id: id, expression: text, returnData: returned)
    }

    private func reason(_ queries: [MetricDataQuery]) -> MetricMathError.Reason? {
        do throws(MetricMathError) {
            try MetricMathProgram(queries).checkForAlarm()
            return nil
        } catch { return error.reason }
    }

    @Test("Entries refer to one another in any order")
    func order() throws {
        let program = try MetricMathProgram([
            expression("result", "half * 2", returned: true), expression("half", "m / 2"), metric("m"),
        ])
        let grid = MetricMathGrid(start: Instant(seconds: 0), count: 2)
        #expect(text(try program.evaluateColumn(inputs: ["m": [3, .nan]], over: grid)) == "3 -")
        #expect(program.entry("result")?.needs == ["half", "m"])
        #expect(try program.checkForAlarm() == "result")
    }

    @Test("Circles, unknown and repeated ids are errors")
    func references() {
        #expect(
            reason([expression("a", "b"), expression("b", "a", returned: true)]) == .cycle(["a", "b", "a"]))
        #expect(reason([expression("a", "a", returned: true)]) == .cycle(["a", "a"]))
        #expect(reason([expression("a", "x + 1", returned: true)]) == .unknownID("x"))
        #expect(reason([metric("a"), metric("a")]) == .duplicateID("a"))
        for id in ["", "A", "1a", "a-b", "\u{e9}", "a\u{e9}", String(repeating: "a", count: 256)] {
            #expect(reason([metric(id)]) == .invalidID(id))
        }
        #expect(reason([MetricDataQuery(id: "a")]) == .notOneOfMetricAndExpression)
    }

    @Test(
        "What no function takes",
        arguments: [
            ("[1]", 1), ("[a, 2]", 4), ("IF(METRICS(), a)", 3), ("IF(a, METRICS())", 6), ("[a] > 1", 0),
            ("[a] AND a", 0), ("[a] + [a]", 4), ("ABS(1)", 4), ("AVG(5)", 4), ("SUM()", 0), ("FOO(a)", 0),
            ("avg(a)", 0), ("PERIOD(a + 1)", 0), ("PERIOD(e)", 0), ("FILL(a, FOO)", 8), ("FILL(a, 'x')", 8),
            ("FIRST(a)", 6), ("SORT([a], AVG)", 0), ("SORT([a], a, ASC)", 10), ("SORT([a], AVG, UP)", 15),
            ("SLICE(a, 0)", 6), ("TIME_SERIES(a)", 12), ("METRIC_COUNT(a)", 13), ("METRICS(a)", 8),
            ("'text'", 0), ("REPEAT", 0), ("a + 'x'", 4), ("HOUR(1)", 5), ("HOUR([a])", 5),
            ("SEARCH('{NS} x', 'Sum')", 0), ("ANOMALY_DETECTION_BAND(a, 2)", 0), ("LAMBDA('x')", 0),
            ("SERVICE_QUOTA(a)", 0), ("INSIGHT_RULE_METRIC('x')", 0), ("DB_PERF_INSIGHTS('x')", 0),
        ])
    func rejected(text: String, position: Int) {
        let error = #expect(throws: MetricMathError.self) {
            try MetricMathProgram([metric("a"), expression("e", "a"), expression("wrong", text)])
        }
        #expect(error?.position == position)
        #expect(error?.id == "wrong")
    }

    @Test("An alarm has one returned time series, ten entries of a kind and one period")
    func alarms() {
        let metrics = (0..<11).map { metric("m\($0)") }
        let expressions = (0..<11).map { expression("e\($0)", "m0") }
        let result = expression("result", "m0", returned: true)
        #expect(reason(Array(metrics.prefix(10)) + Array(expressions.prefix(9)) + [result]) == nil)
        #expect(
            reason(metrics + [result]) == .tooManyAlarmEntries(kind: "MetricStat", count: 11, limit: 10))
        #expect(
            reason([metrics[0]] + expressions)
                == .tooManyAlarmEntries(kind: "Expression", count: 11, limit: 10))
        #expect(reason([metrics[0]]) == .notOneReturnedEntry(ids: []))
        #expect(
            reason([MetricDataQuery(id: "x", expression: "m0"), metrics[0], result])
                == .notOneReturnedEntry(ids: ["x", "result"]))
        #expect(
            reason([metric("a"), metric("b", period: 300), expression("r", "a + b", returned: true)])
                == .periodsDiffer([60, 300]))
        #expect(
            reason([metrics[0], expression("r", "METRICS()", returned: true)])
                == .resultIsNotOneSeries(found: "an array of time series"))
        #expect(
            reason([metrics[0], expression("r", "AVG(m0)", returned: true)])
                == .resultIsNotOneSeries(found: "a number"))
    }

    @Test("The sum of no volumes is a number and does no harm")
    func noVolumes() throws {
        let program = try MetricMathProgram([
            expression(
                "expr_1", "IF(traffic_in - volumes_out > 0, traffic_in - volumes_out) + dns_hit",
                returned: true),
            expression("traffic_in", "b_in/PERIOD(b_in)"), metric("b_in"),
            expression("volumes_out", "(0)/60"),
            metric("dns_hit"),
        ])
        let grid = MetricMathGrid(start: Instant(seconds: 0), count: 3)
        let result = try program.evaluateColumn(
            inputs: ["b_in": [120, 0, .nan], "dns_hit": [.nan, .nan, 5]], over: grid)
        #expect(text(result) == "2 - 5")
        try program.checkForAlarm()
    }

    @Test("Metrics without a column, and the ends of short ones, are missing")
    func shortColumns() throws {
        let program = try MetricMathProgram(expression: "a + b", metrics: ["a", "b", "c"])
        let grid = MetricMathGrid(start: Instant(seconds: 0), count: 3)
        let value = try program.evaluate("expression", inputs: ["a": [1], "b": [1, 2, 3, 4]], over: grid)
        #expect(text(value) == "2 2 3")
        #expect(text(try program.evaluate("c", inputs: [:], over: grid)) == "- - -")
    }

    @Test("Sizes are bounded")
    func bounds() throws {
        var queries = [metric("m")]
        for level in 1...8 {
            let list = Array(repeating: level == 1 ? "m" : "e\(level - 1)", count: 20).joined(separator: ",")
            queries.append(expression("e\(level)", "[\(list)]"))
        }
        let program = try MetricMathProgram(queries)
        let grid = MetricMathGrid(start: Instant(seconds: 0), count: 3)
        let error = #expect(throws: MetricMathError.self) {
            try program.evaluate("e8", inputs: ["m": [1, 2, 3]], over: grid)
        }
        #expect(error?.reason == .tooManySeries(limit: 500))
        var limits = MetricMathLimits()
        limits.points = 10
        #expect(throws: MetricMathError.self) {
            try evaluate("m + m + m", ["m": "1 2 3 4 5"], limits: limits)
        }
    }
}
