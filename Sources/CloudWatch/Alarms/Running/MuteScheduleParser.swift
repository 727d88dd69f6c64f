import TimeSeries

/// Why a text is no schedule of a mute rule.
public enum MuteScheduleError: Error, Hashable, Sendable {
    /// Neither `cron(…)` nor `at(…)`.
    case unknownForm(text: String)
    /// Not five fields.
    case fieldCount(text: String, count: Int)
    /// A field that cannot be read, with what it may hold.
    case badField(name: String, text: String, bounds: ClosedRange<Int>)
    /// Not a date and time of the form `yyyy-MM-ddThh:mm`.
    case badDate(text: String)
}

extension MuteScheduleError: CustomStringConvertible {
    /// One sentence with the text and the reason.
    public var description: String {
        switch self {
        case .unknownForm(let text):
            "\(text.debugDescription) is neither cron(Minutes Hours Day-of-month Month Day-of-week) nor at(yyyy-MM-ddThh:mm)"
        case .fieldCount(let text, let count): "\(text.debugDescription) has \(count) fields, not five"
        case .badField(let name, let text, let bounds):
            "\(name) \(text.debugDescription) is no list of *, numbers or ranges from \(bounds.lowerBound) to "
                + "\(bounds.upperBound)"
        case .badDate(let text): "\(text.debugDescription) is no time such as 2026-12-24T18:00"
        }
    }
}

extension MuteSchedule {
    private static let monthNames = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ]
    private static let dayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]

    /// Reads a schedule expression.
    public init(_ text: String) throws(MuteScheduleError) {
        guard text.utf8.count <= 256, text.hasSuffix(")") else { throw .unknownForm(text: text) }
        if text.hasPrefix("cron(") {
            self = .cron(try Self.cron(String(text.dropFirst(5).dropLast())))
        } else if text.hasPrefix("at(") {
            let inner = String(text.dropFirst(3).dropLast())
            guard inner.count == 16, inner.dropFirst(10).first == "T", let instant = Instant(iso8601: inner)
            else {
                throw .badDate(text: inner)
            }
            let minute = instant.minute
            let day = CivilDate(daysSinceEpoch: minute >= 0 ? minute / 1440 : (minute - 1439) / 1440)
            self = .at(day: day, minute: minute - day.daysSinceEpoch * 1440)
        } else {
            throw .unknownForm(text: text)
        }
    }

    private static func cron(_ text: String) throws(MuteScheduleError) -> CronFields {
        let fields = text.split(separator: " ").map(String.init)
        guard fields.count == 5 else { throw .fieldCount(text: text, count: fields.count) }
        // 7 is Sunday too, as in Unix cron.
        let days = try values("day of week", fields[4], 0...7, names: dayNames, first: 0)
        return CronFields(
            minutes: try values("minutes", fields[0], 0...59),
            hours: try values("hours", fields[1], 0...23),
            daysOfMonth: try values("day of month", fields[2], 1...31),
            months: try values("month", fields[3], 1...12, names: monthNames, first: 1),
            daysOfWeek: Set(days.map { $0 % 7 }), restrictsDaysOfMonth: fields[2] != "*",
            restrictsDaysOfWeek: fields[4] != "*")
    }

    private static func values(
        _ name: String, _ text: String, _ bounds: ClosedRange<Int>, names: [String] = [], first: Int = 0
    ) throws(MuteScheduleError) -> Set<Int> {
        let error = MuteScheduleError.badField(name: name, text: text, bounds: bounds)
        func value(_ word: Substring) throws(MuteScheduleError) -> Int {
            if let index = names.firstIndex(of: word.uppercased()) { return index + first }
            let isNumber = !word.isEmpty && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
            guard isNumber, let number = Int(word), bounds.contains(number) else { throw error }
            return number
        }
        var result: Set<Int> = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            if item == "*" {
                result.formUnion(bounds)
                continue
            }
            let ends = item.split(separator: "-", omittingEmptySubsequences: false)
            guard let start = ends.first, let end = ends.last, ends.count <= 2 else { throw error }
            let (low, high) = (try value(start), try value(end))
            if low <= high {
                result.formUnion(low...high)
            } else if names.isEmpty {
                throw error
            } else {
                // FRI-MON goes over the end of the week.
                result.formUnion(low...bounds.upperBound)
                result.formUnion(bounds.lowerBound...high)
            }
        }
        return result
    }
}
