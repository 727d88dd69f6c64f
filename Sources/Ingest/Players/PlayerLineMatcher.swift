internal import CSimdJSON

/// Decides which container lines are kept: those a game's grammar may read, and those the user's patterns match.
struct PlayerLineMatcher {
    private let keepsAll: Bool
    private let custom: PlayerPatternMatcher?

    init(options: ReadOptions) {
        keepsAll = options.keepsAllContainerLines
        custom = options.playerPatterns.flatMap(PlayerPatternMatcher.init)
    }

    /// Whether lines without a word that some grammar knows may be wanted too.
    var keepsUnknownWords: Bool { keepsAll || custom != nil }

    /// A cheap look at the bytes of a line, escaped or not: false when nothing wants it.
    func mayMatter(_ bytes: UnsafeRawBufferPointer) -> Bool {
        keepsUnknownWords || Self.holdsKnownWord(bytes)
    }

    /// Whether the text of a line that may matter is wanted.
    func isWanted(_ text: String) -> Bool {
        guard !keepsAll, let custom else { return true }
        var copy = text
        if copy.withUTF8({ Self.holdsKnownWord(UnsafeRawBufferPointer($0)) }) { return true }
        return custom.match(ColourEscapes.removed(from: text)) != nil
    }

    private static func holdsKnownWord(_ bytes: UnsafeRawBufferPointer) -> Bool {
        csimdjson_may_tell_of_players(bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
    }
}

/// Terminal colour escapes.
enum ColourEscapes {
    /// The text without `ESC [ … letter` sequences.
    static func removed(from text: String) -> String {
        guard text.utf8.contains(0x1B) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x1B, index + 1 < bytes.count, bytes[index + 1] == 0x5B else {
                result.append(bytes[index])
                index += 1
                continue
            }
            // Parameters, intermediates, one final byte; an unfinished escape stays.
            var end = index + 2
            while end < bytes.count, (0x30...0x3F).contains(bytes[end]) { end += 1 }
            while end < bytes.count, (0x20...0x2F).contains(bytes[end]) { end += 1 }
            if end < bytes.count, (0x40...0x7E).contains(bytes[end]) {
                index = end + 1
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
