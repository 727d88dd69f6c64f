import CloudWatch
import Replay
import TimeSeries
import Worlds

/// Small timelines with everything that can go wrong in them, the same for the same seed.
struct RandomTimelines {
    private var random: WorldRandom

    init(seed: UInt64) { random = WorldRandom(seed: seed) }

    mutating func next() -> UInt64 { random.next() }

    mutating func integer(_ range: ClosedRange<Int>) -> Int { random.integer(range) }

    mutating func chance(_ share: Double) -> Bool { random.chance(share) }

    /// A timeline whose runs are long enough to matter and whose gaps come alone and in rows.
    ///
    /// - Parameter isCalm: with long stretches in which nobody wants the server and no point is missing.
    mutating func timeline(maximumLength: Int = 90, isCalm: Bool = false) -> WhatIfTimeline {
        let count = integer(0...maximumLength)
        let gaps = isCalm ? 0 : [0, 0.1, 0.4][integer(0...2)]
        let demand = [0.01, 0.03, 0.1][integer(0...2)]
        let levels = integer(2...6)
        var activity: [Double] = []
        var roles: [WhatIfTimeline.Role] = []
        var role: WhatIfTimeline.Role = .assumed
        var isGap = false
        for _ in 0..<count {
            if chance(0.12) {
                let all: [WhatIfTimeline.Role] = [
                    .assumed, .idle, .connected, .connected, .waiting, [], .unknown,
                ]
                role = isCalm && chance(0.8) ? .idle : all[integer(0...6)]
            }
            if chance(0.3) { isGap = chance(gaps) }
            let value = chance(0.02) ? Double.infinity : Double(integer(0...levels))
            activity.append(isGap ? .nan : chance(0.4) ? 0 : value)
            roles.append(chance(demand) ? role.union(.query) : role)
            if chance(0.015) { roles[roles.count - 1] = chance(0.5) ? .crash : [.crash, .query] }
        }
        // Recorded stops follow one another at some distance, some in minutes in which a candidate stops too.
        var returns: [WhatIfTimeline.Return] = []
        var minute = integer(0...6)
        while chance(0.9), minute < count {
            let wake = minute + integer(0...4)
            returns.append(
                .init(stop: minute, wake: wake, activeUntil: chance(0.5) ? nil : wake + integer(0...5)))
            minute = wake + integer(1...4)
        }
        let appearances = Dictionary(
            (0..<3).map { _ in (integer(0...maximumLength), integer(0...3)) }, uniquingKeysWith: min
        ).reduce(into: [:]) { $0[$1.key] = $1.key + $1.value }
        return WhatIfTimeline(
            start: Instant(minute: integer(0...5000)), activity: activity, roles: roles,
            restartMinutes: integer(0...3), launchMinutes: integer(0...2),
            appearances: appearances, returns: returns)
    }
}

/// The model written down once more as literally as possible: whole ranges of slots, decided by the decision procedure.
func literalLives(_ timeline: WhatIfTimeline, _ settings: WhatIfSettings) -> [WhatIfRun.Life] {
    let periods = settings.minutesWithoutConnections
    let range = settings.evaluation.evaluationRange.periods(evaluationPeriods: periods, period: 60)
    let procedure = DecisionProcedure(
        evaluationPeriods: periods, datapointsToAlarm: settings.datapointsToAlarm ?? periods,
        treatMissingData: .missing)
    let hours = settings.stopAfterHours.map { $0 * 60 }
    let leftUp = hours.map {
        DecisionProcedure(evaluationPeriods: $0, datapointsToAlarm: $0, treatMissingData: .notBreaching)
    }
    var seen: [Slot] = []
    var present: [Slot] = []
    var lives: [WhatIfRun.Life] = []
    var wake: Int?
    var credited = 0..<0
    var sleepsUntil: Int?
    var holds = false
    var appears = 0
    func padded(_ slots: [Slot], _ length: Int) -> [Slot] {
        let newest = Array(slots.suffix(length))
        return Array(repeating: .missing, count: length - newest.count) + newest
    }
    for minute in 0..<timeline.count {
        let role = timeline.roles[minute]
        var rule: InstanceLife.Stop?
        if procedure.decide(padded(seen, range), previous: .ok).state == .alarm {
            rule = .containerActivity
        } else if let leftUp, let hours {
            let length = settings.evaluation.evaluationRange.periods(evaluationPeriods: hours, period: 60)
            if leftUp.decide(padded(present, length), previous: .ok).state == .alarm {
                rule = .instanceLeftUp
            }
        }
        holds = holds && rule != nil
        var wasThere = wake != nil && minute >= appears
        if let first = wake {
            if let rule {
                let isAborted = holds && minute - first <= max(2, timeline.launchMinutes)
                lives.append(
                    .init(
                        wake: first, end: minute, stop: rule, isAborted: isAborted,
                        hasInstance: !isAborted || minute >= appears))
                wake = nil
                holds = true
                sleepsUntil = timeline.returns.first { $0.stop == minute }?.wake
            } else if role.contains(.crash) {
                lives.append(.init(wake: first, end: minute, stop: .crashLoop))
                wake = nil
                holds = false
            }
        }
        var isActive = role.contains(.query)
        let comesBack = sleepsUntil == minute
        if let until = sleepsUntil, until <= minute { sleepsUntil = nil }
        if wake == nil, sleepsUntil == nil,
            role.contains(.query) || role.contains(.connected) || role.contains(.waiting)
        {
            wake = minute
            appears = max(minute + timeline.launchMinutes, (present.lastIndex(of: .breaching) ?? -2) + 2)
            if wasThere { appears = max(appears, minute + 2) }
            if let recorded = timeline.appearances[minute] { appears = recorded }
            var end = minute + 1 + (role.contains(.query) ? 0 : timeline.restartMinutes)
            if comesBack, let active = timeline.returns.first(where: { $0.wake == minute })?.activeUntil {
                end = max(minute, active) + 1
            }
            credited = minute..<end
        }
        if wake != nil, credited.contains(minute) { isActive = true }
        let value = timeline.activity[minute]
        if isActive {
            seen.append(.withinThreshold)
        } else if wake == nil || value.isNaN {
            seen.append(.missing)
        } else {
            seen.append(value <= settings.threshold ? .breaching : .withinThreshold)
        }
        if wake != nil, minute >= appears { wasThere = true }
        present.append(wasThere ? .breaching : .missing)
    }
    if let first = wake { lives.append(.init(wake: first, end: timeline.count, stop: .afterHistory)) }
    return lives
}
