import LeafStack
import Replay
import Testing
import Tuning
import Worlds
import _WorldHistories

/// A quick look at what the quality report measures on hundreds of worlds: one world of each class.
@Suite struct WorldQualityTests {
    private func recommendation(_ world: World, days: Range<Int>) -> Recommendation {
        let history = WorldHistory.history(of: world, days: days)
        return Recommender(options: TuningOptions(rounds: 20)).recommend(TuningInput(Observation(history)))
    }

    @Test(
        "on days it did not see a recommendation costs no more than the present settings, a cold start apart",
        arguments: WorldClass.allCases.filter { $0 != .inseparable && $0 != .tiny })
    func worlds(kind: WorldClass) throws {
        let world = World(kind.parameters(seed: 3, days: 28))
        let result = recommendation(world, days: 0..<20)
        #expect(result.recommended.threshold != nil)
        let held = 20 * 1440..<28 * 1440
        let present = WorldOutcome(world.run, minutes: held)
        let chosen = WorldOutcome(
            world.simulate(settings: WorldHistory.settings(result.applied)), minutes: held)
        #expect(
            chosen.objective()
                <= present.objective() + max(present.objective() * 0.02, TuningProfile.balanced.coldStartCost)
        )
        let saving = try #require(result.comparison?.candidateInterval)
        #expect(saving.low <= saving.high && saving.confidence == 0.95)
        let promise = try #require(result.promise)
        #expect(
            chosen.falseStops
                <= FalseStopPromise.bound(observed: promise.observed, days: promise.days, future: 8))
    }

    @Test("worlds that cannot be tuned are refused", arguments: [WorldClass.inseparable, .tiny])
    func refused(kind: WorldClass) {
        let world = World(kind.parameters(seed: 3, days: 20))
        let result = recommendation(world, days: 0..<world.parameters.days)
        #expect(result.recommended.threshold == nil)
        #expect(!result.refused.isEmpty)
    }
}
