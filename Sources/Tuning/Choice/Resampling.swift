import Foundation
import Replay

/// What resampled histories say about a choice.
///
/// Days are drawn anew in runs of neighbours, round a circle: an evening's sessions belong together, and days resemble
/// those beside them (Kunsch 1989; Politis and Romano 1992).
struct Resampling {
    /// What the fitted candidate saves in each resampled history, in idle minutes a day.
    private(set) var savings: [Double] = []
    /// How much more each history's own choice saves in it than on the recorded days: the luck of the chosen.
    private(set) var luck: [Double] = []
    /// What each history chooses.
    private(set) var thresholds: [Double] = []
    private(set) var minutes: [Double] = []
    private let days: Int

    /// Days drawn together: the cube root of their number, the rate that is best for a variance (Kunsch 1989).
    static func block(days: Int) -> Int { max(1, Int(cbrt(Double(days)) + 1e-9)) }

    /// Resamples.
    ///
    /// - Parameters:
    ///   - length: days recorded, partial ones in parts.
    ///   - choose: what the rule chooses for days weighted as given.
    init(
        _ costs: CostMatrix, grid: CandidateGrid, present: Int, fitted: Int, length: Double,
        options: TuningOptions, choose: ([Double]) -> Int?
    ) {
        days = costs.days
        let block = Self.block(days: days)
        let recordedPresent = costs.sum(present)
        var random = SeededRandom(seed: options.seed)
        for _ in 0..<max(1, options.rounds) {
            var weights = [Double](repeating: 0, count: days)
            var drawn = 0
            while drawn < days {
                let first = random.index(below: days)
                for offset in 0..<min(block, days - drawn) { weights[(first + offset) % days] += 1 }
                drawn += block
            }
            let presentCost = costs.sum(present, weights: weights)
            savings.append((presentCost - costs.sum(fitted, weights: weights)) / length)
            guard let choice = choose(weights) else { continue }
            let saved = presentCost - costs.sum(choice, weights: weights)
            luck.append((saved - (recordedPresent - costs.sum(choice))) / length)
            thresholds.append(Double(grid.thresholds[choice / grid.patience.count]))
            minutes.append(Double(grid.patience[choice % grid.patience.count]))
        }
    }

    /// Share of the resampled histories in which the fitted candidate beats the present settings.
    var confidence: Double { Double(savings.count { $0 > 0 }) / Double(max(1, savings.count)) }

    /// Interval of what the fitted candidate saves in the long run.
    ///
    /// Three things that resampled quantiles alone leave out: it was chosen because it did well on these very days, so the
    /// lower end lies the mean luck of choices further down; few days resample too evenly, so the distances are those of
    /// Student's t; and what no recorded day shows no resampled one can, so one cold start more or less is never excluded.
    func savingInterval(_ saving: Double, resolution: Double) -> ConfidenceInterval {
        let ordered = OrderStatistics(savings)
        let lucky = luck.isEmpty ? 0 : max(0, luck.reduce(0, +) / Double(luck.count))
        let low = (ordered.quantile(0.025) ?? saving) - saving
        let high = (ordered.quantile(0.975) ?? saving) - saving
        return ConfidenceInterval(
            low: saving - lucky + min(low * widening, -resolution),
            high: saving + max(high * widening, resolution), confidence: 0.95)
    }

    /// Interval of the threshold that the rule would choose in the long run: the distances are those of its logarithm.
    ///
    /// What decides are the loudest idle and the quietest connected minutes, and no resampled history holds any beyond
    /// those recorded: so a quarter more or less is never excluded. *(ours)*
    func thresholdInterval(_ chosen: Int) -> ConfidenceInterval {
        let ordered = OrderStatistics(thresholds)
        let centre = max(Double(chosen), 1)
        func end(_ share: Double) -> Double {
            let ratio = max(ordered.quantile(share) ?? centre, 1) / centre
            return centre * pow(ratio, widening)
        }
        return ConfidenceInterval(
            low: (min(end(0.025), centre) / Self.unseen).rounded(.down),
            high: (max(end(0.975), centre) * Self.unseen).rounded(.up),
            confidence: 0.95)
    }

    private static let unseen = 1.25

    /// Interval of the minutes that the rule would choose in the long run; one more or less is never excluded.
    func minutesInterval(_ chosen: Int) -> ConfidenceInterval {
        let ordered = OrderStatistics(minutes)
        let centre = Double(chosen)
        return ConfidenceInterval(
            low: max(1, min(ordered.quantile(0.025) ?? centre, centre).rounded(.down) - 1),
            high: max(ordered.quantile(0.975) ?? centre, centre).rounded(.up) + 1, confidence: 0.95)
    }

    /// How much wider than resampled quantiles an interval of so few blocks has to be.
    private var widening: Double {
        let blocks = max(2, days / Self.block(days: days))
        return StudentQuantile.upper975(degreesOfFreedom: blocks - 1) / StudentQuantile.normal975
            * (Double(blocks) / Double(blocks - 1)).squareRoot()
    }
}
