public import ArgumentParser
import Foundation
public import Reporting

extension OutputFormat: ExpressibleByArgument {}

/// How a result is written: shared by every command.
struct OutputOptions: ParsableArguments {
    @Option(help: "How to write the result: table, json, csv or markdown.")
    var format: OutputFormat = .table

    @Option(help: ArgumentHelp("Write the result to a file instead of standard output.", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Zone to show times in, an IANA name. Everything is computed in UTC.", valueName: "zone"))
    var timeZone: String = "UTC"

    @Option(
        help: ArgumentHelp("Columns to fit into (default: the terminal's, else 100).", valueName: "columns"))
    var width: Int?

    @Flag(name: .shortAndLong, help: "Say nothing on standard error but errors.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say more.")
    var verbose = false

    @Flag(help: "Never colour (NO_COLOR does the same).")
    var noColor = false

    mutating func validate() throws {
        guard TimeZone(identifier: timeZone) != nil else {
            throw ValidationError("'\(timeZone)' is no time zone; use an IANA name such as Europe/Berlin")
        }
        if let width, !(20...1000).contains(width) {
            throw ValidationError("--width \(width) is out of range: 20 to 1000 columns")
        }
    }

    /// The style that the options ask for.
    var style: PresentationStyle { PresentationStyle(timeZone: timeZone, isVerbose: verbose) }

    /// The terminal as the options and the environment describe it.
    var terminal: TerminalView {
        let environment = ProcessInfo.processInfo.environment
        let isTerminal = output == nil && isatty(1) == 1
        let plain = noColor || !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        return TerminalView(
            width: width ?? Self.terminalWidth(isTerminal: isTerminal), usesColor: isTerminal && !plain)
    }

    /// Writes a result in the chosen format to the chosen place.
    func write(_ result: some Presentable) throws {
        try write(result, stamp: format == .json ? RunRecord.current.stamp() : nil)
    }

    /// Writes a result with a stamp of its own.
    func write(_ result: some Presentable, stamp: ResultStamp?) throws {
        try write(text: format.render(result, style: style, terminal: terminal, stamp: stamp))
    }

    /// Writes text that is already rendered.
    func write(text: String) throws {
        guard let output else {
            FileHandle.standardOutput.write(Data(text.utf8))
            return
        }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: output))
        } catch {
            throw CommandFailure(.cannotCreate, "\(output): cannot be written: \(error.localizedDescription)")
        }
    }

    /// A line of progress, where a person is looking.
    var progress: ProgressLine { ProgressLine(isShown: !quiet && StandardError.showsProgress) }

    /// Does a step that may take a while, and says so where a person is looking.
    func working<Result, Failure>(
        _ what: String, _ step: () throws(Failure) -> Result
    ) throws(Failure) -> Result { try progress.during(what, step) }

    /// Says something on standard error unless `--quiet`.
    func say(_ line: String) {
        if !quiet { StandardError.print(line) }
    }

    private static func terminalWidth(isTerminal: Bool) -> Int {
        guard isTerminal else { return 100 }
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return 100 }
        return min(Int(size.ws_col), 200)
    }
}
