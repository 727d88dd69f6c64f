import CloudWatch
import LeafStack
import Replay
import TimeSeries

/// A leaf's rules over series of one value a minute.
struct LeafRuleTest: Hashable, Sendable {
    /// The state expected of one rule at one time.
    struct Expectation: Hashable, Sendable {
        /// How it was written, for example `12m`.
        var label: String
        /// K: the evaluation sees minutes 0 to K - 1.
        var minute: Int
        var rule: WatchdogRule
        var state: ExpectedState
    }

    var leaf: Leaf
    /// Columns in bytes per second, hits and runs; NaN where a point is missing.
    var series: [String: [Double]]
    var expected: [Expectation]

    private static let keys = ["name", "leaf", "series", "expect"]
    private static let seriesKeys = ["traffic_in", "volumes_out", "dns_hit", "crash_runs"]

    /// Reads a test; `nil` when something is wrong, which is then noted.
    ///
    /// - Parameter readFile: gives the bytes of a leaf file by its path relative to the test's file.
    static func read(
        _ node: RuleTestNode, with reader: inout RuleTestReader, readFile: (String) throws -> [UInt8]
    ) -> (String, LeafRuleTest?) {
        let fields = reader.fields(node, "a test", known: keys)
        let name = reader.name(fields, in: node)
        let leafNode = reader.required("leaf", fields, in: node)
        let leaf = leafNode.flatMap { LeafNodeReader.leaf($0, with: &reader, readFile: readFile) }
        var series: [String: [Double]] = [:]
        if let seriesNode = fields["series"], !seriesNode.isNull {
            let columns = reader.fields(seriesNode, "series", known: seriesKeys)
            for key in columns.keys.sorted() {
                if let column = columns[key], !column.isNull { series[key] = reader.column(column, key) }
            }
        }
        var expected: [Expectation] = []
        if let expectNode = reader.required("expect", fields, in: node) {
            guard let items = expectNode.list else {
                reader.wrong(expectNode, "expect", expected: "a list of {at, rule, state}")
                return (name, nil)
            }
            if items.isEmpty { reader.note(.nothingExpected, expectNode.place) }
            expected = items.compactMap { expectation($0, with: &reader) }
        }
        guard let leaf else { return (name, nil) }
        return (name, LeafRuleTest(leaf: leaf, series: series, expected: expected))
    }

    private static func expectation(
        _ node: RuleTestNode, with reader: inout RuleTestReader
    ) -> Expectation? {
        let fields = reader.fields(node, "an expectation", known: ["at", "rule", "state"])
        let atNode = reader.required("at", fields, in: node)
        let ruleNode = reader.required("rule", fields, in: node)
        let stateNode = reader.required("state", fields, in: node)
        let state = reader.expectedState(stateNode, "state")
        if let ruleNode, ruleNode.isNull { reader.wrong(ruleNode, "rule", expected: "a rule's name") }
        let rule: WatchdogRule? = reader.word(ruleNode, "rule")
        guard let atNode else { return nil }
        guard let label = atNode.text, let minute = minutes(label) else {
            reader.wrong(atNode, "at", expected: "minutes such as 12m, or 1h30m")
            return nil
        }
        guard minute <= reader.limits.points else {
            reader.note(.tooLong(of: "at", limit: reader.limits.points), atNode.place)
            return nil
        }
        guard let rule, let state else { return nil }
        return Expectation(label: label, minute: minute, rule: rule, state: state)
    }

    /// `12m`, `8h`, `1d2h3m`: whole minutes, units in falling order.
    static func minutes(_ text: String) -> Int? {
        var rest = Substring(text)
        var total = 0
        for (unit, length) in [("d", 1440), ("h", 60), ("m", 1)] as [(Character, Int)] {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty, rest[digits.endIndex...].first == unit else { continue }
            guard digits.count <= 9, let number = Int(digits) else { return nil }
            total += number * length
            rest = rest[digits.endIndex...].dropFirst()
        }
        return rest.isEmpty && !text.isEmpty ? total : nil
    }

    // MARK: - Running

    /// Evaluates every expectation; empty when all are met.
    func failedChecks(settings: EvaluationSettings) -> [RuleTestCheck] {
        let alarms = WatchdogAlarms(leaf: leaf)
        let previous = previousStates(alarms, settings: settings)
        return expected.compactMap { expectation in
            let alarm = alarms[expectation.rule]
            return failedCheck(
                expectation, alarm: alarm, settings: settings,
                previous: previous[expectation.rule]?[expectation.minute] ?? .insufficientData)
        }
    }

    /// The state of each expectation, by what people call it; an error in words where there is none.
    func verdicts(settings: EvaluationSettings) -> [String: String] {
        let alarms = WatchdogAlarms(leaf: leaf)
        let previous = previousStates(alarms, settings: settings)
        var verdicts: [String: String] = [:]
        for expectation in expected {
            let rule = expectation.rule
            do throws(MetricMathError) {
                let evaluation = try evaluation(
                    of: expectation, alarm: alarms[rule], settings: settings,
                    previous: previous[rule]?[expectation.minute] ?? .insufficientData)
                verdicts["at \(expectation.label) \(rule.rawValue)"] = evaluation.decision.state.rawValue
            } catch {
                verdicts["at \(expectation.label) \(rule.rawValue)"] = "\(error)"
            }
        }
        return verdicts
    }

