public import TimeSeries

/// A rule that holds the actions of alarms back at certain times (`PutAlarmMuteRule`).
///
/// Source: CloudWatch API Reference, PutAlarmMuteRule and Schedule.
public struct MuteRule: Hashable, Sendable {
    /// `Name`.
    public let name: String
    /// `MuteTargets.AlarmNames`, at most 100.
    public let alarmNames: [String]
    /// `Schedule.Expression`.
    public let schedule: MuteSchedule
    /// `Schedule.Duration` in seconds, 1 minute to 15 days.
    public let duration: Int
    /// `Schedule.Timezone`.
    public let zone: CalendarZone
    /// `StartDate`: the rule takes effect then.
    public let start: Instant?
    /// `ExpireDate`: no window begins after it, and an open one ends.
    public let expire: Instant?

    /// The durations that CloudWatch accepts, in seconds.
    public static let validDurations = 60...15 * 86_400

    /// Makes a rule.
    ///
    /// - Throws: ``MuteRuleError`` naming the property that CloudWatch would refuse.
    public init(
        name: String, alarmNames: [String], expression: String, duration: String, timeZone: String? = nil,
        start: Instant? = nil, expire: Instant? = nil
    ) throws(MuteRuleError) {
        guard alarmNames.count <= 100 else { throw .tooManyAlarms(rule: name, count: alarmNames.count) }
        guard let seconds = ISO8601Duration.seconds(of: duration) else {
            throw .badDuration(rule: name, text: duration)
        }
        guard Self.validDurations.contains(seconds) else {
            throw .durationOutOfBounds(rule: name, seconds: seconds)
        }
        guard let zone = timeZone.map({ CalendarZone($0) }) ?? .utc else {
            throw .badTimeZone(rule: name, text: timeZone ?? "")
        }
        do {
            schedule = try MuteSchedule(expression)
        } catch {
            throw .badExpression(rule: name, error: error)
        }
        self.name = name
        self.alarmNames = alarmNames
        self.duration = seconds
        self.zone = zone
        self.start = start
        self.expire = expire
    }

    /// When the rule mutes, between two instants; windows that touch are one.
    public func windows(from first: Instant, to last: Instant) -> [Range<Instant>] {
        let earliest = max(
            first.advanced(bySeconds: -duration), start ?? first.advanced(bySeconds: -duration))
        let latest = min(last, expire ?? last)
        var windows: [Range<Instant>] = []
        for begin in schedule.activations(from: earliest, to: latest, zone: zone) {
            let end = min(begin.advanced(bySeconds: duration), expire ?? begin.advanced(bySeconds: duration))
            guard end > first, begin < end else { continue }
            if let open = windows.last, begin <= open.upperBound {
                windows[windows.count - 1] = open.lowerBound..<max(open.upperBound, end)
            } else {
                windows.append(begin..<end)
            }
        }
        return windows
    }
}

/// Why a mute rule is none.
public enum MuteRuleError: Error, Hashable, Sendable {
    /// More than 100 alarms.
    case tooManyAlarms(rule: String, count: Int)
    /// Not an ISO 8601 duration.
    case badDuration(rule: String, text: String)
    /// Shorter than a minute or longer than 15 days.
    case durationOutOfBounds(rule: String, seconds: Int)
    /// Not a time zone.
    case badTimeZone(rule: String, text: String)
    /// Not a cron or at expression.
    case badExpression(rule: String, error: MuteScheduleError)
}

extension MuteRuleError: CustomStringConvertible {
    /// One sentence that names the rule, the property and the reason.
    public var description: String {
        switch self {
        case .tooManyAlarms(let rule, let count):
            "mute rule \(rule.debugDescription): \(count) AlarmNames, at most 100"
        case .badDuration(let rule, let text):
            "mute rule \(rule.debugDescription): Duration \(text.debugDescription) is no ISO 8601 duration such as PT4H"
        case .durationOutOfBounds(let rule, let seconds):
            "mute rule \(rule.debugDescription): Duration is \(seconds) s, from PT1M to P15D is possible"
        case .badTimeZone(let rule, let text):
            "mute rule \(rule.debugDescription): Timezone \(text.debugDescription) is unknown"
        case .badExpression(let rule, let error): "mute rule \(rule.debugDescription): \(error)"
        }
    }
}

/// Durations such as `PT4H`, `P2DT12H` and `P1W`.
enum ISO8601Duration {
    /// Seconds of a duration in weeks, days, hours, minutes and whole seconds; `nil` for anything else.
    static func seconds(of text: String) -> Int? {
        guard text.first == "P", text.utf8.count <= 50 else { return nil }
        var total = 0
        var digits = ""
        var isTime = false
        var left: Substring = "WDHMS"
        for character in text.dropFirst() {
            if character == "T", !isTime, digits.isEmpty {
                isTime = true
                left = "HMS"
            } else if character.isASCII, character.isNumber {
                digits.append(character)
            } else {
                // Each unit once, in order; hours to seconds only after the T.
                guard let place = left.firstIndex(of: character), isTime == "HMS".contains(character),
                    let count = Int(digits), digits.count <= 9
                else { return nil }
                left = left[left.index(after: place)...]
                let unit = ["W": 604_800, "D": 86_400, "H": 3600, "M": 60][character] ?? 1
                total += count * unit
                digits = ""
            }
        }
        let isComplete = digits.isEmpty && text.last != "T" && text.count > 2
        return isComplete ? total : nil
    }
}
