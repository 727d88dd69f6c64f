public import Replay
public import TimeSeries

/// What each hour of each day was spent on, in the reader's zone.
public struct UptimeCalendar: Sendable {
    /// One day: the minutes of each class in each of its hours.
    struct Day: Sendable {
        /// Days since the epoch, local.
        var number: Int
        /// 24 hours; an hour that the clock repeats holds 120 minutes.
        var hours: [[MinuteClass: Int]]
    }

    /// The days, first to last, none left out.
    var days: [Day]

    /// Cuts classified minutes into local days and hours.
    public init(start: Instant, classes: [MinuteClass?], clock: ZoneClock) {
        days = []
        guard !classes.isEmpty else { return }
        var minute = 0
        while minute < classes.count {
            // All minutes of a quarter of an hour have the same local hour, whatever the zone.
            let instant = start.advanced(bySeconds: minute * 60)
            let quarter = 15 - Int(((instant.minute % 15) + 15) % 15)
            let end = min(classes.count, minute + quarter)
            let local = clock.local(instant)
            while days.last.map({ $0.number < local.day }) ?? true {
                days.append(
                    Day(
                        number: days.last.map { $0.number + 1 } ?? local.day,
                        hours: Array(repeating: [:], count: 24)))
            }
            for kind in classes[minute..<end] {
                if let kind { days[days.count - 1].hours[local.hour][kind, default: 0] += 1 }
            }
            minute = end
        }
    }

    /// Minutes of each class.
    var totals: [MinuteClass: Int] {
        days.reduce(into: [:]) { sum, day in
            for hour in day.hours { sum.merge(hour) { $0 + $1 } }
        }
    }
}

/// A heat map: a column a day, a row an hour, each cell in the colour of what most of its up-time was spent on.
struct CalendarFigure {
    let calendar: UptimeCalendar

    private static let left = 44
    private static let top = 6
    /// Above this many cells a cell has no words of its own: the page would grow too large.
    private static let mostTitles = 2_500

    /// The figure in an SVG about `width` wide; long histories get as much more as three units a day need.
    func svg(width: Int, name: String) -> String {
        guard !calendar.days.isEmpty else { return "" }
        let column = min(64, max(3, (width - Self.left - 8) / calendar.days.count))
        let row = name == "narrow" ? 9 : 13
        let gap = column >= 6 ? 1 : 0
        let total = (
            width: max(width, Self.left + calendar.days.count * column + 8), height: Self.top + 24 * row + 24
        )
        var marks = ""
        for hour in stride(from: 0, through: 24, by: 6) {
            let y = Self.top + hour * row
            marks += """
                <line class="axis" x1="\(Self.left - 4)" x2="\(Self.left + calendar.days.count * column)" y1="\(y)" y2="\(y)"></line>\
                <text x="\(Self.left - 8)" y="\(y + 4)" text-anchor="end">\(hour < 10 ? "0" : "")\(hour):00</text>
                """
        }
        // Years are told only where a year may pass.
        let isLong = calendar.days.count > 300
        let room = isLong ? 84 : 46
        let step = [1, 2, 7, 14, 28, 56, 91, 182, 365].first { $0 * column >= room } ?? 730
        for (index, day) in calendar.days.enumerated() where index.isMultiple(of: step) {
            let x = Self.left + index * column
            guard x + room - 12 <= total.width else { continue }
            let text = CivilDate(daysSinceEpoch: day.number).description
            marks += """
                <line class="axis" x1="\(x)" x2="\(x)" y1="\(Self.top)" y2="\(Self.top + 24 * row + 5)"></line>\
                <text x="\(x)" y="\(Self.top + 24 * row + 18)">\(isLong ? text : String(text.suffix(5)))</text>
                """
        }
        let cells = calendar.days.reduce(0) { $0 + $1.hours.count { !$0.isEmpty } }
        for (index, day) in calendar.days.enumerated() {
            marks += self.column(
                day, x: Self.left + index * column, width: column - gap, row: row, gap: gap,
                isTitled: cells <= Self.mostTitles)
        }
        return """
            <svg class="\(name)" viewBox="0 0 \(total.width) \(total.height)" width="\(total.width)" height="\(total.height)" role="img" \
            aria-label="\(HTMLView.escape(summary))">\(marks)</svg>
            """
    }

    /// One day; hours that look alike and fill their cells are one mark.
    private func column(_ day: UptimeCalendar.Day, x: Int, width: Int, row: Int, gap: Int, isTitled: Bool)
        -> String
    {
        var marks = ""
        var hour = 0
        while hour < 24 {
            let minutes = day.hours[hour]
            guard let most = Self.most(minutes) else {
                hour += 1
                continue
            }
            let up = minutes.values.reduce(0, +)
            var next = hour + 1
            if !isTitled {
                while next < 24, up >= 60, Self.most(day.hours[next]) == most,
                    day.hours[next].values.reduce(0, +) >= 60
                { next += 1 }
            }
            let span = (next - hour) * row - gap
            let height = max(2, span * min(up, 60) / 60)
            let y = Self.top + hour * row
            var title = ""
            if isTitled {
                let parts = MinuteClass.allCases.compactMap { kind in
                    minutes[kind].map { "\($0) min \(kind.title.lowercased())" }
                }
                title =
                    "<title>\(CivilDate(daysSinceEpoch: day.number)) \(hour < 10 ? "0" : "")\(hour):00: \(parts.joined(separator: ", "))</title>"
            }
            marks += """
                <rect class="\(most.rawValue)" x="\(x)" y="\(y + span - height)" width="\(width)" height="\(height)">\(title)</rect>
                """
            hour = next
        }
        return marks
    }

    /// The class that took most of an hour; ties go to the one that stands first, so that nothing depends on hashing.
    private static func most(_ minutes: [MinuteClass: Int]) -> MinuteClass? {
        var best: (kind: MinuteClass, minutes: Int)?
        for kind in MinuteClass.allCases where (minutes[kind] ?? 0) > (best?.minutes ?? 0) {
            best = (kind, minutes[kind] ?? 0)
        }
        return best?.kind
    }

    /// The legend, one entry a class that occurs.
    func legend() -> String {
        let totals = calendar.totals
        let items = MinuteClass.allCases.filter { totals[$0] != nil }.map { kind in
            "<li><span class=\"swatch \(kind.rawValue)\"></span>\(HTMLView.escape(kind.title.lowercased()))</li>"
        }
        return "<ul class=\"legend\">\(items.joined())</ul>"
    }

    /// The figure in one sentence.
    var summary: String {
        let totals = calendar.totals
        let parts = MinuteClass.allCases.compactMap { kind in
            totals[kind].map { "\(kind.title.lowercased()) \(NumberText.duration(minutes: $0))" }
        }
        return "Up-time by day and hour: " + (parts.isEmpty ? "never up" : parts.joined(separator: ", "))
            + "."
    }
}
