public import ArgumentParser
public import LeafStack
import Replay
import Reporting

/// Finds settings that cannot work.
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Find settings that cannot be deployed, or that measured traffic makes useless.",
        discussion: """
            Without data it checks the files alone: keys and values that the app refuses, alarms of 0 or more than 1440 \
            periods. With --data or --archive it also checks whether the measured idle traffic lies above the threshold. \
            Exit status 1 when a finding is as severe as --fail-on.

              leafwatch lint leaves/*.yaml
              leafwatch lint palworld.yaml --data exports/
            """)

    @Argument(help: ArgumentHelp("Leaf configuration files.", valueName: "leaf.yaml"))
    var files: [String]

    @Option(help: ArgumentHelp("Files and folders with measured data; may be repeated.", valueName: "path"))
    var data: [String] = []

    @Option(help: ArgumentHelp("An embedded history with measured data.", valueName: "file"))
    var archive: String?

    @Option(help: "Least severity that makes the exit status 1: note, warning or error.")
    var failOn: LintFinding.Severity = .error

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if files.isEmpty { throw ValidationError("give at least one leaf file") }
        if archive != nil, !data.isEmpty {
            throw ValidationError("give either --data or --archive, not both")
        }
    }

    func run() throws {
        var loaded: LoadedArchive?
        if archive != nil || !data.isEmpty {
            let input = try InputOptions.parse(archive.map { ["--archive", $0] } ?? data)
            loaded = try input.load(reading, output: output)
        }
        let report = LintReport(
            files: try files.map { file in
                let configuration = try LeafConfiguration.load(path: file)
                var findings = configuration.findings
                if let loaded, (try? configuration.leaf()) != nil {
                    let gathered = try InputOptions.gather(
                        configuration, from: loaded.archive, reading: reading, output: output)
                    findings += output.working("replaying the alarms") {
                        Observation(gathered.gathered.history).findings
                    }
                }
                return LintReport.File(file: file, findings: findings)
            })
        try output.write(report)
        if let worst = report.worst, worst >= failOn { throw ExitStatus.finding.code }
    }
}

extension LintFinding.Severity: ExpressibleByArgument {}
