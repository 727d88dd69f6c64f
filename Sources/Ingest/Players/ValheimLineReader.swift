/// Valheim servers of the images lloesche/valheim-server and mbround18/valheim, with Steam or cross-play.
///
/// Prefixes vary and may double lines, so facts are searched for anywhere in a line and repeats change nothing.
struct ValheimLineReader: PlayerLineReader {
    /// Sockets that were opened and not yet tied to a character.
    private var sockets: [Substring] = []
    private var open: [Player] = []

    private struct Player {
        var id: String
        var name: String
        var socket: Substring?
        /// The peer's number, a signed one, new with each connection.
        var peer: Substring
    }

    mutating func read(_ line: Substring, _ tell: (PlayerEvent.Kind, String, String) -> Void) {
        var rest = line.withoutBlanksBehind
        if let socket = Self.socket(rest, after: ["Got connection SteamID ", "Got handshake from client "]) {
            if !sockets.contains(socket), !open.contains(where: { $0.socket == socket }) {
                sockets.append(socket)
            }
        } else if let socket = Self.socket(rest, after: ["Closing socket "]) {
            sockets.removeAll { $0 == socket }
            close(tell) { $0.socket == socket }
        } else if let (_, told) = rest.split(atLast: "Got character ZDOID from ") {
            spawn(told, tell)
        } else if rest.take(upTo: "Destroying abandoned non persistent zdo ") != nil {
            if let (_, owner) = rest.split(atLast: " owner ") { close(tell) { $0.peer == owner } }
        } else if let count = Self.playerCount(rest) {
            tell(.count(count), "", "")
        } else if rest.contains("Game server connected") {
            reset()
            tell(.serverReady, "", "")
        } else if rest.contains("Steam manager on destroy") {
            reset()
            tell(.serverStopping, "", "")
        }
    }

    /// `<name> : <peer>:<number>`; also on each respawn, and with two zeros at a death.
    private mutating func spawn(_ text: Substring, _ tell: (PlayerEvent.Kind, String, String) -> Void) {
        guard let (name, numbers) = text.split(atLast: " : "), !name.isEmpty else { return }
        var rest = numbers
        let peer = rest.takeDigits(signed: true)
        guard Self.isNumber(peer), rest.drop(":"), Self.isNumber(rest.takeDigits(signed: true)), rest.isEmpty,
            numbers != "0:0"
        else { return }
        if let index = open.firstIndex(where: { $0.name == name }) {
            guard open[index].peer != peer else { return }
            // A new connection whose leave before it was lost.
            open.remove(at: index)
        }
        let socket = sockets.popLast()
        let id = socket.map(String.init) ?? String(name)
        open.append(Player(id: id, name: String(name), socket: socket, peer: peer))
        tell(.joined, id, String(name))
    }

    private mutating func close(
        _ tell: (PlayerEvent.Kind, String, String) -> Void, where isGone: (Player) -> Bool
    ) {
        guard let index = open.firstIndex(where: isGone) else { return }
        let player = open.remove(at: index)
        tell(.left, player.id, player.name)
    }

    private mutating func reset() {
        sockets = []
        open = []
    }

    private static func socket(_ line: Substring, after words: [String]) -> Substring? {
        for word in words {
            var rest = line
            guard rest.take(upTo: word) != nil else { continue }
            let id = rest.takeDigits()
            if id.count == 17 { return id }
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
