import Foundation
import TimeSeries

/// Times and numbers in sentences, the same in every locale.
struct ClockText {
    private let zone: TimeZone?

    init(timeZone: String) { zone = TimeZone(identifier: timeZone) ?? TimeZone(secondsFromGMT: 0) }

    private func local(_ instant: Instant) -> (date: String, clock: String) {
        let offset = zone?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds))) ?? 0
        let text = instant.advanced(bySeconds: offset).iso8601
        return (String(text.prefix(10)), String(text.dropFirst(11).prefix(5)))
    }

    /// `2026-09-07 03:15`.
    func full(_ instant: Instant) -> String {
        let (date, clock) = local(instant)
        return "\(date) \(clock)"
    }

    /// `03:15`, with the date when it is another day than `reference`.
    func clock(_ instant: Instant, after reference: Instant) -> String {
        local(instant).date == local(reference).date ? local(instant).clock : full(instant)
    }

    /// `6,812`.
    static func grouped(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "–" }
        let whole = Int(value.rounded(.toNearestOrAwayFromZero))
        let digits = String(whole.magnitude)
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
            result.append(digit)
        }
        return (whole < 0 ? "-" : "") + result
    }

    /// `8 h 05 min`, `12 min`.
    static func duration(_ minutes: Int) -> String {
        if minutes < 60 { return "\(minutes) min" }
        let rest = minutes % 60
        return rest == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(rest < 10 ? "0" : "")\(rest) min"
    }
}
