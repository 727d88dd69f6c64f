/// Inflates every member of a gzip stream and resumes behind damage.
///
/// A member that fits in memory goes through libdeflate and counts only when its checksum is right. A larger one is
/// inflated piece by piece; what it gave before damage showed stays given. A member that the input cuts short gives its
/// whole documents.
final class GunzipStage: ByteStage {
    /// Input bytes of a member that are held for libdeflate, and the room for its output.
    static let heldInput = 1 << 20
    static let heldOutput = 4 << 20
    private static let pieceSize = 1 << 18
    private static let cutShort = "the last gzip member is cut short; its whole documents were read"

    private let session: ObjectSession
    private let next: any ByteStage
    private let depth: Int
    /// What is left of earlier pieces; a piece that comes when nothing is left is read where it lies.
    private let window = ByteBuffer(capacity: 1 << 16)
    /// The bytes that are to be read now.
    private var input = UnsafeRawBufferPointer(start: nil, count: 0)
    private var streaming: GzipStream?
    private var streamed = 0
    private var gap: Gap?

    /// Bytes that are no member, being skipped.
    private struct Gap {
        var offset: Int
        var count: Int
        var reason: String
        var isDamage: Bool
    }

    init(session: ObjectSession, next: any ByteStage, depth: Int) {
        self.session = session
        self.next = next
        self.depth = depth
    }

    func push(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) throws {
        // Members that end within the bytes at hand are read at once; the rest waits for more.
        if window.isEmpty {
            input = bytes
            try drain(atEnd: false)
            window.append(input)
        } else {
            window.append(bytes)
            try drainWindow(atEnd: false)
        }
    }

    func interrupt() throws {
        try drainWindow(atEnd: true)
        try next.interrupt()
    }

    func finish() throws {
        try drainWindow(atEnd: true)
        closeGap()
        try next.finish()
    }

    private func drainWindow(atEnd: Bool) throws {
        input = window.bytes
        try drain(atEnd: atEnd)
        window.consume(window.count - input.count)
    }

    private func consume(_ count: Int) { input = input.from(count) }

    /// Offset in the stored file of the first byte that is not read yet; inner layers report the outermost member's.
    private var offset: Int { depth == 0 ? session.storedEnd - input.count : session.storedOffset }

    private func drain(atEnd: Bool) throws {
        while !input.isEmpty {
            if streaming != nil {
                try inflatePiece()
                continue
            }
            let bytes = input
            guard bytes.count >= 3 || atEnd else { return }
            if depth == 0 { session.storedOffset = offset }
            if Self.isMagic(bytes, at: 0) {
                guard try readMember(atEnd: atEnd) else { return }
            } else {
                let position = Self.nextMagic(bytes, from: 0)
                skip(to: position, atEnd: atEnd, reason: "bytes that are no gzip member")
                if position == nil, !atEnd { return }
            }
        }
        if atEnd, streaming != nil { try inflateRest() }
    }

    /// Reads the member at the start of the input; false when more input is needed.
    private func readMember(atEnd: Bool) throws -> Bool {
        let bytes = input
        let output = session.scratch.output(depth)
        output.removeAll()
        switch session.scratch.member.inflate(bytes, into: output.reserve(Self.heldOutput)) {
        case .whole(let taken, let made):
            closeGap()
            output.commit(made)
            consume(taken)
            try session.expanded(by: made, member: made)
            try next.push(output.bytes, isWhole: true)
        case .tooLarge:
            try startStreaming()
        case .unreadable where !atEnd:
            // The end may be missing: a short window is worth waiting for, a long one is inflated in pieces.
            if bytes.count < Self.heldInput { return false }
            try startStreaming()
        case .unreadable:
            try recover()
        }
        return true
    }

    /// Begins a member that does not fit, after its first part proved sound.
    private func startStreaming() throws {
        let stream = GzipStream()
        let output = session.scratch.output(depth)
        output.removeAll()
        let start = offset
        let (outcome, taken, made) = stream.inflate(input, into: output.reserve(Self.heldOutput))
        guard outcome != .damaged, taken > 0 || made > 0 else {
            guard session.mayTryAgain(taken) else {
                try quarantineRest(start, "too much damage to look for more gzip members")
                return
            }
            if gap == nil {
                gap = Gap(offset: start, count: 0, reason: "a gzip member is damaged", isDamage: true)
                try next.interrupt()
            }
            skip(to: Self.nextMagic(input, from: 1), atEnd: false, reason: "")
            return
        }
        closeGap()
        output.commit(made)
        consume(taken)
        streaming = outcome == .end ? nil : stream
        streamed = made
        try session.expanded(by: made, member: made)
        try next.push(output.bytes, isWhole: false)
    }

