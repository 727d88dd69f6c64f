import Foundation
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

    init() throws {
        scratch = try ScratchFolder()
        var random = Recutting(seed: 7)
        var data: [(path: String, bytes: [UInt8])] = []
        for (kind, seed) in [(WorldClass.steady, 1), (.scanner, 2), (.leftUp, 3), (.bursty, 4)] {
            let world = World(kind.parameters(seed: UInt64(seed), days: 4))
            let id = world.parameters.containerID
            for file in SampleFolder(world: world).files() where file.path != "truth.json" {
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
