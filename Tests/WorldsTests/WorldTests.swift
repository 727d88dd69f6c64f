import Testing
import Worlds

@Suite struct WorldTests {
    @Test("Equal parameters make equal worlds", arguments: WorldClass.allCases)
    func determinism(worldClass: WorldClass) {
        let first = World(worldClass.parameters(seed: 5, days: 4))
        let second = World(worldClass.parameters(seed: 5, days: 4))
        #expect(Digest.of(first.run) == Digest.of(second.run))
        let other = World(worldClass.parameters(seed: 6, days: 4))
        #expect(Digest.of(other.run) != Digest.of(first.run))
    }

    /// No C library function and no other machine's rounding may creep in: these worlds are the same everywhere.
    @Test("Worlds are the same on every machine", arguments: WorldClass.allCases)
    func digests(worldClass: WorldClass) {
        let world = World(worldClass.parameters(seed: 2026, days: 5))
        #expect(Digest.golden[worldClass] == Digest.of(world.run), "\(worldClass.rawValue)")
    }

    @Test("Files of equal worlds are equal, and none is empty")
    func files() {
        let parameters = WorldClass.crashLoop.parameters(seed: 1, days: 7)
        let first = SampleFolder(world: World(parameters)).files()
        #expect(first == SampleFolder(world: World(parameters)).files())
        #expect(first.allSatisfy { !$0.bytes.isEmpty })
        #expect(Set(first.map(\.path)).count == first.count)
    }
}

/// A 64-bit digest (FNV-1a) of what a run is made of.
enum Digest {
    static func of(_ run: WorldRun) -> String {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ number: UInt64) { value = (value ^ number) &* 0x100_0000_01b3 }
        for column in [run.networkIn, run.dnsTraffic, run.crashInvocations, run.activity] + run.volumeReads {
            for point in column { add(point.isNaN ? 1 : point.bitPattern) }
        }
        for launch in run.launches { add(UInt64(launch.second)) }
        for stay in run.stays {
            add(UInt64(stay.start))
            add(UInt64(stay.end))
        }
        for change in run.transitions { add(UInt64(change.minute)) }
        return String(value, radix: 16)
    }

    /// Recorded once; a difference means that worlds, and with them samples and published figures, have changed.
    static let golden: [WorldClass: String] = [
        .steady: "d2a9574a7806e25",
        .drifting: "c3550b7c2fd019eb",
        .periodic: "ad4eac4e946f02da",
        .bursty: "b6a88d111c4bbaa6",
        .quietGaps: "c2c47db5d5006b82",
        .inseparable: "6e1f49bd2e2902aa",
        .tiny: "f0faa33e0393ce28",
        .crashLoop: "d2a9574a7806e25",
        .scanner: "48ba8e534a98ba33",
        .leftUp: "5bdca1dbe33be215",
    ]
}
