import Testing
import TimeSeries
import Worlds

@Suite struct WorldTests {
    @Test("Equal parameters make equal worlds", arguments: WorldClass.allCases)
    func determinism(worldClass: WorldClass) {
        let first = World(worldClass.parameters(seed: 5, days: 6))
        let second = World(worldClass.parameters(seed: 5, days: 6))
        #expect(first.run.launches == second.run.launches)
        #expect(first.run.stays == second.run.stays)
        #expect(first.run.transitions == second.run.transitions)
        #expect(first.run.networkIn.map(\.bitPattern) == second.run.networkIn.map(\.bitPattern))
        let other = World(worldClass.parameters(seed: 6, days: 6))
        #expect(other.run.launches != first.run.launches)
        print(worldClass, WorldTruth(first.run).summary, WorldOutcome(first.run), first.clairvoyantOptimum())
    }
}
extension WorldTruth {
    var summary: String {
        "up \(minutesUp) "
            + MinuteClass.allCases.map { "\($0.rawValue) \(minutes(of: $0))" }.joined(separator: " ")
            + " wakes \(wakes) false \(falseWakes) sessions \(sessions.count) crash \(crashStops.count)/\(crashEpisodes.count) falseStops \(falseStops.count) idle \(idleRates.first ?? 0)...\(idleRates.last ?? 0) conn \(connectedRates.first ?? 0) ... \(connectedRates.last ?? 0)"
    }
}
