import Archive
import Foundation
import Ingest
import LeafStack
import Reporting
import TimeSeries

/// One line of what `map` writes and `reduce` reads: an object that says itself what it is.
struct FleetLine: Codable {
    /// Kinds of lines.
    enum Kind: String, Codable {
        /// A leaf's share of one day, or of what has no day.
        case part
        /// Points of a file system whose leaf is not known yet.
        case fileSystem
        /// What belongs to no leaf, for counting.
        case unclaimed
        /// Which input objects were read, and what could not be.
        case inputs
        /// What a leaf's analysis came to.
        case outcome
    }

    /// What the line is.
    var leafwatch: Kind
    /// Version of this layout.
    var schema = 1
    /// Container id of the leaf, the file system's id, or what kind of thing belongs to no leaf.
    var owner: String?
    /// Its name, where it is no leaf.
    var name: String?
    /// UTC day.
    var day: String?
    /// Log records, for the reader's eyes.
    var logRecords: Int?
    /// Metric points, likewise.
    var datapoints: Int?
    /// Other events, likewise.
    var events: Int?
    /// The share in Base64.
    var data: Data?
    /// Digests of input objects that were read to their end.
    var objects: [String]?
    /// Reports of those of which a part could not be read.
    var damaged: [ObjectReport]?
    /// What became of a leaf.
    var outcome: LeafOutcome?
    /// Digest of leaf file, data and settings behind the outcome.
    var key: String?

    private init(_ kind: Kind) { leafwatch = kind }

    /// A share's line.
    init(_ share: HistoryShare, key: PartKey, day: CivilDate?) throws {
        switch key.kind {
        case .leaf: self.init(.part)
        case .fileSystem: self.init(.fileSystem)
        case .unclaimed: self.init(.unclaimed)
        }
        owner = key.owner
        name = key.kind == .leaf ? nil : key.name
        self.day = day?.description
        let counts = share.counts
        logRecords = counts.logRecords + share.countedLogEvents
        datapoints = counts.datapoints
        events = counts.events
        data = Data(try share.encoded())
    }

    /// The line of what was read.
    init(objects: [String], damaged: [ObjectReport]) {
        self.init(.inputs)
        self.objects = objects
        self.damaged = damaged
    }

    /// An outcome's line.
    init(_ outcome: LeafOutcome, key: String) {
        self.init(.outcome)
        owner = outcome.leaf
        self.outcome = outcome
        self.key = key
    }

    /// Whose the line's share is; `nil` for lines without.
    var partKey: PartKey? {
        guard let owner else { return nil }
        switch leafwatch {
        case .part: return PartKey(kind: .leaf, owner: owner)
        case .fileSystem: return PartKey(kind: .fileSystem, owner: owner, name: name ?? "")
        case .unclaimed: return PartKey(kind: .unclaimed, owner: owner, name: name ?? "")
        default: return nil
        }
    }

    /// The line's text, keys sorted, with its end.
    func text() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data([10])
    }
}

/// Lines of a file or of standard input, one at a time.
struct LineReader {
    /// The longest line that is taken.
    static let limit = 256 << 20
    private static let piece = 1 << 20

    private let handle: FileHandle
    private let name: String

    /// Opens a file; `-` is standard input.
    ///
    /// - Throws: ``CommandFailure``.
    init(_ path: String) throws {
        name = path == "-" ? "standard input" : path
        if path == "-" {
            handle = .standardInput
        } else {
            guard FileManager.default.fileExists(atPath: path) else {
                throw CommandFailure(.noInput, "\(path): no such file")
            }
            guard let file = FileHandle(forReadingAtPath: path) else {
                throw CommandFailure(.noPermission, "\(path): no permission to read it")
            }
            handle = file
        }
    }

    /// Calls `body` with every line that is not empty, and its number.
    func read(_ body: (Data, Int) throws -> Void) throws {
        var pending = Data()
        var number = 0
        func take(_ line: Data) throws {
            number += 1
            if !line.isEmpty { try body(line, number) }
        }
        while true {
            let bytes: Data
            do {
                bytes = try handle.read(upToCount: Self.piece) ?? Data()
            } catch {
                throw CommandFailure(.inputOutput, "\(name): cannot be read: \(error.localizedDescription)")
            }
            if bytes.isEmpty { break }
            var start = bytes.startIndex
            while let end = bytes[start...].firstIndex(of: 10) {
                pending.append(bytes[start..<end])
                try take(pending)
                pending = Data()
                start = bytes.index(after: end)
            }
            pending.append(bytes[start...])
            guard pending.count <= Self.limit else {
                throw CommandFailure(
                    .data, "\(name), line \(number + 1): longer than \(Self.limit >> 20) MB")
            }
        }
        try take(pending)
    }
}
