/// Games whose lines each tell all there is to know.
struct SimpleLineReader: PlayerLineReader {
    private let game: PlayerGrammar.Game

    init(_ game: PlayerGrammar.Game) { self.game = game }

    mutating func read(_ line: Substring, _ tell: (PlayerEvent.Kind, String, String) -> Void) {
        let text = line.withoutBlanksBehind
        let fact: (isJoin: Bool, id: Substring, name: Substring)? =
            switch game {
            case .terraria: Self.terraria(text)
            case .factorio: Self.factorio(text)
            case .sevenDaysToDie: Self.sevenDays(text)
            case .rust: Self.rust(text)
            case .satisfactory: Self.satisfactory(text)
            case .minecraft, .valheim, .palworld: nil
            }
        if let fact { tell(fact.isJoin ? .joined : .left, String(fact.id), String(fact.name)) }
    }

    /// `<name> has joined.`, behind the console's prompt or not; TShock adds an address.
    private static func terraria(_ line: Substring) -> (Bool, Substring, Substring)? {
        var rest = line
        if rest.drop(":") { rest = rest.drop { $0 == " " } }
        if let (before, address) = rest.split(atLast: " IP: "), before.hasSuffix(" has joined."),
            !address.contains(" ")
        {
            rest = before
        }
        for (words, isJoin) in [(" has joined.", true), (" has left.", false)] where rest.hasSuffix(words) {
            let name = rest.dropLast(words.count)
            // Chat is `<name> text`.
            return name.isEmpty || name.hasPrefix("<") ? nil : (isJoin, name, name)
        }
        return nil
    }

    /// `2026-01-01 00:00:00 [JOIN] <name> joined the game`.
    private static func factorio(_ line: Substring) -> (Bool, Substring, Substring)? {
        let stamp = line.prefix(20)
        guard stamp.count == 20, stamp.last == " ", stamp.first?.isNumber == true else { return nil }
        var rest = line.dropFirst(20)
        for (tag, words, isJoin) in [
            ("[JOIN] ", " joined the game", true), ("[LEAVE] ", " left the game", false),
        ] {
            guard rest.drop(tag), rest.hasSuffix(words) else { continue }
            let name = rest.dropLast(words.count)
            return name.isEmpty ? nil : (isJoin, name, name)
        }
        return nil
    }

    /// `… INF GMSG: Player '<name>' joined the game`; chat is `INF Chat (…`.
    private static func sevenDays(_ line: Substring) -> (Bool, Substring, Substring)? {
        var rest = line
        guard rest.take(upTo: "INF ") != nil, rest.drop("GMSG: Player '") else { return nil }
        for (words, isJoin) in [("' joined the game", true), ("' left the game", false)]
        where rest.hasSuffix(words) {
            let name = rest.dropLast(words.count)
            return (isJoin, name, name)
        }
        return nil
    }

    /// `<address>/<17 digits>/<name> joined [windows/<17 digits>]`, `… disconnecting: <reason>`.
    private static func rust(_ line: Substring) -> (Bool, Substring, Substring)? {
        var rest = line
        guard let address = rest.take(upTo: "/"), !address.isEmpty else { return nil }
        let id = rest.takeDigits()
        guard id.count == 17, rest.drop("/") else { return nil }
        if line.last == "]", let (name, told) = rest.split(atLast: " joined ["), !name.isEmpty {
            let digits = told.dropLast().split(separator: "/").last ?? ""
            return digits.count == 17 && digits.allSatisfy(\.isNumber) ? (true, id, name) : nil
        }
        guard let range = rest.firstRange(of: " disconnecting: "), range.lowerBound > rest.startIndex else {
            return nil
        }
        return (false, id, rest[..<range.lowerBound])
    }

    /// `LogNet: Join succeeded: <name>`; a leave names nobody.
    private static func satisfactory(_ line: Substring) -> (Bool, Substring, Substring)? {
        var rest = line
        if rest.take(upTo: "LogNet: Join succeeded: ") != nil {
            return rest.isEmpty ? nil : (true, rest, rest)
        }
        return line.contains("LogNet: UNetConnection::Close:") ? (false, "", "") : nil
    }
}

/// The user's own patterns.
struct CustomLineReader: PlayerLineReader {
    private let matcher: PlayerPatternMatcher?

    init(_ patterns: PlayerPatterns) { matcher = PlayerPatternMatcher(patterns) }

    mutating func read(_ line: Substring, _ tell: (PlayerEvent.Kind, String, String) -> Void) {
        guard let fact = matcher?.match(String(line)) else { return }
        tell(fact.isJoin ? .joined : .left, fact.id ?? fact.name, fact.name)
    }
}
