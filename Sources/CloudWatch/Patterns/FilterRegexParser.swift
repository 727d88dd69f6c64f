/// Reads the regular expressions of CloudWatch Logs: letters, digits, some symbols, and `^ $ ? [ ] { } | \ * + .`
struct FilterRegexParser {
    private let bytes: [UInt8]
    private var position = 0
    /// Bounds the work of matching; `a{1,1000}` needs a state for each repeat.
    static let stateLimit = 1000

    private static let symbols: Set<UInt8> = Set("_#=@/;,-: ".utf8)
    private static let operators: Set<UInt8> = Set("^$?[]{}|\\*+.".utf8)

    /// Parses the text between the percent signs.
    static func parse(_ bytes: [UInt8]) throws(PatternError.Reason) -> FilterRegex {
        var parser = FilterRegexParser(bytes)
        return try parser.regex()
    }

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard let current, UInt32(current) == character.value else { return false }
        position += 1
        return true
    }

    private mutating func regex() throws(PatternError.Reason) -> FilterRegex {
        guard !bytes.isEmpty else { throw .regularExpression("it is empty") }
        var alternatives = [try sequence()]
        while accept("|") { alternatives.append(try sequence()) }
        guard current == nil else { throw .regularExpression("a bracket has no beginning") }
        let states = alternatives.reduce(0) { $0 + $1.states.count }
        guard states <= Self.stateLimit else {
            throw .regularExpression("it repeats more than \(Self.stateLimit) times")
        }
        return FilterRegex(alternatives: alternatives)
    }

    private mutating func sequence() throws(PatternError.Reason) -> FilterRegex.Sequence {
        var sequence = FilterRegex.Sequence()
        sequence.isAtStart = accept("^")
        while let byte = current, byte != UInt8(ascii: "|") {
            if accept("$") {
                guard current == nil || current == UInt8(ascii: "|") else {
                    throw .regularExpression("$ stands before the end")
                }
                sequence.isAtEnd = true
                return sequence
            }
            let set = try atom()
            try repeats(of: set, into: &sequence.states)
        }
        return sequence
    }

    /// One character, class or dot.
    private mutating func atom() throws(PatternError.Reason) -> FilterRegex.CharacterSet {
        guard let byte = current else { throw .regularExpression("it ends too early") }
        position += 1
        switch byte {
        case UInt8(ascii: "."): return FilterRegex.CharacterSet().inverted
        case UInt8(ascii: "\\"): return try escape()
        case UInt8(ascii: "["): return try characterClass()
        case _ where Self.isPlain(byte): return Self.set(of: [byte])
        default:
            throw .regularExpression(
                "\(String(decoding: [byte], as: UTF8.self).debugDescription) cannot stand here")
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || symbols.contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func set(of bytes: some Swift.Sequence<UInt8>) -> FilterRegex.CharacterSet {
        var set = FilterRegex.CharacterSet()
        for byte in bytes { set.insert(byte) }
        return set
    }

    private static let digits = set(of: 0x30...0x39)
    private static let words = set(of: Array(0x30...0x39) + Array(0x41...0x5A) + Array(0x61...0x7A) + [0x5F])
    private static let blanks = set(of: [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D])

    private mutating func escape() throws(PatternError.Reason) -> FilterRegex.CharacterSet {
        guard let byte = current else { throw .regularExpression("a backslash stands at the end") }
        position += 1
        switch byte {
        case UInt8(ascii: "d"): return Self.digits
        case UInt8(ascii: "D"): return Self.digits.inverted
        case UInt8(ascii: "w"): return Self.words
        case UInt8(ascii: "W"): return Self.words.inverted
        case UInt8(ascii: "s"): return Self.blanks
        case UInt8(ascii: "S"): return Self.blanks.inverted
        case UInt8(ascii: "x"):
            guard position + 2 <= bytes.count,
                let code = UInt8(String(decoding: bytes[position..<position + 2], as: UTF8.self), radix: 16),
                code < 128
            else { throw .regularExpression("\\x takes two hexadecimal digits, at most 7F") }
            position += 2
            return Self.set(of: [code])
        case _ where Self.operators.contains(byte) || Self.symbols.contains(byte): return Self.set(of: [byte])
        default:
            throw .regularExpression("\\\(String(decoding: [byte], as: UTF8.self)) is not an escape")
        }
    }

    private mutating func characterClass() throws(PatternError.Reason) -> FilterRegex.CharacterSet {
        let isInverted = accept("^")
        var set = FilterRegex.CharacterSet()
        var isFirst = true
        // A bracket that comes first stands for itself.
        while isFirst || !accept("]") {
            guard let low = try classItem(&set, isFirst: isFirst) else {
                isFirst = false
                continue
            }
            isFirst = false
            guard current == UInt8(ascii: "-"), position + 1 < bytes.count,
                bytes[position + 1] != UInt8(ascii: "]")
            else {
                set.insert(low)
                continue
            }
            position += 1
            guard let high = try classItem(&set, isFirst: false), low <= high else {
                throw .regularExpression("a range of characters is the wrong way round")
            }
            for byte in low...high { set.insert(byte) }
        }
        return isInverted ? set.inverted : set
    }

    /// One character of a class; `nil` when it was a class of its own such as `\d`, which is then added.
    private mutating func classItem(
        _ set: inout FilterRegex.CharacterSet, isFirst: Bool
    ) throws(PatternError.Reason) -> UInt8? {
        guard let byte = current else { throw .regularExpression("[ has no end") }
        guard byte < 128, byte != UInt8(ascii: "("), byte != UInt8(ascii: ")") else {
            throw .regularExpression("a character in [ ] is not supported")
        }
        position += 1
        guard byte == UInt8(ascii: "\\") else { return byte }
        let escaped = try escape()
        let single = (UInt8(0)..<128).filter { escaped.contains($0) }
        if single.count == 1, !escaped.beyond { return single.first }
        set.formUnion(escaped)
        return nil
    }

    /// Reads `?`, `*`, `+` or `{m,n}` and appends the states.
    private mutating func repeats(
        of set: FilterRegex.CharacterSet, into states: inout [FilterRegex.State]
    ) throws(PatternError.Reason) {
        func append(_ count: Int, optional: Bool, repeats: Bool = false) {
            let state = FilterRegex.State(set: set, isOptional: optional, repeats: repeats)
            states += Array(repeating: state, count: count)
        }
        if accept("?") {
            append(1, optional: true)
        } else if accept("*") {
            append(1, optional: true, repeats: true)
        } else if accept("+") {
            append(1, optional: false, repeats: true)
        } else if accept("{") {
            let low = try count()
            var high: Int? = low
            if accept(",") { high = current == UInt8(ascii: "}") ? nil : try count() }
            guard accept("}"), high.map({ $0 >= low }) ?? true else {
                throw .regularExpression("{ } takes {m}, {m,} or {m,n}")
            }
            append(low, optional: false)
            if let high {
                append(high - low, optional: true)
            } else {
                append(1, optional: true, repeats: true)
            }
        } else {
            append(1, optional: false)
        }
        guard states.count <= Self.stateLimit else {
            throw .regularExpression("it repeats more than \(Self.stateLimit) times")
        }
    }

    private mutating func count() throws(PatternError.Reason) -> Int {
        let start = position
        while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
        guard let count = Int(String(decoding: bytes[start..<position], as: UTF8.self)),
            count <= Self.stateLimit
        else { throw .regularExpression("{ } takes numbers up to \(Self.stateLimit)") }
        return count
    }
}
