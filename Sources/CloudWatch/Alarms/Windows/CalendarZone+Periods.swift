public import TimeSeries

extension CalendarZone {
    /// The calendar period of `seconds` that holds an instant: an hour, a local day, a week from Monday.
    ///
    /// Periods up to an hour are aligned to the local clock; where the clock is put forward or back, a period also
    /// begins. A local day may have 23 or 25 hours.
    public func period(of seconds: Int, holding instant: Instant) -> Range<Instant> {
        let start = start(of: seconds, holding: instant)
        // One and a half times the period is inside the next one, whatever the clock does in between.
        let later = start.advanced(bySeconds: seconds > 3600 ? seconds + seconds / 2 : seconds)
        var next = self.start(of: seconds, holding: later)
        if next <= start { next = later }
        return start..<next
    }

    /// The newest `count` complete calendar periods at an instant, oldest first.
    public func completePeriods(of seconds: Int, count: Int, at instant: Instant) -> [Range<Instant>] {
        guard seconds > 0 else { return [] }
        var periods: [Range<Instant>] = []
        var end = start(of: seconds, holding: instant)
        for _ in 0..<max(0, count) {
            let start = start(of: seconds, holding: Instant(milliseconds: end.milliseconds &- 1))
            guard start < end else { break }
            periods.append(start..<end)
            end = start
        }
        return periods.reversed()
    }

    /// The latest boundary at or before an instant.
    private func start(of seconds: Int, holding instant: Instant) -> Instant {
        guard seconds > 0 else { return instant }
        let offset = offset(at: instant)
        // Weeks are counted from Monday; 1970 began on a Thursday.
        let shift = seconds == 604_800 ? 4 * 86_400 : 0
        func boundary(offset: Int) -> Instant {
            instant.advanced(bySeconds: offset - shift).floored(toPeriod: seconds)
                .advanced(bySeconds: shift - offset)
        }
        let candidate = boundary(offset: offset)
        guard self.offset(at: candidate) != offset else { return candidate }
        let change = changeOfOffset(after: candidate, before: instant)
        guard seconds > 3600 else { return max(candidate, change) }
        // The local midnight lies before the change of the clock, after it, or in the hour that was left out.
        let localMidnight = candidate.advanced(bySeconds: offset)
        let before = localMidnight.advanced(
            bySeconds: -self.offset(at: Instant(milliseconds: change.milliseconds &- 1)))
        return before < change ? before : max(candidate, change)
    }

    /// The instant, to the second, at which the offset becomes what it is at `end`.
    private func changeOfOffset(after start: Instant, before end: Instant) -> Instant {
        var (low, high) = (start.seconds, end.seconds)
        let final = offset(at: end)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(at: Instant(seconds: middle)) == final { high = middle } else { low = middle }
        }
        return Instant(seconds: high)
    }
}
