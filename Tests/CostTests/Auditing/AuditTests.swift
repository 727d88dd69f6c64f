import Cost
import Foundation
import LeafStack
import Replay
import Testing
import TimeSeries
import Worlds
import _WorldHistories

@Suite struct AuditTests {
    private let book = PriceBook(instanceOverride: Decimal(string: "0.096"))

    /// Ten worlds by default, a hundred with `LEAFWATCH_THOROUGH=1`; every class of world in turn.
    static let seeds: [UInt64] =
        ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == "1" ? Array(1...100) : Array(1...10)

    @Test("Sums reconcile to the minute and the cent", arguments: seeds)
    func sumsReconcile(seed: UInt64) throws {
        let kinds = WorldClass.allCases
        let world = World(kinds[Int(seed) % kinds.count].parameters(seed: seed, days: 10))
        let truth = WorldTruth(world.run)
        let audit = try Audit.run(Observation(WorldHistory.history(of: world)), prices: book)
        for kind in Replay.MinuteClass.allCases {
            let wanted = Worlds.MinuteClass(rawValue: kind.rawValue).map { truth.minutes(of: $0) } ?? 0
            #expect(audit.minutes(of: kind) == wanted, "\(kind) of seed \(seed)")
        }
        #expect(audit.classes.reduce(0) { $0 + $1.minutes } == audit.minutesUp)
        #expect(audit.minutesUp == truth.minutesUp)
        #expect(audit.classes.reduce(0) { $0 + $1.cents } == audit.runningCost.cents)
        #expect(audit.byDay.reduce(0) { $0 + $1.minutesUp } == audit.minutesUp)
        #expect(audit.byMonth.reduce(0) { $0 + $1.minutesUp } == audit.minutesUp)
        let lines = audit.lines.compactMap(\.amount).reduce(.zero, +)
        #expect((lines - audit.totalCost).dollars.magnitude < Decimal(string: "0.000001") ?? 0)
        #expect(audit.wakes.wakes == truth.wakes && audit.wakes.falseWakes == truth.falseWakes)
        #expect(audit.leftUp.map(\.incident.minutes) == truth.leftUpIncidents)
        #expect(audit.crashes.count == truth.crashEpisodes.count)
        #expect(audit.sessions == truth.sessions.count)
        #expect((audit.monthly == nil) == (world.parameters.days < 7))
    }

    private func history(minutes: Int, up: Range<Int>, start: String = "2026-03-28T20:00:00Z") throws
        -> LeafHistory
    {
        var history = LeafHistory(
            leaf: Leaf(
                containerID: "mc", instanceType: "m5.large", image: "", volumes: ["Data"],
                watchdog: WatchdogSettings(threshold: 100)),
            region: "us-east-1", start: try #require(Instant(iso8601: start)), minutes: minutes)
        for minute in up { history.networkIn.values[minute] = 6000 }
        return history
    }

    @Test func theBillHasEveryLineWithItsPriceAndItsAssumption() throws {
        let audit = try Audit.run(Observation(try history(minutes: 1460, up: 0..<600)))
        let lines = Dictionary(uniqueKeysWithValues: audit.lines.map { ($0.item, $0) })
        #expect(lines[.instance]?.amount == Money(dollars: Decimal(string: "0.96") ?? 0))
        #expect(lines[.publicIPv4]?.amount == Money(dollars: Decimal(string: "0.05") ?? 0))
        #expect(lines[.alarms]?.note?.contains("5 metrics") == true)
        #expect(lines[.efsStorage]?.amount == nil && lines[.efsStorage]?.quantity == nil)
        #expect(lines[.logIngestion]?.amount == nil)
        #expect(audit.lines.allSatisfy { $0.price?.source.isEmpty == false })
        #expect(audit.monthly == nil && audit.remarks.contains { $0.contains("seven days") })
        #expect(audit.minutes(of: .unknown) > 0)
        #expect(audit.remarks.contains { $0.contains("no container log") })
    }

    @Test func daysFollowTheZonesClockAcrossAMonthAndADaylightSavingChange() throws {
        let history = try history(minutes: 5 * 1440, up: 0..<5 * 1440)
        let berlin = try Audit.run(
            Observation(history), prices: book, options: AuditOptions(timeZone: "Europe/Berlin"))
        let days = Dictionary(uniqueKeysWithValues: berlin.byDay.map { ($0.period, $0.minutes) })
        #expect(days["2026-03-29"] == 23 * 60)
        #expect(days["2026-03-30"] == 24 * 60)
        #expect(berlin.byMonth.map(\.period) == ["2026-03", "2026-04"])
        #expect(berlin.byMonth.reduce(0) { $0 + $1.minutesUp } == berlin.minutesUp)
        let newYork = try Audit.run(
            Observation(try self.history(minutes: 3 * 1440, up: 0..<10, start: "2026-10-31T12:00:00Z")),
            prices: book, options: AuditOptions(timeZone: "America/New_York"))
        #expect(newYork.byDay.contains { $0.period == "2026-11-01" && $0.minutes == 25 * 60 })
    }

    @Test func unknownTypesAndRegionsAreErrors() throws {
        var history = try history(minutes: 60, up: 0..<10)
        history.region = "sa-east-1"
        let observation = Observation(history)
        #expect(throws: PriceError.self) { try Audit.run(observation) }
        #expect(try Audit.run(observation, prices: book).minutesUp == 10)
    }

    @Test func theUsageFileIsInfracosts() {
        #expect(
            UsageFile.text(resource: "aws_instance.leaf", monthlyHours: 101.26)
                == "version: 0.1\nresource_usage:\n  aws_instance.leaf:\n    monthly_hrs: 101.3\n")
    }
}
