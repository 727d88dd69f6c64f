/// Minecraft Java servers of the image itzg/minecraft-server: vanilla, Fabric, Forge, Paper, Geyser with Floodgate.
struct MinecraftLineReader: PlayerLineReader {
    private var accounts: [Substring: String] = [:]
    private var open: Set<String> = []

    /// Looks through the stream's lines for account ids, so that a player has one identity from first to last.
    init(_ lines: [ContainerLine]) {
        for line in lines {
            let text = ColourEscapes.removed(from: line.text)
            var rest = text[...]
            if rest.take(upTo: "UUID of player ") != nil, let name = rest.take(upTo: " is ") {
                note(name, Self.uuid(rest))
            } else if text.contains("[floodgate]"),
                let (_, told) = text[...].split(atLast: "Floodgate player logged in as ")
            {
                var told = told
                if let name = told.take(upTo: " joined"), told.take(upTo: "(UUID: ") != nil {
                    note(name, Self.uuid(told))
                }
            }
        }
    }

    mutating func read(_ line: Substring, _ tell: (PlayerEvent.Kind, String, String) -> Void) {
        guard let text = Self.message(line) else { return }
        var rest = text
        let name = Self.takeName(&rest)
        guard let name else {
            readServer(text, tell)
            return
        }
        let id = accounts[name] ?? String(name)
        var renamed = rest
        if renamed.drop(" (formerly known as "), renamed.take(upTo: ")") != nil { rest = renamed }
        if rest == " joined the game" {
            open.insert(id)
            tell(.joined, id, String(name))
        } else if rest == " left the game" {
            open.remove(id)
            tell(.left, id, String(name))
        } else if Self.isLostConnection(rest), open.remove(id) != nil {
            // Also logged for refused logins: it only ends a stay that began.
            tell(.left, id, String(name))
        } else {
            readServer(text, tell)
        }
    }

    private mutating func note(_ name: Substring, _ uuid: String?) {
        if let uuid { accounts[name] = uuid }
    }

    private mutating func readServer(_ text: Substring, _ tell: (PlayerEvent.Kind, String, String) -> Void) {
        if text.hasPrefix("Done ("), text.contains("For help, type") {
            open = []
            tell(.serverReady, "", "")
        } else if text == "Stopping server" || text == "Stopping the server" {
            open = []
            tell(.serverStopping, "", "")
        } else if text.hasPrefix("There are "), text.contains("players online") {
            var rest = text.dropFirst("There are ".count)
            if let count = Int(rest.takeDigits()) { tell(.count(count), "", "") }
        }
    }

    /// What follows the log prefix: one to three bracketed parts, then a colon. Chat cannot come before it.
    private static func message(_ line: Substring) -> Substring? {
        var rest = line.withoutBlanksBehind
        var parts = 0
        while parts < 3, rest.first == "[", let close = rest.firstIndex(of: "]") {
            rest = rest[rest.index(after: close)...]
            parts += 1
            if rest.first == " " { rest.removeFirst() }
        }
        guard parts > 0, rest.drop(": ") else { return nil }
        return rest
    }

    /// An account's name: up to 16 letters, digits and underscores, after a sign for players of another edition.
    private static func takeName(_ rest: inout Substring) -> Substring? {
        var end = rest.startIndex
        if let first = rest.first, ".*+~-".contains(first) { end = rest.index(after: end) }
        let start = end
        while end < rest.endIndex, rest[end].isASCII,
            rest[end].isLetter || rest[end].isNumber || rest[end] == "_"
        {
            end = rest.index(after: end)
        }
        guard (1...16).contains(rest.distance(from: start, to: end)) else { return nil }
        defer { rest = rest[end...] }
        return rest[..<end]
    }

    private static func isLostConnection(_ rest: Substring) -> Bool {
        var rest = rest
        if rest.drop(" (/"), rest.take(upTo: ")") == nil { return false }
        return rest.hasPrefix(" lost connection: ")
    }

    private static func uuid(_ text: Substring) -> String? {
        let uuid = text.prefix(36)
        guard uuid.count == 36, uuid.allSatisfy({ $0.isHexDigit || $0 == "-" }) else { return nil }
        return uuid.lowercased()
    }
}
