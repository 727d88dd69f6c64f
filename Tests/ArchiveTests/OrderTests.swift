import Archive
import Foundation
import Ingest
import Testing
import TimeSeries

/// Order, repetition and cutting of what is delivered change nothing.
@Suite struct OrderTests {
    static let seeds: [UInt64] =
        ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == "1" ? Array(1...400) : Array(1...25)

    /// Facts of an invented world, one a delivery.
    static func facts(_ random: inout SeededGenerator) -> [Delivery] {
        var facts: [Delivery] = []
        let sources = (0..<3).map {
            LogSource(owner: "111122223333", logGroup: "/aws/ec2/leaf\($0 % 2)", logStream: "s\($0)")
        }
        let isScattered = Bool.random(using: &random)
        for number in 0..<UInt64.random(in: 1...1500, using: &random) {
            let source = sources[Int.random(in: 0..<3, using: &random)]
            // Ids that rise with time, and ids that do not.
            let id =
                isScattered
                ? Delivery.EventID(high: number &* 0x9E37_79B9_7F4A_7C15, low: 1) : eventID(number)
            let second = Int.random(in: 0..<200_000, using: &random)
            let record: Record? =
                switch Int.random(in: 0..<4, using: &random) {
                case 0: query(second, group: source.logGroup, type: "AAAA")
                case 1: line(second, "line \(number) \u{1F600}", source: source)
                case 2:
                    .lambdaInvocation(
                        LambdaInvocation(
                            time: newYear.advanced(bySeconds: second), logGroup: source.logGroup,
                            logStream: source.logStream, requestID: "r\(number)", duration: Double(second) / 7
                        ))
                default: nil
                }
            facts.append(
                Delivery(
                    source: source, logEventCount: 1, eventIDs: [id], records: record.map { [$0] } ?? [],
                    recordEvents: record == nil ? [] : [0]))
        }
        for _ in 0..<Int.random(in: 0..<600, using: &random) {
            let minute = Int.random(in: -3000..<3000, using: &random)
            let value: Double = [0, 1.5, 1234, 7_777_777, -2].randomElement(using: &random) ?? 0
            var key = networkIn
            key.queryID = Bool.random(using: &random) ? "b_in" : ""
            facts.append(
                Delivery(records: [
                    points([(minute, value, Bool.random(using: &random) ? nil : value)], of: key)
                ])
            )
        }
        for version in 0..<Int.random(in: 0..<20, using: &random) {
            let account = Bool.random(using: &random) ? "" : "111122223333"
            facts.append(
                Delivery(records: [
                    .taskStateChange(task("t", version: version / 2, second: version, account: account))
                ]))
        }
        return facts
    }

    /// Packs facts into objects: in any order, some twice, cut anywhere, several in one delivery where they fit.
    static func packed(_ facts: [Delivery], _ random: inout SeededGenerator) -> [TestObject] {
        var all = facts + facts.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
        all.shuffle(using: &random)
        var objects: [TestObject] = []
        while !all.isEmpty {
            let count = min(all.count, Int.random(in: 1...700, using: &random))
            var deliveries: [Delivery] = []
            for fact in all.prefix(count) {
                if let last = deliveries.last, last.source == fact.source, last.source != nil {
                    var joined = last
                    let base = Int32(last.eventIDs.count)
                    joined.logEventCount += fact.logEventCount
                    joined.eventIDs += fact.eventIDs
                    joined.records += fact.records
                    joined.recordEvents += fact.recordEvents.map { $0 + base }
                    deliveries[deliveries.count - 1] = joined
                } else {
                    deliveries.append(fact)
                }
            }
            all.removeFirst(count)
            objects.append(TestObject(file: "", digest: "", deliveries: deliveries))
        }
        return objects
    }

    @Test(arguments: seeds)
    func contentsDoNotDependOnOrderCuttingOrRepetition(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let facts = Self.facts(&random)
        let plain = try HistoryArchive.holding([TestObject(file: "", digest: "", deliveries: facts)])
            .exported()
        let packed = Self.packed(facts, &random)
        let archive = try HistoryArchive.holding(packed)
        #expect(try archive.exported() == plain)
        // Everything once more changes nothing.
        for object in packed { try archive.ingest(object) }
        #expect(try archive.exported() == plain)
    }

    @Test func objectsWrittenInParallelGiveTheSame() async throws {
        var random = SeededGenerator(seed: 99)
        let facts = Self.facts(&random)
        let objects = Self.packed(facts, &random)
        let plain = try HistoryArchive.holding(objects).exported()
        let archive = try HistoryArchive.inMemory()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for object in objects {
                let file = object.report
                let deliveries = object.deliveries
                group.addTask {
                    var sink = try archive.makeSink(file: file.file)
                    for delivery in deliveries { try sink.receive(delivery) }
                    try sink.finish(file)
                }
            }
            try await group.waitForAll()
        }
        #expect(try archive.exported() == plain)
    }
}
