import CloudWatch
import Ingest
import LeafStack
import TimeSeries

/// Finds the lives of an instance in its history, and what started and ended them.
struct LifeFinder {
    /// Longest time from the query to the first minute with a metric of the instance, in minutes. *(ours)*
    static let launchMinutes = 5
    /// Longest time from what stopped the instance to its last metric, in minutes. *(ours)*
    static let stopMinutes = 5
    /// A gap at the end of the data that says nothing: metrics arrive late, in minutes.
    static let trailingMinutes = 10

    let history: LeafHistory
    let replay: WatchdogReplay
    let crashes: [CrashStop]
    let crashRuns: [Instant]
    private let queries: [(minute: Int, query: DNSQuery)]
    private let hits: [Int]
    private let terminations: [(minute: Int, event: ScalingEvent)]
    private let spans: ReportedSpans

    init(history: LeafHistory, replay: WatchdogReplay, crashes: [CrashStop], crashRuns: [Instant]) {
        self.history = history
        self.replay = replay
        self.crashes = crashes
        self.crashRuns = crashRuns
        let filter = history.startFilter
        queries = history.queries.compactMap { query in
            guard filter?.passes(query) == true, let minute = history.networkIn.index(of: query.time)
            else { return nil }
            return (minute, query)
        }
        hits = history.hitMinutes
        spans = ReportedSpans(history)
        terminations = history.scalingEvents.compactMap { event in
            switch event.kind {
            case .terminateLifecycleAction: (history.minute(of: event.time), event)
            case .terminateSuccessful: (history.minute(of: event.startTime ?? event.time), event)
            default: nil
            }
        }
    }

    /// The lives, without what needs the players.
    func lives() -> [ObservedLife] {
        var lives: [ObservedLife] = []
        for run in upRuns() {
            let (start, wake) = origin(of: run, previousEnd: lives.last?.life.endMinute)
            let (stop, evidence, minute) = ending(of: run)
            let life = InstanceLife(
                firstMinute: run.lowerBound, endMinute: run.upperBound, readyMinute: run.upperBound,
                stopMinute: minute.map { min(max($0, run.lowerBound), run.upperBound) }, start: start,
                stop: stop)
            lives.append(
                ObservedLife(
                    life: life, wake: wake,
                    crashStops: crashes.filter { run.contains(history.minute(of: $0.time)) },
                    stopEvidence: evidence))
        }
        return lives
    }

    /// Adds what needs the players: when the server was ready, and whether anybody came.
    func settle(_ lives: inout [ObservedLife], connected: [Bool]) {
        let ready = history.playerEvents.filter { $0.kind == .serverReady }
            .map { history.minute(of: $0.time) }
        let running = history.taskChanges.compactMap { change -> Int? in
            if let started = change.startedAt { return history.minute(of: started) }
            return change.lastStatus == "RUNNING" ? history.minute(of: change.time) : nil
        }.sorted()
        for index in lives.indices {
            let minutes = lives[index].life.minutes
            let isLogged = minutes.contains { history.isLogged($0) }
            if let line = ready.first(where: minutes.contains) {
                lives[index].life.readyMinute = line
            } else if isLogged, !ready.isEmpty {
                // The server says when it is ready, and did not.
                lives[index].life.readyMinute = minutes.first { connected[$0] } ?? minutes.upperBound
            } else if let task = running.first(where: minutes.contains) {
                lives[index].life.readyMinute = task
            } else if let player = minutes.first(where: { connected[$0] }) {
                lives[index].life.readyMinute = player
            } else {
                lives[index].life.readyMinute = min(minutes.lowerBound + 4, minutes.upperBound)
            }
            if minutes.contains(where: { connected[$0] }) {
                lives[index].isUsed = true
            } else if minutes.allSatisfy({ history.isLogged($0) || $0 < lives[index].life.readyMinute }) {
                lives[index].isUsed = history.hasContainerLog ? false : nil
            }
        }
    }

