import Foundation
import Replay
import Reporting
import Testing
import TimeSeries

@Suite struct HTMLPageTests {
    private static let start = Instant(iso8601: "2026-03-28T00:00:00Z") ?? Instant(milliseconds: 0)

    /// A page whose every text tries to break out.
    private func page(minutes: Int = 4 * 1440, hostile: String = "") -> ReportPage {
        var traffic = GridSeries(start: Self.start, missing: minutes)
        var classes: [MinuteClass?] = Array(repeating: nil, count: minutes)
        var idle: [Double] = []
        var connected: [Double] = []
        for minute in 0..<minutes where (minute / 60) % 24 >= 15 {
            let isConnected = (minute / 60) % 24 < 20
            let noise = Double((minute &* 2_654_435_761) % 1000)
            let rate = isConnected ? 7300 + 3 * noise : 4450 + noise
            traffic.values[minute] = rate
            if isConnected { connected.append(rate) } else { idle.append(rate) }
            classes[minute] = isConnected ? .used : (minute / 60) % 24 == 20 ? .idleWait : .leftUp
        }
        let lives = (0..<minutes / 1440).map { (minutes: $0 * 1440 + 900..<$0 * 1440 + 1440, kind: "used") }
        let idleMinutes = [900, 900, 900, 60, 70, 90, 20, 30, 40]
        let table = WhatIfTable(
            thresholds: [1000, 5000, 6000], minutes: [5, 7, 10],
            outcomes: idleMinutes.enumerated().map { index, idle in
                WhatIfTable.Outcome(
                    idleMinutes: idle, falseStops: index == 6 ? 3 : index == 7 ? 1 : 0, coldStarts: 4,
                    stopDelay: index < 3 ? nil : Double(5 + index))
            }, present: (0, 1), recommended: (1, 1), dollarsPerMinute: 0.0065)
        return ReportPage(
            title: "palworld\(hostile)", subtitle: "2026-03-28 to 2026-04-01 UTC\(hostile)",
            verdict: Self.verdict(hostile),
            cards: [
                .init("minutes up\(hostile)", "2,160", note: "of 5,760\(hostile)"), .init("cost", "$14.04"),
            ],
            shares: [
                .init(kind: "used", name: "Used\(hostile)", meaning: "somebody played", minutes: 1500),
                .init(
                    kind: "leftUp", name: "Left up", meaning: "nobody\(hostile)", minutes: 500, dollars: 3.2),
            ],
            chart: TrafficChart(
                traffic: traffic, present: 4600, recommended: 5600,
                lanes: [.init(name: "up\(hostile)", bands: lives)], timeZone: "Europe/Berlin"),
            whatIf: table, distribution: TrafficDistribution(idle: idle, connected: connected),
            calendar: UptimeCalendar(
                start: Self.start, classes: classes, clock: ZoneClock(timeZone: "Europe/Berlin")),
            sections: [
                .init(
                    title: "Cost\(hostile)",
                    content: Document([
                        .table(
                            Table(
                                title: "Money\(hostile)",
                                columns: [
                                    .init("item\(hostile)"), .init("cost", .right),
                                    .init("why", isFlexible: true),
                                ],
                                rows: [["instance\(hostile)" as StyledText, "$13.00", "because\(hostile)"]],
                                total: ["total", "$14.04"],
                                footnotes: ["note\(hostile)"])),
                        .preformatted(["0 X -\(hostile)" as StyledText]),
                        .chart(
                            SparkChart(rows: [.init("load\(hostile)", values: [1, nil, 3], unit: "B/s")])),
                    ]))
            ], provenance: "made by leafwatch\(hostile)")
    }

    /// A verdict whose every text tries to break out.
    private static func verdict(_ hostile: String) -> Verdict {
        Verdict(
            kind: .change, headline: "Raise Threshold\(hostile) to 5,600 B/s.",
            saving: "Saves 840 min\(hostile).",
            settings: [
                .init(name: "Threshold\(hostile)", present: "4,600 B/s", recommended: "5,600 B/s"),
                .init(name: "ShouldStop", present: "false", recommended: nil),
            ],
            effects: [
                .init(name: "idle minutes\(hostile)", present: "900", recommended: "60", isBetter: true)
            ], days: 4, reasons: ["Idle traffic lies above the threshold\(hostile)."])
    }

