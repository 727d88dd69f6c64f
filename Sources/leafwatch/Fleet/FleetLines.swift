import Archive
import Foundation
import Ingest
import Reporting
import TimeSeries

/// What lines said, merged: the same whatever their order, and however often each came.
struct FleetLines {
    /// Shares, on disk.
    let store: PartStore
    /// Digests of the objects that were read.
    private(set) var objects: Set<String> = []
    /// Reports of those that could not be read in full.
    private(set) var damaged: [String: ObjectReport] = [:]
    /// Outcomes of leaves that were analysed elsewhere.
    private(set) var outcomes: [String: (outcome: LeafOutcome, key: String)] = [:]

    init(scratch: ScratchPath) throws { store = try PartStore(path: scratch.path + "/parts") }

    /// Takes a line.
    ///
    /// - Throws: ``CommandFailure`` with ``ExitStatus/data`` that names the place.
    mutating func add(_ text: Data, place: String) throws {
        let line: FleetLine
        do {
            line = try JSONDecoder().decode(FleetLine.self, from: text)
        } catch {
            throw CommandFailure(.data, "\(place): no line of `leafwatch map`")
        }
        guard line.schema == 1 else {
            throw CommandFailure(
                .data, "\(place): layout \(line.schema) of another leafwatch",
                hint: "map and reduce with the same version")
        }
        do {
            if let key = line.partKey, let data = line.data {
                try store.add(HistoryShare(decoding: [UInt8](data)), key: key, day: try line.date(place))
            }
        } catch let error as ArchiveError {
            throw CommandFailure(.data, "\(place): \(error.description)")
        }
        objects.formUnion(line.objects ?? [])
        for report in line.damaged ?? [] {
            // The same bytes under two names are one object; the archive keeps the first name, too.
            if damaged[report.digest].map({ report.file < $0.file }) ?? true {
                damaged[report.digest] = report
            }
        }
        if let outcome = line.outcome { try add(outcome, key: line.key ?? "", place: place) }
    }

    private mutating func add(_ outcome: LeafOutcome, key: String, place: String) throws {
        if let known = outcomes[outcome.leaf], known.key != key || known.outcome != outcome {
            throw CommandFailure(
                .data, "\(place): the leaf '\(outcome.leaf)' was analysed twice with different data",
                hint: "all lines of a leaf must go to one reducer")
        }
        outcomes[outcome.leaf] = (outcome, key)
    }

    /// What was read.
    var inputs: FleetReport.Inputs {
        FleetReport.Inputs(objects: objects.count, quarantined: damaged.values.flatMap(\.quarantined))
    }

    /// The line of what was read.
    var inputsLine: FleetLine {
        FleetLine(
            objects: objects.sorted(), damaged: damaged.values.sorted { $0.digest < $1.digest })
    }
}

extension FleetLine {
    fileprivate func date(_ place: String) throws -> CivilDate? {
        guard let day else { return nil }
        guard let start = Instant(iso8601: day + "T00:00:00Z") else {
            throw CommandFailure(.data, "\(place): '\(day)' is no day")
        }
        return CivilDate(daysSinceEpoch: Int(clamping: start.seconds / 86_400))
    }
}
