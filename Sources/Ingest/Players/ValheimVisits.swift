internal import TimeSeries

/// Who was on a Valheim server from when to when, and over which connection.
///
/// The log names the Steam id where a connection opens and closes, and the character where it appears; no line has both.
/// A character appears while its connection is open. Where its belongings are removed in the moment in which the
/// connection closes, the two are tied for certain; else ``ValheimTies`` looks for the assignment that fits.
struct ValheimVisits {
    /// A connection of a client.
    struct Connection {
        var id: String
        var opened: Int
        /// Line in which it closed; `nil` when the log does not say.
        var closed: Int?
        /// Line in which the server reported itself ready anew: the connection may be left over from before a restart.
        var staleFrom: Int?
    }

    /// A character from appearing to disappearing.
    struct Character {
        var name: String
        var peer: String
        var appeared: Int
        /// Line in which its belongings were removed, or in which it appeared over another connection.
        var gone: Int?
        /// Line in which the server stopped, if it had not been seen to go before: one fact stands for all who were there.
        var stopped: Int?
    }

    private(set) var connections: [Connection] = []
    private(set) var characters: [Character] = []
    private let times: [Instant]
    private var open: [String: Int] = [:]
    private var present: [Int] = []
    /// Ends in the order of their lines.
    private var ends: [(line: Int, end: End)] = []

    private enum End {
        case connection(Int)
        case character(Int)
    }

    /// Two facts of one leave lie no further apart, in milliseconds. *(ours)*
    private static let moment: Int64 = 5000
    /// A client that connects again this long after it connected had been gone, in milliseconds. *(ours)*
    private static let repeats: Int64 = 120_000

    /// Follows connections and characters through the lines of a stream.
    init(_ facts: [ValheimFact?], times: [Instant]) {
        self.times = times
        for (line, fact) in facts.enumerated() {
            switch fact {
            case .opened(let id): openConnection(id, line)
            case .closed(let id):
                guard let index = open.removeValue(forKey: id) else { continue }
                connections[index].closed = line
                ends.append((line, .connection(index)))
            case .character(let name, let peer): appear(name, peer, line)
            case .abandoned(let peer):
                guard let place = present.firstIndex(where: { characters[$0].peer == peer }) else { continue }
                let index = present.remove(at: place)
                characters[index].gone = line
                ends.append((line, .character(index)))
            case .ready: for index in open.values { connections[index].staleFrom = line }
            case .stopping:
                for index in open.values { connections[index].closed = line }
                open = [:]
                for index in present { characters[index].stopped = line }
                present = []
            case .count, nil: continue
            }
        }
    }

    private mutating func openConnection(_ id: String, _ line: Int) {
        if let index = open[id] {
            // The handshake, or the line once more.
            let known = connections[index]
            guard known.staleFrom != nil || times[line].milliseconds(since: times[known.opened]) > Self.repeats else {
                return
            }
            connections[index].closed = line
        }
        open[id] = connections.count
        connections.append(Connection(id: id, opened: line))
    }

    private mutating func appear(_ name: String, _ peer: String, _ line: Int) {
        if let place = present.firstIndex(where: { characters[$0].name == name }) {
            guard characters[present[place]].peer != peer else { return }
            // A new connection whose leave before it was lost.
            characters[present.remove(at: place)].gone = line
        }
        present.append(characters.count)
        characters.append(Character(name: name, peer: peer, appeared: line))
    }

    /// For each character the connections that may be its own.
    func candidates() -> [[Int]] {
        var tied = tiedByTheirEnds()
        let taken = Set(tied.values)
        return characters.indices.map { index in
            if let connection = tied.removeValue(forKey: index) { return [connection] }
            let character = characters[index]
            var fitting = connections.indices.filter { connection in
                !taken.contains(connection) && isOpen(connection, at: character.appeared)
            }
            let fresh = fitting.filter { (connections[$0].staleFrom ?? .max) > character.appeared }
            if !fresh.isEmpty { fitting = fresh }
            if let gone = character.gone {
                let together = fitting.filter { connection in
                    connections[connection].closed.map { isOneMoment($0, gone) } ?? false
                }
                if !together.isEmpty { fitting = together }
            }
            return fitting
        }
    }

    private func isOpen(_ connection: Int, at line: Int) -> Bool {
        connections[connection].opened < line && (connections[connection].closed ?? .max) > line
    }

    private func isOneMoment(_ line: Int, _ other: Int) -> Bool {
        abs(times[line].milliseconds(since: times[other])) <= Self.moment
    }

    /// Characters whose belongings were removed beside the one closing connection of that moment; of several leaves in
    /// one moment those in strict turn.
    private func tiedByTheirEnds() -> [Int: Int] {
        var tied: [Int: Int] = [:]
        var cluster: [(line: Int, end: End)] = []
        func settle() {
            defer { cluster = [] }
            guard cluster.count.isMultiple(of: 2) else { return }
            var pairs: [(character: Int, connection: Int)] = []
            for start in stride(from: 0, to: cluster.count, by: 2) {
                switch (cluster[start].end, cluster[start + 1].end) {
                case (.connection(let connection), .character(let character)),
                    (.character(let character), .connection(let connection)):
                    guard isOpen(connection, at: characters[character].appeared) else { return }
                    pairs.append((character, connection))
                default: return
                }
            }
            for pair in pairs { tied[pair.character] = pair.connection }
        }
        for end in ends {
            if let last = cluster.last, !isOneMoment(last.line, end.line) { settle() }
            cluster.append(end)
        }
        settle()
        return tied
    }
}
