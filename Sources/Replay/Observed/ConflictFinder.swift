import CloudWatch
import Ingest
import LeafStack
import TimeSeries

/// Compares what the sources say about the same time.
struct ConflictFinder {
    let history: LeafHistory
    let replay: WatchdogReplay
    let lives: [ObservedLife]

    /// The conflicts by time, and the minutes in which events show the instance up without a metric.
    func find() -> ([Conflict], [Int]) {
        let (instances, unmeasured) = compareInstances()
        let all =
            instances + comparePlayers() + compareTasks() + compareQueries() + compareHits()
            + compareAlarms() + compareReasons()
        let order = Conflict.Kind.allCases
        return (
            all.sorted {
                ($0.from, order.firstIndex(of: $0.kind) ?? 0, $0.to)
                    < ($1.from, order.firstIndex(of: $1.kind) ?? 0, $1.to)
            }, unmeasured
        )
    }

    private func time(_ minute: Int) -> Instant { history.networkIn.time(at: minute) }

    private func conflict(_ kind: Conflict.Kind, _ minutes: Range<Int>, _ message: String) -> Conflict {
        Conflict(
            kind: kind, from: time(minutes.lowerBound), to: time(minutes.upperBound),
            count: minutes.count, message: message)
    }

    /// Auto Scaling and ECS against `NetworkIn`. Only instances and tasks with both ends reported count: events may be lost.
    private func compareInstances() -> ([Conflict], [Int]) {
        var result: [Conflict] = []
        var unmeasured: Set<Int> = []
        let spans = ReportedSpans(history)
        let measured = 0..<max(0, history.minutes - LifeFinder.trailingMinutes)
        func compare(_ minutes: Range<Int>, _ kind: Conflict.Kind, _ message: String) {
            let expected = minutes.clamped(to: measured)
            for run in Array(expected).runs(where: {
                history.networkIn[$0] == nil && !unmeasured.contains($0)
            }) {
                let lost = expected.lowerBound + run.lowerBound..<expected.lowerBound + run.upperBound
                unmeasured.formUnion(lost)
                result.append(conflict(kind, lost, message))
            }
        }
        for span in spans.instances {
            // Metrics begin some minutes after the launch and end with the shut-down.
            let from = span.minutes.lowerBound + 4
            compare(
                from..<max(from, span.minutes.upperBound), .upWithoutTraffic,
                "Auto Scaling shows \(span.name) up, but NetworkIn has no point.")
        }
        for span in spans.tasks {
            let from = span.minutes.lowerBound + 1
            compare(
                from..<max(from, span.minutes.upperBound), .taskWhileDown,
                "ECS shows task \(span.name.prefix(8)) running, but NetworkIn has no point.")
        }
        let launches = history.scalingEvents.filter { $0.kind == .launchSuccessful }
            .map { history.minute(of: $0.startTime ?? $0.time) }
        guard !launches.isEmpty else { return (result, unmeasured.sorted()) }
        for life in lives where life.life.start != .beforeHistory {
            let first = life.life.firstMinute
            if !launches.contains(where: { (first - 10...first + 3).contains($0) }) {
                result.append(
                    conflict(
                        .trafficWithoutInstance, life.life.minutes,
                        "NetworkIn shows the instance up, but no launch was reported."))
            }
        }
        return (result, unmeasured.sorted())
    }

    private func isNearLife(_ minute: Int) -> Bool {
        (minute - 3...minute + 3).contains { history.networkIn[$0] != nil }
    }

    private func comparePlayers() -> [Conflict] {
        history.playerEvents.compactMap { event in
            guard event.kind == .joined, let minute = history.networkIn.index(of: event.time),
                !isNearLife(minute)
            else { return nil }
            return conflict(
                .playerWhileDown, minute..<minute + 1, "A player joined, but NetworkIn has no point.")
        }
    }

