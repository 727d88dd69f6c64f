import CloudWatch
import LeafStack
import TimeSeries

/// One evaluation of one alarm: its points, the state before and the state expected after.
struct AlarmRuleTest: Hashable, Sendable {
    /// The points of the evaluation range, oldest first.
    enum Points: Hashable, Sendable {
        /// Given as a strip: which ones breach is known.
        case slots([Slot])
        /// Given as numbers, to be judged.
        case values([Double], threshold: Double, comparison: ComparisonOperator)
    }

    var evaluationPeriods: Int
    var datapointsToAlarm: Int
    var treatMissingData: TreatMissingData
    var isWallClock: Bool
    var points: Points
    var previous: AlarmState
    var expected: ExpectedState

    private static let keys = ["name", "alarm", "datapoints", "previousState", "expect"]

    /// Reads a test; `nil` when something is wrong, which is then noted.
    static func read(_ node: RuleTestNode, with reader: inout RuleTestReader) -> (String, AlarmRuleTest?) {
        let fields = reader.fields(node, "a test", known: keys)
        let name = reader.name(fields, in: node)
        let alarmNode = reader.required("alarm", fields, in: node)
        let pointsNode = reader.required("datapoints", fields, in: node)
        let previous: AlarmState? = reader.word(fields["previousState"], "previousState")
        let expected = reader.expectedState(reader.required("expect", fields, in: node), "expect")
        guard let alarmNode, let pointsNode else { return (name, nil) }
        let alarm = AlarmFields.read(alarmNode, with: &reader)
        let periodsNode = reader.required("EvaluationPeriods", alarm, in: alarmNode)
        // CloudFormation takes numbers in quotes too.
        let periods = reader.integer(periodsNode?.unquoted, "EvaluationPeriods")
        let required = reader.integer(alarm["DatapointsToAlarm"]?.unquoted, "DatapointsToAlarm")
        // Read for its errors only: the points given are the range.
        _ = reader.integer(alarm["Period"]?.unquoted, "Period")
        _ = reader.integer(alarm["EvaluationRange"]?.unquoted, "EvaluationRange")
        let threshold = reader.number(alarm["Threshold"]?.unquoted, "Threshold")
        let comparison: ComparisonOperator? = reader.word(alarm["ComparisonOperator"], "ComparisonOperator")
        let treatment: TreatMissingData? = reader.word(alarm["TreatMissingData"], "TreatMissingData")
        let ignores = alarm["Namespace"]?.text == "AWS/DynamoDB"
        let points = readPoints(
            pointsNode, threshold: threshold, comparison: comparison, alarm: alarmNode, with: &reader)
        guard let periods, let points, let expected else { return (name, nil) }
        return (
            name,
            AlarmRuleTest(
                evaluationPeriods: periods, datapointsToAlarm: required ?? periods,
                treatMissingData: treatment ?? (ignores ? .ignore : .missing),
                isWallClock: alarm["EvaluationWindow"]?.entries?.contains { $0.key == "WallClockWindow" }
                    ?? false,
                points: points,
                previous: previous ?? .insufficientData, expected: expected)
        )
    }

    private static func readPoints(
        _ node: RuleTestNode, threshold: Double?, comparison: ComparisonOperator?, alarm: RuleTestNode,
        with reader: inout RuleTestReader
    ) -> Points? {
        if node.list == nil {
            guard let text = node.text else {
                reader.wrong(node, "datapoints", expected: "a list, or a strip such as \"0 - X\"")
                return nil
            }
            do throws(RuleTestIssue.Reason) {
                if let slots = try CompactSeries.slots(text, limit: reader.limits.points) {
                    return .slots(slots)
                }
                _ = try CompactSeries.column(text, limit: reader.limits.points)
            } catch .tooLong(let what, let limit) {
                reader.note(.tooLong(of: what, limit: limit), node.place)
                return nil
            } catch {
                reader.wrong(
                    node, "datapoints",
                    expected: "a list, a strip such as \"0 - X\", or a series such as \"20x3 _ 5\"")
                return nil
            }
        }
        let values = reader.column(node, "datapoints")
        guard values.contains(where: { !$0.isNaN }) else { return .slots(values.map { _ in .missing }) }
        if threshold == nil { reader.note(.neededToJudge("Threshold"), alarm.place) }
        if comparison == nil { reader.note(.neededToJudge("ComparisonOperator"), alarm.place) }
        guard let threshold, let comparison else { return nil }
        return .values(values, threshold: threshold, comparison: comparison)
    }

    /// The state and what decided it.
    func decision(settings: EvaluationSettings) -> Decision {
        let procedure = DecisionProcedure(
            evaluationPeriods: evaluationPeriods, datapointsToAlarm: datapointsToAlarm,
            treatMissingData: treatMissingData, settings: settings.decision, isWallClock: isWallClock)
        return procedure.decide(slots, previous: previous)
    }

    /// Evaluates; `nil` when the state is as expected.
    func failedCheck(settings: EvaluationSettings) -> RuleTestCheck? {
        if let refusal {
            return RuleTestCheck(
                expected: expected.description, actual: "no state", explanation: refusal)
        }
        let decision = decision(settings: settings)
        guard !expected.accepts(decision.state) else { return nil }
        var setting = "N = \(evaluationPeriods), M = \(datapointsToAlarm), "
        setting += RuleTestCheck.counts(slots, evaluationPeriods: evaluationPeriods)
        let keeps = treatMissingData == .ignore && [.noData, .prematureAlarm].contains(decision.branch)
        setting += keeps ? ", ignore keeps \(previous.rawValue)" : ", \(treatMissingData.rawValue)"
        if case .values(_, let threshold, let comparison) = points {
            setting += ", X is \(comparison.symbol) \(threshold.plainText)"
        }
        return RuleTestCheck(
            expected: expected.description, actual: decision.state.rawValue,
            strip: CompactSeries.shortened(strip: Slot.strip(slots)), branch: decision.branch.rawValue,
            explanation: "\(decision.branch.explanation) (\(setting))")
    }

    private var slots: [Slot] {
        switch points {
        case .slots(let slots): slots
        case .values(let values, let threshold, let comparison):
            values.map { value in
                value.isNaN
                    ? .missing
                    : comparison.breaches(value, threshold: threshold) ? .breaching : .withinThreshold
            }
        }
    }

    /// Why CloudWatch would have no such alarm, so that there is no state to expect.
    private var refusal: String? {
        var properties = AlarmProperties()
        properties.evaluationPeriods = evaluationPeriods
        properties.datapointsToAlarm = datapointsToAlarm
        if let finding = properties.validate(isPartial: true).first(where: { $0.severity == .error }) {
            return "CloudWatch refuses the alarm: \(finding)"
        }
        if case .values(_, _, let comparison) = points,
            !ComparisonOperator.staticThreshold.contains(comparison)
        {
            return "\(comparison.rawValue) compares with an anomaly band, which needs a trained model"
        }
        return nil
    }
}

extension ComparisonOperator {
    /// `>` for GreaterThanThreshold; the name of an operator for anomaly bands.
    var symbol: String {
        switch self {
        case .greaterThanThreshold: ">"
        case .greaterThanOrEqualToThreshold: ">="
        case .lessThanThreshold: "<"
        case .lessThanOrEqualToThreshold: "<="
        default: rawValue
        }
    }

    /// The operators that compare with a number.
    fileprivate static let staticThreshold: Set<ComparisonOperator> = [
        .greaterThanThreshold, .greaterThanOrEqualToThreshold, .lessThanThreshold,
        .lessThanOrEqualToThreshold,
    ]
}
