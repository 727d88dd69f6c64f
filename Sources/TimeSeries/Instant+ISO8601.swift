extension Instant {
    /// Reads an ISO 8601 date and time as AWS writes them.
    ///
    /// Accepted: `YYYY-MM-DD`, then `T` or a blank, `HH:MM[:SS[.fraction]]` with up to nine fraction digits, then
    /// `Z`, `±HH:MM`, `±HHMM` or nothing (taken as UTC). A date alone is its midnight. Anything else gives `nil`.
    public init?(iso8601 text: some StringProtocol) {
        var reader = ISO8601Reader(bytes: Array(text.utf8))
        guard let instant = reader.read() else { return nil }
        self = instant
    }

    /// `2026-01-01T00:00:00Z`, with milliseconds only when they are not zero.
    public var iso8601: String {
        let day = milliseconds.floorQuotient(86_400_000)
        // The remainder, not a difference of products: those overflow at the ends of the range.
        var rest = milliseconds % 86_400_000
        if rest < 0 { rest += 86_400_000 }
        let date = CivilDate(daysSinceEpoch: Int(day))
        let second = Int(rest / 1000)
        let millisecond = Int(rest % 1000)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let clock = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
        let fraction = millisecond == 0 ? "" : "." + String(String(millisecond + 1000).dropFirst())
        return "\(date)T\(clock)\(fraction)Z"
    }
}

extension Instant: Codable {
    /// Reads the ISO 8601 text that ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let instant = Instant(iso8601: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not an ISO 8601 time: \(text)")
        }
        self = instant
    }

    /// Writes ``iso8601``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso8601)
    }
}

extension Instant: CustomStringConvertible {
    /// Same as ``iso8601``.
    public var description: String { iso8601 }
}

/// Walks the bytes of one ISO 8601 text.
private struct ISO8601Reader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func read() -> Instant? {
        guard let year = number(digits: 4), skip("-"), let month = number(digits: 2), skip("-"),
            let day = number(digits: 2), let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        var milliseconds = Int64(date.daysSinceEpoch) * 86_400_000
        if position == bytes.count { return Instant(milliseconds: milliseconds) }
        guard skip("T") || skip("t") || skip(" "), let hour = number(digits: 2), hour < 24, skip(":"),
            let minute = number(digits: 2), minute < 60
        else { return nil }
        var second = 0
        var fraction = 0
        if skip(":") {
            // A leap second is read as the second before it.
            guard let value = number(digits: 2), value <= 60 else { return nil }
            second = min(value, 59)
            if skip(".") || skip(",") {
                guard let value = readFraction() else { return nil }
                fraction = value
            }
        }
        milliseconds += Int64((hour * 60 + minute) * 60 + second) * 1000 + Int64(fraction)
        guard let offset = readOffset(), position == bytes.count else { return nil }
        return Instant(milliseconds: milliseconds - Int64(offset) * 60_000)
    }

    /// Milliseconds from one to nine fraction digits; more precise digits are cut off.
    private mutating func readFraction() -> Int? {
        var digits = 0
        var value = 0
        while position < bytes.count, let digit = digit(at: position), digits < 9 {
            if digits < 3 { value = value * 10 + digit }
            digits += 1
            position += 1
        }
        guard digits > 0 else { return nil }
        for _ in min(digits, 3)..<3 { value *= 10 }
        return value
    }

    /// Minutes east of UTC; nothing written means UTC.
    private mutating func readOffset() -> Int? {
        if position == bytes.count || skip("Z") || skip("z") { return 0 }
        let sign: Int
        if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
        guard let hours = number(digits: 2), hours < 24 else { return nil }
        _ = skip(":")
        guard let minutes = number(digits: 2), minutes < 60 else { return nil }
        return sign * (hours * 60 + minutes)
    }

    private func digit(at index: Int) -> Int? {
        let byte = bytes[index]
        return byte >= 0x30 && byte <= 0x39 ? Int(byte - 0x30) : nil
    }

    private mutating func number(digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var value = 0
        for index in position..<position + digits {
            guard let digit = digit(at: index) else { return nil }
            value = value * 10 + digit
        }
        position += digits
        return value
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
        position += 1
        return true
    }
}
