internal import TimeSeries

/// Text that is no JSON: log exports, lists of lines, CSV. The first line that is not blank decides.
final class LineStage: ByteStage {
    private let session: ObjectSession
    private let depth: Int
    private let pending = ByteBuffer()
    private var reader: (any LineReader)?
    private var isSkipping = false

    init(session: ObjectSession, depth: Int) {
        self.session = session
        self.depth = depth
    }

    func push(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) throws {
        pending.append(bytes)
        try drain(isAll: false)
    }

    func interrupt() throws {
        pending.removeAll()
        try reader?.flush()
    }

    func finish() throws {
        try drain(isAll: true)
        try reader?.finish()
    }

    private func drain(isAll: Bool) throws {
        let bytes = pending.bytes
        var start = 0
        while start < bytes.count {
            guard let newline = bytes[start...].firstIndex(of: 0x0A) else { break }
            try read(bytes, start, newline)
            start = newline + 1
        }
        if isAll, start < bytes.count {
            try read(bytes, start, bytes.count)
            start = bytes.count
        } else if bytes.count - start > session.bounds.lineLength {
            if !isSkipping { refuse(bytes, start, bytes.count) }
            isSkipping = true
            start = bytes.count
        }
        pending.consume(start)
    }

    private func refuse(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) {
        session.quarantine(
            offset: offset(of: start, in: bytes), lost: end - start,
            ExceededBound.lineLength(session.bounds.lineLength).sentence)
    }

    private func offset(of position: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        depth == 0 ? session.storedEnd - (bytes.count - position) : session.storedOffset
    }

    private func read(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) throws {
        if isSkipping {
            isSkipping = false
            return
        }
        if depth == 0 { session.storedOffset = offset(of: start, in: bytes) }
        guard end - start <= session.bounds.lineLength else {
            refuse(bytes, start, end)
            return
        }
        let line = bytes.slice(start, end > start && bytes[end - 1] == 0x0D ? end - 1 : end)
        if let reader {
            try reader.read(line)
        } else if line.contains(where: { !ByteShape.isBlank($0) }) {
            let reader = makeReader(for: line)
            self.reader = reader
            try reader.read(line)
        }
    }

    private func makeReader(for line: UnsafeRawBufferPointer) -> any LineReader {
        if let columns = LogCSVReader.columns(of: line) {
            return LogCSVReader(session: session, depth: depth, columns: columns)
        }
        if MetricCSVReader.looksLikeHeader(line) { return MetricCSVReader(session: session) }
        if ExportLineReader.split(line) != nil { return ExportLineReader(session: session, depth: depth) }
        return BareLineReader(session: session, depth: depth)
    }
}

/// Reads a text line by line.
protocol LineReader: AnyObject {
    /// Takes a line without its end.
    func read(_ line: UnsafeRawBufferPointer) throws
    /// Hands over what is complete; lines are missing after this.
    func flush() throws
    /// No more lines come.
    func finish() throws
}

/// Lines without event times, as message extraction leaves them: those that carry a time of their own are read.
final class BareLineReader: LineReader {
    private let session: ObjectSession
    private let router: DocumentRouter
    private var lines = 0
    private var understood = 0
    private var bytes = 0
    private var output = CommandLineOutput()

    init(session: ObjectSession, depth: Int) {
        self.session = session
        router = DocumentRouter(session: session, depth: depth)
    }

    func read(_ line: UnsafeRawBufferPointer) throws {
        guard let first = line.first(where: { !ByteShape.isBlank($0) }) else { return }
        lines += 1
        bytes += line.count + 1
        output.look(at: line)
        if first == 0x7B {
            let hadData = session.hasData
            session.hasData = false
            do { try router.read(line) } catch is JSONFault {}
            if session.hasData { understood += 1 }
            session.hasData = session.hasData || hadData
        } else if try router.readLine(line) {
            understood += 1
        }
    }

    func flush() throws {}

    func finish() throws {
        try router.finish()
        if understood == 0, let format = output.format {
            session.quarantine(
                offset: 0, lost: bytes,
                "is the AWS command line's --output \(format); run the command again with --output json")
        } else if understood == 0 {
            session.notData = "text without anything that is known"
        } else if lines > understood {
            session.note("%d lines have no event time and were left out", count: lines - understood)
        }
    }
}

/// Lines of an export task (`time blank message`) or of `aws logs tail`; a line without a time continues the one before.
final class ExportLineReader: LineReader {
    private static let batchBytes = 1 << 20

    private let session: ObjectSession
    private let logs: LogEventReader
    private let text = ByteBuffer()
    private var events: [Event] = []

    private struct Event {
        var time: Instant
        var stream: String
        var start: Int
        var end: Int
    }

    init(session: ObjectSession, depth: Int) {
        self.session = session
        logs = LogEventReader(session: session, nested: NestedReader(session: session, depth: depth))
        session.hasData = true
    }

    func read(_ line: UnsafeRawBufferPointer) throws {
        if let (time, rest) = Self.split(line) {
            let (stream, message) = Self.stream(of: rest, isTail: line.prefix(40).contains(0x2B))
            if text.count > Self.batchBytes { try flush() }
            let start = text.count
            text.append(message)
            events.append(Event(time: time, stream: stream, start: start, end: text.count))
        } else if let last = events.indices.last {
            let newline: UInt8 = 0x0A
            withUnsafeBytes(of: newline) { text.append($0) }
            text.append(line)
            events[last].end = text.count
        }
    }

    func flush() throws {
        guard !events.isEmpty else { return }
        let bytes = text.bytes
        var rest = events[...]
        while let first = rest.first {
            let batch = rest.prefix { $0.stream == first.stream }
            rest = rest.dropFirst(batch.count)
            try logs.read(
                texts: batch.map { (time: $0.time, text: bytes.slice($0.start, $0.end), id: nil) },
                source: LogSource(owner: "", logGroup: session.options.logGroup, logStream: first.stream))
        }
        events.removeAll(keepingCapacity: true)
        text.removeAll()
    }

    func finish() throws { try flush() }

    /// `aws logs tail` writes the stream before the message; streams of containers, functions and query logs are known.
    private static func stream(
        of rest: UnsafeRawBufferPointer, isTail: Bool
    ) -> (String, UnsafeRawBufferPointer) {
        guard isTail, let blank = rest.firstIndex(of: 0x20) else { return ("", rest) }
        let word = rest.slice(0, blank)
        let text = word.count <= 512 ? word.text : ""
        guard word.startsWith("ContainerLogs/") || text.contains("/[$LATEST]") else { return ("", rest) }
        return (text, rest.from(blank + 1))
    }

    /// The time in front of a line and what follows it.
    static func split(_ line: UnsafeRawBufferPointer) -> (Instant, UnsafeRawBufferPointer)? {
        guard line.count >= 14, let blank = line.prefix(40).firstIndex(of: 0x20) else { return nil }
        let stamp = line.slice(0, blank)
        let isISO = stamp.count >= 19 && stamp[4] == 0x2D && stamp[10] == 0x54
        let isMilliseconds = stamp.count == 13 && stamp.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        guard isISO || isMilliseconds, let time = NumberText.instant(stamp) else { return nil }
        return (time, line.from(blank + 1))
    }
}
