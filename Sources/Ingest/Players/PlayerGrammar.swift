internal import TimeSeries

/// How a game's server says in its log who joins and who leaves.
///
/// Lines are read after terminal colours are taken away. A grammar is anchored where players could imitate it in chat, and
/// knows the image's own ways of wrapping, doubling and folding lines.
public struct PlayerGrammar: Hashable, Sendable {
    /// Games with a grammar of their own.
    public enum Game: String, Codable, Hashable, Sendable, CaseIterable {
        case minecraft
        case valheim
        case palworld
        case terraria
        case factorio
        case sevenDaysToDie
        case rust
        case satisfactory
    }

    private enum Kind: Hashable, Sendable {
        case game(Game)
        case custom(PlayerPatterns)
    }

    private let kind: Kind

    /// The grammar of a game.
    public init(game: Game) { kind = .game(game) }

    /// A grammar of two patterns given by the user.
    public init(patterns: PlayerPatterns) { kind = .custom(patterns) }

    /// The grammar that a container image's name asks for, or `nil` when no game is recognised.
    ///
    /// Registry, tag and digest make no difference.
    public init?(image: String) {
        let name = image.lowercased().split(separator: "@").first.map(String.init) ?? ""
        let words: [(String, Game)] = [
            ("minecraft", .minecraft), ("valheim", .valheim), ("palworld", .palworld),
            ("factorio", .factorio),
            ("terraria", .terraria), ("tshock", .terraria), ("tmodloader", .terraria),
            ("7daystodie", .sevenDaysToDie), ("7dtd", .sevenDaysToDie), ("7-days-to-die", .sevenDaysToDie),
            ("satisfactory", .satisfactory), ("rust-server", .rust), ("rust_server", .rust), ("/rust", .rust),
        ]
        guard let game = words.first(where: { name.contains($0.0) })?.1 else { return nil }
        self.init(game: game)
    }

    /// The game, or `nil` of the user's own patterns.
    public var game: Game? {
        if case .game(let game) = kind { game } else { nil }
    }

    /// What the lines say, oldest first.
    ///
    /// Lines are taken in the order of their times; lines of one moment keep the order in which they are given.
    public func events(in lines: [ContainerLine]) -> [PlayerEvent] { reading(lines).events }

    /// What the lines say, and where they leave open who is meant.
    public func reading(_ lines: [ContainerLine]) -> PlayerReading {
        var streams: [LogSource: [ContainerLine]] = [:]
        for line in lines { streams[line.source, default: []].append(line) }
        var events: [PlayerEvent] = []
        var doubts: [PlayerDoubt] = []
        let sources = streams.keys.sorted {
            ($0.logStream, $0.logGroup, $0.owner) < ($1.logStream, $1.logGroup, $1.owner)
        }
        for source in sources {
            let ordered = Self.ordered(streams[source] ?? [])
            var reader = makeReader(for: ordered)
            for line in ordered {
                let text = ColourEscapes.removed(from: line.text)
                reader.read(text[...]) { kind, player, name in
                    events.append(
                        PlayerEvent(
                            time: line.time, kind: kind, player: player, name: name,
                            logStream: source.logStream))
                }
            }
            doubts += reader.doubts
        }
        return PlayerReading(events: Self.sorted(events), doubts: doubts.sorted { $0.time < $1.time })
    }

    private func makeReader(for lines: [ContainerLine]) -> any PlayerLineReader {
        switch kind {
        case .custom(let patterns): CustomLineReader(patterns)
        case .game(.minecraft): MinecraftLineReader(lines)
        case .game(.valheim): ValheimLineReader(lines)
        case .game(.palworld): PalworldLineReader(lines)
        case .game(let game): SimpleLineReader(game)
        }
    }

    private static func ordered(_ lines: [ContainerLine]) -> [ContainerLine] {
        let sorted = lines.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
        return sorted.map(\.element)
    }

    private static func sorted(_ events: [PlayerEvent]) -> [PlayerEvent] {
        let sorted = events.enumerated().sorted {
            ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
        }
        return sorted.map(\.element)
    }
}

/// Reads the lines of one log stream in order; it may remember what came before.
protocol PlayerLineReader {
    /// Reads a line without colours; `tell` is called with each fact: kind, player's identity, name.
    mutating func read(_ line: Substring, _ tell: (PlayerEvent.Kind, String, String) -> Void)
    /// Where the stream leaves open who left.
    var doubts: [PlayerDoubt] { get }
}

extension PlayerLineReader {
    var doubts: [PlayerDoubt] { [] }
}

/// Small steps through a line.
extension Substring {
    /// Removes a prefix; false, and nothing removed, when the line does not start with it.
    mutating func drop(_ prefix: String) -> Bool {
        guard hasPrefix(prefix) else { return false }
        removeFirst(prefix.count)
        return true
    }

    /// What stands before the first `separator`; the line goes on behind it. `nil` when there is none.
    mutating func take(upTo separator: String) -> Substring? {
        guard let range = firstRange(of: separator) else { return nil }
        defer { self = self[range.upperBound...] }
        return self[..<range.lowerBound]
    }

    /// What stands before the last `separator`, and what stands behind it.
    func split(atLast separator: String) -> (Substring, Substring)? {
        var found: Range<Index>?
        var rest = self
        while let range = rest.firstRange(of: separator) {
            found = range
            rest = rest[range.upperBound...]
        }
        guard let found else { return nil }
        return (self[..<found.lowerBound], self[found.upperBound...])
    }

    /// The decimal digits at the start, removed; with a minus sign when `signed`.
    mutating func takeDigits(signed: Bool = false) -> Substring {
        var end = startIndex
        if signed, first == "-" { end = index(after: end) }
        while end < endIndex, self[end].isASCII, self[end].isNumber { end = index(after: end) }
        defer { self = self[end...] }
        return self[..<end]
    }

    /// The text without blanks behind it.
    var withoutBlanksBehind: Substring {
        var text = self
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }

    /// The text without a folded repeat's count, ` (x3)`.
    var withoutRepeatCount: Substring {
        let text = withoutBlanksBehind
        guard text.last == ")", let (before, count) = text.split(atLast: " (x"), !count.dropLast().isEmpty,
            count.dropLast().allSatisfy({ $0.isASCII && $0.isNumber })
        else { return text }
        return before
    }
}
