import TimeSeries

/// A span of time that has points of one period.
struct RetentionTier: Hashable {
    var period: Int
    var range: Range<Instant>

    /// The first full hour that is surely still kept for that many days.
    static func oldest(days: Int, now: Instant) -> Instant {
        now.advanced(bySeconds: -days * 86_400).floored(toPeriod: 3600).advanced(bySeconds: 3600)
    }

    /// The finest points that CloudWatch still has, oldest span first.
    static func tiers(from start: Instant, to end: Instant, now: Instant) -> [RetentionTier] {
        let bounds = [(60, 15), (300, 63), (3600, 455)]
        var tiers: [RetentionTier] = []
        var upper = end
        for (period, days) in bounds {
            let oldest = oldest(days: days, now: now)
            let lower = max(start, oldest).floored(toPeriod: period)
            if lower < upper { tiers.append(RetentionTier(period: period, range: lower..<upper)) }
            upper = min(upper, lower)
            if lower <= start { break }
        }
        return tiers.reversed()
    }
}
