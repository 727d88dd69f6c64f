import Foundation
import Ingest

/// Keeps all deliveries, repeated events included, and collects them as a user would.
final class CountingFactory: DeliverySinkFactory, @unchecked Sendable {
    let collector = CollectingSinkFactory()
    private let lock = NSLock()
    private var records: [Record] = []
    private var sources: [LogSource] = []

    struct Sink: DeliverySink {
        let factory: CountingFactory
        var inner: CollectingSink

        mutating func receive(_ delivery: consuming Delivery) throws {
            let copy = delivery
            factory.lock.withLock {
                factory.records += copy.records
                if let source = copy.source { factory.sources.append(source) }
            }
            try inner.receive(copy)
        }

        mutating func finish(_ report: ObjectReport) throws { try inner.finish(report) }
    }

    func makeSink(file: String) throws -> Sink {
        Sink(factory: self, inner: try collector.makeSink(file: file))
    }

    var deliveredRecords: [Record] { lock.withLock { records } }
    var deliveredSources: [LogSource] { lock.withLock { sources } }
}
