public import Replay
public import TimeSeries

/// What each hour of each day was spent on, in the reader's zone.
public struct UptimeCalendar: Sendable {
    /// One hour of a day.
    struct Hour: Sendable {
        /// Minutes of each class; an hour that the clock repeats holds 120.
        var minutes: [MinuteClass: Int] = [:]
        /// From the first minute up to the end of the last, 0 to 60; empty when there is none.
        var span = 0..<0
    }

    /// One day.
    struct Day: Sendable {
        /// Days since the epoch, local.
        var number: Int
        /// 24 hours.
        var hours: [Hour]
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
                        hours: Array(repeating: Hour(), count: 24)))
            }
            for (offset, kind) in classes[minute..<end].enumerated() {
                guard let kind else { continue }
                days[days.count - 1].hours[local.hour].add(kind, at: min(local.minute + offset, 59))
            }
            minute = end
        }
    }

    /// Minutes of each class.
    var totals: [MinuteClass: Int] {
        days.reduce(into: [:]) { sum, day in
            for hour in day.hours { sum.merge(hour.minutes) { $0 + $1 } }
        }
    }
}

extension UptimeCalendar.Hour {
    fileprivate mutating func add(_ kind: MinuteClass, at minute: Int) {
        minutes[kind, default: 0] += 1
        span =
            span.isEmpty
            ? minute..<minute + 1 : min(span.lowerBound, minute)..<max(span.upperBound, minute + 1)
    }

    /// The class that took most of it; ties go to the one that stands first, so that nothing depends on hashing.
    var most: MinuteClass? {
        var best: (kind: MinuteClass, minutes: Int)?
        for kind in ClassShare.order where (minutes[kind] ?? 0) > (best?.minutes ?? 0) {
            best = (kind, minutes[kind] ?? 0)
        }
        return best?.kind
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
        let cells = calendar.days.reduce(0) { $0 + $1.hours.count { !$0.span.isEmpty } }
        for (index, day) in calendar.days.enumerated() {
            marks += self.column(
                day, x: Self.left + index * column, width: column - gap, row: row, gap: gap,
                isTitled: cells <= Self.mostTitles)
        }
        // A little too wide is shrunk rather than scrolled.
        let shown = total.width * 4 <= width * 5 ? width : total.width
        return """
            <svg class="\(name)" viewBox="0 0 \(total.width) \(total.height)" width="\(shown)" height="\(total.height * shown / total.width)" role="img" \
            aria-label="\(HTMLView.escape(summary))">\(marks)</svg>
            """
    }

    /// One day; full hours that look alike are one mark where cells have no words of their own.
    private func column(_ day: UptimeCalendar.Day, x: Int, width: Int, row: Int, gap: Int, isTitled: Bool)
        -> String
    {
        var marks = ""
        var hour = 0
        while hour < 24 {
            let cell = day.hours[hour]
            guard let most = cell.most else {
                hour += 1
                continue
            }
            let isFull = cell.span == 0..<60
            var next = hour + 1
            while !isTitled, isFull, next < 24, day.hours[next].most == most, day.hours[next].span == 0..<60 {
                next += 1
            }
            // A full cell leaves a gap to the next one; what ends or begins within an hour stands where it was.
            let full = (next - hour) * row - gap
            let from = isFull ? 0 : min(full - 2, full * cell.span.lowerBound / 60)
            let height = isFull ? full : max(2, full * cell.span.count / 60)
            marks += """
                <rect class="\(most.rawValue)" x="\(x)" y="\(Self.top + hour * row + from)" width="\(width)" \
                height="\(min(height, full - from))">\(isTitled ? title(cell, day: day.number, hour: hour) : "")</rect>
                """
            hour = next
        }
        return marks
    }

    private func title(_ cell: UptimeCalendar.Hour, day: Int, hour: Int) -> String {
        let parts = ClassShare.order.compactMap { kind in
            cell.minutes[kind].map { "\($0) min \(kind.title.lowercased())" }
        }
        let place = "\(CivilDate(daysSinceEpoch: day)) \(hour < 10 ? "0" : "")\(hour):00"
        return "<title>\(place): \(parts.joined(separator: ", "))</title>"
    }

    /// The legend, one entry a class that occurs.
    func legend() -> String {
        let totals = calendar.totals
        let items = ClassShare.order.filter { totals[$0] != nil }.map { kind in
            "<li><span class=\"swatch \(kind.rawValue)\"></span>\(HTMLView.escape(kind.title.lowercased()))</li>"
        }
        return "<ul class=\"legend\">\(items.joined())</ul>"
    }

    /// The figure in one sentence.
    var summary: String {
        let totals = calendar.totals
        let parts = ClassShare.order.compactMap { kind in
            totals[kind].map { "\(kind.title.lowercased()) \(NumberText.duration(minutes: $0))" }
        }
        return "Up-time by day and hour: " + (parts.isEmpty ? "never up" : parts.joined(separator: ", "))
            + "."
    }
}
