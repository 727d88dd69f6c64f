public import Replay

/// Labels from traffic where no container log says who was connected.
public enum TrafficLabels {
    /// What came of it.
    public enum Outcome: Hashable, Sendable {
        /// Two groups lie apart: the labels, and where the separators cut.
        case separated(labels: [MinuteLabel], separation: TrafficSeparation)
        /// They do not, or the separators disagree; the labels stay unknown.
        case notSeparable(TrafficSeparation?)
    }

    /// The largest share of minutes on which two separators may disagree. *(ours)*
    static let disagreement = 0.03

    /// Labels the unknown minutes of an input: idle at or below the separators' cut, connected above it.
    ///
    /// A single loud minute between idle ones stays idle: nobody plays for one minute. Minutes without a point count as
    /// idle when the minute before does.
    public static func label(_ input: TuningInput) -> Outcome {
        let unknown = (0..<input.count).filter { input.labels[$0] == .unknown }
        let sample = OrderStatistics(unknown.lazy.filter { !input.queries[$0] }.map { input.activity[$0] })
        guard let separation = TrafficSeparation(sample.values), separation.isBimodal else {
            return .notSeparable(TrafficSeparation(sample.values))
        }
        let low = sample.share(atOrBelow: min(separation.minimumError, separation.mixture))
        let high = sample.share(atOrBelow: max(separation.minimumError, separation.mixture))
        guard high - low <= disagreement else { return .notSeparable(separation) }
        let cut = (separation.minimumError * separation.mixture).squareRoot()
        var labels = input.labels
        for minute in unknown {
            let value = input.activity[minute]
            if value.isNaN {
                labels[minute] = minute > 0 && labels[minute - 1] == .connected ? .connected : .idle
            } else {
                labels[minute] = value > cut ? .connected : .idle
            }
        }
        for minute in unknown where labels[minute] == .connected {
            let before = minute == 0 || labels[minute - 1] == .idle
            let after = minute + 1 >= labels.count || labels[minute + 1] == .idle
            if before, after { labels[minute] = .idle }
        }
        return .separated(labels: labels, separation: separation)
    }
}
