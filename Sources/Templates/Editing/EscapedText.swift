/// Text from a file made safe to show: one line, no control characters, bounded length.
struct EscapedText: CustomStringConvertible, Sendable {
    /// The text to show.
    let description: String

    /// Escapes control characters, line ends and direction marks; cuts what is longer than `limit` scalars.
    init(_ text: String, limit: Int = 80) {
        var result = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        description = text.unicodeScalars.count > limit ? result + "..." : result
    }
}
