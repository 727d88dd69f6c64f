import Foundation
import TimeSeries
import Worlds

/// A small fleet whose data lies mixed in one bucket: three sound leaves, a broken file, a leaf without a file.
struct FleetWorld {
    let scratch: ScratchFolder
    /// Data files by path, each under the bucket.
    private(set) var objects: [String] = []

    /// Container ids of the leaves that can be analysed.
    static let sound = ["leftup.world3", "scanner.world2", "steady.world1"]

    var leaves: String { scratch.url.appendingPathComponent("leaves").path }
    var bucket: String { scratch.url.appendingPathComponent("bucket").path }

    /// Makes the bucket.
    ///
    /// - Parameter isStreamed: whether metrics came through Metric Streams, all leaves mixed, instead of as exports.
    init(isStreamed: Bool = false) throws {
        scratch = try ScratchFolder()
        var random = Recutting(seed: 7)
        var data: [(path: String, bytes: [UInt8])] = []
        var stream = MixedStream()
        for (kind, seed) in [(WorldClass.steady, 1), (.scanner, 2), (.leftUp, 3), (.bursty, 4)] {
            let world = World(kind.parameters(seed: UInt64(seed), days: 4))
            let id = world.parameters.containerID
            if isStreamed { stream.add(world) }
            for file in SampleFolder(world: world).files() where file.path != "truth.json" {
                if isStreamed, file.path.hasPrefix("metrics/") { continue }
                if file.path.hasSuffix(".yaml") {
                    if kind != .bursty { try scratch.write(file.bytes, to: "leaves/\(file.path)") }
                } else if file.path.hasPrefix("firehose/") {
                    data.append((file.path, file.bytes))
                } else {
                    // Exports keep their folder, because a query file speaks for the files beside it.
                    let path = "bucket/\(id)/\(file.path)"
                    try scratch.write(file.bytes, to: path)
                    objects.append(path)
                }
            }
        }
        // The payloads of all leaves in the same objects.
        for file in random.recut(data) {
            try scratch.write(file.bytes, to: "bucket/logs/\(file.path)")
            objects.append("bucket/logs/\(file.path)")
        }
        for (index, bytes) in stream.objects().enumerated() {
            objects.append("bucket/streams/\(index)")
            try scratch.write(bytes, to: "bucket/streams/\(index)")
        }
        try scratch.write(Array("{\"messageType\":\"DATA_MESSAGE\",\"logEv".utf8), to: "bucket/cut.json")
        objects.append("bucket/cut.json")
        try scratch.write(Array("Ec2: [\n".utf8), to: "leaves/Broken.yaml")
        try scratch.write(
            Array("Ec2: {InstanceType: m5.large}\nContainer: {Image: x}\nWatchdog: {Threshold: 5}\n".utf8),
            to: "leaves/nobody.yaml")
    }

    /// What `fleet` says of the bucket.
    func fleet(_ options: [String] = []) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(
            ["fleet", bucket, "--leaves", leaves, "--format", "json", "--rounds", "20", "-q"] + options)
    }

    /// Writes the lines that `map` makes of some objects into a file.
    ///
    /// - Parameter knowsAlarms: whether the mapper is told the settings of all alarms.
    func map(_ paths: [String], to name: String, knowsAlarms: Bool) throws {
        let references = try paths.map { path in
            let json = ["path": scratch.url.appendingPathComponent(path).path]
            return String(decoding: try JSONEncoder().encode(json), as: UTF8.self)
        }
        try scratch.write(Array((references.joined(separator: "\n") + "\n").utf8), to: "\(name).in")
        let file = scratch.url.appendingPathComponent("\(name).in").path
        let alarms = knowsAlarms ? Self.sound.flatMap { ["--alarms", "\(bucket)/\($0)/alarms"] } : []
        let outcome = try BuiltProgram.run(
            ["map", file, "--leaves", leaves, "-q", "--batch", "1"] + alarms)
        guard outcome.status == 0 else { throw MapFailure(messages: outcome.messages) }
        try scratch.write(Array(outcome.output.utf8), to: name)
    }

    /// What `reduce` says of lines.
    func reduce(_ files: [String], _ options: [String] = []) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(
            ["reduce"] + files + ["--leaves", leaves, "--format", "json", "--rounds", "20", "-q"] + options)
    }

    struct MapFailure: Error {
        var messages: String
    }
}

/// What Metric Streams write of several leaves' metrics, and of what is nobody's.
struct MixedStream {
    /// Lines by minute.
    private var lines: [Int: [String]] = [:]

    /// Adds a leaf's metrics.
    mutating func add(_ world: World) {
        let names = WorldNames(world.parameters)
        let run = world.run
        add("AWS/EC2", "NetworkIn", ("AutoScalingGroupName", names.group), run.networkIn, names)
        // The instance's own metric names nobody.
        add("AWS/EC2", "NetworkIn", ("InstanceId", "i-\(names.alphaID)"), run.networkIn, names)
        for (system, reads) in zip(names.fileSystems, run.volumeReads) {
            add("AWS/EFS", "DataReadIOBytes", ("FileSystemId", system), reads, names)
        }
        add(names.leaf, "DNSTraffic", ("ContainerNameID", names.containerID), run.dnsTraffic, names)
        add("AWS/Lambda", "Invocations", ("FunctionName", names.crashFunction), run.crashInvocations, names)
        start = world.parameters.start.seconds
    }

    private var start: Int64 = 0

    private mutating func add(
        _ namespace: String, _ metric: String, _ dimension: (String, String), _ values: [Double],
        _ names: WorldNames
    ) {
        let head =
            "{\"metric_stream_name\":\"s\",\"account_id\":\"\(names.account)\",\"region\":\"\(names.region)\","
            + "\"namespace\":\"\(namespace)\",\"metric_name\":\"\(metric)\","
            + "\"dimensions\":{\"\(dimension.0)\":\"\(dimension.1)\"},"
        for (minute, value) in values.enumerated() where !value.isNaN {
            lines[minute, default: []].append(
                head
                    + "\"timestamp\":@,\"value\":{\"max\":\(value),\"min\":\(value),\"sum\":\(value),\"count\":1.0},"
                    + "\"unit\":\"None\"}\n")
        }
    }

    /// One object for every six hours; each begins with the last minutes of the one before, delivered again.
    func objects() -> [[UInt8]] {
        guard let last = lines.keys.max() else { return [] }
        return stride(from: 0, through: last, by: 360).map { from in
            let text = (max(0, from - 5)..<from + 360).flatMap { minute in
                (lines[minute] ?? []).map {
                    $0.replacingOccurrences(of: "@", with: "\((start + Int64(minute) * 60) * 1000)")
                }
            }
            return Array(text.joined().utf8)
        }
    }
}