    /// Inflates a piece of a large member.
    private func inflatePiece() throws {
        guard let stream = streaming else { return }
        let output = session.scratch.output(depth)
        output.removeAll()
        let (outcome, taken, made) = stream.inflate(input, into: output.reserve(Self.pieceSize))
        output.commit(made)
        streamed += made
        try session.expanded(by: made, member: streamed)
        if depth == 0 { session.storedOffset = offset }
        consume(taken)
        if outcome == .end { streaming = nil }
        if outcome == .damaged || (outcome == .more && taken == 0 && made == 0) {
            streaming = nil
            gap = Gap(offset: offset, count: 0, reason: "a large gzip member is damaged here", isDamage: true)
            try next.interrupt()
        } else if made > 0 {
            try next.push(output.bytes, isWhole: false)
        }
    }

    /// Fetches output that is still inside the inflater after the last input byte; the member's end is missing.
    private func inflateRest() throws {
        guard let stream = streaming else { return }
        let output = session.scratch.output(depth)
        let nothing: UInt8 = 0
        var isMore = true
        while isMore {
            output.removeAll()
            let (outcome, _, made) = withUnsafeBytes(of: nothing) {
                stream.inflate($0.slice(0, 0), into: output.reserve(Self.pieceSize))
            }
            output.commit(made)
            streamed += made
            try session.expanded(by: made, member: streamed)
            isMore = outcome == .more && made > 0
            if isMore { try next.push(output.bytes, isWhole: false) }
        }
        streaming = nil
        session.quarantine(offset: session.storedOffset, lost: 0, Self.cutShort)
        try next.interrupt()
    }

    /// The member at the start of the input is unreadable and all input is here: find the next readable one.
    private func recover() throws {
        let start = offset
        let bytes = input
        var candidate = Self.nextMagic(bytes, from: 1)
        let output = session.scratch.output(depth)
        while let position = candidate {
            output.removeAll()
            guard session.mayTryAgain(bytes.count - position) else {
                try quarantineRest(start, "too much damage to look for more gzip members")
                return
            }
            switch session.scratch.member.inflate(bytes.from(position), into: output.reserve(Self.heldOutput))
            {
            case .whole, .tooLarge:
                closeGap()
                session.quarantine(offset: start, lost: position, "a gzip member is damaged")
                consume(position)
                try next.interrupt()
                return
            case .unreadable:
                candidate = Self.nextMagic(bytes, from: position + 1)
            }
        }
        try salvage(from: start)
    }

    /// No readable member follows: a member that is only cut short still gives its whole documents.
    private func salvage(from start: Int) throws {
        let stream = GzipStream()
        let output = session.scratch.output(depth)
        output.removeAll()
        let (outcome, _, made) = stream.inflate(input, into: output.reserve(Self.heldOutput))
        closeGap()
        guard outcome == .more else {
            try quarantineRest(start, "a gzip member is damaged")
            return
        }
        output.commit(made)
        try session.expanded(by: made, member: made)
        try next.push(output.bytes, isWhole: false)
        try next.interrupt()
        try quarantineRest(start, Self.cutShort)
    }

    private func quarantineRest(_ start: Int, _ reason: String) throws {
        session.quarantine(offset: start, lost: input.count, reason)
        consume(input.count)
        try next.interrupt()
    }

    /// Drops bytes up to the next member, or all but the last two when none is in sight.
    private func skip(to position: Int?, atEnd: Bool, reason: String) {
        let dropped = position ?? (atEnd ? input.count : max(0, input.count - 2))
        let bytes = input.slice(0, dropped)
        let isPadding = bytes.allSatisfy { $0 == 0 || $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }
        if !isPadding || gap?.isDamage == true {
            if gap == nil { gap = Gap(offset: offset, count: 0, reason: reason, isDamage: true) }
            gap?.count += dropped
        }
        consume(dropped)
    }

    private func closeGap() {
        guard let gap else { return }
        session.quarantine(offset: gap.offset, lost: gap.count, gap.reason)
        self.gap = nil
    }

    static func isMagic(_ bytes: UnsafeRawBufferPointer, at position: Int) -> Bool {
        position + 2 < bytes.count && bytes[position] == 0x1F && bytes[position + 1] == 0x8B
            && bytes[position + 2] == 0x08
    }

    private static func nextMagic(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var position = start
        while position + 2 < bytes.count {
            if isMagic(bytes, at: position) { return position }
            position += 1
        }
        return nil
    }
}
