import CloudWatch
import LeafStack
import Replay
import TimeSeries

/// Finds settings in a history, or says why it cannot.
public struct Recommender: Sendable {
    /// How to tune.
    public var options: TuningOptions

    /// Makes a recommender.
    public init(options: TuningOptions = TuningOptions()) { self.options = options }

    /// Recommends settings.
    public func recommend(_ input: TuningInput) -> Recommendation {
        let sample = TrafficSample(input)
        let tested = TestedPeriod(
            from: input.start, to: input.start.advanced(bySeconds: input.count * 60))
        var result = Recommendation(
            present: input.present, recommended: RecommendedSettings(), settings: [], refused: [],
            profile: options.profile, tested: tested,
            labels: Self.evidence(sample, source: input.labelSource),
            comparison: nil, promise: nil, evidence: TuningEvidence(), warnings: [],
            assumptions: assumptions(input), seed: options.seed,
            rounds: options.rounds)
        let columns = WhatIfColumns(input.timeline(assumptions: options.assumptions))
        result.evidence = TuningEvidence(input, sample: sample)
        if let readiness = Readiness(input, sample: sample, needs: options.needs) {
            result.refused += refuse(readiness, sample: sample)
        } else {
            adviseThreshold(input, sample: sample, columns: columns, result: &result)
        }
        LeftUpChoice(input, columns: columns, applied: result.applied, options: options)
            .advise(&result)
        return result
    }

    private func adviseThreshold(
        _ input: TuningInput, sample: TrafficSample, columns: WhatIfColumns, result: inout Recommendation
    ) {
        let present = input.present
        let grid = CandidateGrid(
            sample: sample, presentThreshold: present.threshold,
            presentPatience: present.minutesWithoutConnections)
        var scores = CandidateScores(
            columns, grid: grid, blocks: WhatIfBlocks(daysOf: columns.timeline),
            evaluation: options.evaluation)
        guard let threshold = grid.index(threshold: present.threshold),
            let patience = grid.index(patience: present.minutesWithoutConnections)
        else { return }
        // Candidates stop by Container Activity alone; the present settings also do what they did by Instance Left Up.
        if present.shouldStop {
            let settings = WhatIfSettings(present, evaluation: options.evaluation)
            scores.replace(
                scores.candidate(threshold: threshold, patience: patience),
                with: columns.timeline.run(settings), columns: columns)
        }
        guard
            let choice = ThresholdChoice(
                scores, profile: options.profile,
                present: scores.candidate(threshold: threshold, patience: patience), options: options)
        else { return }
        let chosen = (
            threshold: grid.thresholds[scores.thresholdIndex(choice.chosen)],
            patience: grid.patience[scores.patienceIndex(choice.chosen)]
        )
        result.recommended.threshold = chosen.threshold
        result.recommended.minutesWithoutConnections = chosen.patience
        let days = Double(input.count) / 1440
        func outcome(_ candidate: Int) -> SettingsOutcome {
            SettingsOutcome(
                threshold: grid.thresholds[scores.thresholdIndex(candidate)],
                minutesWithoutConnections: grid.patience[scores.patienceIndex(candidate)],
                counts: scores.tally(candidate), days: days, profile: options.profile)
        }
        result.comparison = OutcomeComparison(
            present: outcome(choice.present), recommended: outcome(choice.chosen),
            candidate: outcome(choice.fitted), confidence: choice.confidence,
            savingPerDay: choice.chosen == choice.present ? 0 : choice.saving,
            savingInterval: choice.chosen == choice.present
                ? ConfidenceInterval(low: 0, high: 0, confidence: 0.95) : choice.savingInterval,
            candidateInterval: choice.savingInterval, outOfSample: choice.outOfSample)
        result.promise = FalseStopPromise(observed: choice.falseStops, days: days)
        result.evidence.add(
            columns, lives: input.lives, applied: result.applied, profile: options.profile, scores: scores,
            choice: choice, evaluationRange: options.evaluationRange)
        if options.drawsFrontier {
            result.evidence.frontier =
                Frontier(
                    columns, profile: options.profile, evaluationRange: options.evaluationRange,
                    marked: [present, result.applied]
                ).points
        }
        result.warnings += result.evidence.warnings(applied: result.applied, present: present)
        let writer = ThresholdReason(
            sample: sample, choice: choice, scores: scores, profile: options.profile,
            present: outcome(choice.present), recommended: outcome(choice.chosen))
        result.settings.append(
            SettingAdvice(
                setting: .threshold, present: .number(present.threshold),
                recommended: .number(chosen.threshold),
                reason: writer.threshold, sampleSize: sample.idle.count + sample.connected.count,
                sampleUnit: "labelled minutes", interval: choice.thresholdInterval, tested: result.tested))
        result.settings.append(
            SettingAdvice(
                setting: .minutesWithoutConnections, present: .number(present.minutesWithoutConnections),
                recommended: .number(chosen.patience), reason: writer.patience,
                sampleSize: outcome(choice.present).counts.coldStarts, sampleUnit: "starts",
                interval: choice.patienceInterval, tested: result.tested))
    }

    private func refuse(_ readiness: Readiness, sample: TrafficSample) -> [Refusal] {
        let floor = sample.idle.upperBound(risk: 0.01) ?? sample.idle.values.last
        let ceiling = sample.connected.quantile(0.01)
        return [
            Refusal(
                setting: .threshold, cause: readiness.cause, reason: readiness.reason, needs: readiness.needs,
                lowerBound: floor.map { CandidateGrid.round($0) }, upperBound: ceiling.map { Int($0) }),
            Refusal(
                setting: .minutesWithoutConnections, cause: readiness.cause, reason: readiness.reason,
                needs: readiness.needs),
        ]
    }

    private static func evidence(
        _ sample: TrafficSample, source: LabelSource
    ) -> LabelEvidence {
        LabelEvidence(
            source: source, idleMinutes: sample.idle.count, connectedMinutes: sample.connected.count,
            sessions: sample.sessions.count, unknownMinutes: sample.unknown, idleMedian: sample.idle.median,
            idleHigh: sample.idle.quantile(0.99), connectedLow: sample.connected.quantile(0.01),
            connectedMedian: sample.connected.median, leastError: sample.leastError.error,
            separation: TrafficSeparation(sample.idle.values + sample.connected.values))
    }

    private func assumptions(_ input: TuningInput) -> [String] {
        [
            "A server kept up past its recorded stop sees the last \(options.assumptions.idleMemory) idle minutes "
                + "again; after \(options.assumptions.horizon) minutes it stays up until it is wanted.",
            "Whoever is cut asks again at once; whoever is connected or waits would start a server that is down.",
            "Every sample is visible at the end of its minute.",
        ]
    }
}
