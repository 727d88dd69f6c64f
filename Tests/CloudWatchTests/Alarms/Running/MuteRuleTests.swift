import CloudWatch
import Testing
import TimeSeries

@Suite struct MuteRuleTests {
    private func windows(
        _ expression: String, _ duration: String, zone: String? = nil, from: String, to: String,
        start: Instant? = nil, expire: Instant? = nil
    ) throws -> [String] {
        let rule = try MuteRule(
            name: "r", alarmNames: ["a"], expression: expression, duration: duration, timeZone: zone,
            start: start, expire: expire)
        return rule.windows(from: time(from), to: time(to)).map { "\($0.lowerBound) \($0.upperBound)" }
    }

    @Test("Every Sunday at two for two hours, by name and by number", arguments: ["SUN", "sun", "0", "7"])
    func weekly(day: String) throws {
        #expect(
            try windows("cron(0 2 * * \(day))", "PT2H", from: "2026-11-20", to: "2026-12-01") == [
                "2026-11-22T02:00:00Z 2026-11-22T04:00:00Z", "2026-11-29T02:00:00Z 2026-11-29T04:00:00Z",
            ])
    }

    @Test("A weekend's window that began before is in force; one that begins later is not")
    func openWindow() throws {
        #expect(
            try windows("cron(0 18 * * FRI)", "P2DT12H", from: "2026-11-21T12:00Z", to: "2026-11-27T18:00Z")
                == ["2026-11-20T18:00:00Z 2026-11-23T06:00:00Z"])
    }

    @Test("Windows that touch are one; lists and ranges")
    func merged() throws {
        #expect(
            try windows("cron(0,30 2-3 1 JAN-MAR *)", "PT30M", from: "2026-01-01", to: "2026-02-01")
                == ["2026-01-01T02:00:00Z 2026-01-01T04:00:00Z"])
    }

    @Test("Once, in local time")
    func once() throws {
        #expect(
            try windows(
                "at(2026-12-24T18:00)", "PT1M", zone: "Europe/Berlin", from: "2026-12-01", to: "2027-01-01")
                == ["2026-12-24T17:00:00Z 2026-12-24T17:01:00Z"])
    }

    @Test("Local times keep their place when the clock changes; a left-out one is the change itself")
    func daylightSaving() throws {
        #expect(
            try windows(
                "cron(30 2 * * *)", "PT1M", zone: "Europe/Berlin", from: "2026-03-28", to: "2026-03-31"
            ).map {
                $0.prefix(16)
            } == ["2026-03-28T01:30", "2026-03-29T01:00", "2026-03-30T00:30"])
        #expect(
            try windows(
                "cron(30 2 * * *)", "PT1M", zone: "Europe/Berlin", from: "2026-10-24", to: "2026-10-27"
            ).map {
                $0.prefix(16)
            } == ["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"])
    }

    @Test("Nothing before the start, and the end cuts an open window")
    func bounds() throws {
        #expect(
            try windows(
                "cron(0 0 * * *)", "PT12H", from: "2026-01-01", to: "2026-01-05", start: time("2026-01-02"),
                expire: time("2026-01-03T06:00Z")) == [
                    "2026-01-02T00:00:00Z 2026-01-02T12:00:00Z", "2026-01-03T00:00:00Z 2026-01-03T06:00:00Z",
                ])
    }

    @Test(
        "Not a schedule",
        arguments: [
            "", "cron()", "cron(0 2 * *)", "cron(60 2 * * *)", "cron(0 24 * * *)", "cron(0 0 0 * *)",
            "cron(0 0 * 13 *)",
            "cron(0 0 * * 8)", "cron(5-1 0 * * *)", "cron(*/5 * * * *)", "cron(, * * * *)",
            "cron(1-2-3 * * * *)",
            "at(2026-12-24)", "at(2026-12-24 18:00)", "at(2026-02-30T00:00)", "rate(5 minutes)",
            "cron(0 2 * * SUN",
        ])
    func refuses(expression: String) {
        #expect(throws: MuteScheduleError.self) { try MuteSchedule(expression) }
    }

    @Test(
        "Durations out of bounds, and none",
        arguments: [
            "PT59S", "P15DT1M", "P16D", "4H", "P", "PT", "P1DT", "PT1H1H", "PT1M1H", "P1H", "PT-1H", "PT1.5H",
        ])
    func durations(text: String) {
        #expect(throws: MuteRuleError.self) {
            try MuteRule(name: "r", alarmNames: [], expression: "cron(0 2 * * *)", duration: text)
        }
    }

    @Test("The longest and the shortest duration", arguments: ["PT1M", "P15D", "P2W", "PT60S", "P14DT24H"])
    func goodDurations(text: String) throws {
        _ = try MuteRule(name: "r", alarmNames: [], expression: "cron(0 2 * * *)", duration: text)
    }
}
