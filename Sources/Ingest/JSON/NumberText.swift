internal import TimeSeries

/// Numbers and times as text.
enum NumberText {
    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
        1e19,
        1e20, 1e21, 1e22,
    ]

    /// A whole number that fits 64 bits.
    static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        var position = 0
        let isNegative = bytes.first == 0x2D
        if isNegative { position = 1 }
        guard position < bytes.count, bytes.count - position <= 19 else { return nil }
        var value: Int64 = 0
        while position < bytes.count {
            let byte = bytes[position]
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int64(byte - 0x30))
            guard !overflow, !carry else { return nil }
            value = sum
            position += 1
        }
        return isNegative ? -value : value
    }

    /// A finite number, exactly rounded.
    static func double(_ bytes: UnsafeRawBufferPointer) -> Double? {
        // Up to 15 digits and small powers of ten are exact in double arithmetic (Clinger); the rest goes to the C library.
        var position = 0
        let count = bytes.count
        guard count > 0, count < 400 else { return nil }
        let isNegative = bytes[0] == 0x2D
        if isNegative { position = 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var exponent = 0
        var hasDigits = false
        while position < count, case let digit = bytes[position] &- 0x30, digit < 10 {
            if digits < 19 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                if mantissa > 0 { digits += 1 }
            } else {
                digits += 1
            }
            hasDigits = true
            position += 1
        }
        if position < count, bytes[position] == 0x2E {
            position += 1
            while position < count, case let digit = bytes[position] &- 0x30, digit < 10 {
                if digits < 19 {
                    mantissa = mantissa &* 10 &+ UInt64(digit)
                    if mantissa > 0 { digits += 1 }
                } else {
                    digits += 1
                }
                exponent -= 1
                hasDigits = true
                position += 1
            }
        }
        guard hasDigits else { return nil }
        if position < count, bytes[position] | 0x20 == 0x65 {
            position += 1
            var sign = 1
            if position < count, bytes[position] == 0x2B || bytes[position] == 0x2D {
                if bytes[position] == 0x2D { sign = -1 }
                position += 1
            }
            guard position < count, count - position < 5 else { return nil }
            var value = 0
            while position < count, case let digit = bytes[position] &- 0x30, digit < 10 {
                value = value * 10 + Int(digit)
                position += 1
            }
            exponent += sign * value
        }
        guard position == count else { return nil }
        if digits <= 15, exponent >= -22, exponent <= 22 {
            let magnitude =
                exponent < 0 ? Double(mantissa) / powers[-exponent] : Double(mantissa) * powers[exponent]
            return isNegative ? -magnitude : magnitude
        }
        return slowDouble(bytes)
    }

    private static func slowDouble(_ bytes: UnsafeRawBufferPointer) -> Double? {
        guard let value = Double(bytes.text), value.isFinite else { return nil }
        return value
    }

    /// A time: a bare number by its magnitude (seconds, ms, µs, ns), else ISO 8601 with or without a zone.
    static func instant(_ bytes: UnsafeRawBufferPointer) -> Instant? {
        guard let first = bytes.first else { return nil }
        if bytes.count > 4, bytes[4] == 0x2D, first >= 0x30, first <= 0x39 { return isoInstant(bytes) }
        guard let number = double(bytes), abs(number) < 9e18 else { return nil }
        let magnitude = abs(number)
        let milliseconds =
            magnitude < 1e11
            ? number * 1000 : magnitude < 1e14 ? number : magnitude < 1e17 ? number / 1e3 : number / 1e6
        return Instant(milliseconds: Int64(milliseconds.rounded(.down)))
    }

    /// The spelling that nearly all inputs use, `YYYY-MM-DDTHH:MM:SS` with a fraction and a zone, without making a string.
    static func isoInstant(_ bytes: UnsafeRawBufferPointer) -> Instant? {
        guard bytes.count >= 19, bytes.count <= 40 else { return Instant(iso8601: bytes.text) }
        // Below zero once a character was no digit.
        var signs = 0
        func two(_ position: Int) -> Int {
            let tens = Int(bytes[position]) - 0x30
            let ones = Int(bytes[position + 1]) - 0x30
            signs |= tens | ones | (9 - tens) | (9 - ones)
            return tens * 10 + ones
        }
        let (year, month, day) = (two(0) * 100 + two(2), two(5), two(8))
        let (hour, minute, second) = (two(11), two(14), two(17))
        guard signs >= 0, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[13] == 0x3A, bytes[16] == 0x3A,
            bytes[10] == 0x54 || bytes[10] == 0x20, second < 60, hour < 24, minute < 60,
            let days = days(year, month, day)
        else { return Instant(iso8601: bytes.text) }
        var milliseconds = Int64(((days * 24 + hour) * 60 + minute) * 60 + second) * 1000
        var position = 19
        if position < bytes.count, bytes[position] == 0x2E {
            var weight: Int64 = 100
            position += 1
            let start = position
            while position < bytes.count, case let digit = bytes[position] &- 0x30, digit < 10 {
                milliseconds += Int64(digit) * weight
                weight /= 10
                position += 1
            }
            guard position > start, position - start <= 9 else { return nil }
        }
        let rest = bytes.count - position
        if rest == 0 || (rest == 1 && bytes[position] == 0x5A) { return Instant(milliseconds: milliseconds) }
        guard bytes[position] == 0x2B || bytes[position] == 0x2D, rest == 6 || rest == 5,
            let hours = digits(bytes, position + 1, 2), let minutes = digits(bytes, bytes.count - 2, 2),
            rest == 5 || bytes[position + 3] == 0x3A, hours < 24, minutes < 60
        else { return Instant(iso8601: bytes.text) }
        let offset = Int64(hours * 60 + minutes) * 60_000
        return Instant(milliseconds: bytes[position] == 0x2B ? milliseconds - offset : milliseconds + offset)
    }

    /// Days since 1970-01-01. Days that every month has need no calendar: March-based years of 400-year eras (Hinnant).
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        guard (1...12).contains(month), (1...28).contains(day) else {
            return CivilDate(year: year, month: month, day: day)?.daysSinceEpoch
        }
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func digits(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
        guard start + count <= bytes.count else { return nil }
        var value = 0
        for position in start..<start + count {
            let digit = bytes[position] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
}

extension JSONNode {
    /// A time in any spelling.
    var instant: Instant? { NumberText.instant(scalar) }

    /// The time of a member.
    func instant(_ name: StaticString) -> Instant? { member(name)?.instant }
}
