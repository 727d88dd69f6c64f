import Reporting
import Testing

@Suite struct TextSafetyTests {
    @Test func controlCharactersBecomeVisible() {
        #expect(TextSafety.printable("a\u{1B}[31mb\r\n\u{7F}\u{202E}c") == "a␛[31mb␍␊␡\u{FFFD}c")
        #expect(TextSafety.printable("Zoë 漢 §") == "Zoë 漢 §")
    }

    @Test(arguments: [("abc", 3), ("漢字", 4), ("e\u{301}", 1), ("👍", 2), ("", 0)])
    func columns(text: String, width: Int) {
        #expect(TextSafety.columns(text) == width)
    }

    @Test func cutsWithAnEllipsis() {
        #expect(TextSafety.cut("abcdef", to: 4) == "abc…")
        #expect(TextSafety.cut("漢字漢字", to: 4) == "漢…")
        #expect(TextSafety.cut("abc", to: 3) == "abc")
    }
}

@Suite struct NumberTextTests {
    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567")])
    func integers(value: Int, text: String) {
        #expect(NumberText.integer(value) == text)
    }

    @Test(arguments: [
        (0.0, 2, "0.00"), (1234.5, 2, "1,234.50"), (-0.004, 2, "0.00"), (-0.005, 2, "-0.01"),
        (0.999, 2, "1.00"),
        (2.5, 0, "3"), (.nan, 1, "–"), (.infinity, 1, "–"), (1e300, 2, "–"),
    ])
    func decimals(value: Double, digits: Int, text: String) {
        #expect(NumberText.decimal(value, digits: digits) == text)
    }

    @Test func moneySharesAndDurations() {
        #expect(NumberText.dollars(-0.07) == "-$0.07")
        #expect(NumberText.percent(0.125) == "12.5 %")
        #expect(NumberText.duration(minutes: 7) == "7 min")
        #expect(NumberText.duration(minutes: 125) == "2 h 05 min")
        #expect(NumberText.duration(minutes: 120) == "2 h")
        #expect(NumberText.duration(minutes: -61) == "-1 h 01 min")
    }
}
