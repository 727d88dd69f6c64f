/// What one line of a Valheim server says.
///
/// Prefixes vary with image and mods, so facts are searched for anywhere in a line.
enum ValheimFact: Hashable {
    /// A client of this Steam id is let in to say who it is; not yet a player.
    case opened(String)
    /// A client of this Steam id is gone, player or refused.
    case closed(String)
    /// A character appeared, also on each respawn; the peer's number is new with each connection.
    case character(name: String, peer: String)
    /// What the peer of this number leaves behind is removed; repeated for each thing.
    case abandoned(peer: String)
    /// The server states how many players are connected.
    case count(Int)
    /// The server accepts players.
    case ready
    /// The server is stopping.
    case stopping

    /// Reads a line without colours; `nil` when it says nothing.
    init?(_ line: Substring) {
        var rest = line.withoutBlanksBehind
        if let id = Self.id(rest, after: ["Got connection SteamID ", "Got handshake from client "]) {
            self = .opened(id)
        } else if let id = Self.id(rest, after: ["Closing socket "]) {
            self = .closed(id)
        } else if let (_, told) = rest.split(atLast: "Got character ZDOID from ") {
            guard let character = Self.character(told) else { return nil }
            self = character
        } else if rest.take(upTo: "Destroying abandoned non persistent zdo ") != nil {
            guard let (_, owner) = rest.split(atLast: " owner ") else { return nil }
            self = .abandoned(peer: String(owner))
        } else if let count = Self.playerCount(rest) {
            self = .count(count)
        } else if rest.contains("Game server connected") {
            self = .ready
        } else if rest.contains("Steam manager on destroy") {
            self = .stopping
        } else {
            return nil
        }
    }

    /// `<name> : <peer>:<number>`; a death has two zeros and says nothing.
    private static func character(_ text: Substring) -> ValheimFact? {
        guard let (name, numbers) = text.split(atLast: " : "), !name.isEmpty else { return nil }
        var rest = numbers
        let peer = rest.takeDigits(signed: true)
        guard isNumber(peer), rest.drop(":"), isNumber(rest.takeDigits(signed: true)), rest.isEmpty,
            numbers != "0:0"
        else { return nil }
        return .character(name: String(name), peer: String(peer))
    }

    private static func id(_ line: Substring, after words: [String]) -> String? {
        for word in words {
            var rest = line
            guard rest.take(upTo: word) != nil else { continue }
            let id = rest.takeDigits()
            if id.count == 17 { return String(id) }
        }
        return nil
    }

    private static func playerCount(_ line: Substring) -> Int? {
        if line.contains(" that has join code "),
            ["New session server \"", "Player joined server \"", "Player connection lost server \""]
                .contains(where: { line.contains($0) }),
            var (_, rest) = line.split(atLast: ", now ")
        {
            let count = Int(rest.takeDigits())
            return rest.hasPrefix(" player(s)") ? count : nil
        }
        guard let (before, rest) = line.split(atLast: "Connections "), before.isEmpty || before.last == " "
        else { return nil }
        var text = rest
        let count = Int(text.takeDigits())
        return text.hasPrefix(" ZDOS:") ? count : nil
    }

    private static func isNumber(_ text: Substring) -> Bool { text.last?.isNumber ?? false }
}
