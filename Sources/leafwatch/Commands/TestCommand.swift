import ArgumentParser
import Foundation
import Reporting
import RuleTests

/// Runs tests of alarm rules without any data.
struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run rule tests: what an alarm, an expression or a leaf's rules decide.",
        discussion: """
            A file of tests is YAML with any of the lists alarms, math, leaves and limits. A failing test is one line: \
            what was expected, what came out, the evaluation range as `0 X -`, and the rule that decided. The last \
            line counts them. Exit status 1 when a test failed, 65 when a file cannot be read as tests.

              leafwatch test rules.yaml
              leafwatch test --format json tests/*.yaml
              leafwatch test --sensitivity rules.yaml
            """)

    @Argument(help: ArgumentHelp("Files of rule tests; `-` is standard input.", valueName: "file"))
    var files: [String]

    @Flag(help: "Also say which results come out otherwise under another answer to what AWS does not say.")
    var sensitivity = false

    @OptionGroup var output: OutputOptions

    func run() throws {
        var report = RuleTestReport()
        var readable: [RuleTestFile] = []
        var status = ExitStatus.success
        for file in files {
            do {
                let bytes = try Self.read(file)
                RunRecord.current.note("ruleTests", path: file, bytes: Data(bytes))
                let tests = try RuleTestFile(reading: bytes, file: file) { leaf in
                    try Self.read(Self.path(of: leaf, besides: file))
                }
                tests.run(into: &report)
                readable.append(tests)
                output.say("\(file): \(tests.count) \(tests.count == 1 ? "test" : "tests")")
            } catch let error as RuleTestFileError {
                report.add(error)
                for issue in error.issues { StandardError.print("leafwatch: \(issue)") }
                status = .data
            } catch let failure as CommandFailure {
                report.errors.append(.init(file: file, line: 1, column: 1, message: failure.message))
                StandardError.print("leafwatch: \(failure)")
                if status == .success { status = failure.status }
            }
        }
        if sensitivity { report.addSensitivity(of: readable) }
        switch output.format {
        case .csv: try output.write(text: CSVView().render(Document([.table(report.table)])))
        default: try output.write(report)
        }
        if status == .success, report.failed > 0 { status = .finding }
        if status != .success { throw status.code }
    }

    /// A path as a test names it, relative to the folder of its file.
    private static func path(of leaf: String, besides file: String) -> String {
        guard !leaf.hasPrefix("/"), file != "-" else { return leaf }
        return (file as NSString).deletingLastPathComponent.isEmpty
            ? leaf : ((file as NSString).deletingLastPathComponent as NSString).appendingPathComponent(leaf)
    }

    private static func read(_ path: String) throws -> [UInt8] {
        if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(.noInput, "\(path): no such file")
        }
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            let isForbidden = (error as NSError).code == CocoaError.fileReadNoPermission.rawValue
            throw CommandFailure(
                isForbidden ? .noPermission : .inputOutput,
                "\(path): cannot be read: \(error.localizedDescription)")
        }
    }
}
