internal import Synchronization

/// Keeps everything that was read in memory, repeated log events removed; for small inputs.
///
/// Nothing depends on the order of the objects: records are sorted when they are asked for.
public final class CollectingSinkFactory: DeliverySinkFactory {
    private let state = Mutex(State())

    private struct State: Sendable {
        var deliveries: [String: [Delivery]] = [:]
        var reports: [ObjectReport] = []
    }

    /// Makes a factory without records.
    public init() {}

    /// Makes the sink of one object.
    public func makeSink(file: String) throws -> CollectingSink { CollectingSink(factory: self) }

    fileprivate func add(_ deliveries: [Delivery], _ report: ObjectReport) {
        state.withLock { state in
            // The same file twice counts once.
            if state.deliveries[report.digest] == nil { state.deliveries[report.digest] = deliveries }
            state.reports.append(report)
        }
    }

    /// Reports of the objects, sorted by name.
    public var reports: [ObjectReport] {
        state.withLock { $0.reports.sorted { ($0.file, $0.digest) < ($1.file, $1.digest) } }
    }

    /// All records but those of repeated log events, in an order that only their content decides within equal digests.
    public var records: [Record] {
        let deliveries = state.withLock { state in
            state.deliveries.sorted { $0.key < $1.key }.flatMap { $0.value }
        }
        var seen: Set<Identity> = []
        var records: [Record] = []
        for delivery in deliveries {
            var isNew: [Bool] = []
            isNew.reserveCapacity(delivery.eventIDs.count)
            for id in delivery.eventIDs {
                isNew.append(seen.insert(Identity(source: delivery.source, id: id)).inserted)
            }
            for (record, event) in zip(delivery.records, delivery.recordEvents) {
                let index = Int(event)
                if !isNew.indices.contains(index) || isNew[index] { records.append(record) }
            }
        }
        return records
    }

    private struct Identity: Hashable {
        var source: LogSource?
        var id: Delivery.EventID
    }
}

/// The sink of ``CollectingSinkFactory``.
public struct CollectingSink: DeliverySink {
    private let factory: CollectingSinkFactory
    private var deliveries: [Delivery] = []

    fileprivate init(factory: CollectingSinkFactory) { self.factory = factory }

    /// Keeps a delivery.
    public mutating func receive(_ delivery: consuming Delivery) throws { deliveries.append(delivery) }

    /// Hands everything over.
    public mutating func finish(_ report: ObjectReport) throws { factory.add(deliveries, report) }
}
