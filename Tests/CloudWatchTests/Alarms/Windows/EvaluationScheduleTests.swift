import CloudWatch
import Testing
import TimeSeries

/// Shorthand: an instant from ISO 8601 text, far in the past when it is none.
func time(_ text: String) -> Instant { Instant(iso8601: text) ?? Instant(milliseconds: .min) }

@Suite struct EvaluationScheduleTests {
    private func schedule(
        period: Int, periods: Int, window: EvaluationWindow = .sliding,
        settings: EvaluationSettings = EvaluationSettings()
    ) -> EvaluationSchedule {
        EvaluationSchedule(
            alarm: MetricAlarm(
                threshold: 0, comparisonOperator: .greaterThanThreshold, evaluationPeriods: periods,
                period: period, evaluationWindow: window),
            settings: settings)
    }

    private func starts(_ schedule: EvaluationSchedule, at text: String, newest count: Int) -> [String] {
        schedule.periods(at: time(text)).suffix(count).map { $0.lowerBound.iso8601 }
    }

    @Test("The guide's example: five-minute windows move on by a minute")
    func sliding() {
        let schedule = schedule(period: 300, periods: 3)
        #expect(schedule.range == 5)
        #expect(
            starts(schedule, at: "2026-01-01T12:15:00Z", newest: 3)
                == ["2026-01-01T12:00:00Z", "2026-01-01T12:05:00Z", "2026-01-01T12:10:00Z"])
        #expect(
            starts(schedule, at: "2026-01-01T12:16:42.5Z", newest: 3)
                == ["2026-01-01T12:01:00Z", "2026-01-01T12:06:00Z", "2026-01-01T12:11:00Z"])
    }

    @Test("An hour slides too")
    func hour() {
        let schedule = schedule(period: 3600, periods: 1)
        #expect(
            schedule.periods(at: time("2026-01-01T14:07:06Z")).last?.lowerBound == time("2026-01-01T13:07Z"))
        #expect(
            schedule.periods(at: time("2026-01-01T14:07:06Z")).last?.upperBound == time("2026-01-01T14:07Z"))
    }

    @Test("High resolution: every ten seconds, N + 2 periods")
    func highResolution() {
        let schedule = schedule(period: 20, periods: 1)
        #expect((schedule.interval, schedule.range) == (10, 3))
        #expect(starts(schedule, at: "2026-01-01T00:00:19.9Z", newest: 1) == ["2025-12-31T23:59:50Z"])
    }

    @Test("More than a day in all: hourly, up to the top of the hour")
    func multiDay() {
        #expect(schedule(period: 3600, periods: 24).interval == 60)
        let schedule = schedule(period: 3600, periods: 25)
        #expect((schedule.interval, schedule.range) == (3600, 27))
        #expect(starts(schedule, at: "2026-01-01T14:03:00Z", newest: 1) == ["2026-01-01T13:00:00Z"])
    }

    @Test("Nothing traps on settings that CloudWatch would refuse", arguments: [Int.min, -1, 0, 1, .max])
    func hostile(value: Int) {
        for window in [EvaluationWindow.sliding, .wallClock(timeZone: "nowhere")] {
            let schedule = schedule(
                period: value, periods: min(value, 1000), window: window,
                settings: EvaluationSettings(evaluationRange: .extra(min(value, 1000))))
            for instant in [Instant(milliseconds: .min), time("2026-01-01"), Instant(milliseconds: .max)] {
                #expect(schedule.periods(at: instant).count <= schedule.range)
            }
        }
    }

    @Test("Open questions are settings: the range's cut and the service's offset")
    func settings() {
        var settings = EvaluationSettings()
        settings.cutsRangeAtLimit = true
        #expect(schedule(period: 60, periods: 1440, settings: settings).range == 1440)
        #expect(schedule(period: 60, periods: 1437, settings: settings).range == 1440)
        #expect(schedule(period: 60, periods: 1000, settings: settings).range == 1005)
        settings.evaluationOffset = 120
        #expect(
            starts(schedule(period: 60, periods: 1, settings: settings), at: "2026-01-01T12:15Z", newest: 1)
                == ["2026-01-01T12:12:00Z"])
    }
}

