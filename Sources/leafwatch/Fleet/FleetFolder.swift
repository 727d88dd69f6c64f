import Foundation
import Reporting
import Synchronization
import Templates

/// The folder that a fleet's run fills: the index, the leaves' pages, and what a later run need not do again.
final class FleetFolder: Sendable {
    /// What a later run needs to know of a leaf.
    private struct State: Codable {
        var key: String
        var outcome: LeafOutcome
    }

    let path: String
    private let writesReports: Bool

    /// Makes the folder if it is not there.
    ///
    /// - Throws: ``CommandFailure``.
    init(path: String, writesReports: Bool) throws {
        self.path = path
        self.writesReports = writesReports
        for part in ["", "/state"] + (writesReports ? ["/leaves"] : []) {
            do {
                try FileManager.default.createDirectory(
                    atPath: path + part, withIntermediateDirectories: true)
            } catch {
                throw CommandFailure(
                    .cannotCreate, "\(path)\(part): the folder cannot be made: \(error.localizedDescription)")
            }
        }
    }

    /// The outcome of a leaf when it is known by this key and its page is there.
    func outcome(of leaf: FleetLeaf, key: String) -> LeafOutcome? {
        guard let data = FileManager.default.contents(atPath: statePath(leaf.containerID)),
            let state = try? JSONDecoder().decode(State.self, from: data), state.key == key,
            !writesReports || FileManager.default.fileExists(atPath: path + "/" + Self.page(leaf.containerID))
        else { return nil }
        return state.outcome
    }

    /// Keeps a leaf's page and outcome; the outcome last, so that a run that was killed does the leaf again.
    ///
    /// - Throws: ``CommandFailure``.
    func keep(
        _ outcome: LeafOutcome, analysis: LeafAnalysis, key: String, style: PresentationStyle
    ) throws {
        if writesReports {
            try write(Self.page(outcome.leaf), Data(try analysis.html(style: style).utf8))
        }
        try write("state/\(outcome.leaf).json", try JSONEncoder().encode(State(key: key, outcome: outcome)))
    }

    /// Writes the index and `fleet.json`.
    ///
    /// - Throws: ``CommandFailure``.
    func write(_ report: FleetReport, style: PresentationStyle, stamp: ResultStamp) throws {
        try write("fleet.json", Data(try OutputFormat.json(report, stamp: stamp).utf8))
        let page = FleetPage(sha256Base64: { ContentHash.base64($0) })
        let html = page.render(report, style: style) { outcome in
            guard outcome.failure == nil,
                FileManager.default.fileExists(atPath: self.path + "/" + Self.page(outcome.leaf))
            else { return nil }
            return Self.page(outcome.leaf).addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
        }
        try write("index.html", Data(html.utf8))
    }

    private static func page(_ leaf: String) -> String { "leaves/\(leaf).html" }

    private func statePath(_ leaf: String) -> String { "\(path)/state/\(leaf).json" }

    private func write(_ name: String, _ data: Data) throws {
        try CommandFile.write(data, to: path + "/" + name)
    }
}
