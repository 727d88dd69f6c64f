import Testing
import TimeSeries

@Suite struct GridSeriesTests {
    private let series = GridSeries(start: Instant(minute: 10), values: [1, .nan, 0])

    @Test("A gap is neither zero nor a value, and nothing lies outside the grid")
    func subscripts() {
        #expect([-1, 0, 1, 2, 3].map { series[$0] } == [nil, 1, nil, 0, nil])
        #expect(series.end == Instant(minute: 13))
    }

    @Test("Each instant belongs to the period that holds it")
    func indices() {
        #expect(series.index(of: Instant(minute: 10)) == 0)
        #expect(series.index(of: Instant(milliseconds: 11 * 60_000 - 1)) == 0)
        #expect(series.index(of: Instant(milliseconds: 12 * 60_000 + 1)) == 2)
        #expect(series.index(of: Instant(milliseconds: 10 * 60_000 - 1)) == nil)
        #expect(series.index(of: Instant(minute: 13)) == nil)
        #expect(series.time(at: 2) == Instant(minute: 12))
    }
}
