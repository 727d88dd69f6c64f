import Foundation
public import TimeSeries

/// Shows instants in a time zone.
public struct ZoneClock: Sendable {
    private let zone: TimeZone

    /// Makes a clock; an unknown zone is shown as UTC.
    public init(timeZone: String) { zone = TimeZone(identifier: timeZone) ?? .gmt }

    /// The zone's name for a reader: `UTC` or the IANA name.
    public var name: String {
        zone.secondsFromGMT() == 0 && zone.identifier == "GMT" ? "UTC" : zone.identifier
    }

    /// Seconds east of UTC at an instant.
    public func offset(at instant: Instant) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000))
    }

    /// Local day (since the epoch), hour and minute.
    func local(_ instant: Instant) -> (day: Int, hour: Int, minute: Int) {
        let shifted = instant.advanced(bySeconds: offset(at: instant))
        let midnight = shifted.floored(toPeriod: 86_400)
        let seconds = Int(shifted.seconds - midnight.seconds)
        return (Int(midnight.seconds / 86_400), seconds / 3600, seconds / 60 % 60)
    }

    /// `2026-01-31 14:05`, in the zone, to the minute.
    public func minuteText(_ instant: Instant) -> String {
        let text = instant.floored(toPeriod: 60).advanced(bySeconds: offset(at: instant)).iso8601
        return text.prefix(10) + " " + text.dropFirst(11).prefix(5)
    }

    /// `2026-01-31 14:05:09`, in the zone, to the second.
    public func secondText(_ instant: Instant) -> String {
        let text = instant.floored(toPeriod: 1).advanced(bySeconds: offset(at: instant)).iso8601
        return text.prefix(10) + " " + text.dropFirst(11).prefix(8)
    }

    /// `14:05` on the day of another instant, `14:05 +1d` a day later, the whole date otherwise.
    func clockText(_ instant: Instant, after reference: Instant) -> String {
        let text = minuteText(instant)
        switch local(instant).day - local(reference).day {
        case 0: return String(text.suffix(5))
        case 1: return text.suffix(5) + " +1d"
        case -1: return text.suffix(5) + " -1d"
        default: return text
        }
    }

    /// Changes of the offset within a range: the start's offset first, in minutes east of UTC.
    func offsets(from start: Instant, to end: Instant) -> [(at: Instant, minutes: Int)] {
        var result = [(at: start, minutes: offset(at: start) / 60)]
        var hour = start.floored(toPeriod: 3600)
        // Zones change their offset on whole quarter hours; most only twice a year.
        while hour < end {
            hour = hour.advanced(bySeconds: 900)
            let minutes = offset(at: hour) / 60
            if let last = result.last, last.minutes != minutes { result.append((at: hour, minutes: minutes)) }
        }
        return result
    }
}
