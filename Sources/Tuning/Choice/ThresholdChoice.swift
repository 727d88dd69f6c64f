import Replay

/// Threshold and minutes chosen together, with the evidence for them.
struct ThresholdChoice {
    /// Index of the chosen candidate.
    var chosen: Int
    /// Index of the present one.
    var present: Int
    /// What the rule alone would choose, before it has to beat the present settings.
    var fitted: Int
    /// Saving of the fitted candidate per day on the recorded days, and its interval in the long run.
    var saving: Double
    var savingInterval: ConfidenceInterval
    /// Share of the resampled histories in which the fitted candidate beats the present settings.
    var confidence: Double
    /// Most false stops of the chosen candidate and its nearest thresholds on the recorded days.
    var falseStops: Int
    /// Why the present settings stay, `nil` when they do not.
    var keeps: Keeping?
    /// Walk-forward result of the rule.
    var outOfSample: OutcomeComparison.OutOfSample?
    /// Thresholds and minutes that the rule would choose in the long run.
    var thresholdInterval: ConfidenceInterval
    var patienceInterval: ConfidenceInterval

    /// The share of resampled histories in which a change has to save something. *(ours)*
    static let requiredConfidence = 0.6
    /// The least saving worth a change, as a share of the present cost. *(ours)*
    static let worthwhile = 0.01
    /// How much more than the present settings the rule may cost on days that it did not see: its early days know
    /// little. *(ours)*
    static let outOfSampleSlack = 1.05

    /// A bound must hold a little off the chosen point too: traffic is never quite the same again.
    private static func worstNearby(_ scores: CandidateScores, fitted: Int) -> Int {
        let threshold = scores.thresholdIndex(fitted)
        let last = scores.grid.thresholds.count - 1
        return (max(0, threshold - 1)...min(last, threshold + 1)).map {
            scores.tally(scores.candidate(threshold: $0, patience: scores.patienceIndex(fitted))).falseStops
        }.max() ?? 0
    }

    /// Reasons to keep the present settings.
    enum Keeping {
        case nothingBetter
        case tooLittle
        case failsOutOfSample
        case tooUncertain
    }

    /// The clamp: no wait so short or so long that an unlucky future costs many times the optimum (Purohit, Svitkina,
    /// Kumar 2018). With lambda, the worst ratio is 1 + 1/lambda; more gaps earn a wider choice. *(ours)*
    static func allowed(profile: TuningProfile, gaps: Int) -> ClosedRange<Int> {
        let lambda = min(0.25, max(0.1, 0.25 * (20 / Double(max(gaps, 1))).squareRoot()))
        let low = max(minimumPatience, Int((profile.coldStartCost * lambda).rounded()))
        return low...max(low, min(1440, Int((profile.coldStartCost / lambda).rounded())))
    }

    /// One late point must not decide. *(ours)*
    static let minimumPatience = 3

    init?(_ scores: CandidateScores, profile: TuningProfile, present: Int, options: TuningOptions) {
        let costs = scores.costs(profile)
        let days = scores.days
        let grid = scores.grid
        let allowed = Self.allowed(profile: profile, gaps: scores.tally(present).coldStarts)
        let barred = profile.maximumFalseStops.map(scores.exceeding) ?? []
        guard days > 0,
            let choice = WeightedChoice(
                ChoiceRule(), costs: costs, grid: grid, allowed: allowed, barred: barred, profile: profile),
            let fitted = choice.choose(weights: Array(repeating: 1, count: days))
        else { return nil }
        self.present = present
        self.fitted = fitted
        // Days at the ends of the recording are partial.
        let length = max(Double(scores.blocks.minutes) / 1440, 1e-9)

        // Walk forward: what the days before a day would have chosen, scored on that day.
        let first = max(3, days / 2)
        var walked = (days: 0, cost: 0.0, present: 0.0)
        if first < days {
            for day in first..<days {
                let past = (0..<days).map { $0 < day ? 1.0 : 0 }
                guard let candidate = choice.choose(weights: past) else { continue }
                walked.days += 1
                walked.cost += costs.values[candidate * days + day]
                walked.present += costs.values[present * days + day]
            }
        }
        if walked.days > 0 {
            outOfSample = .init(
                days: walked.days, costPerDay: walked.cost / Double(walked.days),
                presentCostPerDay: walked.present / Double(walked.days))
        }

        let resampled = Resampling(
            costs, grid: grid, present: present, fitted: fitted, length: length, options: options,
            choose: choice.choose)
        let totals = (costs.sum(present), costs.sum(fitted))
        saving = (totals.0 - totals.1) / length
        savingInterval =
            fitted == present
            ? ConfidenceInterval(low: 0, high: 0, confidence: 0.95)
            : resampled.savingInterval(saving, resolution: profile.coldStartCost / length)
        confidence = resampled.confidence
        thresholdInterval = resampled.thresholdInterval(grid.thresholds[scores.thresholdIndex(fitted)])
        patienceInterval = resampled.minutesInterval(grid.patience[scores.patienceIndex(fitted)])

        let holdsUp =
            outOfSample.map { $0.costPerDay <= $0.presentCostPerDay * Self.outOfSampleSlack } ?? true
        let isWorthwhile = saving > 0 && saving * length >= Self.worthwhile * totals.0
        let isForced = barred.indices.contains(present) && barred[present]
        let isBetter = isWorthwhile && confidence >= Self.requiredConfidence && holdsUp
        chosen = isBetter || isForced ? fitted : present
        if chosen == present {
            keeps =
                fitted == present || saving <= 0
                ? .nothingBetter
                : !isWorthwhile ? .tooLittle : !holdsUp ? .failsOutOfSample : .tooUncertain
        }
        falseStops = Self.worstNearby(scores, fitted: chosen)
    }
}
