import Archive
import Ingest
import TimeSeries

/// Picks a leaf's series out of an archive and puts them on the history's grid.
struct SeriesPicker {
    let leaf: Leaf
    let archive: any HistorySource
    let range: Range<Instant>?
    let classifier: SeriesClassifier
    let fileSystems: Set<String>
    private(set) var remarks: [String] = []
    /// A period longer than a minute at which traffic is there, when it is there only so.
    private(set) var coarsePeriod: Int?
    private var chosen: [(role: SeriesRole, owner: SeriesOwner, summary: SeriesSummary)] = []

    init(
        leaf: Leaf, names: LeafNames, archive: any HistorySource, range: Range<Instant>?,
        fileSystems: Set<String>
    ) throws {
        self.leaf = leaf
        self.archive = archive
        self.range = range
        self.fileSystems = fileSystems
        classifier = SeriesClassifier(leaf: leaf, names: names)
    }

    /// The series that were used.
    var used: [MetricKey] { chosen.map(\.summary.key) }

    /// Whether there is traffic.
    var hasTraffic: Bool { chosen.contains { $0.role == .networkIn || $0.role == .trafficIn } }

    /// First point to the end of the last one, within the range asked for.
    var span: Range<Instant>? {
        let first = chosen.map(\.summary.first).min()
        let last = chosen.map { $0.summary.last.advanced(bySeconds: 60) }.max()
        guard var first, var last else { return nil }
        if let range {
            first = max(first, range.lowerBound)
            last = min(last, range.upperBound)
        }
        return first < last ? first..<last : nil
    }

    /// Decides which series to use.
    mutating func pick() throws {
        var candidates: [SeriesRole: [(SeriesOwner, SeriesSummary)]] = [:]
        var others = 0
        var nameless = 0
        for summary in try archive.seriesSummaries() {
            guard let role = classifier.role(of: summary.key) else { continue }
            let owner = classifier.owner(of: summary.key, role: role, fileSystems: fileSystems)
            guard owner > .other else {
                others += 1
                continue
            }
            guard summary.key.period == 60 else {
                if role == .networkIn || role == .trafficIn {
                    coarsePeriod = min(coarsePeriod ?? .max, summary.key.period)
                }
                continue
            }
            candidates[role, default: []].append((owner, summary))
        }
        if others > 0 {
            remarks.append("\(others) metric series of other leaves or resources were left out.")
        }
        // Where several leaves' data lie together, what names nobody may be another's.
        let isNamed = candidates.values.contains { $0.contains { $0.0 == .this } }
        for (role, found) in candidates {
            let best = found.map(\.0).max() ?? .unnamed
            for (owner, summary) in found {
                if isNamed, others > 0, owner == .unnamed, summary.key.dimensions.isEmpty {
                    nameless += 1
                    continue
                }
                // What names this leaf goes before what names nobody; the latter then only fills gaps.
                chosen.append((role, min(owner, best), summary))
            }
        }
        if nameless > 0 {
            remarks.append(
                "\(nameless) metric series that name no leaf were left out: there is data of several leaves, and of this "
                    + "one with its name.")
        }
        chosen.sort {
            ($1.owner, Self.rank($0.role), "\($0.summary.key)") < (
                $0.owner, Self.rank($1.role), "\($1.summary.key)"
            )
        }
        if hasTraffic { coarsePeriod = nil }
    }

    private static func rank(_ role: SeriesRole) -> Int {
        switch role {
        case .networkIn: 0
        case .trafficIn: 1
        case .volumeReads: 2
        case .volumesOut: 3
        case .dnsTraffic: 4
        case .crashInvocations: 5
        }
    }

