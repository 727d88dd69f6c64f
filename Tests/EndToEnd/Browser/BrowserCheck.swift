import Foundation
import Testing

/// What `Support/check_report.py` finds out about one page.
struct BrowserFindings: Decodable, Sendable {
    var bytes: Int
    var open: Double
    var text: String
    var strangers: [String]
    var dialogs: [String]
    var violations: [String]
    var reached: [String]
    var keys: [String: Bool]
    var zoom: Double
    var peak: [Int]?
    var slider: Double?
    var overflow: Double
    var pages: Int
    var console: [String]
    var requests: [String]
    var tidy: [String]
}

/// Pages looked at by headless Chromium; needs the tools that `make deps` installs.
enum BrowserCheck {
    /// Whether the tools are there. Where CI is set the answer is yes, so that a missing tool fails instead of skipping.
    static let isPossible: Bool = {
        if ProcessInfo.processInfo.environment["CI"] != nil { return true }
        let files = FileManager.default
        guard files.isExecutableFile(atPath: "/usr/bin/chromedriver"),
            files.isExecutableFile(atPath: "/usr/bin/tidy")
        else { return false }
        return
            (try? BuiltProgram.run(tool: "python3", ["-c", "import selenium, axe_playwright_python"]).status)
            == 0
    }()

    /// Screenshots are kept here when the variable is set, to be looked at.
    private static let screenshots = ProcessInfo.processInfo.environment["LEAFWATCH_SCREENSHOTS"]

    /// Opens pages, all in one browser.
    ///
    /// - Throws: when the browser cannot be run.
    static func look(at pages: [URL], scratch: ScratchFolder) throws -> [String: BrowserFindings] {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Support/check_report.py")
        let folder = screenshots ?? scratch.url.appendingPathComponent("screenshots").path
        let outcome = try BuiltProgram.run(
            tool: "python3", [script.path, folder] + pages.map(\.path))
        #expect(outcome.status == 0, "\(outcome.messages.suffix(2000))")
        for page in pages {
            for name in ["desktop.png", "dark.png", "phone.png", "print.png", "print.pdf"] {
                let stem = page.deletingPathExtension().lastPathComponent
                let path = "\(folder)/\(stem)/\(name)"
                let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
                #expect(size > 10_000, "\(path) is \(size) bytes")
            }
        }
        return try JSONDecoder().decode([String: BrowserFindings].self, from: Data(outcome.output.utf8))
    }
}