    private func render(_ page: ReportPage) throws -> String {
        try HTMLPage { "digest\($0.count)" }.render(page)
    }

    @Test func rendersEverySection() throws {
        let html = try render(page())
        for part in [
            "What to change", "What the up-time was", "Traffic against the threshold", "What if",
            "Idle and connected traffic", "Up-time by hour", "Money",
        ] {
            #expect(html.contains(part))
        }
        if let path = ProcessInfo.processInfo.environment["LEAFWATCH_PAGE"] {
            try Data(html.utf8).write(to: URL(fileURLWithPath: path))
        }
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
        "'-alert(1)-'",
        "&lt;b&gt;", "\u{2028}</SCRIPT>",
    ])
    func logTextStaysText(hostile: String) throws {
        let clean = try render(page())
        let html = try render(page(hostile: hostile))
        // Every `<` of the page is the renderer's own: hostile text adds none.
        #expect(html.count { $0 == "<" } == clean.count { $0 == "<" })
        #expect(!html.contains("alert(1)</script>"))
    }

    @Test func loadsNothingFromOutside() throws {
        let html = try render(page())
        #expect(html.contains("default-src 'none'"))
        #expect(
            !html.contains("http://")
                || html.components(separatedBy: "http://").dropFirst().allSatisfy {
                    $0.hasPrefix("www.w3.org/2000/svg")
                })
        #expect(!html.contains("https://"))
        #expect(!html.contains(" style=\""), "inline styles are blocked by the policy")
        #expect(!html.contains(" onclick="))
    }

    @Test func aYearStaysUnderThreeMegabytes() throws {
        let html = try render(page(minutes: 365 * 1440))
        #expect(html.utf8.count < 3_000_000)
    }

    @Test("Two minutes share a pair of values beyond 13 months, and no peak and no low is lost")
    func peaksSurviveDownsampling() throws {
        var page = page(minutes: 0)
        let minutes = 600_001
        var traffic = GridSeries(start: Self.start, missing: minutes)
        for minute in 0..<minutes { traffic.values[minute] = 1000 }
        let odd = [123_457: 5e6, 400_000: 2.0, minutes - 1: 8e6, 300_000: .nan, 300_001: .nan]
        for (minute, value) in odd { traffic.values[minute] = value }
        page.chart = TrafficChart(traffic: traffic, present: 900, recommended: nil, lanes: [])
        let html = try render(page)
        let from = try #require(html.range(of: "id=\"data\">")).upperBound
        let to = try #require(html.range(of: "</script>", range: from..<html.endIndex)).lowerBound
        struct Packed: Decodable {
            struct Chart: Decodable {
                var step: Int
                var minutes: Int
                var traffic: Data
                var lows: Data
            }
            var chart: Chart
        }
        let chart = try JSONDecoder().decode(Packed.self, from: Data(html[from..<to].utf8)).chart
        func rate(_ data: Data, minute: Int) -> Double {
            let at = data.startIndex + minute / chart.step * 2
            let code = Int(data[at]) | Int(data[at + 1]) << 8
            return code == 0 ? .nan : exp2(Double(code - 1) / 2048) - 1
        }
        #expect(chart.step == 2 && chart.minutes == minutes)
        #expect(chart.traffic.count == (minutes + 1) / 2 * 2)
        #expect(abs(rate(chart.traffic, minute: 123_457) / 5e6 - 1) < 0.001)
        #expect(abs(rate(chart.lows, minute: 123_457) / 1000 - 1) < 0.001)
        #expect(abs(rate(chart.lows, minute: 400_000) / 2 - 1) < 0.001)
        #expect(abs(rate(chart.traffic, minute: minutes - 1) / 8e6 - 1) < 0.001)
        #expect(rate(chart.traffic, minute: 300_000).isNaN)
    }

    @Test func aPageWithoutDataIsStillAPage() throws {
        var empty = page(minutes: 0)
        empty.whatIf = nil
        empty.distribution = TrafficDistribution(idle: [], connected: [])
        let html = try render(empty)
        for sentence in [
            "No minute of traffic is recorded.", "No minute is known to be idle or in use.",
            "No minute up is recorded.",
        ] {
            #expect(html.contains(sentence))
        }
        #expect(!html.contains("<canvas"))
    }
}
