import Ingest
import LeafStack
import Testing
import TimeSeries
import Worlds
import _WorldHistories

@Suite struct WorldHistoryTests {
    @Test("A history has the run's columns and counts", arguments: WorldClass.allCases)
    func columns(worldClass: WorldClass) {
        let world = World(worldClass.parameters(seed: 3, days: 5))
        let history = WorldHistory.history(of: world)
        #expect(history.minutes == world.run.minutes)
        #expect(history.networkIn.values.count { !$0.isNaN } == WorldTruth(world.run).minutesUp)
        #expect(history.playerEvents.count { $0.kind == .joined } == world.run.stays.count)
        #expect(history.queries.count == world.run.queries.count)
        #expect(history.leaf.watchdog.threshold == world.parameters.settings.threshold)
    }

    @Test("Days are cut out of a history")
    func days() {
        let world = World(WorldClass.steady.parameters(seed: 4, days: 6))
        let all = WorldHistory.history(of: world)
        let cut = WorldHistory.history(of: world, days: 2..<5)
        #expect(cut.minutes == 3 * 1440)
        #expect(cut.start == all.start.advanced(bySeconds: 2 * 86_400))
        #expect(
            cut.networkIn.values.map(\.bitPattern)
                == all.networkIn.values[2880..<7200].map(\.bitPattern))
        #expect(cut.queries == all.queries.filter { cut.networkIn.index(of: $0.time) != nil })
    }
}
