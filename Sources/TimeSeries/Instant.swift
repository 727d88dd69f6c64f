/// A point in time, in UTC, to the millisecond.
///
/// Every time inside leafwatch is one of these; time zones exist only where a time is shown.
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64

    /// Makes an instant from milliseconds since the Unix epoch.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Makes an instant from whole seconds since the Unix epoch, saturating at the ends of the range.
    public init(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        milliseconds = overflow ? (seconds < 0 ? .min : .max) : product
    }

    /// Makes the instant at which the given minute (counted from the Unix epoch) starts.
    public init(minute: Int) { self.init(seconds: Int64(minute) * 60) }

    /// Whole seconds since the Unix epoch, rounded towards the past.
    public var seconds: Int64 { Self.floorDivide(milliseconds, 1000) }

    /// Whole minutes since the Unix epoch, rounded towards the past.
    public var minute: Int { Int(Self.floorDivide(milliseconds, 60_000)) }

    /// The latest multiple of `period` seconds (counted from the Unix epoch) that is not after this instant.
    ///
    /// A `period` below one second leaves the instant as it is.
    public func floored(toPeriod period: Int) -> Instant {
        guard period >= 1 else { return self }
        let step = Int64(period) * 1000
        return Instant(milliseconds: Self.floorDivide(milliseconds, step) * step)
    }

    /// The instant `seconds` later (earlier when negative).
    public func advanced(bySeconds seconds: Int) -> Instant {
        Instant(milliseconds: milliseconds + Int64(seconds) * 1000)
    }

    /// Earlier than.
    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}
