/// A regular expression as CloudWatch Logs takes them between percent signs.
///
/// There are no groups, so an expression is a choice of sequences of single characters with a repeat count. It is run as
/// a set of states, so that the time is bounded by text times expression, whatever either of them is.
struct FilterRegex: Hashable, Sendable {
    /// ASCII characters, one bit each, and whether characters beyond ASCII belong.
    struct CharacterSet: Hashable, Sendable {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var beyond = false

        mutating func insert(_ byte: UInt8) {
            if byte < 64 { low |= 1 << UInt64(byte) } else if byte < 128 { high |= 1 << UInt64(byte - 64) }
        }

        func contains(_ byte: UInt8) -> Bool {
            byte < 64
                ? low >> UInt64(byte) & 1 == 1 : byte < 128 ? high >> UInt64(byte - 64) & 1 == 1 : beyond
        }

        var inverted: CharacterSet { CharacterSet(low: ~low, high: ~high, beyond: !beyond) }

        mutating func formUnion(_ other: CharacterSet) {
            low |= other.low
            high |= other.high
            beyond = beyond || other.beyond
        }
    }

    /// One state: a character that must, may, or may repeatedly come.
    struct State: Hashable, Sendable {
        var set: CharacterSet
        var isOptional: Bool
        var repeats: Bool
    }

    /// One alternative.
    struct Sequence: Hashable, Sendable {
        var states: [State] = []
        var isAtStart = false
        var isAtEnd = false
    }

    let alternatives: [Sequence]

    /// Whether the expression fits anywhere in a text.
    func matches(_ text: Span<UInt8>) -> Bool {
        for alternative in alternatives where Self.matches(alternative, text) { return true }
        return false
    }

    /// Whether the expression fits anywhere in a text.
    func matches(_ text: String) -> Bool { matches(Array(text.utf8).span) }

    private static func matches(_ sequence: Sequence, _ text: Span<UInt8>) -> Bool {
        let states = sequence.states
        let end = states.count
        // active[i]: everything before state i has been matched.
        var active = Array(repeating: false, count: end + 1)
        activate(0, &active, states)
        if active[end], !sequence.isAtEnd || text.isEmpty { return true }
        var next = active
        for index in 0..<text.count {
            let byte = text[index]
            // The rest of a character beyond ASCII belongs to its first byte.
            if byte & 0xC0 == 0x80 { continue }
            for position in next.indices { next[position] = false }
            for position in 0..<end where active[position] && states[position].set.contains(byte) {
                if states[position].repeats { activate(position, &next, states) }
                activate(position + 1, &next, states)
            }
            let isLast = rest(of: text, after: index)
            if next[end], !sequence.isAtEnd || isLast { return true }
            if !sequence.isAtStart { activate(0, &next, states) }
            // An empty sequence fits at the end of the text.
            if next[end], sequence.isAtEnd, isLast { return true }
            swap(&active, &next)
        }
        return false
    }

    /// Whether only the rest of one character follows.
    private static func rest(of text: Span<UInt8>, after index: Int) -> Bool {
        var index = index + 1
        while index < text.count, text[index] & 0xC0 == 0x80 { index += 1 }
        return index == text.count
    }

    /// Marks a state and those that may follow it without a character.
    private static func activate(_ start: Int, _ active: inout [Bool], _ states: [State]) {
        var position = start
        active[position] = true
        while position < states.count, states[position].isOptional {
            position += 1
            active[position] = true
        }
    }
}
