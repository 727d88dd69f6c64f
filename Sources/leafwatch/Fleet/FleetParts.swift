import Archive
import LeafStack

/// An archive's contents as lines: what each leaf has on each day, what belongs to none, what was read.
struct FleetParts {
    private let shared: FleetArchive
    private let leaves: [FleetLeaf]

    init(_ shared: FleetArchive, leaves: [FleetLeaf]) {
        self.shared = shared
        self.leaves = leaves
    }

    /// Makes all lines, in the order of the leaves and days.
    func forEachLine(_ body: (FleetLine) throws -> Void) throws {
        for (leaf, selection) in zip(leaves, shared.routes.selections) {
            let share = try shared.archive.share(of: selection, index: shared.index)
            for (day, part) in try share.days() {
                try body(FleetLine(part, key: PartKey(kind: .leaf, owner: leaf.containerID), day: day))
            }
        }
        for name in shared.routes.unclaimed {
            if let system = name.fileSystem {
                let share = try shared.archive.share(of: name.selection, index: shared.index)
                for (day, part) in try share.days() {
                    let key = PartKey(kind: .fileSystem, owner: system, name: name.name)
                    try body(FleetLine(part, key: key, day: day))
                }
            } else {
                let share = try shared.archive.countingShare(of: name.selection, index: shared.index)
                guard share.count(of: name.kind) > 0 else { continue }
                let key = PartKey(kind: .unclaimed, owner: name.kind.rawValue, name: name.name)
                try body(FleetLine(share, key: key, day: nil))
            }
        }
        try body(
            FleetLine(
                objects: try shared.archive.objectDigests(), damaged: try shared.archive.damagedObjects()))
    }
}
