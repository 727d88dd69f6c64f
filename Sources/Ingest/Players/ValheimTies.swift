/// Which character came over which connection: the most that can be tied, and what of it is certain.
///
/// Of connections that could be a character's, those that close last are taken: a refused client is gone sooner than a
/// player, and no connected minute may look idle. Among these, who connected first appeared first.
struct ValheimTies {
    /// How sure a tie is.
    enum Certainty {
        /// No other assignment fits.
        case certain
        /// Other characters of the moment may have the connections the other way round: how many were there is certain.
        case name
        /// Another connection, of nobody known, fits as well: the one that closed last was taken.
        case length
    }

    /// The connection of each character; `nil` when the log has none.
    private(set) var connection: [Int?]
    /// How sure that is.
    private(set) var certainty: [Certainty]

    private let candidates: [[Int]]
    private var character: [Int: Int] = [:]

    /// Ties characters, in the order in which they appeared, to connections, in the order in which they opened.
    init(_ visits: ValheimVisits) {
        candidates = visits.candidates()
        connection = Array(repeating: nil, count: candidates.count)
        certainty = Array(repeating: .certain, count: candidates.count)
        var wanted: [Int: [Int]] = [:]
        for (index, fitting) in candidates.enumerated() {
            for connection in fitting { wanted[connection, default: []].append(index) }
        }
        let order = wanted.keys.sorted { left, right in
            let closed = (
                visits.connections[left].closed ?? .max, visits.connections[right].closed ?? .max
            )
            return closed.0 == closed.1 ? left > right : closed.0 > closed.1
        }
        for connection in order {
            var seen: Set<Int> = []
            _ = give(connection, wanted, &seen)
        }
        for index in candidates.indices { certainty[index] = judge(index) }
        inOrder()
    }

    /// Gives a connection to a character, moving others to connections of theirs; false when nobody can take it.
    private mutating func give(_ connection: Int, _ wanted: [Int: [Int]], _ seen: inout Set<Int>) -> Bool {
        for index in wanted[connection] ?? [] where seen.insert(index).inserted {
            let before = self.connection[index]
            if let before {
                // Who has one passes it on only if it is wanted elsewhere.
                guard give(before, wanted, &seen) else { continue }
            }
            self.connection[index] = connection
            character[connection] = index
            return true
        }
        return false
    }

    private func judge(_ index: Int) -> Certainty {
        guard let own = connection[index] else { return .certain }
        var seen: Set<Int> = [own]
        if reachesFree(index, &seen) { return .length }
        seen = []
        return candidates[index].contains { other in
            other != own && leads(from: other, to: own, &seen)
        } ? .name : .certain
    }

    /// Whether a character can have a connection that nobody has, others moving up.
    private func reachesFree(_ index: Int, _ seen: inout Set<Int>) -> Bool {
        for other in candidates[index] where seen.insert(other).inserted {
            guard let holder = character[other], connection[holder] == other else { return true }
            if reachesFree(holder, &seen) { return true }
        }
        return false
    }

    /// Whether the holder of a connection can have another, and so on, until one takes `own`.
    private func leads(from other: Int, to own: Int, _ seen: inout Set<Int>) -> Bool {
        guard seen.insert(other).inserted, let holder = character[other] else { return false }
        return candidates[holder].contains { $0 == own || leads(from: $0, to: own, &seen) }
    }

    /// Lets those who can be taken for one another have their connections in order.
    private mutating func inOrder() {
        let doubtful = certainty.indices.filter { certainty[$0] != .certain }
        for (place, first) in doubtful.enumerated() {
            for second in doubtful[(place + 1)...] {
                guard let one = connection[first], let other = connection[second], one > other,
                    candidates[first].contains(other), candidates[second].contains(one)
                else { continue }
                (connection[first], connection[second]) = (other, one)
                (character[other], character[one]) = (first, second)
            }
        }
    }
}
