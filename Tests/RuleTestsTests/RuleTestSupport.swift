import Foundation
import LeafStack
import RuleTests
import Testing

/// Reads tests from text; leaf files come from a dictionary.
func ruleTests(_ text: String, leaves: [String: String] = [:]) throws -> RuleTestFile {
    struct NoSuchFile: Error {}
    return try RuleTestFile(reading: text.utf8, file: "tests.yaml") { path in
        guard let leaf = leaves[path] else { throw NoSuchFile() }
        return Array(leaf.utf8)
    }
}

/// Runs tests from text.
func run(_ text: String, leaves: [String: String] = [:]) throws -> RuleTestReport {
    var report = RuleTestReport()
    try ruleTests(text, leaves: leaves).run(into: &report)
    return report
}

/// What is wrong with a file, as `line:column message`.
func issues(_ text: String, leaves: [String: String] = [:]) -> [String] {
    do {
        _ = try ruleTests(text, leaves: leaves)
        return []
    } catch let error as RuleTestFileError {
        return error.issues.map { "\($0.place.line):\($0.place.column) \($0.message)" }
    } catch {
        return ["\(error)"]
    }
}

/// Whether one test passes, given as the entry of a list in flow style.
func passes(_ list: String, _ entry: String) throws -> Bool {
    let report = try run("\(list):\n  - {name: t, \(entry)}\n")
    #expect(report.passed + report.failed == 1)
    return report.passed == 1
}
