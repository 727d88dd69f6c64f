import ArgumentParser
import Cost
import Foundation
import LeafStack
import Replay
import Reporting
import TimeSeries

/// Says what leaves cost, and why.
struct AuditCommand: ParsableCommand, RecordedOptions {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Say what the leaf cost and why: boot, use, idle wait, left up, false wakes, crash loops.",
        discussion: """
            Every minute up belongs to one class, and the classes add up. Money comes from the embedded list prices \
            (`leafwatch prices`), a price file or --price. A month is extrapolated from seven days on, with a 95 % \
            interval from whole days drawn again. With several --leaf the leaves stand in one table, the one that can \
            save most first.

              leafwatch audit samples/palworld --leaf samples/palworld/Palworld.Island.yaml
              leafwatch audit --archive history.db --leaf a.yaml --leaf b.yaml --format csv
            """)

    @OptionGroup var input: InputOptions

    @Option(help: ArgumentHelp("The leaf's configuration file; may be repeated.", valueName: "leaf.yaml"))
    var leaf: [String]

    @OptionGroup var watchdog: WatchdogOptions
    @OptionGroup var prices: PriceOptions
    @OptionGroup var period: PeriodOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("Size of the root volume in GB.", valueName: "gb"))
    var rootVolumeGb: Int = 30

    @Option(help: ArgumentHelp("GB stored on EFS on average.", valueName: "gb"))
    var efsGb: Double?

    @Flag(help: "EFS bills what is read (Elastic throughput).")
    var efsElastic = false

    @Option(help: ArgumentHelp("GB of logs ingested in the audited time.", valueName: "gb"))
    var logGb: Double?

    @Flag(inversion: .prefixedNo, help: "The instance has a public IPv4 address.")
    var publicIpv4 = true

    @Option(help: ArgumentHelp("Seed of the bootstrap.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "Write the measured monthly hours as an infracost usage file for this resource address's file.",
            valueName: "file"))
    var usageFile: String?

    @Option(help: ArgumentHelp("Resource address in the usage file.", valueName: "address"))
    var usageResource: String = "aws_autoscaling_group.leaf"

    @Flag(help: "CSV with the column names of FOCUS, one row a day and class.")
    var focus = false

    func validate() throws {
        if !(0...16_384).contains(rootVolumeGb) {
            throw ValidationError("--root-volume-gb \(rootVolumeGb) is out of range: 0 to 16384")
        }
        for value in [efsGb, logGb].compactMap(\.self) where !(value.isFinite && (0...1e9).contains(value)) {
            throw ValidationError("a size of \(value) GB is out of range")
        }
        if usageFile != nil, leaf.count != 1 { throw ValidationError("--usage-file takes one --leaf") }
    }

    func run() throws {
        let configurations = try leaf.map(LeafConfiguration.load(path:))
        let loaded = try input.load(reading, output: output)
        let book = try prices.book()
        let audits = try configurations.map { configuration in
            let gathered = try InputOptions.gather(
                configuration, from: loaded.archive, reading: reading, output: output, range: period.range
            ).gathered
            return try audit(gathered, configuration: configuration, book: book)
        }
        if let usageFile, let audit = audits.first { try writeUsage(audit, to: usageFile) }
        if focus {
            try output.write(text: CSVView().render(Document([.table(FocusExport.table(audits))])))
        } else if let audit = audits.first, audits.count == 1 {
            try output.write(audit)
        } else {
            try output.write(FleetAudit(audits))
        }
    }

    /// The rest stands among the options of the result itself.
    var recordedSettings: [String: ResultStamp.Setting] { [:] }
    var recordedSeed: UInt64? { seed }

    private func audit(
        _ gathered: GatheredHistory, configuration: LeafConfiguration, book: PriceBook
    ) throws -> AuditResult {
        var history = gathered.history
        history.leaf.watchdog = watchdog.applied(to: history.leaf.watchdog)
        let options = AuditOptions(
            rootVolumeGB: Decimal(rootVolumeGb), hasPublicIPv4: publicIpv4,
            hasDashboard: configuration.hasDashboard, efsGB: efsGb.map { Decimal($0) },
            isEFSElastic: efsElastic, logGB: logGb.map { Decimal($0) }, timeZone: output.timeZone, seed: seed)
        do {
            var result = try Audit.run(
                Observation(history, settings: watchdog.evaluation), prices: book, options: options)
            result.remarks = gathered.remarks + result.remarks
            return result
        } catch {
            throw CommandFailure(.data, error.description)
        }
    }

    private func writeUsage(_ audit: AuditResult, to path: String) throws {
        guard let hours = audit.monthlyHours else {
            throw CommandFailure(
                .data,
                "a month is only extrapolated from seven days of data on; there are \(NumberText.decimal(audit.days, digits: 1))"
            )
        }
        do {
            try Data(UsageFile.text(resource: usageResource, monthlyHours: hours.value).utf8)
                .write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CommandFailure(.cannotCreate, "\(path): cannot be written: \(error.localizedDescription)")
        }
        output.say("wrote \(path)")
    }
}
