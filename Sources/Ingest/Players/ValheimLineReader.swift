/// Valheim servers of the images lloesche/valheim-server and mbround18/valheim, with Steam or cross-play.
///
/// Reads the whole stream first: who left is known from what comes after. Doubled lines change nothing.
struct ValheimLineReader: PlayerLineReader {
    private var told: [[(kind: PlayerEvent.Kind, id: String, name: String)]]
    private var line = 0
    private(set) var doubts: [PlayerDoubt] = []

    /// - Parameter lines: the stream's lines in the order in which they will be read.
    init(_ lines: [ContainerLine]) {
        let facts = lines.map { ValheimFact(ColourEscapes.removed(from: $0.text)[...]) }
        let visits = ValheimVisits(facts, times: lines.map(\.time))
        let ties = ValheimTies(visits)
        told = Array(repeating: [], count: lines.count)
        for (line, fact) in facts.enumerated() {
            switch fact {
            case .count(let count): told[line].append((.count(count), "", ""))
            case .ready: told[line].append((.serverReady, "", ""))
            case .stopping: told[line].append((.serverStopping, "", ""))
            default: continue
            }
        }
        for (index, character) in visits.characters.enumerated() {
            let connection = ties.connection[index].map { visits.connections[$0] }
            let isCertain = ties.certainty[index] == .certain
            // An uncertain tie claims no Steam id.
            let id = isCertain ? connection?.id ?? character.name : character.name
            told[character.appeared].append((.joined, id, character.name))
            // The removal of what a peer leaves behind names it; a connection that may be another's does not.
            let ends = isCertain || character.gone == nil ? [character.gone, connection?.closed] : [character.gone]
            guard let end = ends.compactMap(\.self).min(), end < character.stopped ?? .max else { continue }
            // Somebody who comes back over another connection leaves first.
            let place = told[end].firstIndex { $0.kind == .joined } ?? told[end].count
            told[end].insert((.left, id, character.name), at: place)
            if !isCertain, character.gone == nil {
                doubts.append(
                    PlayerDoubt(
                        time: lines[end].time, isLengthOpen: ties.certainty[index] == .length))
            }
        }
    }

    mutating func read(_ text: Substring, _ tell: (PlayerEvent.Kind, String, String) -> Void) {
        guard told.indices.contains(line) else { return }
        for fact in told[line] { tell(fact.kind, fact.id, fact.name) }
        line += 1
    }
}
