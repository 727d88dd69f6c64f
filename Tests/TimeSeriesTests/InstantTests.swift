import Testing
import TimeSeries

@Suite struct InstantTests {
    @Test(
        "ISO 8601 as AWS writes it",
        arguments: [
            ("2026-01-01", 1_767_225_600_000), ("2026-01-01T00:00:00Z", 1_767_225_600_000),
            ("2026-01-01 00:00", 1_767_225_600_000), ("2026-01-01T00:00:06.300+0000", 1_767_225_606_300),
            ("2026-01-01T01:30:00+01:30", 1_767_225_600_000),
            ("2025-12-31T23:00:00-01:00", 1_767_225_600_000),
            ("2026-01-01t00:00:00.123456789z", 1_767_225_600_123), ("1969-12-31T23:59:59.5Z", -500),
            ("2024-02-29T00:00:00Z", 1_709_164_800_000), ("2016-12-31T23:59:60Z", 1_483_228_799_000),
        ] as [(String, Int64)])
    func reads(text: String, milliseconds: Int64) {
        #expect(Instant(iso8601: text)?.milliseconds == milliseconds)
    }

    @Test(
        "Not a time",
        arguments: [
            "", "2026", "2026-1-1", "2026-02-29", "2026-13-01", "2026-01-01T", "2026-01-01T24:00:00Z",
            "2026-01-01T00:60Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+", "2026-01-01T00:00:00+25:00",
            "2026-01-01T00:00:00Z ", "２０２６-01-01", "99999-01-01",
        ])
    func refuses(text: String) {
        #expect(Instant(iso8601: text) == nil)
    }

    @Test(
        "Written and read back",
        arguments: [0, 1, -1, 999, -999, 1_767_225_606_300, -62_135_596_800_000, 253_402_300_799_999]
            as [Int64])
    func roundTrip(milliseconds: Int64) {
        let instant = Instant(milliseconds: milliseconds)
        #expect(Instant(iso8601: instant.iso8601) == instant)
    }

    @Test("Nothing traps at the ends of the range", arguments: [Int64.min, .min + 1, -1, 0, .max - 1, .max])
    func extremes(value: Int64) {
        let instant = Instant(milliseconds: value)
        #expect(instant.iso8601.hasSuffix("Z"))
        #expect(Instant(seconds: value).milliseconds.signum() == value.signum())
        #expect(Instant(minute: Int(value)).milliseconds.signum() == value.signum())
        for step in [Int.min, -1, 0, 1, 60, 86_400, Int.max] {
            #expect(instant.floored(toPeriod: step) <= instant)
            #expect(
                (instant.advanced(bySeconds: step) >= instant) == (step >= 0) || value == .min
                    || value == .max)
            #expect(GridSeries(start: instant, period: step, values: [1, 2]).index(of: instant) != 2)
        }
        #expect(instant.milliseconds(since: instant) == 0)
        #expect(Instant(milliseconds: .max).milliseconds(since: instant) >= 0)
    }

    @Test("Rounding goes towards the past, before 1970 too")
    func floors() {
        #expect(Instant(milliseconds: -1).seconds == -1)
        #expect(Instant(milliseconds: -1).minute == -1)
        #expect(Instant(milliseconds: -1).floored(toPeriod: 60) == Instant(milliseconds: -60_000))
        #expect(Instant(milliseconds: 61_999).floored(toPeriod: 60) == Instant(milliseconds: 60_000))
        #expect(Instant(milliseconds: 61_999).floored(toPeriod: 0) == Instant(milliseconds: 61_999))
    }
}
