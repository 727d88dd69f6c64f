public import Ingest

/// Buffers what one input object brings and commits it in one transaction at the object's end.
///
/// A large object goes into its transaction part by part, so that memory stays bounded; until it is committed, sinks of
/// other objects wait.
public struct ArchiveSink: DeliverySink {
    /// Bytes that a sink buffers before it starts to write.
    static let bufferLimit = 40 << 20

    private let archive: HistoryArchive
    private let limit: Int
    private var buffer = ObjectBuffer()
    private var transaction: WriteTransaction?

    init(archive: HistoryArchive, limit: Int = bufferLimit) {
        self.archive = archive
        self.limit = limit
    }

    /// Takes one delivery.
    ///
    /// - Throws: ``ArchiveError`` when the object is large and writing its first part fails.
    public mutating func receive(_ delivery: consuming Delivery) throws {
        buffer.add(delivery)
        guard buffer.weight > limit else { return }
        try writeBuffer()
    }

    /// Commits the object.
    ///
    /// - Throws: ``ArchiveError``; nothing of the object is stored then.
    public mutating func finish(_ report: ObjectReport) throws {
        let open = try writeBuffer()
        try open.write { try $0.finish(report) }
        try open.commit()
        transaction = nil
    }

    @discardableResult
    private mutating func writeBuffer() throws -> WriteTransaction {
        // Before the transaction, because others wait for its end.
        buffer.close()
        let part = buffer
        buffer.removeAll()
        let open = try transaction ?? WriteTransaction(archive)
        transaction = open
        try open.write { try $0.write(part) }
        return open
    }
}

extension HistoryArchive: DeliverySinkFactory {
    /// Makes the sink of one input object; sinks of different objects may be used in parallel.
    public func makeSink(file: String) throws -> ArchiveSink { ArchiveSink(archive: self) }

    /// Yes: transactions follow one another.
    public var writesOneAtATime: Bool { true }

    /// Makes a sink that buffers fewer bytes before it writes.
    func makeSink(bufferLimit: Int) -> ArchiveSink { ArchiveSink(archive: self, limit: bufferLimit) }
}
