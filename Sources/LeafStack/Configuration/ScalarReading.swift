/// What a YAML 1.1 scalar means to the app, which reads its files with PyYAML.
public enum ScalarReading: Hashable, Sendable {
    /// `null`, `~` or nothing.
    case null
    /// `yes`, `No`, `TRUE`, `off`, ….
    case boolean(Bool)
    /// A decimal, octal (`0700`), hexadecimal, binary or base-60 (`1:30`) integer.
    case integer(Int)
    /// An integer that fits no 64 bits, or one without digits such as `0x_`.
    case unreadableInteger(String)
    /// A number with a point; `1e3` without one is a string.
    case float(String)
    /// Anything else, quoted text and literal blocks included.
    case string(String)
    /// `!ENV …`: the value comes from the environment, so the file does not hold it.
    case environment(String)
    /// A scalar with a tag that the app does not know, for example `!Ref`.
    case unknownTag(String)

    /// Reads a plain scalar (neither quoted nor tagged) by the rules of YAML 1.1 as PyYAML implements them.
    public init(plain text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .null
        case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": self = .boolean(true)
        case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": self = .boolean(false)
        default:
            if let integer = IntegerText(text) {
                self = integer.value.map(ScalarReading.integer) ?? .unreadableInteger(text)
            } else if isFloat(text) {
                self = .float(text)
            } else {
                self = .string(text)
            }
        }
    }

    /// What the reading is, for messages: `a boolean`, `text`, ….
    public var kindName: String {
        switch self {
        case .null: "nothing"
        case .boolean: "a boolean"
        case .integer: "an integer"
        case .unreadableInteger: "an integer out of range"
        case .float: "a number with a fraction"
        case .string: "text"
        case .environment: "a value from the environment"
        case .unknownTag: "a value with an unknown tag"
        }
    }
}

/// The spelling of a YAML 1.1 integer.
private struct IntegerText {
    /// The number, or `nil` when it has no digits or does not fit.
    var value: Int?

    /// Fails unless PyYAML would take the text for an integer.
    init?(_ text: String) {
        var rest = Substring(text)
        let negative = rest.first == "-"
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        guard rest.first?.isASCII == true, rest.first?.isNumber == true else { return nil }
        if rest.contains(":") {
            guard let value = Self.baseSixty(rest) else { return nil }
            self.value = Self.signed(value, negative: negative)
            return
        }
        let radix: Int
        let digits: Substring
        if rest.hasPrefix("0b") {
            (radix, digits) = (2, rest.dropFirst(2))
        } else if rest.hasPrefix("0x") {
            (radix, digits) = (16, rest.dropFirst(2))
        } else if rest.hasPrefix("0"), rest.count > 1 {
            (radix, digits) = (8, rest.dropFirst())
        } else {
            (radix, digits) = (10, rest)
        }
        guard !digits.isEmpty, digits.allSatisfy({ $0 == "_" || Self.digit($0, radix: radix) != nil })
        else { return nil }
        let plain = digits.filter { $0 != "_" }
        // `0_` is zero to PyYAML; `0x_` and `0b_` are errors.
        if plain.isEmpty {
            value = radix == 8 ? 0 : nil
        } else {
            value = Int(plain, radix: radix).flatMap { Self.signed($0, negative: negative) }
        }
    }

    /// `190:20:30`: the first part has no leading zero, the others are 0 to 59.
    private static func baseSixty(_ text: Substring) -> Int?? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let first = parts.first, let leading = first.first, leading != "0",
            first.allSatisfy({ $0 == "_" || digit($0, radix: 10) != nil })
        else { return nil }
        var total: Int? = Int(first.filter { $0 != "_" })
        for part in parts.dropFirst() {
            guard part.count <= 2, part.allSatisfy({ digit($0, radix: 10) != nil }), let value = Int(part),
                value < 60
            else { return nil }
            total = total.flatMap { sum in
                let (product, overflow) = sum.multipliedReportingOverflow(by: 60)
                let (next, carry) = product.addingReportingOverflow(value)
                return overflow || carry ? nil : next
            }
        }
        return .some(total)
    }

    private static func signed(_ value: Int?, negative: Bool) -> Int? {
        value.map { negative ? -$0 : $0 }
    }

    private static func digit(_ character: Character, radix: Int) -> Int? {
        guard character.isASCII, let value = character.hexDigitValue, value < radix else { return nil }
        return value
    }
}

/// Whether PyYAML takes `text` for a floating-point number.
private func isFloat(_ text: String) -> Bool {
    switch text {
    case ".nan", ".NaN", ".NAN": return true
    default: break
    }
    var rest = Substring(text)
    let signed = rest.first == "-" || rest.first == "+"
    if signed { rest.removeFirst() }
    if rest == ".inf" || rest == ".Inf" || rest == ".INF" { return true }
    guard let point = rest.firstIndex(of: ".") else { return false }
    let whole = rest[..<point]
    var fraction = rest[rest.index(after: point)...]
    var exponent: Substring?
    if let mark = fraction.firstIndex(where: { $0 == "e" || $0 == "E" }) {
        exponent = fraction[fraction.index(after: mark)...]
        fraction = fraction[..<mark]
    }
    if let exponent {
        // YAML 1.1 wants the exponent's sign: `1.5e3` is text.
        guard let sign = exponent.first, sign == "+" || sign == "-", exponent.count > 1,
            exponent.dropFirst().allSatisfy(isDecimal)
        else { return false }
    }
    guard fraction.allSatisfy({ $0 == "_" || isDecimal($0) }) else { return false }
    if whole.isEmpty { return !signed && fraction.first.map(isDecimal) == true }
    guard let first = whole.first, isDecimal(first) else { return false }
    let parts = whole.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count > 1, exponent != nil { return false }
    return parts[0].allSatisfy { $0 == "_" || isDecimal($0) }
        && parts.dropFirst().allSatisfy { part in
            (1...2).contains(part.count) && part.allSatisfy(isDecimal) && (Int(part) ?? 60) < 60
        }
}

private func isDecimal(_ character: Character) -> Bool { ("0"..."9").contains(character) }
