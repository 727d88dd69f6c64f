/// One token of an expression, with the offset of its first UTF-8 byte.
struct MetricMathToken: Hashable {
    enum Kind: Hashable {
        case number(Double)
        case string(String)
        /// Starts with a lower-case letter.
        case id(String)
        /// Starts with an upper-case letter or an underscore: functions and bare words.
        case word(String)
        case symbol(Symbol)
        case end
    }

    enum Symbol: String, Hashable {
        case or = "||"
        case and = "&&"
        case equal = "=="
        case notEqual = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case over = "/"
        case power = "^"
        case open = "("
        case close = ")"
        case openList = "["
        case closeList = "]"
        case comma = ","
    }

    var kind: Kind
    var position: Int

    /// The token as a message names it.
    var name: String {
        switch kind {
        case .number(let value): MetricMathExpression.decimal(value)
        case .string: "a string"
        case .id(let text), .word(let text): text
        case .symbol(let symbol): symbol.rawValue
        case .end: "the end"
        }
    }
}

/// Cuts an expression into tokens; blanks separate and mean nothing.
struct MetricMathLexer {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// All tokens, ``MetricMathToken/Kind/end`` last.
    mutating func tokens() throws(MetricMathError) -> [MetricMathToken] {
        var result: [MetricMathToken] = []
        while let byte = peek() {
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                position += 1
            } else {
                result.append(try token(startingWith: byte))
            }
        }
        result.append(MetricMathToken(kind: .end, position: position))
        return result
    }

    private func peek(_ offset: Int = 0) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    private mutating func token(startingWith byte: UInt8) throws(MetricMathError) -> MetricMathToken {
        let start = position
        if Self.isDigit(byte) || (byte == UInt8(ascii: ".") && Self.isDigit(peek(1))) {
            return MetricMathToken(kind: .number(try number()), position: start)
        }
        if Self.isLetter(byte) || byte == UInt8(ascii: "_") {
            let text = take { Self.isLetter($0) || Self.isDigit($0) || $0 == UInt8(ascii: "_") }
            if text == "AND" { return MetricMathToken(kind: .symbol(.and), position: start) }
            if text == "OR" { return MetricMathToken(kind: .symbol(.or), position: start) }
            let isID = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            return MetricMathToken(kind: isID ? .id(text) : .word(text), position: start)
        }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            return MetricMathToken(kind: .string(try string(quote: byte)), position: start)
        }
        if let symbol = symbol() { return MetricMathToken(kind: .symbol(symbol), position: start) }
        throw MetricMathError(.unexpectedCharacter(character(at: start)), position: start)
    }

    private mutating func number() throws(MetricMathError) -> Double {
        let start = position
        let text = take {
            Self.isDigit($0) || Self.isLetter($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let digitsOnly = parts.joined().utf8.allSatisfy { Self.isDigit($0) }
        guard digitsOnly, parts.count <= 2, parts.last?.isEmpty == false, let value = Double("0" + text),
            value.isFinite
        else { throw MetricMathError(.malformedNumber(String(text.prefix(40))), position: start) }
        return value
    }

    private mutating func string(quote: UInt8) throws(MetricMathError) -> String {
        let start = position
        position += 1
        let text = take { $0 != quote }
        guard peek() == quote else { throw MetricMathError(.unterminatedString, position: start) }
        position += 1
        return text
    }

    private mutating func symbol() -> MetricMathToken.Symbol? {
        for length in [2, 1] where position + length <= bytes.count {
            let text = String(decoding: bytes[position..<position + length], as: UTF8.self)
            if let symbol = MetricMathToken.Symbol(rawValue: text) {
                position += length
                return symbol
            }
        }
        return nil
    }

    private mutating func take(while belongs: (UInt8) -> Bool) -> String {
        let start = position
        while let byte = peek(), belongs(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// The character at a byte, escaped where it would not show.
    private func character(at start: Int) -> String {
        var end = start + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self).debugDescription
    }

    private static func isDigit(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
    }
}
