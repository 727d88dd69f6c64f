import Archive
import Dispatch
import Foundation
import Ingest
import Synchronization
import TimeSeries
import Worlds

/// Writes leaf files and an archive of many invented leaves: `fleet FOLDER LEAVES [DAYS] [dense]`.
///
/// By default every leaf is a world of its own: ten kinds in turn, levels and habits drawn by its seed, everything that
/// its stack would have left behind read through the reader. `dense` instead lets every instance stay up and gives it three
/// volumes, so that each leaf has four series with a point in nearly every minute.
let words = Array(CommandLine.arguments.dropFirst())
guard words.count >= 2, let count = Int(words[1]), count > 0 else {
    FileHandle.standardError.write(Data("usage: fleet FOLDER LEAVES [DAYS] [dense]\n".utf8))
    exit(64)
}
let folder = URL(fileURLWithPath: words[0])
let days = words.count > 2 ? Int(words[2]) ?? 15 : 15
let isDense = words.contains("dense")

/// One leaf of the fleet.
struct FleetWorld {
    let world: World

    init(_ index: Int) {
        let kinds = WorldClass.allCases.filter { $0 != .tiny }
        var parameters = kinds[index % kinds.count].parameters(seed: UInt64(index + 1), days: days)
        if isDense {
            parameters.volumes = ["Data", "Saves", "Mods"]
            // Below any traffic, so that nothing ever stops it.
            parameters.settings.threshold = max(1, Int(parameters.idle.level / 10))
            parameters.settings.shouldStop = false
            parameters.brokenSpans = []
        }
        world = World(parameters)
    }

    /// Leaf file and data.
    func write(to archive: HistoryArchive, leaves: URL) throws {
        let id = world.parameters.containerID
        let files = SampleFolder(world: world, style: SampleStyle(withStartLog: false)).files()
        var objects: [InputObject] = []
        let queries =
            files.first { $0.path == "metrics/queries.json" }
            .flatMap { QueryCatalog(json: Data($0.bytes)) } ?? .empty
        for file in files where file.path != "truth.json" && file.path != "metrics/queries.json" {
            if file.path.hasSuffix(".yaml") {
                try Data(file.bytes).write(to: leaves.appendingPathComponent(file.path))
            } else if !isDense || !file.path.hasPrefix("metrics/") {
                objects.append(InputObject(name: "\(id)/\(file.path)", bytes: file.bytes, queries: queries))
            }
        }
        _ = try InputReader(options: ReadOptions(threads: 1)).read(objects, into: archive)
        if isDense { try writeSeries(to: archive) }
    }

    private func writeSeries(to archive: HistoryArchive) throws {
        let names = WorldNames(world.parameters)
        var records = [
            points("AWS/EC2", "NetworkIn", "AutoScalingGroupName", names.group, world.run.networkIn)
        ]
        for (system, reads) in zip(names.fileSystems, world.run.volumeReads) {
            records.append(
                points("AWS/EFS", "DataReadIOBytes", "FileSystemId", system, reads.map { $0.isNaN ? 0 : $0 }))
        }
        var sink = try archive.makeSink(file: names.containerID)
        try sink.receive(
            Delivery(records: records, recordEvents: Array(repeating: -1, count: records.count)))
        var report = ObjectReport(file: names.containerID)
        report.digest = "series of \(names.containerID)"
        try sink.finish(report)
    }

    private func points(
        _ namespace: String, _ metric: String, _ dimension: String, _ value: String, _ values: [Double]
    ) -> Record {
        let key = MetricKey(
            namespace: namespace, metricName: metric, dimensions: [.init(name: dimension, value: value)],
            unit: "Bytes", statistic: "Sum")
        let minutes = values.indices.filter { !values[$0].isNaN }
        let start = world.parameters.start.seconds
        return .metricPoints(
            MetricPoints(
                key: key, times: minutes.map { start + Int64($0) * 60 }, values: minutes.map { values[$0] }))
    }
}

/// Fills the folder; the archive is closed at the end, so that it lies in one file.
func fill() throws {
    let leaves = folder.appendingPathComponent("leaves")
    try FileManager.default.createDirectory(at: leaves, withIntermediateDirectories: true)
    let archive = try HistoryArchive.open(
        folder.appendingPathComponent("history.leafwatch").path, for: .writing)
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: count) { index in
        do {
            try FleetWorld(index).write(to: archive, leaves: leaves)
        } catch {
            failures.withLock { $0.append("\(error)") }
        }
    }
    if let first = failures.withLock({ $0.first }) {
        FileHandle.standardError.write(Data("\(first)\n".utf8))
        exit(74)
    }
    let tallies = try archive.tallies()
    print(
        "\(count) leaves, \(days) days: \(tallies.datapoints) points, \(tallies.logEvents) log events, \(tallies.events) events"
    )
}

try fill()
