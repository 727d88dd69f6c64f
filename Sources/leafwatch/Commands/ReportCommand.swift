import ArgumentParser
import Foundation
import Reporting

/// The report alone: what `analyze` prints, or one HTML page.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "The report on one leaf, as a page to send to friends or in any other format.",
        discussion: """
            The HTML page is one file that loads nothing and sends nothing.

              leafwatch report exports/ --leaf Palworld.yaml --html palworld.html --time-zone Europe/Berlin
              leafwatch report --archive history.leafwatch --leaf Palworld.yaml --format markdown
              leafwatch report --schema > leafwatch.schema.json
            """)

    @OptionGroup var options: AnalysisOptions

    @Option(help: ArgumentHelp("Write the page to this file.", valueName: "file"))
    var html: String?

    @Flag(help: "Print the JSON Schema of every command's JSON, and read nothing.")
    var schema = false

    /// Whether only the schema is wanted, which needs neither leaf nor data.
    static func asksForSchema(_ words: [String]) -> Bool { words == ["report", "--schema"] }

    /// Prints the schema.
    static func printSchema() { print(ResultSchema.text, terminator: "") }

    func run() async throws {
        if schema { return Self.printSchema() }
        let output = options.output
        let analysis = try options.analysis()
        guard let html else { return try output.write(analysis.report) }
        try CommandFile.write(Data(analysis.html(output: output).utf8), to: html)
        output.say("leafwatch: wrote \(html)")
    }
}
