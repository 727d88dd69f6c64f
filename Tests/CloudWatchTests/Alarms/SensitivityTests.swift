import CloudWatch
import Testing

@Suite struct SensitivityTests {
    private let alarm = MetricAlarm(
        threshold: 10, comparisonOperator: .greaterThanThreshold, evaluationPeriods: 3)

    private func sensitivity(_ columns: [String: [Double]]) -> Sensitivity {
        Sensitivity(settings: EvaluationSettings()) { settings in
            columns.mapValues { column in
                AlarmEvaluator(alarm: alarm, settings: settings).states(values: column).last?.rawValue
                    ?? "none"
            }
        }
    }

    @Test("Without gaps only the arrival of the last points matters")
    func dense() {
        let sensitivity = sensitivity(["loud": [20, 20, 20, 20, 20, 20], "quiet": [0, 0, 0, 0, 0, 0]])
        #expect(sensitivity.verdicts == 2)
        #expect(sensitivity.decisive.isEmpty)
    }

    @Test("After the last point the size of the range decides, and the verdict that hangs on it is named")
    func afterStop() {
        let stopped: [Double] = [20, 20, 20] + Array(repeating: .nan, count: 6)
        let answers = sensitivity(["quiet": [0, 0, 0], "stopped": stopped]).decisive
        #expect(answers.map(\.setting).contains("evaluationRange"))
        let range = answers.first { $0.alternative == "N+2" }
        #expect(range?.changes.map(\.name) == ["stopped"])
        #expect(range?.changes.first?.verdict == "ALARM")
        #expect(range?.changes.first?.otherwise == "INSUFFICIENT_DATA")
    }

    @Test("An answer under which nothing can be evaluated says so")
    func impossible() throws {
        struct Refused: Error {}
        let result = try Sensitivity(settings: EvaluationSettings()) {
            settings throws(Refused) -> [String: String] in
            if !settings.math.acceptsScalarEntries { throw Refused() }
            return [:]
        }
        #expect(result.decisive.map(\.setting) == ["math.acceptsScalarEntries"])
        #expect(result.decisive.first?.error == "Refused()")
    }

    @Test("What is left out is named once, with its reason")
    func untried() {
        let untried = Sensitivity.Untried.settings(of: OpenQuestion.evaluation, because: "no range")
        #expect(untried.map(\.setting).filter { $0 == "evaluationRange" }.count == 1)
        #expect(Set(untried.map(\.setting)) == Set(OpenQuestion.evaluation.map(\.setting)))
        #expect(untried.allSatisfy { $0.reason == "no range" })
    }

    @Test("Each question changes the settings, and no two are the same")
    func questions() {
        for question in OpenQuestion.all {
            #expect(question.applied(to: EvaluationSettings()) != EvaluationSettings(), "\(question.setting)")
        }
        #expect(Set(OpenQuestion.all).count == OpenQuestion.all.count)
    }
}
