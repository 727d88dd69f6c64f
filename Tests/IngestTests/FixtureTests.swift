import Foundation
import Ingest
import Testing
import TimeSeries

/// Every fixture gives the counts that its maker wrote beside it.
@Suite struct FixtureTests {
    @Test(arguments: Fixture.all) func countsMatchTheManifest(_ fixture: Fixture) throws {
        let (report, factory) = try fixture.read()
        var found = Counts(report)
        for record in factory.deliveredRecords { found.add(record) }
        let expected = fixture.counts
        for (name, count) in found.values {
            #expect(count == expected[name] as? Int ?? 0, "\(fixture.name): \(name); \(report)")
        }
        if let offsets = expected["offsets"] as? [Int] {
            #expect(
                report.quarantined.compactMap(\.offset).prefix(offsets.count) == offsets[...],
                "\(fixture.name)")
        }
        if let unique = expected["uniqueRecords"] as? Int {
            #expect(factory.collector.records.count == unique, "\(fixture.name)")
        }
        if let owner = expected["owner"] as? String {
            #expect(factory.deliveredSources.allSatisfy { $0.owner == owner }, "\(fixture.name)")
        }
    }

    /// Where pieces of the stored file end makes no difference to what is read.
    @Test func standardInputAndFilesReadAlike() throws {
        for fixture in Fixture.all where (fixture.counts["quarantined"] as? Int ?? 0) == 0 {
            let fromFile = try fixture.read().report
            let factory = CountingFactory()
            let object = InputObject(
                name: fixture.path, bytes: try Data(contentsOf: URL(fileURLWithPath: fixture.path)))
            let fromMemory = try InputReader().read([object], into: factory)
            #expect(fromMemory == [fromFile])
        }
    }
}

/// One file of `Fixtures/` with its line of the manifest.
struct Fixture: CustomTestStringConvertible, @unchecked Sendable {
    let name: String
    let counts: [String: Any]

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Fixtures"
    ).path

    static let all: [Fixture] = {
        guard let data = FileManager.default.contents(atPath: folder + "/manifest.json"),
            let manifest = try? JSONSerialization.jsonObject(with: data) as? [String: [String: Any]]
        else { return [] }
        return manifest.sorted { $0.key < $1.key }.map { Fixture(name: $0.key, counts: $0.value) }
    }()

    var path: String { Self.folder + "/" + name }
    var testDescription: String { name }

    func read(_ options: ReadOptions = ReadOptions()) throws -> (
        report: ObjectReport, factory: CountingFactory
    ) {
        let factory = CountingFactory()
        let objects = try InputCollector().collect([path])
        let reports = try InputReader(options: options).read(objects, into: factory)
        return (try #require(reports.first), factory)
    }
}

/// Counts of what an object gave, by the manifest's names.
struct Counts {
    var values: [String: Int]

    init(_ report: ObjectReport) {
        values = [
            "logEvents": report.logEvents, "controlMessages": report.controlMessages,
            "datapoints": report.datapoints,
            "events": report.events, "quarantined": report.quarantined.count,
            "warnings": report.warnings.count,
            "passedOver": report.passedOver == nil ? 0 : 1, "dnsQueries": 0, "containerLines": 0,
            "invocations": 0,
            "taskChanges": 0, "scalingEvents": 0, "alarmHistory": 0, "alarmDescriptions": 0, "series": 0,
        ]
    }

    mutating func add(_ record: Record) {
        let name =
            switch record {
            case .dnsQuery: "dnsQueries"
            case .containerLine: "containerLines"
            case .lambdaInvocation: "invocations"
            case .taskStateChange: "taskChanges"
            case .scalingEvent: "scalingEvents"
            case .alarmHistoryItem: "alarmHistory"
            case .alarmDescription: "alarmDescriptions"
            case .serviceEvent: "serviceEvents"
            case .resourceDescription: "resources"
            case .metricPoints: "series"
            }
        values[name, default: 0] += 1
    }
}
