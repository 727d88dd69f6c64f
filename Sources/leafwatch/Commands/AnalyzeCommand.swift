import ArgumentParser
import Cost
import Foundation
import LeafStack
import Replay
import Reporting
import Templates
import Tuning

/// The whole job on files: replay, audit, recommendation, report, emitted files.
struct AnalyzeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "The whole job on one leaf: replay, audit, recommendation, report and emitted files.",
        discussion: """
            Reads what the stack left behind, replays the three alarms, says what left-up instances cost and why, and \
            recommends settings with their evidence. With --out, the folder gets report.json, report.html and the \
            files to deploy: the changed leaf file, parameters, alarm inputs and dashboards.

              leafwatch analyze exports/ --leaf Palworld.yaml --out report
              leafwatch analyze --archive history.leafwatch --leaf Palworld.yaml --format markdown
            """)

    @OptionGroup var options: AnalysisOptions

    @Option(
        help: ArgumentHelp("Folder for report.json, report.html and the emitted files.", valueName: "folder"))
    var out: String?

    func run() async throws {
        let output = options.output
        let analysis = try options.analysis()
        try output.write(analysis.report)
        guard let out else { return }
        let folder = try OutputFolder(path: out)
        try folder.write(
            "report.json", text: OutputFormat.json(analysis.report, stamp: RunRecord.current.stamp()))
        try folder.write("report.html", text: analysis.html(output: output))
        let emitted = try analysis.emittedFiles(leafPath: options.leaf.leaf)
        if let refusal = emitted.refusal { output.say("leafwatch: no files to deploy: \(refusal)") }
        for file in emitted.files { try folder.write(file.name, bytes: file.bytes) }
        let deployed = emitted.files.isEmpty ? "" : ", and \(emitted.files.count) files to deploy"
        output.say("leafwatch: wrote report.html and report.json to \(out)\(deployed)")
    }
}
