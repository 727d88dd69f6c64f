/// A point in time, in UTC, to the millisecond.
///
/// Every time inside leafwatch is one of these; time zones exist only where a time is shown or where a calendar window
/// asks for one. Arithmetic saturates at the ends of the range (some 292 million years away) instead of trapping, so
/// that no input, however wrong, stops a run.
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64

    /// Makes an instant from milliseconds since the Unix epoch.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Makes an instant from whole seconds since the Unix epoch, saturating at the ends of the range.
    public init(seconds: Int64) { milliseconds = seconds.saturatingProduct(1000) }

    /// Makes the instant at which the given minute (counted from the Unix epoch) starts, saturating.
    public init(minute: Int) { self.init(seconds: Int64(minute).saturatingProduct(60)) }

    /// Whole seconds since the Unix epoch, rounded towards the past.
    public var seconds: Int64 { milliseconds.floorQuotient(1000) }

    /// Whole minutes since the Unix epoch, rounded towards the past.
    public var minute: Int { Int(milliseconds.floorQuotient(60_000)) }

    /// The latest multiple of `period` seconds (counted from the Unix epoch) that is not after this instant.
    ///
    /// A `period` below one second leaves the instant as it is. Where that multiple lies before the range's beginning
    /// the result is the beginning.
    public func floored(toPeriod period: Int) -> Instant {
        guard period >= 1 else { return self }
        let step = Int64(period).saturatingProduct(1000)
        return Instant(milliseconds: milliseconds.floorQuotient(step).saturatingProduct(step))
    }

    /// The instant `seconds` later (earlier when negative), saturating at the ends of the range.
    public func advanced(bySeconds seconds: Int) -> Instant {
        Instant(milliseconds: milliseconds.saturatingSum(Int64(seconds).saturatingProduct(1000)))
    }

    /// Milliseconds from `other` to this instant, saturating at the ends of the range.
    public func milliseconds(since other: Instant) -> Int64 {
        let (difference, overflow) = milliseconds.subtractingReportingOverflow(other.milliseconds)
        return overflow ? (milliseconds < other.milliseconds ? .min : .max) : difference
    }

    /// Earlier than.
    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
}
