public import Archive
import Foundation
public import Ingest
public import TimeSeries

extension GivenNames {
    /// The names that an archive remembers for the leaf with these derived names; none when it remembers none.
    ///
    /// - Throws: `ArchiveError`.
    public static func stored(for names: LeafNames, in archive: any HistorySource) throws -> GivenNames {
        let stack = names.derived.stack
        return try archive.resources(.givenNames).first { $0.name == stack }.flatMap(Self.init)
            ?? GivenNames()
    }

    /// Reads what ``record(for:time:)`` makes.
    init?(_ record: ResourceDescription) {
        guard record.kind == .givenNames,
            let names = try? JSONDecoder().decode(GivenNames.self, from: Data(record.content.utf8))
        else { return nil }
        self = names
    }

    /// What an archive stores, so that ``stored(for:in:)`` finds it.
    public func record(for names: LeafNames, time: Instant) -> ResourceDescription {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let content = (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        return ResourceDescription(
            kind: .givenNames, name: names.derived.stack, time: time, content: content)
    }
}
