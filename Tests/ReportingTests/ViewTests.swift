import Reporting
import Testing

@Suite struct ViewTests {
    private let document = Document([
        .heading(level: 1, "palworld.example"),
        .paragraph(
            StyledText([
                .init("Raise Threshold", .strong),
                .init(" from 5,750 to 7,100 bytes/s: saves $41.20 a month."),
            ])),
        .table(
            Table(
                title: "Up-time",
                columns: [.init("class", isFlexible: true), .init("minutes", .right), .init("cost", .right)],
                rows: [["used", "1,200", "$7.68"], ["idle wait | <b>", "90", "$0.58"]],
                total: ["total", "1,290", "$8.26"], footnotes: ["on-demand list price"])),
        .list(["one", "two"]),
        .facts([.init("minutes up", "1,290"), .init("wakes", "12")]),
        .preformatted(["0 X - ```"]),
        .chart(
            SparkChart(
                rows: [
                    .init("traffic", values: [0, nil, 7, 100], unit: "bytes/s"),
                    .init("up", values: [50, nil, 100, 12.5], unit: "%", range: 0...100),
                ], from: "1", to: "4")),
    ])

    @Test func terminal() {
        #expect(
            TerminalView(width: 60).render(document) == """
                palworld.example
                ================

                Raise Threshold from 5,750 to 7,100 bytes/s: saves $41.20 a
                month.

                Up-time
                Class            Minutes   Cost
                ───────────────  ───────  ─────
                used               1,200  $7.68
                idle wait | <b>       90  $0.58
                ───────────────  ───────  ─────
                total              1,290  $8.26
                on-demand list price

                - one
                - two

                Minutes up  1,290
                Wakes       12

                0 X - ```

                traffic  ▁ ▁█  0 to 100 bytes/s
                up       ▅ █▂  0 to 100 %
                         1  4

                """)
    }

    @Test(arguments: [20, 30, 40, 60, 100, 200])
    func noLineIsWiderThanTheTerminal(width: Int) {
        let long = Document([
            .paragraph(StyledText(String(repeating: "word ", count: 60))),
            .table(
                Table(
                    title: "t", columns: [.init("name", isFlexible: true), .init("n", .right)],
                    rows: [[StyledText(String(repeating: "漢", count: 80)), "1"]])),
            .list([StyledText(String(repeating: "item ", count: 30))]),
        ])
        for line in TerminalView(width: width).render(long).split(separator: "\n") {
            #expect(TextSafety.columns(String(line)) <= width)
        }
    }

    @Test(
        "The one high value of ten thousand stands in the bars at every width",
        arguments: [24, 40, 61, 100, 200])
    func noPeakIsLost(width: Int) {
        for position in [0, 1, 4_999, 7_777, 9_999] {
            for isLogarithmic in [false, true] {
                var values: [Double?] = Array(repeating: 1, count: 10_000)
                values[position] = 500
                values[(position + 5_000) % 10_000] = nil
                let row = SparkChart.Row("traffic", values: values, unit: "B/s", isLogarithmic: isLogarithmic)
                let text = TerminalView(width: width).render(Document([.chart(SparkChart(rows: [row]))]))
                #expect(text.count { $0 == "█" } == 1, "\(text)")
                #expect(TextSafety.columns(String(text.dropLast())) <= width)
            }
        }
    }

    @Test func flexibleColumnsWrapInsteadOfLosingText() {
        let table = Table(
            title: "", columns: [.init("setting"), .init("why", isFlexible: true)],
            rows: [["Threshold", "lies above every idle minute and below every connected one"]])
        #expect(
            TerminalView(width: 40).render(Document([.table(table)])) == """
                Setting    Why
                ─────────  ─────────────────────────────
                Threshold  lies above every idle minute
                           and below every connected one

                """)
    }

    @Test func coloursOnlyWhenAsked() {
        let text = Document([.paragraph(StyledText("bad", .bad))])
        #expect(TerminalView(usesColor: true).render(text) == "\u{1B}[31mbad\u{1B}[0m\n")
        #expect(!TerminalView().render(text).contains("\u{1B}"))
    }

    @Test func logTextCannotSteerTheTerminal() {
        let text = Document([.paragraph(StyledText("\u{1B}]0;owned\u{07}")), .preformatted(["\u{9B}31m"])])
        #expect(
            !TerminalView(usesColor: true).render(text).unicodeScalars.contains {
                $0 == "\u{07}" || $0 == "\u{9B}"
            })
    }

    @Test func markdownEscapesMarkup() {
        let text = MarkdownView().render(document)
        #expect(text.contains("# palworld.example\n"))
        #expect(text.contains("**Raise Threshold** from"))
        #expect(text.contains("| idle wait \\| &lt;b&gt; | 90 | $0.58 |"))
        #expect(text.contains("````text\n0 X - ```\n````"))
        #expect(
            MarkdownView().render(Document([.paragraph("see https://evil @all")]))
                == "see https:&#47;/evil &#64;all\n")
    }

    @Test func csvQuotesAndDisarmsFormulas() {
        let table = Table(
            title: "t", columns: [.init("a"), .init("b")],
            rows: [["=1+1", "x,\"y\""], ["-5.2", "+cmd"], ["@x", "a\nb"]])
        #expect(
            CSVView().render(Document([.table(table)]))
                == "a,b\r\n'=1+1,\"x,\"\"y\"\"\"\r\n-5.2,'+cmd\r\n'@x,a␊b\r\n")
    }

    @Test func manyTablesAreNamed() {
        let table = Table(title: "one", columns: [.init("a")], rows: [["1"]])
        #expect(
            CSVView().render(Document([.table(table), .table(table)]))
                == "one\r\na\r\n1\r\n\r\none\r\na\r\n1\r\n")
    }
}
