import CloudWatch
import Foundation
import Testing
import Worlds

/// Worlds of every class, small enough for debug builds.
struct WorldCase: Sendable, CustomTestStringConvertible {
    var worldClass: WorldClass
    var seed: UInt64

    var testDescription: String { "\(worldClass.rawValue), seed \(seed)" }
    var world: World { World(worldClass.parameters(seed: seed, days: 5)) }

    /// Many more worlds when `LEAFWATCH_THOROUGH` is set.
    static let isThorough = ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] != nil
    static let all = WorldClass.allCases.flatMap { worldClass in
        (1...UInt64(isThorough ? 20 : 1)).map { WorldCase(worldClass: worldClass, seed: $0) }
    }
}

@Suite struct TruthTests {
    @Test("Classes add up to the up-time, minute by minute", arguments: WorldCase.all)
    func classesAddUp(worldCase: WorldCase) {
        let run = worldCase.world.run
        let truth = WorldTruth(run)
        #expect(MinuteClass.allCases.reduce(0) { $0 + truth.minutes(of: $1) } == truth.minutesUp)
        for minute in 0..<run.minutes {
            #expect((truth.classes[minute] != nil) == run.isUp(minute), "minute \(minute)")
        }
        #expect(truth.lives.reduce(0) { $0 + $1.minutes.count } == truth.minutesUp)
        #expect(truth.sessions.reduce(0) { $0 + $1.count } == run.connected.count { $0 > 0 })
        #expect(
            truth.leftUpIncidents.reduce(0) { $0 + $1.count } == truth.minutes(of: .leftUp))
    }

    @Test("Players are connected only while a ready instance is up", arguments: WorldCase.all)
    func playersNeedAServer(worldCase: WorldCase) {
        let run = worldCase.world.run
        for minute in 0..<run.minutes where run.connected[minute] > 0 {
            #expect(run.isUp(minute), "minute \(minute)")
        }
        var lastEnd: [Int: Int] = [:]
        for stay in run.stays {
            #expect(stay.start < stay.end)
            #expect(stay.start >= lastEnd[stay.player, default: 0], "player \(stay.player) twice at once")
            lastEnd[stay.player] = stay.end
            let task = run.launches[stay.launch].tasks[0]
            #expect((task.ready ?? .max) <= stay.start)
            #expect(stay.end <= (task.stopped ?? .max))
        }
    }

    @Test("Each launch follows a query and a gap without NetworkIn", arguments: WorldCase.all)
    func launchesFollowQueries(worldCase: WorldCase) {
        let run = worldCase.world.run
        let asked = Set(run.queries.map { $0.second / 60 })
        for launch in run.launches {
            #expect((launch.second / 60 - 4...launch.second / 60).contains { asked.contains($0) })
            #expect(!run.isUp(launch.firstMinute - 1))
        }
        #expect(WorldTruth(run).lives.count <= run.launches.count)
    }

    /// The simulator looks some decisions up; here every minute is decided anew from the metrics alone.
    @Test("Alarm states are those of the decision procedure on the metrics", arguments: WorldCase.all)
    func alarmStates(worldCase: WorldCase) {
        let world = worldCase.world
        let run = world.run
        let rules: [(WorldRule, Int, TreatMissingData, (Int) -> Slot)] = [
            (
                .containerActivity, run.settings.minutesWithoutConnections, .missing,
                { activity(run, $0) }
            ),
            (
                .instanceLeftUp, run.settings.durationHours * 60, .notBreaching,
                { run.isUp($0) ? .breaching : .missing }
            ),
            (.breakCrashLoop, 1, .notBreaching, { run.crashInvocations[$0] > 0 ? .breaching : .missing }),
        ]
        for (rule, periods, missing, slot) in rules {
            let slots = (0..<run.minutes).map(slot)
            let procedure = DecisionProcedure(
                evaluationPeriods: periods, datapointsToAlarm: periods, treatMissingData: missing)
            let range = EvaluationRange.inferred.periods(evaluationPeriods: periods, period: 60)
            let own = run.transitions.filter { $0.rule == rule }
            // Everywhere near a change, and now and then in between.
            let near = Set(own.flatMap { $0.minute - 2...$0.minute + 2 })
            var state = AlarmState.insufficientData
            var next = own[...]
            for minute in 1..<run.minutes {
                let previous = state
                if next.first?.minute == minute, let change = next.popFirst() {
                    #expect(change.from == state)
                    state = change.to
                }
                guard near.contains(minute) || minute % 37 == 0 else { continue }
                let window = slots[max(0, minute - range)..<minute]
                let padded = Array(repeating: Slot.missing, count: range - window.count) + window
                #expect(
                    procedure.decide(padded, previous: previous).state == state, "\(rule) at minute \(minute)"
                )
            }
        }
    }

    /// `IF(traffic_in - volumes_out > 0, traffic_in - volumes_out) + dns_hit`, spelled out once more.
    private func activity(_ run: WorldRun, _ minute: Int) -> Slot {
        var reads = 0.0
        for column in run.volumeReads where !column[minute].isNaN { reads += column[minute] }
        let difference = run.networkIn[minute].isNaN ? -reads : run.networkIn[minute] / 60 - reads / 60
        let hit = run.dnsTraffic[minute]
        if difference <= 0, hit.isNaN { return .missing }
        let value = max(difference, 0) + (hit.isNaN ? 0 : hit)
        return value <= Double(run.settings.threshold) ? .breaching : .withinThreshold
    }

    @Test("A stop happens in a minute whose evaluation says so", arguments: WorldCase.all)
    func stopsFollowAlarms(worldCase: WorldCase) {
        let run = worldCase.world.run
        for launch in run.launches {
            guard let stop = launch.stopSecond, let rule = launch.stopRule else { continue }
            guard rule != .breakCrashLoop else {
                #expect(!launch.crashFirings.isEmpty)
                continue
            }
            let last = run.transitions.last { $0.rule == rule && $0.minute <= stop / 60 }
            #expect(last?.to == .alarm, "launch \(launch.id)")
        }
    }
}
