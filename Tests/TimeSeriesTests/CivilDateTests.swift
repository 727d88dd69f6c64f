import Testing
import TimeSeries

@Suite struct CivilDateTests {
    @Test("Every day of 900 years has components that make it again")
    func roundTrip() throws {
        for day in -160_000...170_000 {
            let (year, month, dayOfMonth) = CivilDate(daysSinceEpoch: day).components
            let date = try #require(CivilDate(year: year, month: month, day: dayOfMonth))
            guard date.daysSinceEpoch == day else {
                Issue.record("day \(day) became \(date)")
                return
            }
        }
    }

    @Test(
        "Weekdays, 1 = Monday",
        arguments: [(1970, 1, 1, 4), (2026, 1, 1, 4), (2000, 2, 29, 2), (1969, 12, 29, 1), (2026, 11, 22, 7)])
    func weekdays(year: Int, month: Int, day: Int, weekday: Int) {
        #expect(CivilDate(year: year, month: month, day: day)?.weekday == weekday)
    }

    @Test(
        "Days that do not exist",
        arguments: [
            (2026, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 1, 0), (.max, 1, 1),
            (.min, 1, 1),
        ])
    func refuses(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test("Nothing traps at the ends of the range", arguments: [Int.min, .max])
    func extremes(day: Int) {
        let date = CivilDate(daysSinceEpoch: day)
        #expect((1...7).contains(date.weekday))
        #expect(!date.description.isEmpty)
    }
}
