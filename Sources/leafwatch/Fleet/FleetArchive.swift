import Archive
import Foundation
import Ingest
import LeafStack
import Reporting

/// A history of many leaves with its names dealt out.
struct FleetArchive: Sendable {
    let archive: HistoryArchive
    let index: ArchiveIndex
    let routes: ArchiveRoutes

    /// Deals out an archive's names.
    ///
    /// - Parameter alarms: settings of alarms that are known from elsewhere.
    init(_ archive: HistoryArchive, leaves: [FleetLeaf], alarms: [AlarmDescription] = []) throws {
        self.archive = archive
        index = try archive.index()
        routes = ArchiveRoutes(
            index, leaves: leaves.map(\.routed), alarms: alarms + (try archive.alarmsOfFileSystems()),
            names: try archive.resources(.givenNames))
    }

    /// What belongs to no leaf, counted name by name.
    func unclaimed() throws -> [FleetReport.Unclaimed] {
        try routes.unclaimed.map { name in
            let share = try archive.countingShare(of: name.selection, index: index)
            return FleetReport.Unclaimed(kind: name.kind, name: name.name, count: share.count(of: name.kind))
        }
    }

    /// What was read.
    func inputs() throws -> FleetReport.Inputs {
        FleetReport.Inputs(
            objects: try archive.objectDigests().count,
            quarantined: try archive.damagedObjects().flatMap(\.quarantined))
    }
}

extension HistoryShare {
    /// How much stands under a name that belongs to nobody.
    func count(of kind: UnclaimedName.Kind) -> Int {
        switch kind {
        case .logGroup: countedLogEvents
        case .metric, .unnamedMetric: counts.datapoints
        case .cluster, .group, .alarm, .stack: counts.events
        }
    }
}

extension FleetLeaf {
    /// The leaf as far as routing needs it: a broken file's data still is that leaf's, and no stray.
    var routed: Leaf {
        leaf
            ?? Leaf(
                containerID: containerID, instanceType: "", image: "", volumes: [],
                watchdog: WatchdogSettings(threshold: 0))
    }
}

/// A file or folder that goes away with its owner.
final class ScratchPath: Sendable {
    let path: String

    /// Makes an empty folder.
    ///
    /// - Throws: ``CommandFailure``.
    init() throws {
        path =
            FileManager.default.temporaryDirectory.appendingPathComponent("leafwatch-\(UUID().uuidString)")
            .path
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                .cannotCreate, "\(path): the folder cannot be made: \(error.localizedDescription)")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
