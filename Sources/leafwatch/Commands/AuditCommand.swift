import ArgumentParser
import Cost
import Foundation
import Replay
import Reporting

/// Says what leaves cost, and why.
struct AuditCommand: ParsableCommand, RecordedOptions {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Say what the leaf cost and why: boot, use, idle wait, left up, false wakes, crash loops.",
        discussion: """
            Every minute up belongs to one class, and the classes add up. Money comes from --price, --price-file, the \
            local price file or the embedded list prices (`leafwatch prices`). A month is extrapolated from seven \
            complete days on, with a 95 % interval from whole days drawn again.

            --diff shows what the recommended settings would have cost beside what was paid, or those given with \
            --threshold, --minutes, --hours and --should-stop. With several --leaf, one table says which leaf to look \
            at first.

              leafwatch audit samples/palworld --leaf samples/palworld/Palworld.Island.yaml
              leafwatch audit samples/palworld --leaf samples/palworld/Palworld.Island.yaml --diff
              leafwatch audit --archive history.db --leaf a.yaml --leaf b.yaml --format csv
              leafwatch audit --archive history.db --leaf a.yaml --focus --output costs.csv
            """)

    @OptionGroup var input: InputOptions

    @Option(help: ArgumentHelp("The leaf's configuration file; may be repeated.", valueName: "leaf.yaml"))
    var leaf: [String]

    @Flag(
        help: "Show before and after: the recommended settings, or the ones given, beside the present ones.")
    var diff = false

    @OptionGroup var watchdog: WatchdogOptions
    @OptionGroup var prices: PriceOptions
    @OptionGroup var period: PeriodOptions
    @OptionGroup var quantities: QuantityOptions
    @OptionGroup var labels: LabelOptions

    @Option(
        help: ArgumentHelp(
            "Write the measured hours of a month as an infracost usage file (with --diff those after the change).",
            valueName: "file"))
    var usageFile: String?

    @Option(help: ArgumentHelp("Resource address in the usage file.", valueName: "address"))
    var usageResource: String = "aws_autoscaling_group.leaf"

    @Flag(help: "CSV with the column names of FOCUS: one row a day, class of minutes and line of the bill.")
    var focus = false

    @OptionGroup var tuning: TuningFlags
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if usageFile != nil, leaf.count != 1 { throw ValidationError("--usage-file takes one --leaf") }
        if diff, leaf.count != 1 {
            throw ValidationError("--diff takes one --leaf; several are compared without it")
        }
        if labels.isGiven, leaf.count != 1 {
            throw ValidationError("--idle and --connected take one --leaf: each leaf has its own players")
        }
        if diff, focus { throw ValidationError("give either --diff or --focus, not both") }
        if leaf.count > 1, prices.hasPlainPrice {
            throw ValidationError("with several --leaf, --price needs the type it is of: TYPE=USD")
        }
        if usageResource.first?.isLetter != true {
            throw ValidationError("--usage-resource '\(usageResource)' is no resource address")
        }
    }

    func run() throws {
        let archive = try input.load(reading, output: output).archive
        let auditor = LeafAuditor(
            archive: archive, book: try prices.book(), command: self)
        guard leaf.count == 1 else { return try writeFleet(auditor) }
        let audited = try auditor.audit(leaf[0])
        if diff {
            let comparison = try auditor.comparison(audited)
            if let usageFile {
                try writeUsage(
                    comparison.monthly?.hours.other, days: comparison.days, to: usageFile,
                    of: "after the change")
            }
            try output.write(comparison)
        } else {
            if let usageFile {
                try writeUsage(
                    audited.result.monthlyHours?.value, days: audited.result.days, to: usageFile,
                    of: "measured")
            }
            try focus ? writeFocus([audited.result]) : output.write(audited.result)
        }
    }

    /// The rest stands among the options of the result itself.
    var recordedSettings: [String: ResultStamp.Setting] { [:] }

    /// Several leaves: what cannot be audited is said, and the rest is shown.
    private func writeFleet(_ auditor: LeafAuditor) throws {
        let leaves = leaf.map(auditor.fleetLeaf)
        let audits = leaves.compactMap(\.audit)
        guard !audits.isEmpty else {
            throw CommandFailure(
                .data, leaves.map { "\($0.file): \($0.failure ?? "")" }.joined(separator: "\n"))
        }
        try focus ? writeFocus(audits) : output.write(FleetAudit(leaves))
        let failures = leaves.filter { $0.failure != nil }
        for leaf in failures { StandardError.print("leafwatch: \(leaf.file): \(leaf.failure ?? "")") }
        if !failures.isEmpty { throw ExitStatus.data.code }
    }

    private func writeFocus(_ audits: [AuditResult]) throws {
        try output.write(text: CSVView().render(Document([.table(FocusExport.table(audits))])))
    }

    private func writeUsage(_ hours: Double?, days: Double, to path: String, of what: String) throws {
        guard let hours else {
            throw CommandFailure(
                .data,
                "a month is only extrapolated from seven complete days of data on; there are \(NumberText.decimal(days, digits: 1)) days"
            )
        }
        let note = "hours of a month, \(what), from \(NumberText.decimal(days, digits: 1)) days"
        let text = UsageFile.text(resource: usageResource, monthlyHours: hours, note: note)
        try CommandFile.write(Data(text.utf8), to: path)
        output.say("leafwatch: wrote \(path)")
    }
}
