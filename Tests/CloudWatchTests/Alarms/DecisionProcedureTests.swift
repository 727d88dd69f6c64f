import CloudWatch
import Testing

/// One row of the CloudWatch guide's tables (N = 3, range of 5): the range and the state under each setting.
struct PublishedRow: Sendable, CustomTestStringConvertible {
    var required: Int
    var range: String
    var missing: AlarmState
    /// `nil` means that the previous state is kept.
    var ignore: AlarmState?
    var breaching: AlarmState
    var notBreaching: AlarmState

    var testDescription: String { "M = \(required): \(range)" }

    static let all: [PublishedRow] = [
        .init(required: 3, range: "0 - X - X", missing: .ok, ignore: .ok, breaching: .ok, notBreaching: .ok),
        .init(required: 3, range: "0 - - - -", missing: .ok, ignore: .ok, breaching: .ok, notBreaching: .ok),
        .init(
            required: 3, range: "- - - - -", missing: .insufficientData, ignore: nil, breaching: .alarm,
            notBreaching: .ok),
        .init(
            required: 3, range: "0 X X - X", missing: .alarm, ignore: .alarm, breaching: .alarm,
            notBreaching: .alarm),
        .init(
            required: 3, range: "- - X - -", missing: .alarm, ignore: nil, breaching: .alarm,
            notBreaching: .ok),
        .init(
            required: 2, range: "0 - X - X", missing: .alarm, ignore: .alarm, breaching: .alarm,
            notBreaching: .alarm),
        .init(
            required: 2, range: "0 0 X 0 X", missing: .alarm, ignore: .alarm, breaching: .alarm,
            notBreaching: .alarm),
        .init(
            required: 2, range: "0 - X - -", missing: .ok, ignore: .ok, breaching: .alarm, notBreaching: .ok),
        .init(
            required: 2, range: "- - - - 0", missing: .ok, ignore: .ok, breaching: .alarm, notBreaching: .ok),
        .init(
            required: 2, range: "- - - X -", missing: .alarm, ignore: nil, breaching: .alarm,
            notBreaching: .ok),
    ]
}

@Suite struct DecisionProcedureTests {
    private func slots(_ strip: String) -> [Slot] {
        strip.split(separator: " ").map { $0 == "X" ? .breaching : $0 == "0" ? .withinThreshold : .missing }
    }

    @Test("The guide's tables", arguments: PublishedRow.all, TreatMissingData.allCases)
    func publishedTables(row: PublishedRow, treatment: TreatMissingData) {
        let procedure = DecisionProcedure(
            evaluationPeriods: 3, datapointsToAlarm: row.required, treatMissingData: treatment)
        for previous in AlarmState.allCases {
            let expected =
                switch treatment {
                case .missing: row.missing
                case .ignore: row.ignore ?? previous
                case .breaching: row.breaching
                case .notBreaching: row.notBreaching
                }
            #expect(procedure.decide(slots(row.range), previous: previous).state == expected)
        }
    }

    @Test("Counter-examples that imitations get wrong", arguments: ["X X X 0 X", "X X X 0 0"])
    func counterExamples(range: String) {
        let procedure = DecisionProcedure(
            evaluationPeriods: 3, datapointsToAlarm: 3, treatMissingData: .missing)
        #expect(procedure.decide(slots(range), previous: .alarm).state == .ok)
    }

