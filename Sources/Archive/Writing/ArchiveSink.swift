public import Ingest

/// Buffers what one input object brings and commits it in one transaction at the object's end.
public struct ArchiveSink: DeliverySink, Sendable {
    private let archive: HistoryArchive
    private var buffer = ObjectBuffer()

    init(archive: HistoryArchive) { self.archive = archive }

    /// Takes one delivery.
    public mutating func receive(_ delivery: consuming Delivery) throws {
        buffer.add(delivery)
    }

    /// Commits the object.
    ///
    /// - Throws: ``ArchiveError``; nothing of the object is stored then.
    public mutating func finish(_ report: ObjectReport) throws {
        buffer.close()
        let complete = buffer
        buffer = ObjectBuffer()
        try archive.commit(complete, report: report)
    }
}

extension HistoryArchive: DeliverySinkFactory {
    /// Makes the sink of one input object; sinks of different objects may be used in parallel.
    public func makeSink(file: String) throws -> ArchiveSink { ArchiveSink(archive: self) }
}
