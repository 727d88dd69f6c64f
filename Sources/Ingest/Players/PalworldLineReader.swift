/// Palworld servers of the image thijsvanloef/palworld-server-docker.
///
/// The server's own lines and the image's polling say the same; a stream with any of the server's is read by those alone.
struct PalworldLineReader: PlayerLineReader {
    private let isNative: Bool

    init(_ lines: [ContainerLine]) {
        isNative = lines.contains { line in
            Self.native(Self.unwrapped(ColourEscapes.removed(from: line.text)[...])) != nil
        }
    }

    mutating func read(_ line: Substring, _ tell: (PlayerEvent.Kind, String, String) -> Void) {
        let text = Self.unwrapped(line)
        guard let (isJoin, name, id) = isNative ? Self.native(text) : Self.polled(text) else { return }
        tell(isJoin ? .joined : .left, id, name)
    }

    /// `… [LOG] <name> joined the server. (User id: <id>, Player id: <hex>)`; chat has `[CHAT]` instead.
    private static func native(_ line: Substring) -> (Bool, String, String)? {
        var rest = line.withoutRepeatCount
        guard rest.last == ")", let before = rest.take(upTo: "[LOG] "), !before.contains("[CHAT]") else {
            return nil
        }
        for (words, isJoin) in [
            (" joined the server. (User id: ", true), (" left the server. (User id: ", false),
        ] {
            guard let (name, told) = rest.split(atLast: words), !name.isEmpty else { continue }
            let id = told.dropLast().prefix { $0 != "," && $0 != ")" }
            guard !id.isEmpty else { return nil }
            return (isJoin, String(name), String(id))
        }
        return nil
    }

    /// `[…] [INFO] <name> (<platform>) has joined`, as the image writes after asking the server for its players.
    private static func polled(_ line: Substring) -> (Bool, String, String)? {
        var rest = line.withoutRepeatCount
        if rest.first == "[", let close = rest.firstRange(of: "] [INFO] ") {
            rest = rest[close.upperBound...]
        }
        for (words, isJoin) in [(" has joined", true), (" has left", false)] where rest.hasSuffix(words) {
            var name = rest.dropLast(words.count)
            if name.last == ")", let (before, platform) = name.split(atLast: " ("),
                !platform.dropLast().isEmpty,
                platform.dropLast().allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber) })
            {
                name = before
            }
            guard !name.isEmpty, !name.contains("[CHAT]"), !name.hasPrefix("<") else { return nil }
            return (isJoin, String(name), String(name))
        }
        return nil
    }

    /// The message of a line that the image was told to write as JSON or logfmt.
    private static func unwrapped(_ line: Substring) -> Substring {
        if line.first == "{" {
            let tape = JSONTape()
            let bytes = Array(line.utf8)
            let message = bytes.withUnsafeBytes { bytes -> String? in
                guard (try? tape.read(bytes, maximumDepth: 8)) != nil else { return nil }
                return tape.withRoot(of: bytes) { $0.string("message") } ?? nil
            }
            return message.map { $0[...] } ?? line
        }
        guard line.hasPrefix("time="), line.last == "\"" else { return line }
        var rest = line.dropLast()
        for key in [" message=\"", " msg=\""] where rest.take(upTo: key) != nil {
            return rest.replacing("\\\"", with: "\"")[...]
        }
        return line
    }
}
