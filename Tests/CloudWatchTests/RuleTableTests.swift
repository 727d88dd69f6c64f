import Foundation
import Testing

/// `docs/alarm-rules.md` against the files and tests that it names.
@Suite struct RuleTableTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The cells of every row, without the rows that name the columns.
    private static func rows() throws -> [[String]] {
        let text = try String(contentsOf: root.appending(path: "docs/alarm-rules.md"), encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }.filter { !["rule", "key", "---"].contains($0.first ?? "") }
    }

    /// The words in backticks of a cell.
    private static func names(_ cell: String) -> [String] {
        cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    private static func swiftFiles(_ folder: String) -> [URL] {
        let files = FileManager.default.enumerator(
            at: root.appending(path: folder), includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
    }

    @Test("Every rule names a file and a test, and they exist")
    func complete() throws {
        let places = Set(Self.swiftFiles("Sources").map(\.lastPathComponent))
        var functions: Set<String> = []
        for file in Self.swiftFiles("Tests") {
            let text = try String(contentsOf: file, encoding: .utf8)
            var suite = ""
            for line in text.split(separator: "\n") {
                if let match = line.firstMatch(of: /struct (\w+Tests)\b/) { suite = String(match.1) }
                if let match = line.firstMatch(of: /func (\w+)\(/) { functions.insert("\(suite).\(match.1)") }
            }
        }
        let rows = try Self.rows()
        #expect(rows.count > 80)
        for row in rows {
            let rule = row.first ?? ""
            let files = row.dropFirst().flatMap(Self.names).filter { $0.hasSuffix(".swift") }
            let tests = row.last.map(Self.names) ?? []
            #expect(!files.isEmpty && !tests.isEmpty, "\(rule)")
            for file in files { #expect(places.contains(file), "\(file) of: \(rule)") }
            for test in tests { #expect(functions.contains(test), "\(test) of: \(rule)") }
        }
    }
}
