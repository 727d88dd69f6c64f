import Foundation
import Testing

/// The table of formats and traps names readers and tests that exist, and every trap has one.
@Suite struct CoverageTests {
    private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.repository.appendingPathComponent(path), encoding: .utf8)
    }

    private func sources(under path: String) -> [URL] {
        let files = FileManager.default.enumerator(
            at: Self.repository.appendingPathComponent(path), includingPropertiesForKeys: nil)
        return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    }

    @Test func everyNameExists() throws {
        let tables = try text("docs/formats/coverage.md").split(separator: "\n").filter { $0.hasPrefix("| ") }
        let fixtures = Set(Fixture.all.map(\.name))
        let readers = Set(sources(under: "Sources/Ingest").map(\.lastPathComponent))
        let tests = Dictionary(
            sources(under: "Tests").map {
                (
                    $0.deletingPathExtension().lastPathComponent,
                    (try? String(contentsOf: $0, encoding: .utf8)) ?? ""
                )
            }, uniquingKeysWith: +)
        var checked = 0
        for row in tables {
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let names = cells.dropFirst().joined(separator: " ").matches(of: #/`([^`]+)`/#).map {
                String($0.1)
            }
            for name in names {
                let parts = name.split(separator: ".")
                if name.contains("/") {
                    #expect(fixtures.contains(name), "no fixture \(name)")
                } else if name.hasSuffix(".swift") {
                    #expect(readers.contains(name), "no reader \(name)")
                } else if parts.count == 2, let body = tests[String(parts[0])] {
                    #expect(body.contains("func \(parts[1])("), "no test \(name)")
                } else {
                    Issue.record("nothing is called \(name)")
                }
                checked += 1
            }
        }
        #expect(checked > 100)
        let traps = tables.compactMap { Int($0.dropFirst(2).prefix { $0.isNumber }) }
        #expect(traps == Array(1...30))
    }
}
