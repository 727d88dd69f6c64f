import Foundation
import Testing

/// Text that came from a log, a name server, a player or a file's name stays text in every format.
@Suite struct HostileTextTests {
    private static let commands = [
        "analyze", "audit", "explain", "status", "ingest", "lint", "fleet",
    ]

    @Test("Names steer no terminal, run in no spreadsheet and become no markup", arguments: HostileLeaf.all)
    func everyFormat(leaf: HostileLeaf) throws {
        let scratch = try ScratchFolder()
        let file = try leaf.write(to: scratch, days: 3)
        var table = ""
        for command in Self.commands {
            for format in ["table", "csv", "markdown"] + (command == "analyze" ? ["json"] : []) {
                let outcome = try BuiltProgram.run(
                    Self.words(command, leaf: file) + ["--format", format], directory: scratch.url)
                let what = "\(command) --format \(format)"
                #expect(
                    outcome.signal == nil && [0, 1].contains(outcome.status),
                    "\(what): \(outcome.messages.prefix(500))")
                Self.expectHarmless(outcome.messages, what: "\(what), messages")
                switch format {
                case "json":
                    #expect(throws: Never.self, "\(what)") {
                        try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
                    }
                case "csv": Self.expectNoFormula(outcome.output, what: what)
                case "markdown": Self.expectNoMarkup(outcome.output, what: what)
                default: table += outcome.output
                }
                if format != "json" {
                    Self.expectHarmless(
                        outcome.output.replacingOccurrences(of: "\r\n", with: "\n"), what: what)
                }
            }
        }
        // The attempts really got there.
        let shown = leaf.testDescription == "terminal" ? "␛[31mred␇" : leaf.name
        #expect(table.contains(shown))
        if leaf.testDescription == "markup" { #expect(table.contains(leaf.text.prefix(20))) }
    }

    private static func words(_ command: String, leaf: String) -> [String] {
        switch command {
        case "lint": ["lint", leaf, "--data", "in"]
        case "status": ["status", "in"]
        case "ingest": ["ingest", "in", "--dry-run", "--verbose"]
        case "fleet": ["fleet", "in", "--leaves", leaf]
        default: [command, "in", "--leaf", leaf, "--verbose"]
        }
    }

    private static func expectHarmless(_ text: String, what: String) {
        let steering = text.unicodeScalars.first { scalar in
            switch scalar.value {
            case 0x0A: false
            case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
        #expect(steering == nil, "\(what) has \(steering.map { String($0.value, radix: 16) } ?? "")")
    }

    /// No field begins like a formula, unless it is a number.
    private static func expectNoFormula(_ text: String, what: String) {
        for row in CSVText.rows(text) {
            for field in row {
                guard let first = field.first, "=+-@\t\r".contains(first) else { continue }
                let isNumber =
                    Double(field.filter { !",$%".contains($0) }.trimmingCharacters(in: .whitespaces)) != nil
                #expect(isNumber, "\(what): \(field)")
            }
        }
    }

    /// Outside of code blocks nothing is a tag, a link, a picture or a mention but the view's own.
    private static func expectNoMarkup(_ text: String, what: String) {
        var isCode = false
        for line in text.components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                isCode.toggle()
                continue
            }
            if isCode { continue }
            let bare = line.replacingOccurrences(of: "<sub>", with: "").replacingOccurrences(
                of: "</sub>", with: "")
            for sign in ["<", "@", "://"] {
                #expect(!bare.contains(sign), "\(what): \(line)")
            }
            let opening = bare.ranges(of: "[").map(\.lowerBound)
            #expect(
                opening.allSatisfy { $0 > bare.startIndex && bare[bare.index(before: $0)] == "\\" },
                "\(what): \(line)")
        }
    }
}

/// Reads CSV as RFC 4180 says.
enum CSVText {
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = [[""]]
        var isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: rows[rows.count - 1].append("")
            case "\r\n" where !isQuoted, "\n" where !isQuoted: rows.append([""])
            default: rows[rows.count - 1][rows[rows.count - 1].count - 1].append(character)
            }
        }
        return rows
    }
}
