import Foundation
import TimeSeries

/// The data that the page's script reads, as JSON that is safe inside an HTML script element.
struct ChartData: Encodable {
    private let page: ReportPage
    private let clock: ZoneClock

    init(_ page: ReportPage) {
        self.page = page
        clock = ZoneClock(timeZone: page.chart.timeZone)
    }

    private enum Key: String, CodingKey {
        case chart, whatIf
        case start, zone, offsets, step, traffic, lows, present, recommended, lanes, kinds, name, intervals
        case thresholds, minutes, idleMinutes, falseStops, coldStarts, stopDelay, frontier, dollarsPerMinute
    }

    /// JSON text without `<`, so that no text of a log can end the element.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
            .replacingOccurrences(of: "<", with: "\\u003c")
            .replacingOccurrences(of: "\u{2028}", with: "\\u2028")
            .replacingOccurrences(of: "\u{2029}", with: "\\u2029")
    }

    func encode(to encoder: any Encoder) throws {
        var root = encoder.container(keyedBy: Key.self)
        var chart = root.nestedContainer(keyedBy: Key.self, forKey: .chart)
        let traffic = page.chart.traffic
        try chart.encode(traffic.start.minute, forKey: .start)
        try chart.encode(clock.name, forKey: .zone)
        let offsets = clock.offsets(from: traffic.start, to: traffic.end).map { [$0.at.minute, $0.minutes] }
        try chart.encode(offsets, forKey: .offsets)
        let step = Self.step(minutes: traffic.values.count)
        try chart.encode(traffic.values.count, forKey: .minutes)
        try chart.encode(step, forKey: .step)
        try chart.encode(Self.packed(Self.extremes(traffic.values, step: step, by: max)), forKey: .traffic)
        if step > 1 {
            try chart.encode(Self.packed(Self.extremes(traffic.values, step: step, by: min)), forKey: .lows)
        }
        try chart.encode(page.chart.present, forKey: .present)
        try chart.encode(page.chart.recommended, forKey: .recommended)
        let kinds = Array(Set(page.chart.lanes.flatMap { $0.bands.map(\.kind) })).sorted()
        let number = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1, $0) })
        try chart.encode(kinds, forKey: .kinds)
        var lanes = chart.nestedUnkeyedContainer(forKey: .lanes)
        for lane in page.chart.lanes {
            var item = lanes.nestedContainer(keyedBy: Key.self)
            try item.encode(lane.name, forKey: .name)
            try item.encode(
                lane.bands.map {
                    [$0.minutes.lowerBound, $0.minutes.upperBound, number[$0.kind, default: 0]]
                },
                forKey: .intervals)
        }
        guard let table = page.whatIf else {
            try root.encodeNil(forKey: .whatIf)
            return
        }
        var whatIf = root.nestedContainer(keyedBy: Key.self, forKey: .whatIf)
        try whatIf.encode(table.thresholds, forKey: .thresholds)
        try whatIf.encode(table.minutes, forKey: .minutes)
        try whatIf.encode(table.outcomes.map(\.idleMinutes), forKey: .idleMinutes)
        try whatIf.encode(table.outcomes.map(\.falseStops), forKey: .falseStops)
        try whatIf.encode(table.outcomes.map(\.coldStarts), forKey: .coldStarts)
        // JSON has no missing number in a dense array: -1 means that nothing stops it.
        try whatIf.encode(table.outcomes.map { $0.stopDelay ?? -1 }, forKey: .stopDelay)
        try whatIf.encode(table.frontier, forKey: .frontier)
        try whatIf.encode([table.present.row, table.present.column], forKey: .present)
        try whatIf.encode(table.recommended.map { [$0.row, $0.column] }, forKey: .recommended)
        try whatIf.encode(table.dollarsPerMinute, forKey: .dollarsPerMinute)
    }

    /// Minutes that share one pair of values: one up to 13 months, so that no page grows without bound.
    static func step(minutes: Int) -> Int { max(1, (minutes + 569_999) / 570_000) }

    /// The highest or lowest known value of each stretch of `step` minutes, NaN where nothing is known.
    static func extremes(_ values: [Double], step: Int, by choose: (Double, Double) -> Double) -> [Double] {
        guard step > 1 else { return values }
        return stride(from: 0, to: values.count, by: step).map { start in
            let known = values[start..<min(values.count, start + step)].filter(\.isFinite)
            return known.dropFirst().reduce(known.first ?? .nan, choose)
        }
    }

    /// Base64 of one little-endian 16-bit number a minute: `1 + 2048 log2(1 + rate)`, 0 for a gap.
    ///
    /// The steps are 0.03 % wide, finer than any screen shows, and a year stays under 1.5 MB.
    static func packed(_ values: [Double]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count * 2)
        for value in values {
            let code: UInt16 =
                value.isFinite
                ? UInt16(min(65_535, max(1, 1 + (2048 * log2(1 + max(0, value))).rounded()))) : 0
            bytes.append(UInt8(truncatingIfNeeded: code))
            bytes.append(UInt8(truncatingIfNeeded: code >> 8))
        }
        return Data(bytes).base64EncodedString()
    }
}
