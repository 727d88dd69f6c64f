/// Points of one series cut into UTC days and encoded: all that needs no transaction, done before one begins.
struct SeriesDays: Sendable {
    /// Days of the calendar that a series can hold: 1970 to 9999.
    static let calendar: Range<Int64> = 0..<2_932_897

    /// The days that have points, in their order.
    private(set) var days: [EncodedDay] = []
    /// Points whose time was there already.
    private(set) var repeats = 0
    /// Points outside ``calendar``, left out.
    private(set) var implausible = 0

    init(_ unsorted: consuming PointList) {
        var points = unsorted
        points.sort()
        let isPlausible = { (time: Int64) in Self.calendar.contains(Self.day(of: time)) }
        guard let first = points.times.firstIndex(where: isPlausible),
            let last = points.times.lastIndex(where: isPlausible)
        else {
            implausible = points.times.count
            return
        }
        implausible = points.times.count - (last - first + 1)
        var start = first
        while start <= last {
            let day = Self.day(of: points.times[start])
            let end = points.times[start...last].firstIndex { $0 >= (day + 1) * 86_400 } ?? last + 1
            let fresh = DayOfPoints(points, in: start..<end)
            repeats += end - start - fresh.times.count
            days.append(EncodedDay(fresh, day: day))
            start = end
        }
    }

    private static func day(of time: Int64) -> Int64 {
        let quotient = time / 86_400
        return time % 86_400 < 0 ? quotient - 1 : quotient
    }
}

/// A row of ``Schema``'s `seriesBlock` without its series.
struct EncodedDay: Sendable {
    /// Days since 1970-01-01.
    let day: Int64
    /// Number of points.
    let points: Int
    /// Points whose deliveries differed.
    let revised: Int
    /// Seconds since the Unix epoch.
    let firstTime: Int64?
    /// Seconds since the Unix epoch.
    let lastTime: Int64?
    /// The points.
    let data: [UInt8]

    init(_ points: DayOfPoints, day: Int64) {
        self.day = day
        self.points = points.times.count
        revised = points.revisedCount
        firstTime = points.times.first
        lastTime = points.times.last
        data = points.encoded(day: Int(day))
    }
}
