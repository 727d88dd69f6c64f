import Foundation
import Testing

/// What README and docs show is what the program prints; recorded anew together with the other formats.
extension FormatTests {
    /// Pages by their paths from the repository's root.
    static let pages: [String] = {
        let root = Sample.root.deletingLastPathComponent()
        let docs = FileManager.default.enumerator(atPath: root.appendingPathComponent("docs").path)
        let found = docs?.compactMap { $0 as? String }.filter { $0.hasSuffix(".md") } ?? []
        return ["README.md"] + found.map { "docs/\($0)" }.sorted()
    }()

    @Test("Pages show what their commands print", arguments: pages)
    func shown(path: String) throws {
        let page = try ShownPage(Sample.root.deletingLastPathComponent().appendingPathComponent(path))
        guard !page.commands.isEmpty else { return }
        let desk = try ScratchFolder()
        try FileManager.default.copyItem(at: Sample.root, to: desk.url.appendingPathComponent("samples"))
        var outputs: [[String]] = []
        for command in page.commands {
            let outcome = try BuiltProgram.run(
                shell: "set -o pipefail; { \(command.line); } 2>&1", in: desk.url)
            // One says that something was found.
            #expect(outcome.signal == nil && [0, 1].contains(outcome.status), "\(command.line)")
            var lines = outcome.output.components(separatedBy: "\n")
            while lines.last?.isEmpty == true { lines.removeLast() }
            outputs.append(lines)
        }
        if Self.isRecording { try page.write(outputs: outputs) }
        let now = try ShownPage(Sample.root.deletingLastPathComponent().appendingPathComponent(path))
        for (command, output) in zip(now.commands, outputs) where !ShownPage.matches(command.shown, output) {
            let wrong = zip(command.shown, output).first { $0 != $1 && $0 != "…" }
            Issue.record(
                "\(path): \(command.line): shows '\(wrong?.0 ?? "fewer lines")', prints '\(wrong?.1 ?? "more")'"
            )
        }
    }

    @Test("Links between pages lead somewhere", arguments: pages)
    func links(path: String) throws {
        let page = Sample.root.deletingLastPathComponent().appendingPathComponent(path)
        let text = String(decoding: try Data(contentsOf: page), as: UTF8.self)
        for link in text.matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
            let target = page.deletingLastPathComponent().appendingPathComponent(String(link.1))
            #expect(FileManager.default.fileExists(atPath: target.path), "\(path) links \(link.1)")
        }
    }

    @Test("The README, each guide and the troubleshooting show real commands")
    func showing() throws {
        for path in Self.pages
        where ["README.md", "docs/troubleshooting.md"].contains(path) || path.hasPrefix("docs/guide/") {
            let page = try ShownPage(Sample.root.deletingLastPathComponent().appendingPathComponent(path))
            #expect(!page.commands.isEmpty, "\(path) shows no command")
        }
        #expect(ShownPage.matches(["a", "…", "c", "…", "e"], ["a", "b", "c", "d", "d", "e"]))
        #expect(ShownPage.matches(["a", "…"], ["a"]))
        #expect(!ShownPage.matches(["a", "…", "x", "…", "e"], ["a", "b", "c", "d", "e"]))
        #expect(!ShownPage.matches(["a"], ["a", "b"]))
    }
}
