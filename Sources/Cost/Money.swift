public import Foundation

/// An amount of US dollars, kept to the last digit of its parts; only what is shown is rounded.
///
/// JSON holds it as a number of dollars rounded to six decimals.
public struct Money: Hashable, Comparable, Sendable {
    /// Dollars.
    public var dollars: Decimal

    /// Makes an amount.
    public init(dollars: Decimal) { self.dollars = dollars }

    /// Nothing.
    public static let zero = Money(dollars: 0)

    /// Less than.
    public static func < (left: Money, right: Money) -> Bool { left.dollars < right.dollars }
    /// The sum.
    public static func + (left: Money, right: Money) -> Money { Money(dollars: left.dollars + right.dollars) }
    /// The difference.
    public static func - (left: Money, right: Money) -> Money { Money(dollars: left.dollars - right.dollars) }
    /// Adds.
    public static func += (left: inout Money, right: Money) { left = left + right }
    /// So many times as much.
    public static func * (left: Money, right: Decimal) -> Money { Money(dollars: left.dollars * right) }

    /// Rounded to `digits` decimals, halves away from zero.
    public func rounded(digits: Int) -> Money {
        var source = dollars
        var result = Decimal()
        NSDecimalRound(&result, &source, digits, .plain)
        return Money(dollars: result)
    }

    /// Whole cents, halves away from zero.
    public var cents: Int { Self.integer(rounded(digits: 2).dollars * 100) }

    /// The nearest double, for statistics only.
    public var approximate: Double { NSDecimalNumber(decimal: dollars).doubleValue }

    /// Splits a total into whole cents that add up to the total's cents.
    ///
    /// Each part gets its whole cents; the cents left over go to the parts with the largest remainders, the first of
    /// equal ones first. So a table's lines add up to its last line.
    ///
    /// - Parameters:
    ///   - parts: the exact parts, none negative.
    ///   - total: the cents to reach when the parts stand for one line of another table; those of their sum when `nil`.
    public static func cents(of parts: [Money], total: Int? = nil) -> [Int] {
        let exact = parts.map { $0.dollars * 100 }
        var whole = exact.map { value -> Int in
            var source = value
            var result = Decimal()
            NSDecimalRound(&result, &source, 0, .down)
            return integer(result)
        }
        let rest = (total ?? parts.reduce(.zero, +).cents) - whole.reduce(0, +)
        let order = exact.indices.sorted { left, right in
            let leftRest = exact[left] - Decimal(whole[left])
            let rightRest = exact[right] - Decimal(whole[right])
            return leftRest == rightRest ? left < right : leftRest > rightRest
        }
        for index in order.prefix(max(0, min(rest, order.count))) { whole[index] += 1 }
        return whole
    }

    private static func integer(_ value: Decimal) -> Int {
        Int(NSDecimalNumber(decimal: value).int64Value)
    }
}

extension Money: Codable {
    /// Reads a number of dollars.
    public init(from decoder: any Decoder) throws {
        dollars = try decoder.singleValueContainer().decode(Decimal.self)
    }

    /// Writes a number of dollars with at most six decimals.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rounded(digits: 6).dollars)
    }
}

extension Money: CustomStringConvertible {
    /// `$1,234.50`, `-$0.07`; amounts below half a cent with four to six decimals: `$0.0042`, `$0.00002`.
    public var description: String {
        var digits = 2
        if dollars != 0, cents == 0 {
            digits = 4
            while digits < 6, rounded(digits: digits).dollars == 0 { digits += 1 }
        }
        let text = "\(rounded(digits: digits).dollars.magnitude)"
        let parts = text.split(separator: ".")
        let whole = String(parts.first ?? "0")
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        let padded = fraction + String(repeating: "0", count: max(0, digits - fraction.count))
        return (dollars < 0 ? "-$" : "$") + grouped + "." + padded
    }
}
