import Foundation
import GRDB
import Ingest

extension Commit {
    /// Days of the calendar that a series can hold: 1970 to 9999.
    static let days: Range<Int64> = 0..<2_932_897
    /// Row ids of ``Schema``'s `seriesBlock`: series times this plus day.
    static let daysOfSeries: Int64 = 1 << 22

    /// Merges points into their series' days.
    mutating func write(_ points: PointList, of key: MetricKey) throws {
        var points = points
        points.sort()
        let isPlausible = { (time: Int64) in Self.days.contains(Self.day(of: time)) }
        guard let first = points.times.firstIndex(where: isPlausible),
            let last = points.times.lastIndex(where: isPlausible)
        else { return try count(.implausibleTimes, by: points.times.count) }
        try count(.implausibleTimes, by: points.times.count - (last - first + 1))
        let series = try identifier(of: key)
        var repeats = 0
        var start = first
        while start <= last {
            let day = Self.day(of: points.times[start])
            let end = points.times[start...last].firstIndex { $0 >= (day + 1) * 86_400 } ?? last + 1
            let fresh = DayOfPoints(points, in: start..<end)
            repeats += end - start - fresh.times.count
            repeats += try merge(fresh, series: series, day: day)
            start = end
        }
        if repeats > 0 {
            try db.cachedStatement(sql: "UPDATE series SET duplicates = duplicates + ? WHERE id = ?")
                .execute(arguments: [repeats, series])
        }
    }

    /// Writes a day's points over those stored; returns how many were there already.
    private func merge(_ fresh: DayOfPoints, series: Int64, day: Int64) throws -> Int {
        let id = series * Self.daysOfSeries + day
        var result = fresh
        var repeats = 0
        let select = try db.cachedStatement(sql: "SELECT data FROM seriesBlock WHERE id = ?")
        if let data = try Data.fetchOne(select, arguments: [id]) {
            let stored = try DayOfPoints(decoding: [UInt8](data), day: Int(day))
            result = stored.merged(with: fresh)
            repeats = stored.times.count + fresh.times.count - result.times.count
            if result == stored { return repeats }
        }
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO seriesBlock (id, points, revised, firstTime, lastTime, data)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id, result.times.count, result.revisedCount, result.times.first, result.times.last,
            Data(result.encoded(day: Int(day))),
        ])
        return repeats
    }

    private mutating func identifier(of key: MetricKey) throws -> Int64 {
        if let known = state.cache.series[key] { return known }
        let text = try StoredJSON.encode(key)
        try db.execute(sql: "INSERT OR IGNORE INTO series (key) VALUES (?)", arguments: [text])
        let id = try Int64.fetchOne(db, sql: "SELECT id FROM series WHERE key = ?", arguments: [text]) ?? 0
        state.cache.series[key] = id
        return id
    }

    private static func day(of time: Int64) -> Int64 {
        let quotient = time / 86_400
        return time % 86_400 < 0 ? quotient - 1 : quotient
    }
}
