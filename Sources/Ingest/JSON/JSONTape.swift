internal import CSimdJSON

/// What is wrong with a JSON text, and where.
struct JSONFault: Error, Hashable {
    /// Kinds of faults.
    enum Reason: String {
        case unexpectedByte = "an unexpected byte"
        case unexpectedEnd = "an unexpected end"
        case tooDeep = "too much nesting"
        case tooLong = "too many bytes"
    }

    var reason: Reason
    var offset: Int
}

/// A JSON text as a flat list of its values, in the order of the text; the values themselves stay in the text.
struct JSONTape {
    /// A value's place in the text.
    struct Token {
        /// Offset of the first byte.
        var start: UInt32
        /// Offset behind the last byte.
        var end: UInt32
        /// Index of the next token that is not inside this value.
        var next: UInt32
    }

    private(set) var tokens: ContiguousArray<Token> = []
    private var open: ContiguousArray<Int> = []

    /// Reads one value that fills `bytes` but for blanks. UTF-8 is not checked: log messages hold anything.
    mutating func read(_ bytes: UnsafeRawBufferPointer, maximumDepth: Int) throws(JSONFault) {
        tokens.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
        guard bytes.count < Int(UInt32.max), let base = bytes.bindMemory(to: UInt8.self).baseAddress else {
            throw JSONFault(reason: bytes.isEmpty ? .unexpectedEnd : .tooLong, offset: 0)
        }
        let count = bytes.count
        var position = 0
        var expectsKey = false
        var mayClose = false
        while true {
            // A value, or a key and its colon before the value.
            position = Self.skipBlanks(base, position, count)
            guard position < count else { throw JSONFault(reason: .unexpectedEnd, offset: position) }
            let byte = base[position]
            if mayClose, byte == (expectsKey ? 0x7D : 0x5D) {
                // An empty container: fall through to closing.
            } else {
                if expectsKey {
                    guard byte == 0x22 else { throw JSONFault(reason: .unexpectedByte, offset: position) }
                    position = try scalar(base, position, count)
                    position = Self.skipBlanks(base, position, count)
                    guard position < count else { throw JSONFault(reason: .unexpectedEnd, offset: position) }
                    guard base[position] == 0x3A else {
                        throw JSONFault(reason: .unexpectedByte, offset: position)
                    }
                    position = Self.skipBlanks(base, position + 1, count)
                    guard position < count else { throw JSONFault(reason: .unexpectedEnd, offset: position) }
                }
                let first = base[position]
                if first == 0x7B || first == 0x5B {
                    guard open.count < maximumDepth else {
                        throw JSONFault(reason: .tooDeep, offset: position)
                    }
                    open.append(tokens.count)
                    tokens.append(Token(start: UInt32(truncatingIfNeeded: position), end: 0, next: 0))
                    expectsKey = first == 0x7B
                    mayClose = true
                    position += 1
                    continue
                }
                position = try scalar(base, position, count)
            }
            // Behind a value: commas and closing brackets.
            closing: while true {
                position = Self.skipBlanks(base, position, count)
                guard let container = open.last else {
                    guard position == count else {
                        throw JSONFault(reason: .unexpectedByte, offset: position)
                    }
                    return
                }
                guard position < count else { throw JSONFault(reason: .unexpectedEnd, offset: position) }
                let byte = base[position]
                let isObject = base[Int(tokens[container].start)] == 0x7B
                if byte == 0x2C {
                    expectsKey = isObject
                    mayClose = false
                    position += 1
                    break closing
                }
                guard byte == (isObject ? 0x7D : 0x5D) else {
                    throw JSONFault(reason: .unexpectedByte, offset: position)
                }
                tokens[container].next = UInt32(truncatingIfNeeded: tokens.count)
                open.removeLast()
                position += 1
                tokens[container].end = UInt32(truncatingIfNeeded: position)
            }
        }
    }

    /// Appends the string, number or word at `position` and gives the offset behind it.
    private mutating func scalar(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int
    ) throws(JSONFault) -> Int {
        var position = start
        if base[start] == 0x22 {
            position += 1
            while true {
                position = csimdjson_next_quote_or_backslash(base, position, count)
                guard position < count else { throw JSONFault(reason: .unexpectedEnd, offset: count) }
                if base[position] == 0x22 { break }
                position += 2
            }
            position += 1
        } else {
            while position < count, Self.isWordByte(base[position]) { position += 1 }
            guard position > start else { throw JSONFault(reason: .unexpectedByte, offset: start) }
            let word = UnsafeRawBufferPointer(start: base + start, count: position - start)
            guard
                Self.isNumberStart(word[0]) || word.equals("true") || word.equals("false")
                    || word.equals("null")
                    || word.equals("NaN") || word.equals("Infinity")
            else { throw JSONFault(reason: .unexpectedByte, offset: start) }
        }
        tokens.append(
            Token(
                start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: position),
                next: UInt32(truncatingIfNeeded: tokens.count + 1)))
        return position
    }

    private static func isNumberStart(_ byte: UInt8) -> Bool {
        byte == 0x2D || (byte >= 0x30 && byte <= 0x39)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x41 && byte <= 0x5A)
            || byte == 0x2D || byte == 0x2B || byte == 0x2E
    }

    @inline(__always)
    private static func skipBlanks(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
        var position = start
        while position < count, base[position] <= 0x20,
            base[position] == 0x20 || base[position] == 0x0A
                || base[position] == 0x0D || base[position] == 0x09
        {
            position += 1
        }
        return position
    }
}
