import Foundation
import GRDB
public import Ingest
public import TimeSeries

/// What the archive has of one series.
public struct SeriesSummary: Codable, Hashable, Sendable {
    /// The series.
    public var key: MetricKey
    /// Start of the oldest point's period.
    public var first: Instant
    /// Start of the newest point's period.
    public var last: Instant
    /// Points, each time once.
    public var points: Int
    /// Points of which different values were delivered; the larger `SampleCount`, then the larger value, was kept.
    public var revised: Int
    /// Points delivered again; depends on how often files were read, so use it for showing only.
    public var duplicates: Int
}

extension HistoryArchive {
    /// All series, sorted by their keys.
    ///
    /// - Throws: ``ArchiveError``.
    public func seriesKeys() throws -> [MetricKey] { try seriesSummaries().map(\.key) }

    /// All series with what is known of them, sorted by their keys.
    ///
    /// - Throws: ``ArchiveError``.
    public func seriesSummaries() throws -> [SeriesSummary] {
        let summaries = try reading { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT series.key, series.duplicates, min(firstTime), max(lastTime), sum(points),
                        sum(revised)
                    FROM series JOIN seriesBlock
                        ON seriesBlock.id >= series.id * \(Commit.daysOfSeries)
                        AND seriesBlock.id < (series.id + 1) * \(Commit.daysOfSeries)
                    GROUP BY series.id
                    """
            ).map { row in
                SeriesSummary(
                    key: try StoredJSON.decode(MetricKey.self, from: row[0]),
                    first: Instant(seconds: row[2]), last: Instant(seconds: row[3]), points: row[4],
                    revised: row[5], duplicates: row[1])
            }
        }
        return summaries.sorted { MetricKey.isBefore($0.key, $1.key) }
    }

    /// A series on a grid of its key's period that covers `range`; NaN where nothing is stored.
    ///
    /// The grid starts with the period that holds the range's lower bound. Of several points in one period the last one counts.
    ///
    /// - Throws: ``ArchiveError/rangeTooLong(periods:)`` beyond ``longestGrid``, or what else reading meets.
    public func series(_ key: MetricKey, in range: Range<Instant>) throws -> GridSeries {
        var grid = try Self.grid(of: key, in: range)
        let end = min(range.upperBound, Self.calendar.upperBound)
        let points = try points(key, in: grid.start..<max(grid.start, end))
        for (time, value) in zip(points.times, points.values) {
            let index = (time - grid.start.seconds) / Int64(grid.period)
            if index >= 0, index < Int64(grid.count) { grid.values[Int(index)] = value }
        }
        return grid
    }

    /// The empty grid of a key's period that covers `range`, starting with the period that holds its lower bound.
    static func grid(of key: MetricKey, in range: Range<Instant>) throws -> GridSeries {
        let period = min(max(1, key.period), 1 << 31)
        let plausible = range.clamped(to: calendar)
        let start = plausible.lowerBound.floored(toPeriod: period)
        let (whole, rest) = (plausible.upperBound.milliseconds - start.milliseconds)
            .quotientAndRemainder(dividingBy: Int64(period) * 1000)
        let periods = Int(whole) + (rest > 0 ? 1 : 0)
        guard periods <= longestGrid else { throw ArchiveError.rangeTooLong(periods: periods) }
        return GridSeries(start: start, period: period, missing: periods)
    }

    /// The stored points of a series, oldest first; no points when the series is unknown.
    ///
    /// `sampleCounts` holds NaN where a point's is unknown, and is empty when all are.
    ///
    /// - Throws: ``ArchiveError``.
    public func points(_ key: MetricKey, in range: Range<Instant>) throws -> MetricPoints {
        let text = try StoredJSON.encode(key)
        var result = MetricPoints(key: key, times: [], values: [])
        var sampleCounts: [Double] = []
        try reading { db in
            guard
                let series = try Int64.fetchOne(
                    db, sql: "SELECT id FROM series WHERE key = ?", arguments: [text])
            else { return }
            let base = series * Commit.daysOfSeries
            let days = Self.days(of: range)
            let rows = try Row.fetchCursor(
                try db.cachedStatement(
                    sql: "SELECT id, data FROM seriesBlock WHERE id >= ? AND id < ? ORDER BY id"),
                arguments: [base + days.lowerBound, base + days.upperBound])
            while let row = try rows.next() {
                let data: Data = row[1]
                let day = try DayOfPoints(decoding: [UInt8](data), day: Int((row[0] as Int64) - base))
                for (index, time) in day.times.enumerated() where range.contains(Instant(seconds: time)) {
                    result.times.append(time)
                    result.values.append(day.values[index])
                    sampleCounts.append(day.sampleCounts[index])
                }
            }
        }
        if sampleCounts.contains(where: { $0 != -1 }) {
            result.sampleCounts = sampleCounts.map { $0 == -1 ? .nan : $0 }
        }
        return result
    }

    /// 1970 to 9999, all that a series can hold.
    private static let calendar =
        Instant(seconds: 0)..<Instant(seconds: SeriesDays.calendar.upperBound * 86_400)

    private static func days(of wanted: Range<Instant>) -> Range<Int64> {
        let range = wanted.clamped(to: calendar)
        func day(_ instant: Instant) -> Int64 { instant.floored(toPeriod: 86_400).seconds / 86_400 }
        let first = min(max(day(range.lowerBound), 0), SeriesDays.calendar.upperBound)
        let last = min(max(day(range.upperBound), 0), SeriesDays.calendar.upperBound - 1)
        return first..<max(first, last + 1)
    }
}

extension MetricKey {
    /// By namespace, name and dimensions, then the rest.
    static func isBefore(_ left: MetricKey, _ right: MetricKey) -> Bool {
        let leftName = [left.namespace, left.metricName] + left.dimensions.flatMap { [$0.name, $0.value] }
        let rightName =
            [right.namespace, right.metricName] + right.dimensions.flatMap { [$0.name, $0.value] }
        if leftName != rightName { return leftName.lexicographicallyPrecedes(rightName) }
        if left.period != right.period { return left.period < right.period }
        let leftRest = [left.statistic, left.unit, left.queryID, left.account, left.region]
        let rightRest = [right.statistic, right.unit, right.queryID, right.account, right.region]
        return leftRest.lexicographicallyPrecedes(rightRest)
    }
}
