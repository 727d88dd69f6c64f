/// Labels from traffic where no container log says who was connected.
public struct TrafficLabels: Hashable, Sendable {
    /// The label of every minute; unknown ones stay unknown where the traffic does not tell.
    public var labels: [MinuteLabel]
    /// First minute of each life in which its server was ready, as far as traffic tells.
    public var readyMinutes: [Int]
    /// Where the separators cut; `nil` when there was too little traffic to look at.
    public var separation: TrafficSeparation?
    /// Whether two groups lie apart and the separators agree, so that labels were given.
    public var isSeparated: Bool

    /// The largest share of minutes on which two separators may disagree. *(ours)*
    static let disagreement = 0.03
    /// Longest loud beginning of a life, in minutes from its start, that is a boot when idle minutes follow. *(ours)*
    static let bootMinutes = 10
    /// How far above the median of connected minutes a beginning is a download. *(ours)*
    static let downloadFactor = 10.0

    /// Labels unknown minutes: idle at or below the separators' cut, connected above it.
    ///
    /// A single loud minute between idle ones stays idle: nobody plays for one minute. Minutes without a point are what
    /// the minute before is. The beginning of a life is boot as long as it is louder than any player, and when it is
    /// short and idle minutes follow.
    ///
    /// - Parameters:
    ///   - known: what is known of each minute.
    ///   - activity: client traffic in bytes per second, NaN where there is no point; as many as minutes are known.
    ///   - queries: whether a DNS hit fell into the minute; as many as minutes are known.
    ///   - lives: the lives, oldest first.
    public init(labels known: [MinuteLabel], activity: [Double], queries: [Bool], lives: [InstanceLife]) {
        labels = known
        readyMinutes = lives.map(\.readyMinute)
        isSeparated = false
        let count = min(known.count, activity.count, queries.count)
        let unknown = (0..<count).filter { known[$0] == .unknown }
        // Downloads at the beginning of a life are a group of their own: they would hide the two that matter.
        var isBeginning = Array(repeating: false, count: count)
        for life in lives where life.start != .beforeHistory {
            let first = life.firstMinute..<max(life.firstMinute, life.firstMinute + Self.bootMinutes)
            for minute in first.clamped(to: 0..<count) { isBeginning[minute] = true }
        }
        let sample = OrderStatistics(
            unknown.filter { !queries[$0] && !isBeginning[$0] }.map { activity[$0] })
        separation = TrafficSeparation(sample.values)
        guard let separation, separation.isBimodal else { return }
        let low = sample.share(atOrBelow: min(separation.minimumError, separation.mixture))
        let high = sample.share(atOrBelow: max(separation.minimumError, separation.mixture))
        guard high - low <= Self.disagreement else { return }
        isSeparated = true
        let cut = (separation.minimumError * separation.mixture).squareRoot()
        for minute in unknown {
            let value = activity[minute]
            if value.isNaN {
                labels[minute] = minute > 0 && labels[minute - 1] == .connected ? .connected : .idle
            } else {
                labels[minute] = value > cut ? .connected : .idle
            }
        }
        let players = OrderStatistics(sample.values.filter { $0 > cut }).median ?? .infinity
        for (index, life) in lives.enumerated() {
            let end = bootEnd(of: life, activity: activity, loudest: players * Self.downloadFactor)
            for minute in life.readyMinute..<max(life.readyMinute, end) where known[minute] == .unknown {
                labels[minute] = .boot
            }
            readyMinutes[index] = max(life.readyMinute, end)
        }
        for minute in unknown where labels[minute] == .connected {
            let before = minute == 0 || labels[minute - 1] != .connected
            let after = minute + 1 >= labels.count || labels[minute + 1] != .connected
            if before, after { labels[minute] = .idle }
        }
    }

    /// The minute in which a life's loud beginning ends, at most the end of the columns.
    private func bootEnd(of life: InstanceLife, activity: [Double], loudest: Double) -> Int {
        guard life.start != .beforeHistory else { return life.readyMinute }
        let minutes = life.minutes.clamped(to: 0..<min(labels.count, activity.count))
        var end = max(life.readyMinute, minutes.lowerBound)
        while end < minutes.upperBound, activity[end] > loudest { end += 1 }
        let quiet = (end..<max(end, minutes.upperBound)).first { labels[$0] != .connected }
        if let quiet, quiet - life.firstMinute <= Self.bootMinutes { end = quiet }
        return end
    }
}