    /// Runs of minutes with `NetworkIn`; gaps are closed when they are short and without a reported stop, or when events
    /// show that one instance or task ran through them.
    private func upRuns() -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for run in history.networkIn.values.runs(where: { !$0.isNaN }) {
            if let last = runs.last,
                run.lowerBound - last.upperBound <= 2
                    && !terminations.contains(where: {
                        (last.upperBound - Self.stopMinutes...run.lowerBound).contains($0.minute)
                    }) || spans.bridge(last.upperBound..<run.lowerBound)
            {
                runs[runs.count - 1] = last.lowerBound..<run.upperBound
            } else {
                runs.append(run)
            }
        }
        return runs
    }

    private func origin(of run: Range<Int>, previousEnd: Int?) -> (InstanceLife.Start, DNSQuery?) {
        if run.lowerBound == 0 { return (.beforeHistory, nil) }
        // A query in the minute of the stop before comes after that stop; metrics may last some minutes longer.
        let end = (previousEnd ?? 0) - 1
        let stopped = terminations.last { (end - Self.stopMinutes...end).contains($0.minute) }?.minute ?? end
        let from = max(run.lowerBound - Self.launchMinutes, stopped, 0)
        let window = from...run.lowerBound
        if let found = queries.first(where: { window.contains($0.minute) }) {
            return (.dnsQuery, found.query)
        }
        if hits.contains(where: window.contains) { return (.dnsQuery, nil) }
        return (.other, nil)
    }

    /// Why a run of up minutes ended, what shows it, and the minute in which that acted, if known.
    private func ending(
        of run: Range<Int>
    ) -> (InstanceLife.Stop, ObservedLife.StopEvidence, minute: Int?) {
        let end = run.upperBound
        let window = max(run.lowerBound, end - Self.stopMinutes)...end
        let alarm = window.first { replay.scaleDown(at: $0) != nil }
        let terminated = terminations.first {
            window.contains($0.minute) || (end...end + 2).contains($0.minute)
        }
        for termination in terminations
        where window.contains(termination.minute) || (end...end + 2).contains(termination.minute) {
            if let rule = rule(namedIn: termination.event.cause) {
                return (rule, .scalingCause, alarm ?? termination.minute)
            }
        }
        if let rule = recordedAlarm(in: window) {
            return (rule, .alarmHistory, alarm ?? terminated?.minute)
        }
        let crash = (crashes.map(\.time) + crashRuns).map(history.minute(of:)).filter(window.contains).min()
        if let crash, alarm.map({ crash < $0 }) ?? true { return (.crashLoop, .crash, crash) }
        if let alarm, let rule = replay.scaleDown(at: alarm) {
            return (rule == .instanceLeftUp ? .instanceLeftUp : .containerActivity, .replay, alarm)
        }
        let isReported = terminations.contains { window.contains($0.minute) }
        if !isReported, end >= history.minutes - Self.trailingMinutes { return (.afterHistory, .none, nil) }
        return (.other, .none, terminated?.minute)
    }

    /// The rule whose alarm an activity's cause names.
    private func rule(namedIn cause: String?) -> InstanceLife.Stop? {
        guard let cause else { return nil }
        if cause.contains(LeafNames.AlarmKind.containerActivity.rawValue) { return .containerActivity }
        if cause.contains(LeafNames.AlarmKind.instanceLeftUp.rawValue) { return .instanceLeftUp }
        return nil
    }

    /// The rule whose recorded history went into ALARM within the window, if the alarm stops the instance.
    private func recordedAlarm(in window: ClosedRange<Int>) -> InstanceLife.Stop? {
        for item in history.alarmHistory
        where item.itemType == "StateUpdate" && item.summary.hasSuffix("to ALARM")
            && window.contains(history.minute(of: item.time))
        {
            if item.alarmName.hasPrefix(LeafNames.AlarmKind.containerActivity.rawValue) {
                return .containerActivity
            }
            if item.alarmName.hasPrefix(LeafNames.AlarmKind.instanceLeftUp.rawValue),
                replay.watchdog.shouldStop
            {
                return .instanceLeftUp
            }
        }
        return nil
    }
}

extension LeafHistory {
    /// The grid index of an instant, also outside the grid.
    func minute(of time: Instant) -> Int {
        let distance = time.milliseconds(since: start)
        let (quotient, remainder) = distance.quotientAndRemainder(dividingBy: 60_000)
        return Int(remainder < 0 ? quotient - 1 : quotient)
    }
}
