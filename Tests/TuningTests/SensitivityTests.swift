import CloudWatch
import LeafStack
import Replay
import Testing
import TimeSeries
import Tuning

/// What a recommendation hangs on beside the data.
@Suite struct SensitivityTests {
    private let recommender = Recommender(options: TuningOptions(rounds: 20))

    /// The history of ``InventedLeaf``: its traffic, and its labels for the caller to apply.
    private func history(_ leaf: InventedLeaf) -> (LeafHistory, [Range<Instant>]) {
        let input = leaf.input()
        var history = LeafHistory(
            leaf: Leaf(
                containerID: "mc", instanceType: "m5.large", image: "x", volumes: [],
                watchdog: input.present),
            region: "us-east-1", start: input.start, minutes: input.count)
        history.hasContainerLog = true
        for minute in 0..<input.count {
            history.networkIn.values[minute] = input.activity[minute] * 60
            if input.queries[minute] { history.dnsTraffic.values[minute] = 1201 }
        }
        let connected = input.labels.runs { $0 == .connected }
            .map { history.networkIn.time(at: $0.lowerBound)..<history.networkIn.time(at: $0.upperBound) }
        return (history, connected)
    }

    /// Every question whose answers leave the shortcut exact: the others replay thousands of candidates, each by itself.
    private static let quick = OpenQuestion.ofColumns.filter { question in
        IdleRuns.holds(for: question.applied(to: EvaluationSettings()), minutes: 60)
    }

    private func sensitivity(_ leaf: InventedLeaf) throws -> (Recommendation, Sensitivity) {
        let (history, connected) = history(leaf)
        func label(_ observation: inout Observation) { observation.label(idle: [], connected: connected) }
        var observation = Observation(history)
        label(&observation)
        let recommendation = recommender.recommend(TuningInput(observation))
        return (
            recommendation,
            try recommender.sensitivity(
                history, of: recommendation, questions: Self.quick, label: label)
        )
    }

    @Test("Where no answer matters that is what comes out, and the verdicts are the recommendation's")
    func steady() throws {
        var leaf = InventedLeaf()
        leaf.tail = 90
        leaf.starts = [600, 1140]
        let (recommendation, sensitivity) = try sensitivity(leaf)
        #expect(recommendation.recommended.threshold != nil)
        #expect(sensitivity.answers.count == Self.quick.count && Self.quick.count > 10)
        #expect(sensitivity.verdicts == 5, "four settings and the false stops")
        let changed = sensitivity.decisive.flatMap(\.changes).map(\.name)
        #expect(!changed.contains("DurationHours") && !changed.contains("ShouldStop"))
        #expect(
            sensitivity.answers.filter { $0.setting.hasPrefix("math.") }.allSatisfy { $0.changes.isEmpty })
    }

    @Test("What comes out otherwise is what another range recommends")
    func other() throws {
        var leaf = InventedLeaf()
        leaf.tail = 40
        leaf.noise = 0.3
        leaf.idle = 2500
        leaf.connected = 4200
        let (recommendation, sensitivity) = try sensitivity(leaf)
        let base = Dictionary(
            uniqueKeysWithValues: recommendation.settings.map { ($0.setting.rawValue, $0) })
        for change in sensitivity.decisive.flatMap(\.changes) where base[change.name] != nil {
            #expect(change.verdict != change.otherwise)
        }
        for answer in sensitivity.decisive where answer.setting == "evaluationRange" {
            var other = recommender
            other.options.evaluationRange = answer.alternative == "N+2" ? .extra(2) : .extra(10)
            let (history, connected) = history(leaf)
            var observation = Observation(history, settings: other.options.evaluation)
            observation.label(idle: [], connected: connected)
            let again = other.recommend(TuningInput(observation))
            for change in answer.changes where change.name == "Threshold" {
                #expect(change.otherwise == again.recommended.threshold.map { "\($0)" } ?? "refused")
            }
        }
    }

    @Test("The shortcut is used only where it gives what minutes one by one give")
    func shortcut() {
        let columns = WhatIfColumns(InventedLeaf().input().timeline())
        for question in OpenQuestion.ofColumns {
            let evaluation = question.applied(to: EvaluationSettings())
            for minutes in [3, 7, 12] {
                let settings = WhatIfSettings(
                    threshold: 1200, minutesWithoutConnections: minutes, evaluation: evaluation)
                #expect(
                    columns.run(settings) == columns.timeline.run(settings), "\(question.name) \(minutes)")
            }
        }
        #expect(!IdleRuns.holds(for: EvaluationSettings(arrivalDelay: 60), minutes: 7))
        #expect(IdleRuns.holds(for: EvaluationSettings(evaluationRange: .extra(2)), minutes: 7))
    }

    @Test("Metric math and the plain columns see the same points under the usual settings")
    func columns() throws {
        let (history, _) = history(InventedLeaf())
        let plain = ActivityColumns(history)
        let math = try ActivityColumns(history, math: MetricMathSettings())
        #expect(plain.clientTraffic.values.map(\.bitPattern) == math.clientTraffic.values.map(\.bitPattern))
        #expect(plain.hasHit == math.hasHit)
    }
}
