internal import CSimdJSON

/// Text of JSON strings.
enum JSONText {
    /// The string whose escaped form stands between two quotes.
    ///
    /// Never fails: bytes that are not UTF-8, lone surrogates and broken escapes become U+FFFD.
    static func unescape(_ bytes: UnsafeRawBufferPointer) -> String {
        guard bytes.contains(0x5C) else { return bytes.text }
        return withUnsafeTemporaryAllocation(byteCount: room(for: bytes.count), alignment: 1) { room in
            UnsafeRawBufferPointer(room).slice(0, unescape(bytes, into: room)).text
        }
    }

    /// Bytes that ``unescape(_:into:)`` needs: a broken escape of two becomes the three of U+FFFD.
    static func room(for count: Int) -> Int { count + count / 2 + 16 }

    /// Writes the unescaped bytes and gives their number.
    static func unescape(_ bytes: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> Int {
        guard let source = bytes.bindMemory(to: UInt8.self).baseAddress,
            room.count >= self.room(for: bytes.count),
            let target = room.bindMemory(to: UInt8.self).baseAddress
        else { return 0 }
        var made = 0
        var position = 0
        while position < bytes.count {
            var taken = 0
            made += csimdjson_unescape(source + position, bytes.count - position, target + made, &taken)
            position += taken
            guard position < bytes.count else { break }
            guard position + 1 < bytes.count else {
                // A backslash at the very end escapes nothing.
                target[made] = 0x5C
                return made + 1
            }
            position += 2
            let scalar = readScalar(bytes, &position)
            for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                target[made] = unit
                made += 1
            }
        }
        return made
    }

    /// Reads the digits behind `\u`, and a second escape when they are the first half of a pair.
    private static func readScalar(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) -> Unicode.Scalar {
        guard let high = hexadecimal(bytes, position) else { return "\u{FFFD}" }
        position += 4
        guard high & 0xFC00 == 0xD800 else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
        guard position + 1 < bytes.count, bytes[position] == 0x5C, bytes[position + 1] == 0x75,
            let low = hexadecimal(bytes, position + 2), low & 0xFC00 == 0xDC00
        else { return "\u{FFFD}" }
        position += 6
        return Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + (low & 0x3FF)) ?? "\u{FFFD}"
    }

    private static func hexadecimal(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> UInt32? {
        guard start + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[start..<start + 4] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
            default: return nil
            }
        }
        return value
    }

    /// Appends `text` as a JSON string with its quotes.
    static func quote(_ text: String, to result: inout String) {
        result.append("\"")
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result.append("\\\"")
            case "\\": result.append("\\\\")
            case "\n": result.append("\\n")
            case "\r": result.append("\\r")
            case "\t": result.append("\\t")
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result.append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: result.unicodeScalars.append(scalar)
            }
        }
        result.append("\"")
    }
}

extension JSONNode {
    /// The value as JSON without blanks, keys sorted.
    var canonical: String {
        var result = ""
        appendCanonical(to: &result)
        return result
    }

    private func appendCanonical(to result: inout String) {
        switch kind {
        case .object:
            var members: [(key: String, value: JSONNode)] = []
            forEachMember { members.append((JSONText.unescape($0), $1)) }
            members.sort { $0.key < $1.key }
            result.append("{")
            for (index, member) in members.enumerated() {
                if index > 0 { result.append(",") }
                JSONText.quote(member.key, to: &result)
                result.append(":")
                member.value.appendCanonical(to: &result)
            }
            result.append("}")
        case .array:
            result.append("[")
            var isFirst = true
            for element in elements {
                if !isFirst { result.append(",") }
                isFirst = false
                element.appendCanonical(to: &result)
            }
            result.append("]")
        case .string: JSONText.quote(JSONText.unescape(scalar), to: &result)
        case .number, .word: result.append(scalar.text)
        }
    }
}