@Suite struct WallClockTests {
    private func lengths(_ zone: String, _ seconds: Int, _ count: Int, at text: String) throws -> [Int] {
        let periods = try #require(CalendarZone(zone)).completePeriods(
            of: seconds, count: count, at: time(text))
        #expect(zip(periods, periods.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        return periods.map { Int($0.upperBound.milliseconds(since: $0.lowerBound) / 1000) }
    }

    @Test("The newest complete calendar period, and exactly N of them")
    func utc() {
        let schedule = EvaluationSchedule(
            alarm: MetricAlarm(
                threshold: 0, comparisonOperator: .greaterThanThreshold, evaluationPeriods: 2, period: 86_400,
                evaluationWindow: .wallClock(timeZone: nil)))
        #expect(schedule.range == 2)
        #expect(
            schedule.periods(at: time("2026-01-03T14:03Z"))
                == [
                    time("2026-01-01")..<time("2026-01-02"), time("2026-01-02")..<time("2026-01-03"),
                ])
    }

    @Test("Local days are 23 or 25 hours long when the clock changes")
    func daylightSaving() throws {
        #expect(
            try lengths("Europe/Berlin", 86_400, 3, at: "2026-03-30T12:00Z") == [86_400, 86_400, 23 * 3600])
        #expect(
            try lengths("Europe/Berlin", 86_400, 3, at: "2026-10-26T12:00Z") == [86_400, 86_400, 25 * 3600])
        #expect(
            try lengths("Europe/Berlin", 3600, 5, at: "2026-10-25T03:30Z") == Array(repeating: 3600, count: 5)
        )
    }

    @Test("Where midnight is left out, the day begins at one o'clock")
    func noMidnight() throws {
        #expect(
            try lengths("America/Sao_Paulo", 86_400, 2, at: "2018-11-05T12:00Z") == [86_400, 23 * 3600])
        let zone = try #require(CalendarZone("America/Sao_Paulo"))
        let day = zone.period(of: 86_400, holding: time("2018-11-04T12:00Z"))
        #expect(day == time("2018-11-04T03:00Z")..<time("2018-11-05T02:00Z"))
    }

    @Test("A clock that changes by half an hour makes a half period")
    func lordHowe() throws {
        #expect(
            try lengths("Australia/Lord_Howe", 86_400, 1, at: "2026-04-05T14:00Z") == [88_200])
        #expect(try lengths("Australia/Lord_Howe", 300, 12, at: "2026-04-04T15:30Z").allSatisfy { $0 == 300 })
    }

    @Test("Weeks begin on Monday")
    func weeks() throws {
        let zone = try #require(CalendarZone("UTC"))
        let week = zone.period(of: 604_800, holding: time("2026-11-22T23:59Z"))
        #expect(week == time("2026-11-16")..<time("2026-11-23"))
        #expect(
            try lengths("Europe/Berlin", 604_800, 2, at: "2026-03-31T12:00Z") == [604_800, 604_800 - 3600])
    }

    @Test("Fixed offsets move hours and days", arguments: ["+05:30", "UTC+05:30", "GMT+0530", "+0530"])
    func offsets(name: String) throws {
        let zone = try #require(CalendarZone(name))
        #expect(
            zone.period(of: 3600, holding: time("2026-01-01T12:10Z")).lowerBound == time("2026-01-01T11:30Z"))
        #expect(
            zone.period(of: 86_400, holding: time("2026-01-01T12:10Z")).lowerBound
                == time("2025-12-31T18:30Z"))
    }

    @Test(
        "Not a zone",
        arguments: ["", "Berlin", "+5:3", "+05:31", "+19:00", "UTC+", "+05:60", "++05:00", "EST5EDTx"])
    func notAZone(name: String) {
        #expect(CalendarZone(name) == nil)
    }

    @Test("Every instant lies in its period, and periods join, all over a year of changes")
    func joins() throws {
        for name in [
            "Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata",
        ] {
            let zone = try #require(CalendarZone(name))
            for period in EvaluationWindow.wallClockPeriods where period >= 3600 {
                var instant = time("2025-12-30")
                while instant < time("2027-01-03") {
                    let range = zone.period(of: period, holding: instant)
                    guard range.contains(instant), zone.period(of: period, holding: range.lowerBound) == range
                    else {
                        Issue.record("\(name), \(period) s at \(instant): \(range)")
                        break
                    }
                    instant = max(
                        range.upperBound, instant.advanced(bySeconds: period > 3600 ? 3600 * 7 : 3600 * 5))
                }
            }
        }
    }
}
