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
