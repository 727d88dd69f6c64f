import Foundation
import Testing

@testable import Templates

/// The dashboards' sources live in `dashboards/`; a Swift file carries them into the program.
@Suite struct EmbeddedDashboardsTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The Swift file as it must be.
    private static func generated() throws -> String {
        var text = """
            // Generated from dashboards/ by: RECORD_GOLDEN=1 swift test --filter EmbeddedDashboards

            /// The sources of the dashboards, with placeholders.
            enum EmbeddedDashboards {

            """
        for dashboard in Dashboard.allCases {
            let url = root.appending(path: "dashboards/\(dashboard.rawValue).json")
            let source = String(decoding: try Data(contentsOf: url), as: UTF8.self)
            let lines = source.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            text +=
                "    /// `dashboards/\(dashboard.rawValue).json`.\n    static let \(dashboard.rawValue) = #\"\"\"\n"
            text += lines.map { "        \($0)\n" }.joined()
            text += "\n        \"\"\"#\n"
        }
        return text + "}\n"
    }

    @Test("The embedded sources are those in dashboards/")
    func equal() throws {
        let file = EmbeddedDashboardsTests.root.appending(
            path: "Sources/Templates/Dashboards/EmbeddedDashboards.swift")
        let wanted = try EmbeddedDashboardsTests.generated()
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try Data(wanted.utf8).write(to: file)
        }
        let found = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(found == wanted, "run: RECORD_GOLDEN=1 swift test --filter EmbeddedDashboards")
    }
}
