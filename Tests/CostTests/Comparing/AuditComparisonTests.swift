import Foundation
import LeafStack
import Replay
import Testing
import TimeSeries
import Worlds
import _WorldHistories

@testable import Cost

@Suite struct AuditComparisonTests {
    private let book = PriceBook(instanceOverride: Decimal(string: "0.096"))

    /// Worlds of every class.
    static let cases = WorldClass.allCases.flatMap { kind in [1, 2].map { (kind, UInt64($0)) } }

    @Test("The present settings come to what was recorded", arguments: cases)
    func presentSettings(kind: WorldClass, seed: UInt64) throws {
        let world = World(kind.parameters(seed: seed, days: 10))
        let observation = Observation(WorldHistory.history(of: world))
        let audit = try Audit.run(observation, prices: book)
        let same = try AuditComparison(
            observation, audit: audit, other: observation.replay.watchdog, prices: book)
        let difference = (same.minutesUp.other - audit.minutesUp).magnitude
        #expect(
            Double(difference) <= max(10, 0.02 * Double(audit.minutesUp)),
            "\(same.minutesUp.other) of \(audit.minutesUp)")
        #expect(same.replayedMinutes == same.minutesUp.other)
    }

    /// The worlds in which settings can tell use from idleness: what players do after being cut all the time, nothing tells.
    static let separable = cases.filter { $0.0 != .inseparable }

    @Test("Other settings come near what the world does with them", arguments: separable)
    func otherSettings(kind: WorldClass, seed: UInt64) throws {
        let world = World(kind.parameters(seed: seed, days: 10))
        let observation = Observation(WorldHistory.history(of: world))
        let audit = try Audit.run(observation, prices: book)
        var other = observation.replay.watchdog
        let rates = WorldTruth(world.run).idleRates
        guard !rates.isEmpty else { return }
        other.threshold = Int(rates[Int(Double(rates.count - 1) * 0.99)])
        let comparison = try AuditComparison(observation, audit: audit, other: other, prices: book)
        var settings = world.parameters.settings
        settings.threshold = other.threshold
        let truth = WorldTruth(world.simulate(settings: settings))
        let difference = Double((comparison.minutesUp.other - truth.minutesUp).magnitude)
        #expect(
            difference <= max(60, 0.15 * Double(truth.minutesUp)),
            "\(comparison.minutesUp.other) of \(truth.minutesUp)")
    }

    @Test(
        "Both sides add up, to the minute and the cent", arguments: [WorldClass.leftUp, .crashLoop, .scanner])
    func sums(kind: WorldClass) throws {
        let world = World(kind.parameters(seed: 3, days: 10))
        let observation = Observation(WorldHistory.history(of: world))
        let audit = try Audit.run(observation, prices: book)
        var other = observation.replay.watchdog
        other.threshold *= 2
        other.minutesWithoutConnections = 3
        let comparison = try AuditComparison(observation, audit: audit, other: other, prices: book)
        #expect(comparison.classes.reduce(0) { $0 + $1.minutes.present } == comparison.minutesUp.present)
        #expect(comparison.classes.reduce(0) { $0 + $1.minutes.other } == comparison.minutesUp.other)
        #expect(comparison.classes.reduce(0) { $0 + $1.cents.present } == comparison.runningCents.present)
        #expect(comparison.classes.reduce(0) { $0 + $1.cents.other } == comparison.runningCents.other)
        #expect(comparison.lines.reduce(0) { $0 + ($1.present.cents ?? 0) } == comparison.totalCents.present)
        #expect(comparison.lines.reduce(0) { $0 + ($1.other.cents ?? 0) } == comparison.totalCents.other)
        let month = try #require(comparison.monthly)
        let saving = month.running.present - month.running.other
        #expect((month.saving.value - saving).magnitude < 1e-6)
        #expect(month.saving.low <= month.saving.value && month.saving.value <= month.saving.high)
    }
}
