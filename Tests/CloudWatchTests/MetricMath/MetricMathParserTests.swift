import CloudWatch
import Testing

@Suite("Metric math: text")
struct MetricMathParserTests {
    @Test(
        "Canonical form shows what binds to what",
        arguments: [
            ("a+b*c", "a + b * c"), ("(a+b)*c", "(a + b) * c"), ("a-(b-c)", "a - (b - c)"),
            ("a-b-c", "a - b - c"), ("((a))", "a"), ("a>1 AND b<2 OR c", "a > 1 AND b < 2 OR c"),
            ("a || b && c", "a OR b AND c"), ("(a OR b) AND c", "(a OR b) AND c"),
            ("IF( a - b>0 ,a-b )+c", "IF(a - b > 0, a - b) + c"), ("2^3^2", "2^3^2"),
            ("(2^3)^2", "(2^3)^2"), ("-2^2", "-2^2"), ("(-2)^2", "(-2)^2"), ("2^-1", "2^-1"),
            ("--a", "--a"), ("METRICS( 'x\"y' )", "METRICS('x\"y')"), ("[a ,b]", "[a, b]"),
            (".5 + 00.50", "0.5 + 0.5"), ("(a<b)<c", "(a < b) < c"), ("a\n\t+\r\nb", "a + b"),
            ("100000000000000000000000 + 0.00000001", "100000000000000000000000 + 0.00000001"),
        ])
    func canonical(text: String, expected: String) throws {
        let expression = try MetricMathExpression(parsing: text)
        #expect(expression.description == expected)
        #expect(try MetricMathExpression(parsing: expected) == expression)
    }

    @Test(
        "A rejected text names the byte at which it stops making sense",
        arguments: [
            ("", 0), ("a +", 3), ("a + * b", 4), ("(a", 2), ("a)", 1), ("IF(a, b", 7), ("[a", 2),
            ("a < b < c", 6), ("a == b != c", 7), ("1e3", 0), ("1.", 0), ("1.2.3", 0), ("1AND 2", 0),
            ("a = b", 2),
            ("a % b", 2), ("!a", 0), ("a and b", 2), ("'open", 0), ("a & b", 2), ("[]", 1), ("F(,a)", 2),
            ("F(a,)", 4), ("\u{e9} + a", 0), ("a + \u{6f22}", 4), ("'\u{e9}' $", 5), ("+a", 0), ("a b", 2),
        ])
    func rejected(text: String, position: Int) {
        let error = #expect(throws: MetricMathError.self) { try MetricMathExpression(parsing: text) }
        #expect(error?.position == position)
    }

    @Test("Nesting and length are bounded")
    func bounds() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
        }
        #expect(try MetricMathExpression(parsing: nested(99)).description == "a")
        for text in [nested(100), nested(1000), String(repeating: "-", count: 1000) + "a"] {
            let error = #expect(throws: MetricMathError.self) { try MetricMathExpression(parsing: text) }
            #expect(error?.reason == .nestedTooDeeply(limit: 100))
        }
        let powers = Array(repeating: "a", count: 500).joined(separator: "^")
        #expect(throws: MetricMathError.self) { try MetricMathExpression(parsing: powers) }
        let sum = Array(repeating: "a", count: 1024).joined(separator: "+")
        #expect(try MetricMathExpression(parsing: sum + " ").nodes.count == 2047)
        let long = #expect(throws: MetricMathError.self) { try MetricMathExpression(parsing: sum + "  ") }
        #expect(long?.reason == .expressionTooLong(characters: 2049, limit: 2048))
    }

    @Test("The open questions of the grammar are settings")
    func powerSettings() throws {
        var settings = MetricMathSettings()
        #expect(try evaluate("2^3^2") == "number 512")
        #expect(try evaluate("-2^2") == "number -4")
        settings.powerAssociation = .left
        #expect(try evaluate("2^3^2", settings: settings) == "number 64")
        #expect(try evaluate("2^-1^2", settings: settings) == "number 0.25")
        settings.negationBeforePower = true
        #expect(try evaluate("-2^2", settings: settings) == "number 4")
        #expect(try evaluate("3 - 2^2", settings: settings) == "number -1")
    }
}