    /// Writes the chosen series onto the history's grid.
    mutating func fill(_ history: inout LeafHistory) throws {
        let grid = history.start..<history.networkIn.end
        var volumes: [(name: String, system: String, series: GridSeries)] = []
        var total: GridSeries?
        var differing: [String: Int] = [:]
        for (role, _, summary) in chosen {
            var series = try archive.series(summary.key, in: grid)
            guard series.count == history.minutes, series.period == 60 else { continue }
            switch role {
            case .networkIn: differing["NetworkIn", default: 0] += history.networkIn.merge(series)
            case .trafficIn:
                for index in series.values.indices { series.values[index] *= 60 }
                differing["NetworkIn", default: 0] += history.networkIn.merge(series, tolerance: 1e-6)
            case .dnsTraffic: differing["DNSTraffic", default: 0] += history.dnsTraffic.merge(series)
            case .crashInvocations:
                differing["Invocations", default: 0] += history.crashInvocations.merge(series)
            case .volumeReads(let volume):
                let system = summary.key.dimensions.first { $0.name == "FileSystemId" }?.value ?? ""
                let name = volume.map(WatchdogAlarms.readsID(volume:)) ?? system
                if let index = volumes.firstIndex(where: {
                    $0.name == name && ($0.system == system || $0.system.isEmpty || system.isEmpty)
                        || (!system.isEmpty && $0.system == system)
                }) {
                    differing["DataReadIOBytes", default: 0] += volumes[index].series.merge(series)
                } else {
                    volumes.append((name, system, series))
                }
            case .volumesOut:
                for index in series.values.indices { series.values[index] *= 60 }
                if total == nil { total = series }
            }
        }
        for (name, count) in differing.sorted(by: { $0.key < $1.key }) where count > 0 {
            remarks.append(
                "\(count) points of \(name) differ between exports; the better-named one was taken.")
        }
        volumes = own(volumes, history: history)
        history.volumeReads = volumes.map { VolumeReads(name: $0.name, bytes: $0.series) }
        if volumes.isEmpty, let total {
            history.volumeReads = [VolumeReads(name: "volumes_out", bytes: total)]
        } else if volumes.isEmpty, !leaf.volumes.isEmpty,
            history.networkIn.values.contains(where: { !$0.isNaN })
        {
            remarks.append(
                "There are no volume reads (DataReadIOBytes), though the leaf has volumes: traffic is taken as it is."
            )
        }
    }

    /// Of more file systems than the leaf has volumes, those that are read only while the instance is up.
    private mutating func own(
        _ volumes: [(name: String, system: String, series: GridSeries)], history: LeafHistory
    ) -> [(name: String, system: String, series: GridSeries)] {
        let limit = max(1, leaf.volumes.count)
        guard volumes.count > limit else { return volumes }
        let ranked = volumes.enumerated().map { index, volume -> (index: Int, share: Double) in
            var inside = 0
            var all = 0
            for minute in volume.series.values.indices where !volume.series.values[minute].isNaN {
                all += 1
                if !history.networkIn.values[minute].isNaN { inside += 1 }
            }
            return (index, all == 0 ? 0 : Double(inside) / Double(all))
        }
        let kept = Set(
            ranked.sorted { ($1.share, $0.index) < ($0.share, $1.index) }.prefix(limit).map(\.index))
        remarks.append(
            "\(volumes.count - limit) file systems beyond the leaf's \(limit) were left out: they are read "
                + "while the instance is down.")
        return volumes.enumerated().filter { kept.contains($0.offset) }.map(\.element)
    }
}

extension GridSeries {
    /// Fills gaps from another series of the same grid.
    ///
    /// - Returns: how many points of both differ by more than the relative tolerance; this series' are kept.
    mutating func merge(_ other: GridSeries, tolerance: Double = 0) -> Int {
        var differing = 0
        for index in values.indices where index < other.values.count {
            let value = other.values[index]
            guard !value.isNaN else { continue }
            if values[index].isNaN {
                values[index] = value
            } else if (values[index] - value).magnitude > tolerance * values[index].magnitude {
                differing += 1
            }
        }
        return differing
    }
}
