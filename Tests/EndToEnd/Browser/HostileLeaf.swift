import Foundation
import Testing
import Worlds

/// A leaf whose every name tries something: file names, DNS names, players, image, crash reasons.
struct HostileLeaf: Sendable, CustomTestStringConvertible {
    /// What it tries.
    var testDescription: String
    /// Stands in file names and host names; no slash and no capitals, so that it can.
    var name: String
    /// Stands where any text may.
    var text: String

    /// Becomes markup.
    static let markup = HostileLeaf(
        testDescription: "markup", name: "<img src=x onerror=alert(1)>",
        text: "</script><script>alert(2)</script>")
    /// Runs in a spreadsheet.
    static let formula = HostileLeaf(
        testDescription: "formula", name: "=cmd|' call'!a0", text: "@SUM(1+1)*cmd|' /C calc'!A0")
    /// Steers a terminal: colours, titles, erasing, the direction of text.
    static let steering = HostileLeaf(
        testDescription: "terminal", name: "\u{1B}[31mred\u{7}",
        text: "\u{1B}]0;owned\u{7}\u{9B}2J\u{202E}\rgone\nnew")
    /// Becomes a link, a picture, a mention or a table's end in Markdown.
    static let markdown = HostileLeaf(
        testDescription: "Markdown", name: "[x](javascript:x) **b** `c`",
        text: "![x](https://evil.example/?q) @everyone | <b>`x` ~~s~~\n# head")

    static let all = [markup, formula, steering, markdown]

    /// Writes the leaf's files into the folder `in`.
    ///
    /// - Parameter days: how many; the sample's own by default.
    /// - Returns: path of the leaf file.
    func write(to scratch: ScratchFolder, days: Int? = nil) throws -> String {
        guard let sample = CommittedSamples.all().first(where: { $0.name == "valheim" })?.folder else {
            throw CocoaError(.fileNoSuchFile)
        }
        var parameters = sample.world.parameters
        parameters.containerID = name
        if let days {
            parameters.days = days
            parameters.brokenSpans = [days * 1440 - 2000..<days * 1440 - 200]
        }
        let image = name.unicodeScalars.allSatisfy { $0.value >= 0x20 } ? name : "x"
        let folder = SampleFolder(
            world: World(parameters),
            style: SampleStyle(packings: [.plain], withStartLog: false),
            leafText: sample.leafText?.replacingOccurrences(of: ":latest", with: ":\(image)"))
        // Files are JSON: what a string may not hold as it is stands there escaped.
        let quoted = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
        for file in folder.files() where file.path != "truth.json" {
            var content = String(decoding: file.bytes, as: UTF8.self)
            for harmless in ["Sif the Red", "Ragna", "Essential container in task exited"] {
                content = content.replacingOccurrences(of: harmless, with: quoted.dropFirst().dropLast())
            }
            try scratch.write(Array(content.utf8), to: "in/\(file.path)")
        }
        return scratch.url.appendingPathComponent("in/\(folder.leafFileName)").path
    }
}
