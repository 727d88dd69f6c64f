/// Reads JSON with the place of every value, so that values can be changed in the text.
struct JSONReader {
    /// Largest text, in bytes.
    static let sizeLimit = 64 << 20
    /// Deepest nesting.
    static let depthLimit = 200

    private let bytes: [UInt8]
    private var at = 0

    /// Reads a whole text.
    /// - Throws: ``JSONTextError`` with the place where it stops being JSON; also for a key that stands twice.
    static func read(_ bytes: [UInt8]) throws(JSONTextError) -> JSONNode {
        var reader = JSONReader(bytes: bytes)
        guard bytes.count <= sizeLimit else { throw reader.error(.tooLarge(limit: sizeLimit)) }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            reader.at = SourceText(bytes).firstInvalidOffset ?? 0
            throw reader.error(.notText)
        }
        reader.skipSpace()
        let node = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.at == bytes.count else { throw reader.error(.expected("the end of the text")) }
        return node
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func error(_ reason: JSONTextError.Reason) -> JSONTextError {
        JSONTextError(reason: reason, offset: at, place: SourceText(bytes).place(of: at))
    }

    private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipSpace() {
        while let byte, JSONReader.isSpace(byte) { at += 1 }
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONTextError) -> JSONNode {
        guard depth <= JSONReader.depthLimit else { throw error(.tooDeep(limit: JSONReader.depthLimit)) }
        let start = at
        switch byte {
        case UInt8(ascii: "{"):
            return JSONNode(content: .object(try members(depth: depth)), range: start..<at)
        case UInt8(ascii: "["):
            return JSONNode(content: .array(try elements(depth: depth)), range: start..<at)
        case UInt8(ascii: "\""): return JSONNode(content: .string(try string()), range: start..<at)
        case UInt8(ascii: "t"):
            try word("true")
            return JSONNode(content: .boolean(true), range: start..<at)
        case UInt8(ascii: "f"):
            try word("false")
            return JSONNode(content: .boolean(false), range: start..<at)
        case UInt8(ascii: "n"):
            try word("null")
            return JSONNode(content: .null, range: start..<at)
        default: return JSONNode(content: .number(try number()), range: start..<at)
        }
    }

    private mutating func members(depth: Int) throws(JSONTextError) -> [JSONNode.Member] {
        at += 1
        var members: [JSONNode.Member] = []
        var keys: Set<String> = []
        skipSpace()
        if take("}") { return members }
        while true {
            let start = at
            guard byte == UInt8(ascii: "\"") else { throw error(.expected("a key")) }
            let key = try string()
            let keyRange = start..<at
            guard keys.insert(key).inserted else {
                at = start
                throw error(.duplicate(key))
            }
            skipSpace()
            guard take(":") else { throw error(.expected("':'")) }
            skipSpace()
            members.append(JSONNode.Member(key: key, keyRange: keyRange, value: try value(depth: depth + 1)))
            skipSpace()
            if take("}") { return members }
            guard take(",") else { throw error(.expected("',' or '}'")) }
            skipSpace()
        }
    }

    private mutating func elements(depth: Int) throws(JSONTextError) -> [JSONNode] {
        at += 1
        var elements: [JSONNode] = []
        skipSpace()
        if take("]") { return elements }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return elements }
            guard take(",") else { throw error(.expected("',' or ']'")) }
            skipSpace()
        }
    }

    private mutating func word(_ word: String) throws(JSONTextError) {
        guard bytes[at...].starts(with: word.utf8) else { throw error(.expected("a value")) }
        at += word.utf8.count
    }

    private mutating func number() throws(JSONTextError) -> String {
        let start = at
        _ = take("-")
        guard let first = byte, JSONReader.isDigit(first) else { throw error(.expected("a value")) }
        if first == UInt8(ascii: "0") { at += 1 } else { skipDigits() }
        if take(".") {
            guard let byte, JSONReader.isDigit(byte) else { throw error(.expected("a digit")) }
            skipDigits()
        }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            guard let byte, JSONReader.isDigit(byte) else { throw error(.expected("a digit")) }
            skipDigits()
        }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private mutating func skipDigits() {
        while let byte, JSONReader.isDigit(byte) { at += 1 }
    }

    private mutating func string() throws(JSONTextError) -> String {
        at += 1
        var text: [UInt8] = []
        while let byte {
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                at += 1
                text += try escape()
            case 0..<0x20: throw error(.expected("an escape for a control character"))
            default:
                text.append(byte)
                at += 1
            }
        }
        throw error(.expected("'\"'"))
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    private mutating func escape() throws(JSONTextError) -> [UInt8] {
        guard let byte else { throw error(.expected("an escape")) }
        if let plain = JSONReader.escapes[byte] {
            at += 1
            return [plain]
        }
        guard take("u") else { throw error(.expected("an escape")) }
        var units = [try codeUnit()]
        if UTF16.isLeadSurrogate(units[0]), bytes[at...].starts(with: "\\u".utf8) {
            let back = at
            at += 2
            let second = try codeUnit()
            if UTF16.isTrailSurrogate(second) { units.append(second) } else { at = back }
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private mutating func codeUnit() throws(JSONTextError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte, byte < 0x80, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw error(.expected("four hexadecimal digits"))
            }
            unit = unit << 4 | UInt16(digit)
            at += 1
        }
        return unit
    }

    /// JSON text without the blanks between its tokens, each token as it is spelled; `bytes` must be JSON.
    static func compacted(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var inString = false
        var isEscaped = false
        for byte in bytes {
            if inString {
                result.append(byte)
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
            } else if !isSpace(byte) {
                result.append(byte)
                inString = byte == UInt8(ascii: "\"")
            }
        }
        return result
    }
}
