import TimeSeries

/// Days of the week of instants.
enum CivilWeekday {
    /// 0 = Monday to 6 = Sunday.
    static func of(_ instant: Instant) -> Int {
        CivilDate(daysSinceEpoch: Int(instant.floored(toPeriod: 86_400).seconds / 86_400)).weekday - 1
    }
}