    private func compareTasks() -> [Conflict] {
        history.taskChanges.compactMap { change in
            guard change.lastStatus == "RUNNING", let minute = history.networkIn.index(of: change.time),
                !isNearLife(minute)
            else { return nil }
            return conflict(.taskWhileDown, minute..<minute + 1, "A task ran, but NetworkIn has no point.")
        }
    }

    private func compareQueries() -> [Conflict] {
        history.passingMinutes.compactMap { minute in
            let soon = minute...minute + LifeFinder.trailingMinutes
            guard soon.upperBound < history.minutes, !soon.contains(where: { history.networkIn[$0] != nil })
            else { return nil }
            return conflict(
                .queryWithoutStart, minute..<minute + 1,
                "A query passed the start filter, but the instance did not come up.")
        }
    }

    private func compareHits() -> [Conflict] {
        let points = history.dnsTraffic.values.indices.filter { !history.dnsTraffic.values[$0].isNaN }
        guard let first = points.first, let last = points.last else { return [] }
        var result: [Conflict] = []
        let lost = history.passingMinutes.filter { minute in
            (first...last).contains(minute)
                && !(minute...minute + 2).contains { history.dnsTraffic[$0] != nil }
        }
        if let from = lost.first, let to = lost.last {
            result.append(
                Conflict(
                    kind: .queryWithoutHit, from: time(from), to: time(to + 1), count: lost.count,
                    message: "Queries passed the start filter, but no DNS hit was recorded for them."))
        }
        let worth = Double(replay.watchdog.threshold) + 1
        let other = points.filter { history.dnsTraffic.values[$0] != worth }
        if let from = other.first, let to = other.last {
            let values = Set(other.map { history.dnsTraffic.values[$0] - 1 }).sorted().prefix(3)
                .map { $0.rounded() == $0 && $0.magnitude < 1e15 ? "\(Int($0))" : "\($0)" }
            result.append(
                Conflict(
                    kind: .otherThreshold, from: time(from), to: time(to + 1), count: other.count,
                    message: "Recorded DNS hits show another Threshold than the leaf's: "
                        + values.joined(separator: ", ") + "."))
        }
        return result
    }

    /// Minutes in ALARM long before the instance stopped: the action did not work, or the settings were others.
    private func compareAlarms() -> [Conflict] {
        lives.compactMap { life in
            let minutes = life.life.minutes
            let last = minutes.upperBound - LifeFinder.stopMinutes - 1
            guard minutes.lowerBound + 1 < last else { return nil }
            guard
                let first = (minutes.lowerBound + 1..<last).first(where: {
                    replay.scaleDown(at: $0) != nil && replay.scaleDown(at: $0 + 1) != nil
                        && !wasStopped(at: $0)
                }), let rule = replay.scaleDown(at: first)
            else { return nil }
            return conflict(
                .alarmWithoutStop, first..<minutes.upperBound,
                "The replayed \(rule.rawValue) alarm says stop, but the instance stayed up.")
        }
    }

    /// Whether Auto Scaling reports a stop around a minute: the instance was replaced within one run of metrics.
    private func wasStopped(at minute: Int) -> Bool {
        history.scalingEvents.contains {
            ($0.kind == .terminateLifecycleAction || $0.kind == .terminateSuccessful)
                && (minute - 1...minute + LifeFinder.stopMinutes).contains(
                    history.minute(of: $0.startTime ?? $0.time))
        }
    }

    private func compareReasons() -> [Conflict] {
        let hasQueries = !history.queries.isEmpty || !history.hitMinutes.isEmpty
        return lives.flatMap { life -> [Conflict] in
            var result: [Conflict] = []
            let first = life.life.firstMinute
            if hasQueries, life.life.start == .other {
                result.append(
                    conflict(.startWithoutReason, first..<first + 1, "No query explains this start."))
            }
            if life.life.stop == .other {
                let end = life.life.endMinute
                result.append(
                    conflict(.stopWithoutReason, end..<end + 1, "No rule explains this stop."))
            }
            return result
        }
    }
}
