import Archive
import Foundation
import Ingest
import Testing
import TimeSeries

/// SplitMix64: the same numbers on every machine from the same seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// An input object as a reader would hand it over.
struct TestObject {
    var report: ObjectReport
    var deliveries: [Delivery]

    init(file: String, digest: String, deliveries: [Delivery]) {
        report = ObjectReport(file: file)
        report.digest = digest
        self.deliveries = deliveries
    }
}

extension HistoryArchive {
    func ingest(_ object: TestObject) throws {
        var sink = try makeSink(file: object.report.file)
        for delivery in object.deliveries { try sink.receive(delivery) }
        try sink.finish(object.report)
    }

    func exported() throws -> String {
        var text = ""
        try export { text += $0 + "\n" }
        return text
    }

    static func holding(_ objects: [TestObject]) throws -> HistoryArchive {
        let archive = try HistoryArchive.inMemory()
        for object in objects { try archive.ingest(object) }
        return archive
    }
}

/// 2026-01-01T00:00:00Z.
let newYear = Instant(seconds: 1_767_225_600)

func eventID(_ number: UInt64) -> Delivery.EventID {
    Delivery.EventID(high: number / 3, low: number &* 0x9E37_79B9)
}

func query(_ second: Int, group: String = "/aws/route53/leaf", type: String = "A") -> Record {
    .dnsQuery(
        DNSQuery(
            time: newYear.advanced(bySeconds: second), logGroup: group, hostedZone: "Z1",
            queryName: "mc.example.com", queryType: type, responseCode: "NOERROR", transport: "UDP",
            edgeLocation: "DFW3", resolver: "192.0.2.\(second % 250)",
            clientSubnet: second % 2 == 0 ? nil : "198.51.100.0/24"))
}

func line(_ second: Int, _ text: String, source: LogSource) -> Record {
    .containerLine(ContainerLine(time: newYear.advanced(bySeconds: second), source: source, text: text))
}

let networkIn = MetricKey(
    namespace: "AWS/EC2", metricName: "NetworkIn",
    dimensions: [MetricDimension(name: "AutoScalingGroupName", value: "asg")], unit: "Bytes", statistic: "Sum"
)

func points(
    _ values: [(minute: Int, value: Double, samples: Double?)], of key: MetricKey = networkIn
) -> Record {
    .metricPoints(
        MetricPoints(
            key: key, times: values.map { newYear.seconds + Int64($0.minute) * 60 },
            values: values.map(\.value), sampleCounts: values.map { $0.samples ?? .nan }))
}

func task(_ arn: String, version: Int, second: Int, account: String = "111122223333") -> TaskStateChange {
    TaskStateChange(
        time: newYear.advanced(bySeconds: second), account: account, region: "us-east-2",
        clusterARN: "arn:aws:ecs:us-east-2:111122223333:cluster/c", taskARN: arn, version: version,
        group: "service:s", lastStatus: "RUNNING", desiredStatus: "RUNNING")
}

/// A path in the temporary directory that nothing is at, removed with what lies beside it when `body` ends.
func withTemporaryPath<Value>(_ body: (String) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "leafwatch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.appendingPathComponent("history.sqlite").path)
}

/// Programs that some tests ask for.
enum OutsideTools {
    /// Whether tests that need Python run; in CI they run, and fail, without it.
    static let hasPython =
        ProcessInfo.processInfo.environment["CI"] != nil
        || (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .contains { FileManager.default.isExecutableFile(atPath: $0 + "/python3") }
}

/// Runs SQL on a file, as another program would.
func sqlite(_ path: String, _ statement: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
        "python3", "-c",
        "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.commit()", path,
        statement,
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
}
