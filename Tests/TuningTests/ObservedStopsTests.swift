import LeafStack
import Replay
import Testing
import TimeSeries
import Tuning
import Worlds
import _WorldHistories

/// A what-if of the settings in force must come to what was recorded.
@Suite struct ObservedStopsTests {
    @Test(
        "the present settings as a candidate reproduce the observed starts and stops",
        arguments: WorldClass.allCases.filter { $0 != .inseparable })
    func reproduced(kind: WorldClass) {
        for seed: UInt64 in [5, 6, 7] {
            let world = World(kind.parameters(seed: seed, days: 20))
            let input = TuningInput(Observation(WorldHistory.history(of: world)))
            let run = input.timeline().run(WhatIfSettings(input.present))
            let found = run.lives.filter { $0.hasInstance && $0.stop != .afterHistory }
                .map { "\($0.end) \($0.stop)" }
            let observed = input.lives.filter { $0.stop != .afterHistory }
                .map { "\($0.stopMinute) \($0.stop)" }
            // Between launches that were stopped again at once, a minute or two is not known.
            if input.present.shouldStop {
                #expect((found.count - observed.count).magnitude <= 1)
                #expect(found.count { !observed.contains($0) } <= observed.count / 10)
            } else {
                #expect(found == observed, "\(kind) \(seed)")
            }
            let tally = WhatIfColumns(input.timeline()).tally(run)
            let truth = WorldOutcome(world.run)
            // A player may come in the minute of a stop; the recording does not tell which was first.
            #expect(
                (tally.falseStops - truth.falseStops).magnitude <= 1 + truth.falseStops / 20,
                "\(kind) \(seed): \(tally.falseStops) instead of \(truth.falseStops)")
        }
    }
}
