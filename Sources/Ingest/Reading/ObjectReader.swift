internal import Foundation

/// Reads one object from its first stored byte to its report.
enum ObjectReader {
    /// Stored bytes that are read at once.
    private static let pieceSize = 1 << 20

    static func read<Factory: DeliverySinkFactory>(
        _ input: InputObject, into factory: Factory, options: ReadOptions, scratch: ReadScratch,
        meter: ProgressMeter
    ) throws -> ObjectReport {
        let source = try ByteSource(input)
        var sink = try factory.makeSink(file: input.name)
        func deliver(_ delivery: consuming Delivery) throws { try sink.receive(delivery) }
        let report = try withoutActuallyEscaping(deliver) { deliver in
            let session = ObjectSession(
                file: input.name, options: options, queries: input.queries, scratch: scratch, deliver: deliver
            )
            session.size = input.size
            try read(source, in: session, meter: meter)
            return session.finish()
        }
        try sink.finish(report)
        meter.addObject()
        return report
    }

    private static func read(_ source: ByteSource, in session: ObjectSession, meter: ProgressMeter) throws {
        let stage = SniffStage(session: session, depth: 0)
        let buffer = session.scratch.input
        var digest = StoredDigest()
        var isRefused = false
        while true {
            buffer.removeAll()
            let room = buffer.reserve(pieceSize)
            let count = try source.read(
                into: UnsafeMutableRawBufferPointer(rebasing: room[0..<min(pieceSize, room.count)]))
            guard count > 0 else { break }
            buffer.commit(count)
            digest.append(buffer.bytes)
            session.storedEnd += count
            meter.add(bytes: count, isKnown: source.size != nil)
            if isRefused { continue }
            do {
                try stage.push(buffer.bytes, isWhole: false)
            } catch let bound as ExceededBound {
                isRefused = true
                refuse(bound, session)
            }
        }
        session.report.storedBytes = session.storedEnd
        if !isRefused {
            do { try stage.finish() } catch let bound as ExceededBound { refuse(bound, session) }
        }
        session.report.digest = digest.finish()
        session.report.expandedBytes = session.innerBytes
    }

    /// A bound was exceeded: what was read counts, the rest of the object does not.
    private static func refuse(_ bound: ExceededBound, _ session: ObjectSession) {
        let lost = max(0, (session.size ?? session.storedEnd) - session.storedOffset)
        session.quarantine(offset: session.storedOffset, lost: lost, bound.sentence)
    }
}

/// Stored bytes, piece by piece.
final class ByteSource {
    let size: Int?
    private let handle: FileHandle?
    private var bytes: [UInt8] = []
    private var position = 0
    private let name: String

    init(_ input: InputObject) throws {
        name = input.name
        size = input.size
        switch input.location {
        case .file(let path):
            guard let handle = FileHandle(forReadingAtPath: path) else {
                throw FileManager.default.fileExists(atPath: path)
                    ? InputError.notPermitted(path: input.name) : InputError.notFound(path: input.name)
            }
            self.handle = handle
        case .standardInput: handle = .standardInput
        case .bytes(let bytes):
            handle = nil
            self.bytes = bytes
        }
    }

    /// Fills `room` as far as there are bytes; 0 at the end.
    func read(into room: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let handle else {
            let count = min(room.count, bytes.count - position)
            bytes.withUnsafeBytes { room.copyMemory(from: $0.slice(position, position + count)) }
            position += count
            return count
        }
        var filled = 0
        while filled < room.count {
            let count = Foundation.read(
                handle.fileDescriptor, room.baseAddress.map { $0 + filled }, room.count - filled)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw InputError.unreadable(path: name, reason: String(cString: strerror(errno)))
            }
            if count == 0 { break }
            filled += count
        }
        return filled
    }
}
