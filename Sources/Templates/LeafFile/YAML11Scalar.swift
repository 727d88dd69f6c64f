/// How YAML 1.1, which Container Manager's loader follows, reads a plain scalar.
enum YAML11Scalar: Hashable, Sendable {
    /// A whole number: decimal, binary `0b`, octal with a leading zero, hexadecimal `0x`, or base 60 (`1:30`).
    case integer(Int)
    /// A whole number beyond 64 bits.
    case hugeInteger
    /// A truth value: `yes`, `no`, `on`, `off`, `true`, `false` in three spellings each.
    case boolean(Bool)
    /// Nothing, `~` or `null`.
    case null
    /// Anything else that starts like a number and has a point or an exponent.
    case float
    /// Text.
    case text

    /// Reads a plain scalar.
    init(plain text: String) {
        if let integer = YAML11Scalar.integer(text) {
            self = integer
        } else if let truth = YAML11Scalar.truths[text] {
            self = .boolean(truth)
        } else if ["", "~", "null", "Null", "NULL"].contains(text) {
            self = .null
        } else {
            self = YAML11Scalar.isFloat(text) ? .float : .text
        }
    }

    /// The kind of value, for messages.
    var kind: String {
        switch self {
        case .integer, .hugeInteger: "a whole number"
        case .boolean: "a truth value"
        case .null: "nothing"
        case .float: "a number with a fraction"
        case .text: "text"
        }
    }

    private static let truths: [String: Bool] = {
        var truths: [String: Bool] = [:]
        for (word, truth) in [
            ("yes", true), ("no", false), ("on", true), ("off", false), ("true", true), ("false", false),
        ] {
            let capitalized = word.prefix(1).uppercased() + word.dropFirst()
            for spelling in [word, capitalized, word.uppercased()] { truths[spelling] = truth }
        }
        return truths
    }()

    private static func integer(_ text: String) -> YAML11Scalar? {
        var digits = Substring(text)
        var negative = false
        if let sign = digits.first, sign == "-" || sign == "+" {
            negative = sign == "-"
            digits = digits.dropFirst()
        }
        guard let first = digits.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return nil
        }
        if digits.hasPrefix("0b") { return number(digits.dropFirst(2), radix: 2, negative: negative) }
        if digits.hasPrefix("0x") { return number(digits.dropFirst(2), radix: 16, negative: negative) }
        if digits.contains(":") { return sexagesimal(digits, negative: negative) }
        guard digits.hasPrefix("0") else { return number(digits, radix: 10, negative: negative) }
        return digits == "0" ? .integer(0) : number(digits.dropFirst(), radix: 8, negative: negative)
    }

    /// Digits with underscores between them; PyYAML drops the underscores wherever they stand.
    private static func number(_ text: Substring, radix: Int, negative: Bool) -> YAML11Scalar? {
        guard !text.isEmpty else { return nil }
        let digits = text.filter { $0 != "_" }
        guard !digits.isEmpty else { return radix == 8 ? .integer(0) : nil }
        var value = 0
        for character in digits.unicodeScalars {
            guard character.isASCII, let digit = Character(character).hexDigitValue, digit < radix else {
                return nil
            }
            let (product, overflow) = value.multipliedReportingOverflow(by: radix)
            let (sum, carry) = product.addingReportingOverflow(negative ? -digit : digit)
            guard !overflow, !carry else { return allDigits(digits, radix: radix) ? .hugeInteger : nil }
            value = sum
        }
        return .integer(value)
    }

    private static func allDigits(_ text: some StringProtocol, radix: Int) -> Bool {
        text.unicodeScalars.allSatisfy { $0.isASCII && (Character($0).hexDigitValue ?? 99) < radix }
    }

    /// `[1-9][0-9_]*(:[0-5]?[0-9])+`.
    private static func sexagesimal(_ text: Substring, negative: Bool) -> YAML11Scalar? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let head = parts.first, head.first != "0", !head.isEmpty else { return nil }
        guard case .integer(var value)? = number(head, radix: 10, negative: negative) else { return nil }
        for part in parts.dropFirst() {
            guard (1...2).contains(part.utf8.count), allDigits(part, radix: 10), let digit = Int(part),
                digit < 60
            else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 60)
            let (sum, carry) = product.addingReportingOverflow(negative ? -digit : digit)
            guard !overflow, !carry else { return .hugeInteger }
            value = sum
        }
        return .integer(value)
    }

    /// Whether the text looks like a float; only used to word a refusal.
    private static func isFloat(_ text: String) -> Bool {
        guard text.contains(".") else { return false }
        let bare = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        if [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"].contains(String(bare)) { return true }
        return Double(bare.filter { $0 != "_" }) != nil
    }
}
