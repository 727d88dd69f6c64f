import TimeSeries

/// A heat map of days and hours, each cell in the colour of what most of its up-time was spent on, as an SVG.
struct CalendarFigure {
    let calendar: UptimeCalendar
    let timeZone: ZoneClock

    private static let cell = 22
    private static let left = 92
    private static let top = 22

    func svg() -> String {
        var days: [Int: [Int: [String: Int]]] = [:]
        for (index, minutes) in calendar.hours.enumerated() {
            let local = timeZone.local(calendar.start.advanced(bySeconds: index * 3600))
            days[local.day, default: [:]][local.hour, default: [:]].merge(minutes) { $0 + $1 }
        }
        guard let first = days.keys.min(), let last = days.keys.max() else {
            return "<p>No hour to show.</p>"
        }
        var cells = ""
        for hour in stride(from: 0, to: 24, by: 3) {
            cells +=
                "<text x=\"\(Self.left + hour * Self.cell)\" y=\"14\">\(hour < 10 ? "0" : "")\(hour):00</text>"
        }
        for day in first...last {
            let y = Self.top + (day - first) * Self.cell
            cells += "<text x=\"0\" y=\"\(y + 15)\">\(CivilDate(daysSinceEpoch: day))</text>"
            for hour in 0..<24 {
                let minutes = days[day]?[hour] ?? [:]
                cells += cellMark(minutes, day: day, hour: hour, x: Self.left + hour * Self.cell, y: y)
            }
        }
        let width = Self.left + 24 * Self.cell + 4
        let height = Self.top + (last - first + 1) * Self.cell + 4
        return """
            <svg viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" \
            aria-label="\(HTMLView.escape(summary))">\(cells)</svg>
            """
    }

    /// A square as high as the share of the hour that was up.
    private func cellMark(_ minutes: [String: Int], day: Int, hour: Int, x: Int, y: Int) -> String {
        let size = Self.cell - 2
        let up = minutes.values.reduce(0, +)
        let base = "<rect class=\"down\" x=\"\(x)\" y=\"\(y)\" width=\"\(size)\" height=\"\(size)\"></rect>"
        guard up > 0 else { return base }
        // Ties go to the class that stands first in the legend, so the picture never depends on hashing.
        var most = (name: "unknown", minutes: 0)
        for (name, _) in calendar.classes where minutes[name, default: 0] > most.minutes {
            most = (name, minutes[name, default: 0])
        }
        let height = max(2, size * min(up, 60) / 60)
        let parts = calendar.classes.compactMap { name, _ in
            minutes[name].map { "\($0) min \(ClassNames.readable(name))" }
        }.joined(separator: ", ")
        return base + """
            <rect class="\(HTMLView.escape(most.name))" x="\(x)" y="\(y + size - height)" width="\(size)" height="\(height)">\
            <title>\(CivilDate(daysSinceEpoch: day)) \(hour < 10 ? "0" : "")\(hour):00: \(HTMLView.escape(parts))</title></rect>
            """
    }

    /// The legend, one entry a class that occurs.
    func legend() -> String {
        let totals = calendar.hours.reduce(into: [String: Int]()) { $0.merge($1) { $0 + $1 } }
        let items = calendar.classes.compactMap { name, meaning -> String? in
            guard let minutes = totals[name], minutes > 0 else { return nil }
            return """
                <li><span class="swatch \(HTMLView.escape(name))"></span>\(HTMLView.escape(ClassNames.readable(name))): \
                \(NumberText.duration(minutes: minutes)), \(HTMLView.escape(meaning))</li>
                """
        }
        return "<ul class=\"legend\">\(items.joined())</ul>"
    }

    /// The figure in one sentence.
    var summary: String {
        let totals = calendar.hours.reduce(into: [String: Int]()) { $0.merge($1) { $0 + $1 } }
        let parts = calendar.classes.compactMap { name, _ in
            totals[name].map { "\(ClassNames.readable(name)) \(NumberText.duration(minutes: $0))" }
        }
        return "Up-time by hour: " + (parts.isEmpty ? "never up" : parts.joined(separator: ", ")) + "."
    }
}

/// The names of classes as people read them.
enum ClassNames {
    /// `idleWait` as `idle wait`.
    static func readable(_ name: String) -> String {
        name.reduce(into: "") { text, character in
            if character.isUppercase { text += " " + character.lowercased() } else { text.append(character) }
        }
    }
}
