import Cost
import Foundation
import Ingest
import LeafStack
import Replay
import Testing
import TimeSeries
import Worlds
import _WorldHistories

@Suite struct AuditTests {
    private let book = PriceBook(instanceOverride: Decimal(string: "0.096"))

    /// A hundred worlds, every class of world in turn: ten days each in every tenth, three in the others, or ten in all with
    /// `LEAFWATCH_THOROUGH=1`.
    @Test("Sums reconcile to the minute and the cent", arguments: UInt64(1)...100)
    func sumsReconcile(seed: UInt64) throws {
        let isThorough = ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == "1"
        let kinds = WorldClass.allCases
        let world = World(
            kinds[Int(seed) % kinds.count].parameters(
                seed: seed, days: isThorough || seed.isMultiple(of: 10) ? 10 : 3))
        let truth = WorldTruth(world.run)
        let observation = Observation(WorldHistory.history(of: world))
        let audit = try Audit.run(observation, prices: book)
        for kind in Replay.MinuteClass.allCases {
            let wanted = Worlds.MinuteClass(rawValue: kind.rawValue).map { truth.minutes(of: $0) } ?? 0
            #expect(audit.minutes(of: kind) == wanted, "\(kind) of seed \(seed)")
        }
        #expect(audit.minutesUp == truth.minutesUp && audit.unmeasured == nil)
        expectReconciled(audit)
        #expect(audit.wakes.wakes == truth.wakes && audit.wakes.falseWakes == truth.falseWakes)
        #expect(audit.leftUp.map(\.incident.minutes) == truth.leftUpIncidents)
        #expect(audit.crashes.count == truth.crashEpisodes.count)
        #expect(audit.sessions == truth.sessions.count)
        #expect((audit.monthly == nil) == (world.parameters.days < 7))
    }

    /// Minutes and cents of every table add up to those of the whole.
    private func expectReconciled(_ audit: AuditResult) {
        #expect(audit.classes.reduce(0) { $0 + $1.minutes } == audit.minutesUp)
        #expect(audit.classes.reduce(0) { $0 + $1.cents } == audit.cents.running)
        #expect(audit.byDay.reduce(0) { $0 + $1.minutesUp } == audit.minutesUp)
        #expect(audit.byMonth.reduce(0) { $0 + $1.minutesUp } == audit.minutesUp)
        #expect(audit.byDay.reduce(0) { $0 + $1.cents } == audit.cents.running)
        #expect(audit.byMonth.reduce(0) { $0 + $1.cents } == audit.cents.running)
        for month in audit.byMonth {
            let days = audit.byDay.filter { $0.period.hasPrefix(month.period) }
            #expect(days.reduce(0) { $0 + $1.cents } == month.cents)
        }
        #expect(audit.cents.running + audit.cents.standing == audit.cents.total)
        #expect(audit.lines.filter(\.isRunning).reduce(0) { $0 + ($1.cents ?? 0) } == audit.cents.running)
        #expect(audit.lines.reduce(0) { $0 + ($1.cents ?? 0) } == audit.cents.total)
        #expect(abs(audit.cents.total - audit.totalCost.cents) <= 1)
        func cents(of kind: Replay.MinuteClass) -> Int { audit.classes.first { $0.kind == kind }?.cents ?? 0 }
        #expect(audit.leftUp.reduce(0) { $0 + $1.cents } == cents(of: .leftUp))
        #expect(audit.crashes.reduce(0) { $0 + $1.cents } == cents(of: .crashLoop))
        #expect(audit.crashes.reduce(0) { $0 + $1.minutes } == audit.minutes(of: .crashLoop))
        let lines = audit.lines.compactMap(\.amount).reduce(.zero, +)
        #expect((lines - audit.totalCost).dollars.magnitude < Decimal(string: "0.000001") ?? 0)
    }

    @Test func missingHoursAreUnknownAndNeverZero() throws {
        var history = try history(minutes: 9 * 1440, up: 0..<9 * 1440)
        for minute in 1500..<1740 { history.networkIn.values[minute] = .nan }
        history.taskChanges = [false, true].map { isOver in
            TaskStateChange(
                time: isOver ? history.networkIn.end : history.start, account: "", region: "", clusterARN: "",
                taskARN: "t", version: isOver ? 2 : 1, group: "service:mc",
                lastStatus: isOver ? "STOPPED" : "RUNNING", desiredStatus: isOver ? "STOPPED" : "RUNNING",
                startedAt: history.start, stoppedAt: isOver ? history.networkIn.end : nil)
        }
        let audit = try Audit.run(Observation(history), prices: book)
        #expect(audit.minutesUp == 9 * 1440 - 240)
        #expect(audit.unmeasured?.minutes == 240)
        #expect(audit.unmeasured?.costIfUp == audit.costPerMinute * 240)
        #expect(audit.upTime.unmeasured == 240 && audit.upTime.tasks == 9 * 1440)
        #expect(audit.byDay.first { $0.period == "2026-03-29" }?.minutesUnmeasured == 180)
        #expect(audit.byDay.reduce(0) { $0 + $1.minutesUnmeasured } == 240)
        #expect(audit.daily?.incompleteDays == 1 && audit.daily?.days == 8)
        expectReconciled(audit)
    }

    @Test func quantitiesThatAreGivenArePriced() throws {
        let observation = Observation(try history(minutes: 730 * 60, up: 0..<600))
        func lines(_ options: AuditOptions) throws -> [CostLine.Item: CostLine] {
            Dictionary(
                uniqueKeysWithValues: try Audit.run(observation, prices: book, options: options).lines
                    .map { ($0.item, $0) })
        }
        let elastic = try lines(
            AuditOptions(efsGB: 20, isEFSElastic: true, efsWrittenGB: 10, logGB: 2))
        #expect(elastic[.efsStorage]?.amount == Money(dollars: 6))
        #expect(elastic[.efsWrites]?.amount == Money(dollars: Decimal(string: "0.6") ?? 0))
        #expect(elastic[.efsThroughput]?.amount == nil, "no reads were recorded")
        #expect(elastic[.logIngestion]?.amount == Money(dollars: 1))
        // Infracost's own example: 100 MB/s beside 230 GB bill 88.5.
        let provisioned = try lines(AuditOptions(efsGB: 230, efsProvisionedMBps: 100))
        #expect(provisioned[.efsProvisioned]?.quantity == Decimal(string: "88.5"))
        #expect(provisioned[.efsProvisioned]?.amount == Money(dollars: 531))
        #expect(try lines(AuditOptions(isEFSElastic: true))[.efsWrites]?.amount == nil)
        #expect(try lines(AuditOptions(hasHostedZone: false))[.hostedZone] == nil)
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
        // A group at rest counts no instance, so the file says that there is one.
        #expect(
            UsageFile.text(resource: "module.mc.aws_autoscaling_group.leaf", monthlyHours: 20, note: "mine")
                == "# mine\nversion: 0.1\nresource_usage:\n  module.mc.aws_autoscaling_group.leaf:\n"
                + "    instances: 1\n    monthly_hrs: 20.0\n")
    }
}