    /// The states before the evaluations asked for, by rule and minute, where the decision may keep a state.
    private func previousStates(
        _ alarms: WatchdogAlarms, settings: EvaluationSettings
    ) -> [WatchdogRule: [Int: AlarmState]] {
        guard settings.decision.fewPoints == .keep else { return [:] }
        var result: [WatchdogRule: [Int: AlarmState]] = [:]
        for rule in Set(expected.map(\.rule)) {
            let minutes = Set(expected.filter { $0.rule == rule }.map(\.minute))
            let alarm = alarms[rule]
            guard let last = minutes.max(), last > 0,
                let values = try? column(of: rule, alarm: alarm, range: 0..<last, settings: settings)
            else { continue }
            // Element i is the state after the evaluation at the end of minute i.
            let states = AlarmEvaluator(alarm: alarm, settings: settings)
                .states(values: settings.offset(values))
            for minute in minutes where minute > 1 { result[rule, default: [:]][minute] = states[minute - 2] }
        }
        return result
    }

    private func evaluation(
        of expectation: Expectation, alarm: MetricAlarm, settings: EvaluationSettings, previous: AlarmState
    ) throws(MetricMathError) -> Evaluation {
        let evaluator = AlarmEvaluator(alarm: alarm, settings: settings)
        let last = expectation.minute - settings.offsetMinutes
        var values = try column(
            of: expectation.rule, alarm: alarm, range: last - evaluator.range..<last, settings: settings)
        for index in values.indices.suffix(evaluator.delay) { values[index] = .nan }
        return evaluator.evaluation(range: values, previous: previous)
    }

    private func failedCheck(
        _ expectation: Expectation, alarm: MetricAlarm, settings: EvaluationSettings, previous: AlarmState
    ) -> RuleTestCheck? {
        func check(
            _ actual: String, strip: String? = nil, branch: String? = nil, _ explanation: String
        ) -> RuleTestCheck {
            RuleTestCheck(
                expected: expectation.state.description, actual: actual, at: expectation.label,
                rule: expectation.rule.rawValue, strip: strip, branch: branch, explanation: explanation)
        }
        if let finding = AlarmProperties(alarm).validate(isPartial: true).first(where: {
            $0.severity == .error
        }) {
            return check("no state", "CloudWatch refuses the alarm: \(finding)")
        }
        let evaluation: Evaluation
        do throws(MetricMathError) {
            evaluation = try self.evaluation(
                of: expectation, alarm: alarm, settings: settings, previous: previous)
        } catch {
            return check("an error", "\(error)")
        }
        guard !expectation.state.accepts(evaluation.decision.state) else { return nil }
        let setting =
            "N = \(alarm.evaluationPeriods), M = \(alarm.requiredDatapoints), "
            + RuleTestCheck.counts(evaluation.slots, evaluationPeriods: alarm.evaluationPeriods)
            + ", \(alarm.treatMissingData.rawValue), X is \(alarm.comparisonOperator.symbol) "
            + alarm.threshold.plainText
        return check(
            evaluation.decision.state.rawValue, strip: CompactSeries.shortened(strip: evaluation.strip),
            branch: evaluation.decision.branch.rawValue,
            "\(evaluation.decision.branch.explanation) (\(setting))")
    }

    /// The points that a rule judges in minutes `range`, by the alarm's own expression.
    private func column(
        of rule: WatchdogRule, alarm: MetricAlarm, range: Range<Int>, settings: EvaluationSettings
    ) throws(MetricMathError) -> [Double] {
        guard let returned = alarm.metrics.first(where: { $0.returnData ?? true }) else { return [] }
        // Series come as rates, so the entries below the returned one are given instead of computed.
        let ids: [String: String] =
            switch rule {
            case .containerActivity:
                ["traffic_in": "traffic_in", "volumes_out": "volumes_out", "dns_hit": "dns_hit"]
            case .instanceLeftUp: ["network_in": "traffic_in"]
            case .breakCrashLoop: [returned.id: "crash_runs"]
            }
        var queries = ids.keys.sorted().map { id in
            MetricDataQuery(
                id: id,
                metricStat: MetricStat(
                    metric: MetricName(namespace: nil, metricName: id), period: 60, stat: "Sum"),
                returnData: id == returned.id)
        }
        if returned.expression != nil { queries.append(returned) }
        let inputs = ids.mapValues { series[$0] ?? [] }
        let grid = MetricMathGrid(
            start: Instant(seconds: 0), count: inputs.values.map(\.count).max() ?? 0)
        return try MetricMathProgram(queries, settings: settings.math).evaluateRange(
            inputs: inputs, over: grid, range: range)
    }
}

extension WatchdogAlarms {
    /// The alarm of a rule.
    fileprivate subscript(rule: WatchdogRule) -> MetricAlarm {
        switch rule {
        case .containerActivity: containerActivity
        case .instanceLeftUp: instanceLeftUp
        case .breakCrashLoop: breakCrashLoop
        }
    }
}
