internal import Foundation
public import TimeSeries

/// The time zone of a wall clock window or a mute rule.
///
/// Source: CloudWatch API Reference, WallClockWindow: an IANA name, a fixed offset (`+05:30`) or a prefixed one
/// (`UTC+05:30`), the offset a multiple of five minutes.
public struct CalendarZone: Hashable, Sendable {
    /// The name as it was given.
    public let name: String
    private let zone: TimeZone

    /// Coordinated Universal Time.
    public static let utc = CalendarZone(name: "UTC", zone: .gmt)

    private init(name: String, zone: TimeZone) {
        self.name = name
        self.zone = zone
    }

    /// Reads a time zone; `nil` when CloudWatch would not know it.
    public init?(_ name: String) {
        guard (1...50).contains(name.utf16.count) else { return nil }
        if ["UTC", "GMT", "Z"].contains(name) {
            self.init(name: name, zone: .gmt)
        } else if let seconds = Self.fixedOffset(name) {
            guard seconds % 300 == 0, let zone = TimeZone(secondsFromGMT: seconds) else { return nil }
            self.init(name: name, zone: zone)
        } else if name.contains("/"), let zone = TimeZone(identifier: name) {
            // Not `knownTimeZoneIdentifiers`: that list lacks Asia/Kolkata and other current names.
            self.init(name: name, zone: zone)
        } else {
            return nil
        }
    }

    /// Seconds east of UTC at an instant.
    public func offset(at instant: Instant) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds)))
    }

    /// Seconds of `+05:30`, `UTC+05:30`, `-0800`, `GMT+2`; `nil` when the text is not an offset.
    private static func fixedOffset(_ name: String) -> Int? {
        var rest = Substring(name)
        for prefix in ["UTC", "GMT", "UT"] where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
            break
        }
        guard let sign = rest.first, sign == "+" || sign == "-" else { return nil }
        let parts = rest.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 1 ? [1, 2, 4].contains(parts[0].count) : parts.count == 2 && parts[1].count == 2
        else { return nil }
        let digits = parts.joined()
        guard digits.count <= 4, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(digits)
        else { return nil }
        let (hours, minutes) = digits.count <= 2 ? (number, 0) : (number / 100, number % 100)
        guard hours <= 18, minutes < 60 else { return nil }
        return (sign == "+" ? 1 : -1) * (hours * 3600 + minutes * 60)
    }
}
