import TimeSeries

/// Parses the input as an expression and, when it stands, prints, parses again and evaluates it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMetricMath(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    evaluateEntries(text)
    guard let expression = try? MetricMathExpression(parsing: text) else { return 0 }
    let again = try? MetricMathExpression(parsing: expression.description)
    // The canonical form may be longer than the limit on a text.
    if expression.description.utf8.count <= 2048, again != expression { Fuzz.fail("round trip", text) }
    guard let program = try? MetricMathProgram(expression: text, metrics: Fuzz.names) else { return 0 }
    let grid = MetricMathGrid(start: Instant(seconds: 1_767_225_600), count: 6)
    guard case .series(let whole)? = try? program.evaluate("expression", inputs: Fuzz.columns, over: grid)
    else { return 0 }
    if whole.count != 6 { Fuzz.fail("length", text) }
    guard program.entry("expression")?.isRangeDependent == false else { return 0 }
    let part = try? program.evaluate(
        "expression", inputs: Fuzz.columns.mapValues { Array($0[2..<5]) }, over: grid.slice(2..<5))
    if case .series(let values)? = part, !Fuzz.same(values, Array(whole[2..<5])) {
        Fuzz.fail("pointwise", text)
    }
    return 0
}

/// Each line as an entry `e0`, `e1`, …, which may refer to one another; the metrics come last, as in the leaf's alarm.
private func evaluateEntries(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(8)
    let expressions = lines.enumerated().map { MetricDataQuery(id: "e\($0)", expression: String($1)) }
    let metrics = Fuzz.names.map { name in
        MetricDataQuery(
            id: name,
            metricStat: MetricStat(
                metric: MetricName(namespace: nil, metricName: name), period: 60, stat: "Sum"),
            returnData: false)
    }
    guard let program = try? MetricMathProgram(expressions + metrics) else { return }
    _ = try? program.checkForAlarm()
    let grid = MetricMathGrid(start: Instant(seconds: 1_767_225_600), count: 6)
    for entry in program.entries {
        let value = try? program.evaluate(entry.query.id, inputs: Fuzz.columns, over: grid)
        if case .series(let column)? = value, column.count != 6 { Fuzz.fail("length of an entry", text) }
    }
}
