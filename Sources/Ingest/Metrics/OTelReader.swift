internal import SwiftProtobuf

/// Reads a metric stream in OpenTelemetry format: messages, each behind its length.
final class OTelReader {
    private let session: ObjectSession
    private var points: OTelPointReader

    init(session: ObjectSession) {
        self.session = session
        points = OTelPointReader(session: session)
    }

    /// Reads the whole messages at the start of `bytes`; gives how many bytes are done with.
    ///
    /// - Throws: ``Fault`` for a length that no message can have, besides what a sink throws.
    func read(_ bytes: UnsafeRawBufferPointer) throws -> Int {
        var start = 0
        while start < bytes.count, !bytes.from(start).startsWith("{\"") {
            guard let (length, body) = OTelFraming.varint(bytes, at: start) else {
                if bytes.count - start < 5 { return start }
                throw Fault(position: start)
            }
            guard length <= session.bounds.documentSize else {
                throw Fault(position: start)
            }
            guard bytes.count >= body + length else { return start }
            try readMessage(bytes.slice(body, body + length))
            start = body + length
        }
        return start
    }

    func finish() throws { try points.finish() }

    /// A length that no message can have; there is nothing to find the next message by.
    struct Fault: Error {
        var position: Int
    }

    private func readMessage(_ message: UnsafeRawBufferPointer) throws {
        var options = BinaryDecodingOptions()
        options.messageDepthLimit = session.bounds.jsonDepth
        options.discardUnknownFields = true
        do {
            try points.read(try MetricStream_Request(serializedBytes: Array(message), options: options))
            session.hasData = true
        } catch is BinaryDecodingError {
            session.quarantine(
                offset: session.storedOffset, lost: message.count, "an OpenTelemetry message is damaged")
        }
    }
}
