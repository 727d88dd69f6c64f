import CloudWatch
import Ingest
public import LeafStack
public import TimeSeries

/// Why one life began, what happened in it, and why it ended, in sentences.
public struct LifeExplanation: Codable, Hashable, Sendable {
    /// Start of the first minute up.
    public var from: Instant
    /// End of the last minute up.
    public var to: Instant
    /// Why it began.
    public var start: InstanceLife.Start
    /// Why it ended.
    public var stop: InstanceLife.Stop
    /// What showed why it ended.
    public var evidence: ObservedLife.StopEvidence
    /// The resolver whose query began it, when the query log has it.
    public var resolver: String?
    /// Whether nobody used it, as far as that is known.
    public var isFalseWake: Bool
    /// The left-up incidents in it.
    public var incidents: [LeftUpIncident]
    /// The evaluation that stopped it, as `0 X -`; `nil` when Container Activity did not.
    public var strip: String?
    /// What an owner wants to know, in order.
    public var sentences: [String]
}

/// A leaf's lives explained.
public struct LeafExplanation: Codable, Hashable, Sendable {
    /// Container id.
    public var leaf: String
    /// The settings that are explained.
    public var settings: WatchdogSettings
    /// Start of what is explained.
    public var from: Instant
    /// End of what is explained.
    public var to: Instant
    /// The lives that touch it, oldest first.
    public var lives: [LifeExplanation]
    /// Launches that the alarm stopped again at once.
    public var abortedLaunches: [Instant]
    /// Where sources disagree.
    public var conflicts: [Conflict]

    /// Explains the lives of an observation that touch a range.
    ///
    /// - Parameters:
    ///   - observation: what was observed.
    ///   - range: the whole history when `nil`.
    ///   - timeZone: IANA name of the zone to tell times in.
    public init(_ observation: Observation, range: Range<Instant>? = nil, timeZone: String = "UTC") {
        let history = observation.history
        let whole = history.start..<history.networkIn.end
        let wanted = range ?? whole
        leaf = history.leaf.containerID
        settings = observation.replay.watchdog
        from = max(whole.lowerBound, wanted.lowerBound)
        to = max(from, min(whole.upperBound, wanted.upperBound))
        let incidents = Dictionary(grouping: JudgedMinutes(observation).leftUp, by: \.life)
        let teller = LifeTeller(observation, timeZone: timeZone)
        lives = observation.lives.indices.compactMap { index in
            let told = teller.tell(index, incidents: incidents[index] ?? [])
            return told.from < wanted.upperBound && told.to > wanted.lowerBound ? told : nil
        }
        abortedLaunches = observation.abortedLaunches.map { history.networkIn.time(at: $0) }
            .filter(wanted.contains)
        conflicts = observation.conflicts.filter { $0.from < wanted.upperBound && $0.to > wanted.lowerBound }
    }
}

/// Puts a life into words.
private struct LifeTeller {
    let observation: Observation
    let clock: ClockText
    let timeZone: String
    /// For each life the minutes after it in which the instance was started and stopped again at once.
    let aborted: [Int: [Int]]

    init(_ observation: Observation, timeZone: String) {
        self.observation = observation
        self.timeZone = timeZone
        clock = ClockText(timeZone: timeZone)
        let begins = observation.lives.map(\.life.firstMinute)
        var aborted: [Int: [Int]] = [:]
        var last = (minute: Int.min / 2, life: -1)
        for minute in observation.abortedLaunches {
            // Who asks every few minutes asks after the same stop.
            if minute - last.minute > LifeFinder.launchMinutes {
                last.life = (begins.firstIndex { $0 > minute } ?? begins.count) - 1
            }
            last.minute = minute
            aborted[last.life, default: []].append(minute)
        }
        self.aborted = aborted
    }

    func tell(_ index: Int, incidents: [LeftUpIncident]) -> LifeExplanation {
        let life = observation.lives[index]
        let from = time(life.life.firstMinute)
        let to = time(life.life.endMinute)
        let stopMinute = firstAlarm(before: life.life)
        var sentences = [begin(life, from: from), use(life, from: from)]
        sentences += LeftUpStretch.stretches(incidents, in: observation).map {
            $0.sentence(observation, timeZone: timeZone)
        }
        if life.life.stop != .containerActivity, let text = longestQuiet(life.life, from: from) {
            sentences.append(text)
        }
        sentences.append(end(life, to: to, from: from))
        if let text = stoppedAgain(aborted[index] ?? [], from: from) { sentences.append(text) }
        let isActivity = life.life.stop == .containerActivity
        return LifeExplanation(
            from: from, to: to, start: life.life.start, stop: life.life.stop, evidence: life.stopEvidence,
            resolver: life.wake?.resolver, isFalseWake: life.isFalseWake, incidents: incidents,
            strip: isActivity
                ? stopMinute.map { observation.replay.containerActivity.evaluation(at: $0).strip } : nil,
            sentences: sentences)
    }

    private func time(_ minute: Int) -> Instant { observation.history.networkIn.time(at: minute) }

