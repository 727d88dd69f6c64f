/// Text whose parts carry a meaning that a view may colour; never markup.
public struct StyledText: Hashable, Sendable {
    /// What a part means.
    public enum Tone: Hashable, Sendable {
        case plain
        /// Names the most important word or number.
        case strong
        /// Background remarks.
        case faint
        /// Something good: a saving, a test passed.
        case good
        /// Something to look at.
        case warning
        /// Something wrong: a false stop, a failure.
        case bad
        /// A line that a diff adds.
        case added
        /// A line that a diff removes.
        case removed
    }

    /// A stretch of text with one tone.
    public struct Part: Hashable, Sendable {
        /// The text.
        public var text: String
        /// Its meaning.
        public var tone: Tone

        /// Makes a part.
        public init(_ text: String, _ tone: Tone = .plain) {
            self.text = text
            self.tone = tone
        }
    }

    /// The parts, joined without separators.
    public var parts: [Part]

    /// Makes text from parts.
    public init(_ parts: [Part]) { self.parts = parts }

    /// Makes text of one tone.
    public init(_ text: String, _ tone: Tone = .plain) { parts = [Part(text, tone)] }

    /// The text without its tones.
    public var plain: String { parts.map(\.text).joined() }

    /// Joins two texts.
    public static func + (left: StyledText, right: StyledText) -> StyledText {
        StyledText(left.parts + right.parts)
    }
}

extension StyledText: ExpressibleByStringInterpolation {
    /// Makes plain text.
    public init(stringLiteral value: String) { self.init(value) }
}
