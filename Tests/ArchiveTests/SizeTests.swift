import Archive
import Foundation
import Ingest
import Testing
import TimeSeries

/// Four series of a thousand leaves over 15 days stay under 400 MB.
@Suite struct SizeTests {
    @Test func aDayOfMinutesTakesFewBytes() throws {
        let leaves = ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == "1" ? 1000 : 5
        let days = 15
        try withTemporaryPath { path in
            do {
                let archive = try HistoryArchive.open(path, for: .writing)
                var random = SeededGenerator(seed: 3)
                for leaf in 0..<leaves {
                    let records = Self.series(leaf: leaf, days: days, &random)
                    try archive.ingest(
                        TestObject(
                            file: "\(leaf)", digest: "\(leaf)", deliveries: [Delivery(records: records)]))
                }
            }
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? .max
            // The file has some pages whatever it holds.
            #expect(size < leaves * 400_000 + 200_000)
        }
    }

    /// Always up, traffic that never repeats, sample counts: the worst that a leaf does.
    static func series(leaf: Int, days: Int, _ random: inout SeededGenerator) -> [Record] {
        let minutes = days * 1440
        let dimension = [MetricDimension(name: "AutoScalingGroupName", value: "leaf\(leaf)")]
        func points(_ metric: String, _ value: () -> Double, every step: Int = 1) -> Record {
            let times = stride(from: 0, to: minutes, by: step).map { newYear.seconds + Int64($0) * 60 }
            return .metricPoints(
                MetricPoints(
                    key: MetricKey(
                        namespace: "n", metricName: metric, dimensions: dimension, statistic: "Sum"),
                    times: times, values: times.map { _ in value() },
                    sampleCounts: times.map { _ in Bool.random(using: &random) ? 5 : 4 }))
        }
        return [
            points("NetworkIn", { Double(Int.random(in: 0..<9_000_000, using: &random)) }),
            points("DataReadIOBytes", { Double(Int.random(in: 0..<2_000_000, using: &random)) }),
            points("DNSTraffic", { 901 }, every: 97),
            points("Invocations", { 1 }, every: 1009),
        ]
    }
}
