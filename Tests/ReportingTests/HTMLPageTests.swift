import Foundation
import Reporting
import Testing
import TimeSeries

@Suite struct HTMLPageTests {
    private static let start = Instant(iso8601: "2026-03-28T00:00:00Z") ?? Instant(milliseconds: 0)

    /// A page whose every text tries to break out.
    private func page(minutes: Int = 4 * 1440, hostile: String = "") -> ReportPage {
        var traffic = GridSeries(start: Self.start, missing: minutes)
        var hours = Array(repeating: [String: Int](), count: minutes / 60)
        var idle: [Double] = []
        var connected: [Double] = []
        for minute in 0..<minutes where (minute / 60) % 24 >= 15 {
            let isConnected = (minute / 60) % 24 < 20
            let noise = Double((minute &* 2_654_435_761) % 1000)
            let rate = isConnected ? 7300 + 3 * noise : 4450 + noise
            traffic.values[minute] = rate
            if isConnected { connected.append(rate) } else { idle.append(rate) }
            let name = isConnected ? "used" : (minute / 60) % 24 == 20 ? "idleWait" : "leftUp"
            hours[minute / 60][name, default: 0] += 1
        }
        let lives = (0..<minutes / 1440).map { (minutes: $0 * 1440 + 900..<$0 * 1440 + 1440, kind: "used") }
        let table = WhatIfTable(
            thresholds: [1000, 5000, 6000], minutes: [5, 7, 10],
            idleMinutes: [900, 900, 900, 60, 70, 90, 20, 30, 40],
            falseStops: [0, 0, 0, 0, 0, 0, 3, 1, 0], coldStarts: [4, 4, 4, 4, 4, 4, 7, 5, 4],
            stopDelay: [-1, -1, -1, 6, 8, 11, 5, 7, 10], frontier: [3, 6, 7, 8], present: (0, 1),
            recommended: (1, 1), dollarsPerMinute: 0.0065)
        return ReportPage(
            title: "palworld\(hostile)", subtitle: "2026-03-28 to 2026-04-01 UTC\(hostile)",
            summary: Document([
                .paragraph(StyledText([.init("Raise Threshold\(hostile)", .strong), .init(" to 5,600.")]))
            ]),
            cards: [.init("minutes up\(hostile)", "2,160"), .init("cost", "$14.04")],
            chart: TrafficChart(
                traffic: traffic, present: 4600, recommended: 5600,
                lanes: [.init(name: "up\(hostile)", bands: lives)], timeZone: "Europe/Berlin"),
            whatIf: table, distribution: TrafficDistribution(idle: idle, connected: connected),
            calendar: UptimeCalendar(
                start: Self.start, hours: hours,
                classes: [
                    ("used", "somebody played"), ("idleWait", "the price of waiting"),
                    ("leftUp", "nobody, too long"),
                ]),
            sections: [
                .init(
                    title: "Cost\(hostile)",
                    content: Document([
                        .table(
                            Table(
                                title: "Money", columns: [.init("item"), .init("cost", .right)],
                                rows: [["instance\(hostile)" as StyledText, "$13.00"]],
                                total: ["total", "$14.04"],
                                footnotes: ["note\(hostile)"])),
                        .preformatted(["0 X -\(hostile)" as StyledText]),
                    ]))
            ])
    }

    private func render(_ page: ReportPage) throws -> String {
        try HTMLPage { "digest\($0.count)" }.render(page)
    }

    @Test func rendersEverySection() throws {
        let html = try render(page())
        for part in [
            "Traffic against the threshold", "What if", "Idle and connected traffic", "Up-time by hour",
            "Money",
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

    @Test func aPageWithoutDataIsStillAPage() throws {
        var empty = page(minutes: 0)
        empty.whatIf = nil
        empty.distribution = TrafficDistribution(idle: [], connected: [])
        let html = try render(empty)
        #expect(html.contains("No minute with a known rate."))
        #expect(html.contains("No hour to show."))
    }
}
