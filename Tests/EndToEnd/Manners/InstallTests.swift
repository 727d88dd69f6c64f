import Foundation
import Testing

/// What `make install` puts where, and whether shells and man can use it.
@Suite struct InstallTests {
    @Test("Program, man page and completions land below DESTDIR and PREFIX, and work")
    func install() throws {
        let scratch = try ScratchFolder()
        let root = Sample.root.deletingLastPathComponent()
        let made = try BuiltProgram.run(
            tool: "make",
            [
                "-s", "install-files", "RELEASE_BINARY=\(try BuiltProgram.url().path)",
                "PREFIX=/opt/leaf watch",
                "DESTDIR=\(scratch.url.path)",
            ], directory: root)
        #expect(made.status == 0, "\(made.messages)")
        let folder = scratch.url.appendingPathComponent("opt/leaf watch")
        func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

        let program = try BuiltProgram.run(tool: path("bin/leafwatch"), ["--version"])
        #expect(program.status == 0 && program.output.contains("."))

        let man = path("share/man/man1/leafwatch.1")
        let page = try String(contentsOfFile: man, encoding: .utf8)
        for command in try CommandHelp.root().leaves {
            #expect(page.contains(".SS \(command.words.joined(separator: " "))\n"), "\(command.words)")
        }
        try withTool("groff") {
            let shown = try BuiltProgram.run(tool: "groff", ["-man", "-Tutf8", "-Kutf8", "-ww", man])
            #expect(shown.status == 0 && shown.messages.isEmpty, "\(shown.messages)")
            #expect(shown.output.contains("leafwatch explain exports/ --leaf Palworld.yaml"))
        }

        let bash = path("share/bash-completion/completions/leafwatch")
        func offered(_ line: String) throws -> [String] {
            let words = line.split(separator: " ", omittingEmptySubsequences: false).joined(separator: " ")
            let script = """
                source '\(bash)'; COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(\(words)); \
                [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=(''); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); \
                _leafwatch leafwatch "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"; \
                printf '%s\\n' "${COMPREPLY[@]}"
                """
            return try BuiltProgram.run(tool: "bash", ["-c", script]).output.split(separator: "\n")
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }
        #expect(try offered("leafwatch an").contains("analyze"))
        #expect(try offered("leafwatch audit --time").contains("--time-zone"))
        #expect(try offered("leafwatch audit --format ").contains("markdown"))

        let zsh = path("share/zsh/site-functions/_leafwatch")
        #expect(try String(contentsOfFile: zsh, encoding: .utf8).hasPrefix("#compdef leafwatch"))
        try withTool("zsh") {
            let outcome = try BuiltProgram.run(tool: "zsh", ["-f", "-n", zsh])
            #expect(outcome.status == 0, "\(outcome.messages)")
        }
        let fish = path("share/fish/vendor_completions.d/leafwatch.fish")
        try withTool("fish") {
            let outcome = try BuiltProgram.run(
                tool: "fish", ["--no-config", "-c", "source '\(fish)'; complete -C 'leafwatch rec'"])
            #expect(outcome.output.contains("recommend"), "\(outcome.messages)")
        }
    }

    /// Runs checks that need a tool which `make deps` installs; where CI is set it has to be there.
    private func withTool(_ name: String, _ check: () throws -> Void) throws {
        let isThere = try BuiltProgram.run(tool: "which", [name]).status == 0
        if isThere || ProcessInfo.processInfo.environment["CI"] != nil { try check() }
    }
}
