import Cost
import Foundation
import Testing

@Suite struct MoneyTests {
    private func money(_ text: String) -> Money { Money(dollars: Decimal(string: text) ?? 0) }

    @Test(
        arguments: [
            ("0", "$0.00"), ("1234.5", "$1,234.50"), ("-0.07", "-$0.07"), ("0.0042", "$0.0042"),
            ("0.005", "$0.01"), ("999.995", "$1,000.00"), ("-1234567.891", "-$1,234,567.89"),
        ])
    func amountsReadAsDollarsAndCents(text: String, shown: String) {
        #expect(money(text).description == shown)
    }

    @Test func partsAddUpToTheTotalsCents() {
        let third = Money(dollars: Decimal(1) / 3)
        #expect(Money.cents(of: [third, third, third]) == [34, 33, 33])
        #expect(Money.cents(of: []) == [])
        #expect(Money.cents(of: [money("0.004"), money("0.004"), money("0.004")]) == [1, 0, 0])
        for seed in 1...200 {
            let parts = (0..<seed % 9 + 1).map {
                money("\((seed * 7919 + $0 * 104_729) % 99_991)").dollars / 700_000
            }
            .map { Money(dollars: $0) }
            let total = parts.reduce(.zero, +)
            #expect(Money.cents(of: parts).reduce(0, +) == total.cents)
        }
    }

    @Test func jsonHoldsDollars() throws {
        let text = String(decoding: try JSONEncoder().encode([money("1.23456789")]), as: UTF8.self)
        #expect(text == "[1.234568]")
        #expect(try JSONDecoder().decode([Money].self, from: Data(text.utf8)) == [money("1.234568")])
    }
}