    private func begin(_ life: ObservedLife, from: Instant) -> String {
        switch life.life.start {
        case .beforeHistory: return "Was up already when the data begins, \(clock.full(from))."
        case .other: return "Started at \(clock.full(from)); no query explains why."
        case .dnsQuery:
            guard let wake = life.wake else {
                return "Woken at \(clock.full(from)) by a DNS query that is not in the log."
            }
            return
                "Woken at \(clock.full(wake.time)) by an \(wake.queryType) query from the resolver \(wake.resolver)."
        }
    }

    private func use(_ life: ObservedLife, from: Instant) -> String {
        let minutes = life.life.minutes
        let wait = life.life.readyMinute - life.life.firstMinute
        let ready =
            life.life.readyMinute >= life.life.endMinute
            ? "never became ready" : "was ready after \(ClockText.duration(max(0, wait)))"
        let sessions = observation.sessions.filter { minutes.contains($0.lowerBound) }
        if let first = sessions.first, let last = sessions.last {
            let total = sessions.reduce(0) { $0 + $1.count }
            let times = sessions.count == 1 ? "" : " in \(sessions.count) sessions"
            let who = observation.labelSource == .traffic ? "going by the traffic, players" : "players"
            return "It \(ready); \(who) were connected for \(ClockText.duration(total))\(times), from "
                + "\(clock.clock(time(first.lowerBound), after: from)) to \(clock.clock(time(last.upperBound), after: from))."
        }
        switch life.isUsed {
        case false:
            let nobody = observation.labelSource == .traffic ? "going by the traffic nobody" : "nobody"
            return "It \(ready), and \(nobody) connected" + (life.isWake ? ": a false wake." : ".")
        default: return "It \(ready); nothing tells whether anybody connected."
        }
    }

    /// The longest quiet run of a life that Container Activity did not stop, and what broke it.
    private func longestQuiet(_ life: InstanceLife, from: Instant) -> String? {
        let series = observation.replay.containerActivity.series
        let threshold = Double(observation.replay.watchdog.threshold)
        let needed = observation.replay.watchdog.minutesWithoutConnections
        var best = (count: 0, end: 0)
        var count = 0
        // The last minute of a server that is stopped is cut short, and quiet for that reason.
        let minutes = life.firstMinute..<min(max(life.firstMinute, life.stopMinute), life.endMinute)
        for minute in minutes where observation.labels.indices.contains(minute) {
            guard observation.labels[minute] == .idle, let value = series[minute] else {
                if observation.labels[minute] != .idle { count = 0 }
                continue
            }
            count = value <= threshold ? count + 1 : 0
            if count > best.count { best = (count, minute) }
        }
        guard best.count > 0, best.count < needed else { return nil }
        let breaker = (best.end + 1..<max(best.end + 1, minutes.upperBound)).first {
            series[$0].map { $0 > threshold } ?? false
        }
        let broken =
            breaker.flatMap { minute in
                series[minute].map {
                    ", broken at \(clock.clock(time(minute), after: from)) by \(ClockText.grouped($0)) B/s"
                }
            } ?? ""
        return "It takes \(needed) quiet minutes in a row; the most there were is \(best.count)\(broken)."
    }

    /// Who asked for the server while an alarm still said stop.
    private func stoppedAgain(_ minutes: [Int], from: Instant) -> String? {
        guard let first = minutes.first, let last = minutes.last else { return nil }
        let rule =
            observation.replay.scaleDown(at: first + 1) == .instanceLeftUp
            ? "Instance Left Up" : "Container Activity"
        let begin = clock.clock(time(first), after: from)
        return minutes.count == 1
            ? "Asked for again at \(begin), it was stopped again at once: \(rule) was still in ALARM."
            : "Asked for again from \(begin) to \(clock.clock(time(last), after: time(first))), it was stopped again at once "
                + "\(minutes.count) times: \(rule) was still in ALARM."
    }

    private func end(_ life: ObservedLife, to: Instant, from: Instant) -> String {
        let at = clock.clock(to, after: from)
        let settings = observation.replay.watchdog
        switch life.life.stop {
        case .containerActivity:
            return
                "Stopped at \(at) by Container Activity: \(settings.minutesWithoutConnections) points in a row at or below "
                + "Threshold \(settings.threshold)."
        case .instanceLeftUp:
            return "Stopped at \(at) by Instance Left Up: it had been up for \(settings.durationHours) h."
        case .crashLoop:
            let codes = Set(life.crashStops.flatMap(\.exitCodes)).sorted().map(String.init)
            let reason = codes.isEmpty ? "" : ", exit code \(codes.joined(separator: ", "))"
            return "Stopped at \(at) by the crash rule: the container crashed\(reason)."
        case .other: return "Stopped at \(at); no rule explains why. Somebody may have done it by hand."
        case .afterHistory: return "Still up when the data ends, \(at)."
        }
    }

    /// The first minute of the alarm's run that ended a life.
    private func firstAlarm(before life: InstanceLife) -> Int? {
        let window = max(life.firstMinute, life.endMinute - LifeFinder.stopMinutes)...life.endMinute
        return window.first { observation.replay.scaleDown(at: $0) != nil }
    }
}
