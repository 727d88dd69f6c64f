import Foundation
import GRDB
import Ingest

extension Commit {
    /// Row ids of ``Schema``'s `seriesBlock`: series times this plus day.
    static let daysOfSeries: Int64 = 1 << 22

    /// Merges a series' days into those stored.
    mutating func write(_ series: SeriesDays, of key: MetricKey) throws {
        try count(.implausibleTimes, by: series.implausible)
        guard !series.days.isEmpty else { return }
        let id = try identifier(of: key)
        let writer = try RowWriter(
            db,
            sql: """
                INSERT OR IGNORE INTO seriesBlock (id, points, revised, firstTime, lastTime, data)
                VALUES (?, ?, ?, ?, ?, ?)
                """)
        var repeats = series.repeats
        for day in series.days {
            let row = id * Self.daysOfSeries + day.day
            try writer.bind(row, at: 1)
            // Most days are new.
            if try writer.run(day) == 0 { repeats += try merge(day, row: row) }
        }
        if repeats > 0 {
            try db.cachedStatement(sql: "UPDATE series SET duplicates = duplicates + ? WHERE id = ?")
                .execute(arguments: [repeats, id])
        }
    }

    /// Writes a day's points over those stored; returns how many were there already.
    private func merge(_ fresh: EncodedDay, row: Int64) throws -> Int {
        let select = try db.cachedStatement(sql: "SELECT data FROM seriesBlock WHERE id = ?")
        guard let data = try Data.fetchOne(select, arguments: [row]) else { return 0 }
        let block = [UInt8](data)
        if block == fresh.data { return fresh.points }
        let day = Int(fresh.day)
        let stored = try DayOfPoints(decoding: block, day: day)
        let result = try stored.merged(with: DayOfPoints(decoding: fresh.data, day: day))
        let repeats = stored.times.count + fresh.points - result.times.count
        guard result != stored else { return repeats }
        let writer = try RowWriter(
            db,
            sql: """
                UPDATE seriesBlock SET points = ?2, revised = ?3, firstTime = ?4, lastTime = ?5, data = ?6
                WHERE id = ?1
                """)
        try writer.bind(row, at: 1)
        _ = try writer.run(EncodedDay(result, day: fresh.day))
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
}

extension RowWriter {
    /// Runs a statement whose parameters from the second on are a day's columns; returns how many rows changed.
    fileprivate func run(_ day: EncodedDay) throws -> Int {
        try bind(Int64(day.points), at: 2)
        try bind(Int64(day.revised), at: 3)
        try bind(day.firstTime, at: 4)
        try bind(day.lastTime, at: 5)
        try bind(day.data, at: 6)
        try run()
        return changed
    }
}
