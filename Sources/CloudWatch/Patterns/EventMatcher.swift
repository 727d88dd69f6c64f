/// One value of a field's list in an event pattern: a plain value or a comparison.
enum EventMatcher: Hashable, Sendable {
    /// How a text is compared.
    enum Text: Hashable, Sendable {
        case equal(String)
        case prefix(String)
        case suffix(String)
        case equalIgnoringCase(String)
        case prefixIgnoringCase(String)
        case suffixIgnoringCase(String)
        case wildcard(Wildcard)

        func matches(_ text: String) -> Bool {
            // Bytes, so that equal-looking texts in different Unicode forms stay different.
            switch self {
            case .equal(let other): text.utf8.elementsEqual(other.utf8)
            case .prefix(let prefix): text.utf8.starts(with: prefix.utf8)
            case .suffix(let suffix): Self.hasSuffix(text, suffix)
            case .equalIgnoringCase(let other): Self.folded(text).elementsEqual(Self.folded(other))
            case .prefixIgnoringCase(let prefix): Self.folded(text).starts(with: Self.folded(prefix))
            case .suffixIgnoringCase(let suffix):
                Self.folded(text).reversed().starts(with: Self.folded(suffix).reversed())
            case .wildcard(let wildcard): wildcard.matches(text)
            }
        }

        private static func hasSuffix(_ text: String, _ suffix: String) -> Bool {
            text.utf8.reversed().starts(with: suffix.utf8.reversed())
        }

        private static func folded(_ text: String) -> [UInt8] { Array(text.lowercased().utf8) }
    }

    /// A range of numbers.
    struct Range: Hashable, Sendable {
        var low = -Double.infinity
        var isLowOpen = false
        var high = Double.infinity
        var isHighOpen = false

        func contains(_ number: Double) -> Bool {
            (isLowOpen ? number > low : number >= low) && (isHighOpen ? number < high : number <= high)
        }
    }

    case null
    case boolean(Bool)
    case number(Double)
    case text(Text)
    case numeric(Range)
    case exists(Bool)
    case block(AddressBlock)
    /// Neither one of the numbers nor a fitting text; any other plain value passes.
    case anythingBut(numbers: Set<Double>, texts: [Text])

    /// Whether a plain value of an event fits; ``exists(_:)`` is judged by whether there is one.
    func matches(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.null, .null): true
        case (.boolean(let wanted), .boolean(let found)): wanted == found
        case (.number(let wanted), .number(let found)): wanted == found
        case (.text(let text), .string(let found)): text.matches(found)
        case (.numeric(let range), .number(let found)): range.contains(found)
        case (.exists(let wanted), _): wanted
        case (.block(let block), .string(let found)): block.contains(found)
        case (.anythingBut(let numbers, _), .number(let found)): !numbers.contains(found)
        case (.anythingBut(_, let texts), .string(let found)): !texts.contains { $0.matches(found) }
        case (.anythingBut, _): true
        default: false
        }
    }
}
