import LeafStack
import Replay
import Testing
import TimeSeries
import Worlds
import _WorldHistories

/// What the product observes in a world's history must be what was true of the world.
@Suite struct ObservedTruthTests {
    @Test("Lives, classes, sessions, crashes and alarm states", arguments: WorldCase.all)
    func observed(worldCase: WorldCase) {
        let world = worldCase.world
        let truth = WorldTruth(world.run)
        let history = WorldHistory.history(of: world)
        let observation = Observation(history)
        #expect(observation.lives.map(\.life.minutes) == truth.lives.map(\.minutes))
        #expect(observation.lives.map(\.life.readyMinute) == truth.lives.map(\.readyMinute))
        #expect(
            observation.lives.map(\.life.stop.rawValue)
                == truth.lives.map { stopName($0.stop) })
        #expect(observation.lives.map(\.isFalseWake) == truth.lives.map(\.isFalseWake))
        #expect(observation.sessions == truth.sessions)
        #expect(observation.playerSessions.count == world.run.stays.count)
        #expect(observation.crashEpisodes.count == truth.crashEpisodes.count)
        let classes = MinuteClasses(observation)
        let differing = (0..<world.run.minutes).filter {
            classes.values[$0]?.rawValue != truth.classes[$0]?.rawValue
        }
        #expect(differing.isEmpty, "minutes \(differing.prefix(5))")
        #expect(
            observation.replay.transitions.filter { $0.time < history.networkIn.end }.map {
                "\($0.rule.rawValue) \($0.time) \($0.to)"
            }
                == world.run.transitions.map {
                    "\($0.rule.rawValue) \(world.parameters.start.advanced(bySeconds: $0.minute * 60)) \($0.to)"
                })
        #expect(observation.conflicts.isEmpty, "\(observation.conflicts.prefix(3))")
    }

    private func stopName(_ rule: WorldRule?) -> String {
        switch rule {
        case .containerActivity: InstanceLife.Stop.containerActivity.rawValue
        case .instanceLeftUp: InstanceLife.Stop.instanceLeftUp.rawValue
        case .breakCrashLoop: InstanceLife.Stop.crashLoop.rawValue
        case nil: InstanceLife.Stop.afterHistory.rawValue
        }
    }
}
