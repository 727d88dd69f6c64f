import Testing
import Worlds

@Suite struct WhatIfTests {
    @Test("The same settings give the same run", arguments: WorldCase.all)
    func sameSettings(worldCase: WorldCase) {
        let world = worldCase.world
        let again = world.simulate(settings: world.parameters.settings)
        #expect(again.launches == world.run.launches)
        #expect(again.stays == world.run.stays)
        #expect(again.networkIn.map(\.bitPattern) == world.run.networkIn.map(\.bitPattern))
    }

    @Test("Settings change neither visits nor stray queries nor noise", arguments: WorldCase.all)
    func exogenous(worldCase: WorldCase) {
        let world = worldCase.world
        let other = world.simulate(settings: WorldSettings(threshold: 100, minutesWithoutConnections: 3))
        let strays = world.run.queries.filter { $0.player == nil }
        #expect(other.queries.filter { $0.player == nil } == strays)
        let tried = Set(other.stays.map(\.visit))
        #expect(tried.isSubset(of: Set(world.exogenous.visits.map(\.id))))
        for minute in 0..<world.run.minutes {
            guard let one = quietMinute(world.run, minute), let two = quietMinute(other, minute) else {
                continue
            }
            #expect(abs(one - two) <= 1, "minute \(minute)")
        }
    }

    /// The activity value of a minute that is well inside an idle stretch, or `nil`.
    private func quietMinute(_ run: WorldRun, _ minute: Int) -> Double? {
        guard minute > 1, minute + 1 < run.minutes, run.dnsTraffic[minute].isNaN else { return nil }
        let around = minute - 1...minute + 1
        guard around.allSatisfy({ run.isUp($0) && run.connected[$0] == 0 }) else { return nil }
        let isReady = run.launches.contains { launch in
            launch.tasks.contains {
                ($0.ready ?? .max) < (minute - 1) * 60 && ($0.stopped ?? .max) > (minute + 1) * 60
            }
        }
        guard isReady else { return nil }
        // Net of the overhead that reads bring along.
        let reads = run.volumeReads.reduce(0) { $0 + $1[minute] }
        return ((run.networkIn[minute] - reads * 1.01) / 60).rounded()
    }

    @Test(
        "Nobody pays less than somebody who knows everything in advance", arguments: [1, 2] as [UInt64])
    func clairvoyant(seed: UInt64) {
        let world = World(WorldClass.steady.parameters(seed: seed, days: 12))
        let optimum = world.clairvoyantOptimum()
        #expect(optimum > 0)
        for minutes in [2, 7, 20] {
            var settings = world.parameters.settings
            settings.minutesWithoutConnections = minutes
            let outcome = WorldOutcome(world.simulate(settings: settings))
            // Those who wait for a boot come a little later than they wanted, so gaps move by some minutes.
            #expect(outcome.objective() >= optimum * 0.95, "\(minutes) minutes")
        }
    }

    @Test("An instance that never stops costs all its minutes and cuts nobody")
    func neverStops() {
        let world = World(WorldClass.steady.parameters(seed: 9, days: 4))
        let run = world.simulate(settings: WorldSettings(threshold: 0, minutesWithoutConnections: 7))
        let outcome = WorldOutcome(run)
        #expect(outcome.coldStarts == 1)
        #expect(outcome.falseStops == 0)
        #expect(outcome.minutesUp == run.minutes - run.launches[0].firstMinute)
    }

    @Test("The present settings are what their class says", arguments: [1, 2] as [UInt64])
    func classesAreWhatTheySay(seed: UInt64) {
        let leftUp = World(WorldClass.leftUp.parameters(seed: seed, days: 6))
        #expect(WorldTruth(leftUp.run).minutes(of: .leftUp) > 480)
        let quiet = World(WorldClass.quietGaps.parameters(seed: seed, days: 6))
        #expect(WorldOutcome(quiet.run).falseStops > 0)
        let scanner = World(WorldClass.scanner.parameters(seed: seed, days: 6))
        #expect(WorldTruth(scanner.run).falseWakes > 10)
        let crashing = World(WorldClass.crashLoop.parameters(seed: seed, days: 12))
        #expect(WorldTruth(crashing.run).crashEpisodes.count > 0)
        let steady = WorldTruth(World(WorldClass.steady.parameters(seed: seed, days: 6)).run)
        #expect(steady.falseStops.isEmpty)
        #expect(steady.minutes(of: .leftUp) == 0)
        let twoDays = WorldClass.tiny.parameters(seed: seed, days: 30)
        #expect(twoDays.days == 2)
    }
}
