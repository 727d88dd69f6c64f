public import CloudWatch
public import LeafStack
public import Replay
import TimeSeries

extension Recommender {
    /// Which recommended settings hang on a question that no source decides.
    ///
    /// Everything is done again under each other answer: the lives are observed, the candidates replayed, the choice
    /// made. Beside the settings it judges how many false stops the recommendation has that is made under the answers as
    /// they are.
    ///
    /// - Parameters:
    ///   - history: what was recorded.
    ///   - recommendation: what is recommended under ``TuningOptions/evaluation``.
    ///   - questions: what to try. Answers for which no shortcut is exact take some seconds for a month each.
    ///   - label: what else labels the minutes of an observation.
    /// - Throws: `MetricMathError` where the leaf's own expression cannot be evaluated.
    public func sensitivity(
        _ history: LeafHistory, of recommendation: Recommendation,
        questions: [OpenQuestion] = OpenQuestion.ofColumns,
        label: (inout Observation) -> Void = { _ in }
    ) throws(MetricMathError) -> Sensitivity {
        var known: [Answered] = []
        return try Sensitivity(settings: options.evaluation, questions: questions) {
            settings throws(MetricMathError) in
            var plain = settings
            plain.math = MetricMathSettings()
            let columns = try ActivityColumns(history, math: settings.math)
            // Missing points are NaN, equal to nothing, themselves included.
            let points = columns.clientTraffic.values.map(\.bitPattern)
            if let same = known.first(where: { $0.settings == plain && $0.points == points }) {
                return same.verdicts
            }
            var observation = Observation(history, settings: settings)
            label(&observation)
            let input = TuningInput(observation, columns: columns)
            var answering = self
            answering.options.evaluation = settings
            answering.options.drawsFrontier = false
            var verdicts = Self.verdicts(answering.recommend(input))
            let what = WhatIfColumns(input.timeline(assumptions: options.assumptions))
            let own = recommendation.applied
            verdicts[
                "false stops with Threshold \(own.threshold), MinutesWithoutConnections \(own.minutesWithoutConnections)"
            ] =
                "\(what.tally(what.run(WhatIfSettings(own, evaluation: settings))).falseStops)"
            known.append(Answered(settings: plain, points: points, verdicts: verdicts))
            return verdicts
        }
    }

    /// What came out once; most answers leave the points of this leaf as they are.
    private struct Answered {
        var settings: EvaluationSettings
        var points: [UInt64]
        var verdicts: [String: String]
    }

    /// Each setting's value, or that it is refused.
    private static func verdicts(_ recommendation: Recommendation) -> [String: String] {
        var verdicts: [String: String] = [:]
        for advice in recommendation.settings {
            verdicts[advice.setting.rawValue] =
                switch advice.recommended {
                case .number(let number): "\(number)"
                case .flag(let flag): flag ? "true" : "false"
                }
        }
        for refusal in recommendation.refused { verdicts[refusal.setting.rawValue] = "refused" }
        return verdicts
    }
}
