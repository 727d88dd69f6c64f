import Foundation
import RuleTests
import Testing

@Suite("Rule tests: the samples")
struct SampleTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "samples/rule-tests")

    private func report(_ name: String) throws -> RuleTestReport {
        let url = Self.folder.appending(path: name)
        let tests = try RuleTestFile(reading: Data(contentsOf: url), file: name) { leaf in
            Array(try Data(contentsOf: Self.folder.appending(path: leaf)))
        }
        var report = RuleTestReport()
        tests.run(into: &report)
        return report
    }

    @Test(
        "Every sample passes",
        arguments: [("published-tables.yaml", 52), ("metric-math.yaml", 16), ("leaf-rules.yaml", 10)])
    func samplesPass(file: String, count: Int) throws {
        let report = try report(file)
        #expect(report.failures.map(\.message) == [])
        #expect(report.passed == count)
    }
}
