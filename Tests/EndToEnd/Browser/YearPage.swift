import Foundation
import Replay
import Reporting
import Templates
import TimeSeries

/// A page over a year of minutes, every one of them with a value of its own, and sliders with as many positions as any
/// leaf gets.
enum YearPage {
    static let minutes = 365 * 1440
    /// The one minute that is louder than any other.
    static let loudest = 123_456

    static func html() throws -> String {
        try HTMLPage(sha256Base64: { ContentHash.base64($0) }).render(page())
    }

    private static func page() -> ReportPage {
        let start = Instant(seconds: 1_767_225_600)
        var traffic = GridSeries(start: start, missing: minutes)
        var classes: [MinuteClass?] = Array(repeating: nil, count: minutes)
        var lanes: [(minutes: Range<Int>, kind: String)] = []
        for minute in 0..<minutes {
            let hour = (minute / 60 + minute / 10_080) % 24
            let noise = Double((UInt32(truncatingIfNeeded: minute) &* 2_654_435_761) >> 12) / 1_048_576
            let kind: MinuteClass = hour < 6 ? .used : hour < 7 ? .idleWait : .leftUp
            classes[minute] = hour < 14 ? kind : nil
            traffic.values[minute] = (kind == .used ? 6000 : 900) * (1 + noise)
            if minute.isMultiple(of: 60), hour < 14 {
                lanes.append((minute..<minute + 60, kind.rawValue))
            }
        }
        traffic.values[loudest] = 2e6
        let thresholds = (0..<64).map { 800 + $0 * 120 }
        let patience = Array(1...38)
        let outcomes = thresholds.flatMap { threshold in
            patience.map { minutes in
                WhatIfTable.Outcome(
                    idleMinutes: max(0, 200_000 - threshold * 20) + minutes * 400,
                    falseStops: max(0, threshold / 60 - minutes * 3), coldStarts: 400 + threshold / 100,
                    stopDelay: threshold < 900 ? nil : Double(minutes) + 2.5)
            }
        }
        return ReportPage(
            title: "a year", subtitle: "2026-01-01 to 2027-01-01, 365 days",
            verdict: nil, cards: [.init("up", "5,110 h")],
            shares: [.init(kind: "leftUp", name: "Left up", meaning: "nobody", minutes: 150_000)],
            chart: TrafficChart(
                traffic: traffic, present: 900, recommended: 2000,
                lanes: Array(repeating: .init(name: "up", bands: lanes), count: 2), timeZone: "Europe/Berlin"),
            whatIf: WhatIfTable(
                thresholds: thresholds, minutes: patience, outcomes: outcomes, present: (1, 6),
                recommended: (20, 9), dollarsPerMinute: 0.004),
            distribution: TrafficDistribution(
                idle: traffic.values.filter { $0 < 2000 }, connected: traffic.values.filter { $0 > 5000 }),
            calendar: UptimeCalendar(
                start: start, classes: classes, clock: ZoneClock(timeZone: "Europe/Berlin")),
            sections: [])
    }
}