    @Test(
        "Few real points beside the tables",
        arguments: [
            // Too young for a premature alarm: OK, by analogy.
            (3, 3, "- - - - X", TreatMissingData.missing, AlarmState.ok),
            (3, 3, "- - - X -", .missing, .ok),
            (3, 3, "- - - - X", .ignore, .ok),
            // Missing points are filled whatever their place.
            (3, 3, "- - - - X", .breaching, .alarm),
            (3, 3, "- - - X -", .notBreaching, .ok),
            // M breaching points are enough, though fewer than N are real.
            (3, 2, "- - X X -", .missing, .alarm), (3, 2, "- - X X -", .ignore, .alarm),
            (3, 2, "- - X X -", .notBreaching, .alarm),
            // A good point that is older than the breaching ones forbids the premature alarm.
            (3, 3, "- 0 X - -", .missing, .ok), (3, 3, "- X 0 - -", .missing, .ok),
            // With N = 1 the newest real point decides, however old.
            (1, 1, "X - - - - -", .missing, .alarm), (1, 1, "X - - - - -", .notBreaching, .alarm),
            (1, 1, "X 0 - - - -", .breaching, .ok), (1, 1, "0 - - - - -", .breaching, .ok),
            // Counts matter, not neighbourhood.
            (5, 3, "X 0 X 0 X", .missing, .alarm), (5, 3, "X X 0 0 0", .missing, .ok),
        ])
    func fewPoints(
        periods: Int, required: Int, range: String, treatment: TreatMissingData, expected: AlarmState
    ) {
        let procedure = DecisionProcedure(
            evaluationPeriods: periods, datapointsToAlarm: required, treatMissingData: treatment)
        #expect(procedure.decide(slots(range), previous: .insufficientData).state == expected)
    }

    @Test("Where no source decides, a setting does")
    func settings() {
        var procedure = DecisionProcedure(
            evaluationPeriods: 3, datapointsToAlarm: 3, treatMissingData: .missing)
        procedure.settings.fewPoints = .keep
        #expect(procedure.decide(slots("- - - - X"), previous: .alarm).state == .alarm)
        procedure.treatMissingData = .breaching
        procedure.settings.earlyBreaching = .age
        #expect(procedure.decide(slots("- - - X -"), previous: .ok).state == .ok)
        #expect(procedure.decide(slots("- - X - -"), previous: .ok).state == .alarm)
        procedure.treatMissingData = .ignore
        procedure.datapointsToAlarm = 2
        procedure.settings.ignoreWithEnoughBreaching = .keep
        #expect(procedure.decide(slots("- - X X -"), previous: .ok).state == .ok)
    }

    @Test("0.0 is a value like any other")
    func zero() {
        let alarm = MetricAlarm(
            threshold: 0, comparisonOperator: .lessThanOrEqualToThreshold, evaluationPeriods: 1)
        let evaluator = AlarmEvaluator(alarm: alarm)
        #expect(evaluator.slot(of: 0) == .breaching)
        #expect(evaluator.slot(of: -0.0) == .breaching)
        #expect(evaluator.slot(of: .nan) == .missing)
    }

    @Test(
        "The value stands on the left, and nothing is rounded",
        arguments: [
            (ComparisonOperator.greaterThanThreshold, [false, false, true]),
            (.greaterThanOrEqualToThreshold, [false, true, true]),
            (.lessThanThreshold, [true, false, false]),
            (.lessThanOrEqualToThreshold, [true, true, false]),
        ])
    func comparison(symbol: ComparisonOperator, expected: [Bool]) {
        #expect([(0.3).nextDown, 0.3, (0.3).nextUp].map { symbol.breaches($0, threshold: 0.3) } == expected)
    }

    @Test("In wall clock windows premature alarms can be switched off")
    func wallClock() {
        var procedure = DecisionProcedure(
            evaluationPeriods: 3, datapointsToAlarm: 2, treatMissingData: .missing, isWallClock: true)
        #expect(procedure.decide(slots("X - -"), previous: .ok).state == .alarm)
        procedure.settings.prematureInWallClock = false
        #expect(procedure.decide(slots("X - -"), previous: .ok).state == .ok)
        procedure.isWallClock = false
        #expect(procedure.decide(slots("X - -"), previous: .ok).state == .alarm)
    }

    @Test("An alarm's procedure knows its window")
    func ofAlarm() {
        var alarm = MetricAlarm(
            threshold: 1, comparisonOperator: .greaterThanThreshold, evaluationPeriods: 5,
            datapointsToAlarm: 2)
        #expect(!DecisionProcedure(alarm: alarm).isWallClock)
        alarm.evaluationWindow = .wallClock(timeZone: nil)
        #expect(DecisionProcedure(alarm: alarm).isWallClock)
        #expect(AlarmEvaluator(alarm: alarm).range == 5)
    }
}
