public import LeafStack
public import Replay
public import TimeSeries

/// What a recommendation is made from: what happened in each minute, whatever file it came from.
public struct TuningInput: Hashable, Sendable {
    /// The settings in force.
    public var present: WatchdogSettings
    /// Start of the first minute.
    public var start: Instant
    /// What `ContainerActivity` sees without the DNS hits, bytes per second; NaN where the expression has no point.
    public var activity: [Double]
    /// What was going on in each minute.
    public var labels: [MinuteLabel]
    /// Whether a DNS hit fell into the minute.
    public var queries: [Bool]
    /// The observed lives, oldest first.
    public var lives: [InstanceLife]
    /// Where the labels come from.
    public var labelSource: LabelSource

    /// Makes an input from columns of one grid.
    public init(
        present: WatchdogSettings, start: Instant, activity: [Double], labels: [MinuteLabel], queries: [Bool],
        lives: [InstanceLife], labelSource: LabelSource
    ) {
        self.present = present
        self.start = start
        self.activity = activity
        self.labels = labels
        self.queries = queries
        self.lives = lives
        self.labelSource = labelSource
    }

    /// Makes an input from what was observed.
    ///
    /// - Parameters:
    ///   - observation: what was observed.
    ///   - columns: the history's columns when they are known already.
    public init(_ observation: Observation, columns: ActivityColumns? = nil) {
        let history = observation.history
        let columns = columns ?? observation.columns
        self.init(
            present: history.leaf.watchdog, start: history.start, activity: columns.clientTraffic.values,
            labels: observation.labels, queries: columns.hasHit, lives: observation.lives.map(\.life),
            labelSource: observation.labelSource)
    }

    /// Number of minutes.
    public var count: Int { min(activity.count, labels.count, queries.count) }

    /// The minutes of `range` alone, as if nothing else had been recorded.
    public func slice(_ range: Range<Int>) -> TuningInput {
        let minutes = range.clamped(to: 0..<count)
        var result = self
        result.start = start.advanced(bySeconds: minutes.lowerBound * 60)
        result.activity = Array(activity[minutes])
        result.labels = Array(labels[minutes])
        result.queries = Array(queries[minutes])
        result.lives = lives.compactMap { life in
            let part = life.minutes.clamped(to: minutes)
            guard !part.isEmpty else { return nil }
            var cut = life
            cut.firstMinute = part.lowerBound - minutes.lowerBound
            cut.endMinute = part.upperBound - minutes.lowerBound
            cut.readyMinute = min(max(life.readyMinute - minutes.lowerBound, cut.firstMinute), cut.endMinute)
            cut.stopMinute = min(max(life.stopMinute - minutes.lowerBound, cut.firstMinute), cut.endMinute)
            if life.firstMinute < minutes.lowerBound { cut.start = .beforeHistory }
            if life.endMinute > minutes.upperBound { cut.stop = .afterHistory }
            return cut
        }
        return result
    }

    /// The timeline to play settings against.
    public func timeline(assumptions: WhatIfTimeline.Assumptions = .init()) -> WhatIfTimeline {
        WhatIfTimeline(
            start: start, activity: activity, labels: labels, queries: queries, lives: lives,
            recordedUnder: WhatIfSettings(present), assumptions: assumptions)
    }
}
