public import Ingest
public import TimeSeries

/// Turns player events into stays.
///
/// A second join of the same player continues the stay; a leave without a join belongs to a stay that began before the
/// data, if the server did too, else it is ignored (chat can imitate one); a count of zero ends every stay, a count
/// above the known players opens nameless ones; a stopping server, a new log stream or the end of its task ends every
/// stay.
public struct PlayerSessions: Hashable, Sendable {
    /// Moments that end every stay of a container, from other sources than its log.
    public struct Ends: Hashable, Sendable {
        /// When tasks stopped, by task id (the last part of the log stream's name).
        public var tasks: [String: Instant]
        /// When the instance was gone for good, rising.
        public var lives: [Instant]

        /// Makes a set of ends.
        public init(tasks: [String: Instant] = [:], lives: [Instant] = []) {
            self.tasks = tasks
            self.lives = lives.sorted()
        }

        /// The first end after `time` in a stream.
        func next(after time: Instant, stream: String) -> Instant? {
            let task = stream.split(separator: "/").last.flatMap { tasks[String($0)] }
            let life = lives.first { $0 > time }
            return [task.flatMap { $0 > time ? $0 : nil }, life].compactMap(\.self).min()
        }
    }

    /// The stays, by start, then player.
    public var sessions: [PlayerSession]

    /// Finds the stays.
    ///
    /// - Parameters:
    ///   - events: player events, oldest first.
    ///   - ends: when containers ended, as far as other sources tell.
    ///   - start: start of the history; a stay that began before it starts there.
    ///   - end: end of the history; a stay that is still open ends there, with its end unknown.
    ///   - wasUpAtStart: whether the history begins with the server up.
    public init(
        events: [PlayerEvent], ends: Ends = Ends(), start: Instant, end: Instant, wasUpAtStart: Bool
    ) {
        var builder = Builder(ends: ends, start: start, wasUpAtStart: wasUpAtStart)
        for event in events { builder.take(event) }
        builder.finish(at: end)
        sessions = builder.closed.sorted { ($0.start, $0.player, $0.end) < ($1.start, $1.player, $1.end) }
    }
}

private struct Builder {
    struct Open {
        var player: String
        var name: String
        var start: Instant
        var stream: String
        var limit: Instant?
    }

    let ends: PlayerSessions.Ends
    let start: Instant
    let wasUpAtStart: Bool
    var open: [Open] = []
    var closed: [PlayerSession] = []
    private var stream: String?
    private var firstStream: String?
    private var joined: Set<String> = []

    init(ends: PlayerSessions.Ends, start: Instant, wasUpAtStart: Bool) {
        self.ends = ends
        self.start = start
        self.wasUpAtStart = wasUpAtStart
    }

    mutating func take(_ event: PlayerEvent) {
        expire(before: event.time)
        if let stream, stream != event.logStream, !open.isEmpty { closeAll(at: event.time) }
        if firstStream == nil { firstStream = event.logStream }
        stream = event.logStream
        switch event.kind {
        case .joined: join(event)
        case .left:
            if let index = open.firstIndex(where: { $0.player == event.player }) {
                close(index, at: event.time)
            } else if let index = open.firstIndex(where: { $0.player.isEmpty || event.player.isEmpty }) {
                // A nameless stay, known from a count only, or a leave that names nobody.
                close(index, at: event.time)
            } else if wasUpAtStart, event.logStream == firstStream, !joined.contains(event.player) {
                closed.append(
                    PlayerSession(
                        player: event.player, name: event.name, start: start, end: event.time,
                        isEndKnown: true))
            }
            joined.insert(event.player)
        case .count(let count): rebase(to: count, event)
        case .serverReady: break
        case .serverStopping: closeAll(at: event.time)
        }
    }

    private mutating func join(_ event: PlayerEvent) {
        joined.insert(event.player)
        guard !open.contains(where: { $0.player == event.player && !event.player.isEmpty }) else { return }
        if !event.player.isEmpty, let index = open.firstIndex(where: { $0.player.isEmpty }) {
            // The count said so a moment before the name was logged.
            open[index].player = event.player
            open[index].name = event.name
            return
        }
        add(player: event.player, name: event.name, event)
    }

    private mutating func rebase(to count: Int, _ event: PlayerEvent) {
        if count <= 0 {
            closeAll(at: event.time)
            return
        }
        while open.count > count, let index = open.firstIndex(where: { $0.player.isEmpty }) {
            close(index, at: event.time)
        }
        // More players than any game has are a misread line.
        for _ in open.count..<max(open.count, min(count, 10_000)) { add(player: "", name: "", event) }
    }

    private mutating func add(player: String, name: String, _ event: PlayerEvent) {
        open.append(
            Open(
                player: player, name: name, start: event.time, stream: event.logStream,
                limit: ends.next(after: event.time, stream: event.logStream)))
    }

    /// Ends stays whose container is known to have ended before `time`.
    private mutating func expire(before time: Instant) {
        for index in open.indices.reversed() {
            if let limit = open[index].limit, limit <= time { close(index, at: limit) }
        }
    }

    private mutating func close(_ index: Int, at time: Instant, isEndKnown: Bool = true) {
        let stay = open.remove(at: index)
        closed.append(
            PlayerSession(
                player: stay.player, name: stay.name, start: stay.start, end: max(stay.start, time),
                isEndKnown: isEndKnown))
    }

    private mutating func closeAll(at time: Instant) {
        for index in open.indices.reversed() { close(index, at: time) }
    }

    mutating func finish(at end: Instant) {
        for index in open.indices.reversed() {
            let limit = open[index].limit
            close(index, at: limit ?? end, isEndKnown: limit != nil)
        }
    }
}

extension PlayerSession {
    /// The minutes of a grid that the stay touches; the minute in which a stay ends on the dot is not one of them.
    public func minutes(from start: Instant, count: Int) -> Range<Int> {
        let begin = self.start.milliseconds(since: start)
        let finish = max(end.milliseconds(since: start), begin)
        let first = Int(clamping: begin.flooredQuotient(60_000))
        let last = Int(clamping: (finish > begin ? finish - 1 : begin).flooredQuotient(60_000))
        return (first..<max(first, last) + 1).clamped(to: 0..<max(0, count))
    }
}

extension Int64 {
    fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
