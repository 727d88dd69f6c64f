import LeafStack
public import TimeSeries

/// A stretch in which the instance was left up: what kept it, and what would have ended it.
public struct LeftUpIncident: Codable, Hashable, Sendable {
    /// Start of the first minute left up.
    public var from: Instant
    /// End of the last.
    public var to: Instant
    /// Grid indices of its minutes.
    public var minutes: Range<Int>
    /// Index of its life among the observation's lives.
    public var life: Int
    /// Start of the idle stretch that it belongs to: after the last use, boot or passing query.
    public var idleSince: Instant
    /// What the traffic looked like from ``idleSince`` on.
    public var pattern: BurstPattern
    /// Why the watchdog did not act.
    public var cause: Cause
    /// What ended it.
    public var endedBy: End
    /// Changes that would have ended it, each alone, the earliest stop first.
    public var endings: [EndingSetting]

    /// Why the watchdog did not act.
    public enum Cause: String, Codable, Hashable, Sendable {
        /// Traffic above the threshold kept the alarm from firing.
        case traffic
        /// The alarm had too few points: volume reads hid the traffic.
        case missingPoints
        /// The replayed alarm says stop; the instance stayed up all the same.
        case alarmWithoutStop
        /// Quiet minutes were there, but never enough in a row.
        case patience
    }

    /// What ended an incident.
    public enum End: String, Codable, Hashable, Sendable {
        /// Somebody connected.
        case player
        /// A query that passed the start filter.
        case query
        case containerActivity
        case instanceLeftUp
        case crash
        /// The instance stopped, and nothing explains it.
        case other
        /// The data ends.
        case afterHistory
    }

    /// Share of the threshold by which the typical peak lies above it, for example 0.18.
    public func excess(over threshold: Int) -> Double? {
        guard threshold > 0, pattern.above > 0 else { return nil }
        return pattern.typical / Double(threshold) - 1
    }
}

extension LeftUpIncident {
    /// The incidents of an observation, by time.
    public static func incidents(_ observation: Observation, classes: MinuteClasses) -> [LeftUpIncident] {
        var trial = LifeTrial(observation)
        return classes.runs(of: .leftUp).map { run in
            incident(run, observation: observation, classes: classes, trial: &trial)
        }
    }

    private static func incident(
        _ run: Range<Int>, observation: Observation, classes: MinuteClasses, trial: inout LifeTrial
    ) -> LeftUpIncident {
        let history = observation.history
        let settings = observation.replay.watchdog
        let index = classes.lives[run.lowerBound]
        let life = observation.lives[index]
        var idle = run.lowerBound
        // Back over the wait; what is not idle, or asked for, ends it.
        let queried = observation.columns.hasHit
        while idle > life.life.firstMinute, observation.labels[idle - 1] == .idle, !queried[idle - 1] {
            idle -= 1
        }
        let series = observation.replay.containerActivity.series
        let pattern = BurstPattern(
            series, minutes: idle..<run.upperBound, threshold: Double(settings.threshold))
        return LeftUpIncident(
            from: history.networkIn.time(at: run.lowerBound), to: history.networkIn.time(at: run.upperBound),
            minutes: run, life: index, idleSince: history.networkIn.time(at: idle), pattern: pattern,
            cause: cause(run, pattern: pattern, observation: observation),
            endedBy: end(of: run, life: life, observation: observation, classes: classes),
            endings: endings(
                idle: idle, run: run, life: life.life, observation: observation, trial: &trial))
    }

    private static func cause(
        _ run: Range<Int>, pattern: BurstPattern, observation: Observation
    ) -> Cause {
        let stops = run.count { observation.replay.scaleDown(at: $0) != nil }
        if stops > LifeFinder.stopMinutes { return .alarmWithoutStop }
        if pattern.above > 0 { return .traffic }
        return 2 * pattern.missing > pattern.points + pattern.missing ? .missingPoints : .patience
    }

    private static func end(
        of run: Range<Int>, life: ObservedLife, observation: Observation, classes: MinuteClasses
    ) -> End {
        let next = run.upperBound
        guard next < life.life.endMinute else {
            switch life.life.stop {
            case .containerActivity: return .containerActivity
            case .instanceLeftUp: return .instanceLeftUp
            case .crashLoop: return .crash
            case .afterHistory: return .afterHistory
            case .other: return .other
            }
        }
        switch classes.values.indices.contains(next) ? classes.values[next] : nil {
        case .used: return .player
        case .crashLoop: return .crash
        default: return .query
        }
    }

    /// Single changes that would have stopped the life in its idle stretch and not cut anybody before.
    private static func endings(
        idle: Int, run: Range<Int>, life: InstanceLife, observation: Observation, trial: inout LifeTrial
    ) -> [EndingSetting] {
        let present = observation.replay.watchdog
        let series = observation.replay.containerActivity.series
        let stretch = idle..<run.upperBound
        var candidates: [(EndingSetting.Name, Int)] = []
        let patience = present.minutesWithoutConnections
        if patience >= 1, stretch.count > patience {
            // The threshold that makes the first N idle minutes quiet, and the least that ever makes N in a row quiet.
            let highest = windowMaxima(series, stretch, length: patience)
            for value in [highest.first, highest.min()].compactMap(\.self) where value < 1e15 {
                candidates.append((.threshold, Int(value.rounded(.up))))
            }
        }
        let quiet = longestQuiet(series, stretch, threshold: Double(present.threshold))
        if quiet >= 2, quiet < patience { candidates.append((.minutesWithoutConnections, quiet)) }
        if !present.shouldStop {
            candidates.append((.shouldStop, 1))
        } else {
            let hours = (idle - life.firstMinute) / 60 + 1
            if hours < present.durationHours { candidates.append((.durationHours, hours)) }
        }
        var endings: [EndingSetting] = []
        for (name, value) in candidates {
            var ending = EndingSetting(
                name: name, value: value, stop: life.start(observation), minutesSaved: 0)
            let stops = trial.stops(of: life, settings: ending.applied(to: present))
            guard !stops.contains(where: { trial.cuts(life, at: $0) }),
                let stop = stops.first(where: { $0 > idle && $0 < run.upperBound })
            else { continue }
            ending.stop = observation.history.networkIn.time(at: stop)
            ending.minutesSaved = run.upperBound - max(stop, run.lowerBound)
            if !endings.contains(ending) { endings.append(ending) }
        }
        return endings.sorted {
            ($0.stop, $0.name.rawValue, $0.value) < ($1.stop, $1.name.rawValue, $1.value)
        }
    }

    /// The largest point in each window of `length` minutes; windows without a point are left out.
    private static func windowMaxima(_ series: GridSeries, _ stretch: Range<Int>, length: Int) -> [Double] {
        guard length >= 1, stretch.count >= length else { return [] }
        return (stretch.lowerBound...stretch.upperBound - length).compactMap { start in
            (start..<start + length).compactMap { series[$0] }.max()
        }
    }

    /// Most points in a row at or below the threshold; a missing point neither breaks nor lengthens the row.
    private static func longestQuiet(_ series: GridSeries, _ stretch: Range<Int>, threshold: Double) -> Int {
        var longest = 0
        var current = 0
        for minute in stretch {
            guard let value = series[minute] else { continue }
            current = value <= threshold ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }
}

extension InstanceLife {
    fileprivate func start(_ observation: Observation) -> Instant {
        observation.history.networkIn.time(at: firstMinute)
    }
}
