import Foundation

/// A page of the documentation with the commands that its `console` blocks show.
///
/// In such a block a line after `$ ` is a command, and what follows up to the next one is what it prints. A line `…` stands
/// for lines that are left out.
struct ShownPage {
    /// A command and what the page says that it prints.
    struct Command {
        /// The command, continued lines joined.
        var line: String
        /// The lines below it.
        var shown: [String]
        /// Where they stand on the page.
        var place: Range<Int>
    }

    private var lines: [String]
    private let url: URL
    /// The commands, top to bottom.
    private(set) var commands: [Command] = []

    /// Reads a page.
    ///
    /// - Throws: when it cannot be read.
    init(_ url: URL) throws {
        self.url = url
        lines = String(decoding: try Data(contentsOf: url), as: UTF8.self).components(separatedBy: "\n")
        var isInside = false
        var index = 0
        while index < lines.count {
            let line = lines[index]
            index += 1
            if line.hasPrefix("```") {
                isInside = line == "```console"
                continue
            }
            guard isInside, line.hasPrefix("$ ") else { continue }
            var words = String(line.dropFirst(2))
            while words.hasSuffix("\\"), index < lines.count {
                words = words.dropLast() + lines[index].trimmingCharacters(in: .whitespaces)
                index += 1
            }
            let start = index
            while index < lines.count, lines[index] != "```", !lines[index].hasPrefix("$ ") { index += 1 }
            var end = index
            while end > start, lines[end - 1].isEmpty { end -= 1 }
            commands.append(Command(line: words, shown: Array(lines[start..<end]), place: start..<end))
        }
    }

    /// Writes the page with other output below its commands.
    ///
    /// - Parameter outputs: one a command; what is left out stays out.
    /// - Throws: when it cannot be written.
    func write(outputs: [[String]]) throws {
        var page = lines
        for (command, output) in zip(commands, outputs).reversed() {
            page.replaceSubrange(command.place, with: Self.renewed(command.shown, from: output))
        }
        try Data(page.joined(separator: "\n").utf8).write(to: url)
    }

    /// Whether lines are those shown, with anything where lines are left out.
    static func matches(_ shown: [String], _ lines: [String]) -> Bool {
        let parts = Self.parts(shown)
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return shown == lines }
        guard lines.starts(with: first), lines.count >= first.count + last.count,
            lines.suffix(last.count) == last[...]
        else { return false }
        var rest = lines[first.count..<(lines.count - last.count)]
        for part in parts.dropFirst().dropLast() {
            guard let found = rest.indices.first(where: { rest[$0...].starts(with: part) }) else {
                return false
            }
            rest = rest[(found + part.count)...]
        }
        return true
    }

    /// What is shown, as it is now: each part as long as before, found by its first line.
    private static func renewed(_ shown: [String], from lines: [String]) -> [String] {
        let parts = Self.parts(shown)
        guard parts.count > 1, !shown.isEmpty else { return lines }
        var rest = lines[...]
        let renewed = parts.enumerated().map { index, part -> [String] in
            if index == 0 || part.isEmpty {
                defer { rest = rest.dropFirst(part.count) }
                return Array(rest.prefix(part.count))
            }
            if index == parts.count - 1 { return Array(rest.suffix(part.count)) }
            guard let found = rest.firstIndex(of: part[0]) else { return part }
            defer { rest = rest[found...].dropFirst(part.count) }
            return Array(rest[found...].prefix(part.count))
        }
        return Array(renewed.joined(separator: ["…"]))
    }

    private static func parts(_ shown: [String]) -> [[String]] {
        shown.split(separator: "…", omittingEmptySubsequences: false).map(Array.init)
    }
}
