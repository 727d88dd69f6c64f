import ArgumentParser
import Foundation
import Reporting
import Synchronization
import Templates

/// What this run of the program was told and what it has read so far; ends up in the stamp of its JSON.
///
/// Kept at the edge: the loaders note what they read, nothing in the middle knows of it.
final class RunRecord: Sendable {
    /// The record of the run at hand; a process runs one command.
    static let current = RunRecord()

    private struct State {
        var stamp: ResultStamp
        var digests: [@Sendable () throws -> ResultStamp.Input] = []
    }

    private let state: Mutex<State>

    private init() {
        state = Mutex(
            State(stamp: ResultStamp(version: LeafwatchCommand.configuration.version, command: "")))
    }

    /// Notes which command runs, and its options.
    func start(_ command: any ParsableCommand) {
        var settings: [String: ResultStamp.Setting] = [:]
        var seed: UInt64?
        let groups = Mirror(reflecting: command).children.map(\.value) + [command]
        for source in groups.compactMap({ $0 as? any RecordedOptions }) {
            settings.merge(source.recordedSettings) { $1 }
            seed = source.recordedSeed ?? seed
        }
        let name = Self.name(of: type(of: command))
        state.withLock { [settings, seed] state in
            state.stamp.command = name
            state.stamp.settings = settings
            state.stamp.seed = seed
        }
    }

    /// Notes a file that was read.
    func note(_ kind: String, path: String, bytes: Data) {
        let name = URL(fileURLWithPath: path).lastPathComponent
        note { ResultStamp.Input(kind: kind, name: name, sha256: ContentHash.hex([UInt8](bytes))) }
    }

    /// Notes the input objects that a result tells of: one entry for all, the same in whatever order they were read.
    ///
    /// - Parameter digests: of each object's stored bytes.
    func note(objects digests: [String]) {
        let known = Set(digests.filter { !$0.isEmpty }).sorted()
        guard !known.isEmpty else { return }
        let name = known.count == 1 ? "1 object" : "\(known.count) objects"
        let text = known.map { $0 + "\n" }.joined()
        note { ResultStamp.Input(kind: "objects", name: name, sha256: ContentHash.hex(Array(text.utf8))) }
    }

    /// Notes something whose digest is only worked out when a result shows it.
    func note(_ digest: @escaping @Sendable () throws -> ResultStamp.Input) {
        state.withLock { $0.digests.append(digest) }
    }

    /// The stamp of a result that is written now.
    ///
    /// - Throws: `EncodingError` when a history cannot be written out.
    func stamp() throws -> ResultStamp {
        let now = state.withLock { $0 }
        var stamp = now.stamp
        stamp.inputs = try Set(now.digests.map { try $0() })
            .sorted { ($0.kind, $0.name, $0.sha256) < ($1.kind, $1.name, $1.sha256) }
        return stamp
    }

    /// The words that call a command: `audit`, `prices list`.
    private static func name(of command: any ParsableCommand.Type) -> String {
        func path(in parent: any ParsableCommand.Type) -> [String]? {
            for child in parent.configuration.subcommands {
                let name = child.configuration.commandName ?? child._commandName
                if child == command { return [name] }
                if let rest = path(in: child) { return [name] + rest }
            }
            return nil
        }
        return path(in: LeafwatchCommand.self)?.joined(separator: " ") ?? ""
    }
}

/// Options that bear on a result and stand in its stamp.
protocol RecordedOptions {
    /// The values, by the options' long names.
    var recordedSettings: [String: ResultStamp.Setting] { get }
    /// The seed, where there is one among them.
    var recordedSeed: UInt64? { get }
}

extension RecordedOptions {
    var recordedSeed: UInt64? { nil }
}

extension OptionGroup: RecordedOptions where Value: RecordedOptions {
    var recordedSettings: [String: ResultStamp.Setting] { wrappedValue.recordedSettings }
    var recordedSeed: UInt64? { wrappedValue.recordedSeed }
}
