public import TimeSeries

/// The settings that can be recommended, by the names of the leaf's `Watchdog` block.
public enum TunedSetting: String, Codable, Hashable, Sendable, CaseIterable {
    case threshold = "Threshold"
    case minutesWithoutConnections = "MinutesWithoutConnections"
    case durationHours = "DurationHours"
    case shouldStop = "ShouldStop"
}

/// The value of a setting: a number or a switch, as it stands in a leaf file.
public enum SettingValue: Hashable, Sendable {
    /// A number.
    case number(Int)
    /// A switch.
    case flag(Bool)
}

extension SettingValue: Codable {
    /// Reads a JSON number or boolean.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else {
            self = .number(try container.decode(Int.self))
        }
    }

    /// Writes a JSON number or boolean.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        }
    }
}

extension SettingValue: CustomStringConvertible {
    /// As in a leaf file.
    public var description: String {
        switch self {
        case .number(let number): String(number)
        case .flag(let flag): flag ? "true" : "false"
        }
    }
}

/// A stretch of time with its length in whole days, rounded up.
public struct TestedPeriod: Codable, Hashable, Sendable {
    /// First minute.
    public var from: Instant
    /// End of the last minute.
    public var to: Instant

    /// Makes a period.
    public init(from: Instant, to: Instant) {
        self.from = from
        self.to = to
    }

    /// Length in days.
    public var days: Double { Double(to.seconds - from.seconds) / 86_400 }
}

/// What is advised for one setting, and why.
public struct SettingAdvice: Codable, Hashable, Sendable {
    /// What to do with it.
    public enum Verdict: String, Codable, Hashable, Sendable {
        case keep
        case change
    }

    /// The setting.
    public var setting: TunedSetting
    /// The value in force.
    public var present: SettingValue
    /// The value advised; equal to ``present`` when it should be kept.
    public var recommended: SettingValue
    /// Keep or change.
    public var verdict: Verdict
    /// One sentence that says why.
    public var reason: String
    /// How many observations the number rests on.
    public var sampleSize: Int
    /// What was counted: `idle minutes`, `gaps`, `lives`.
    public var sampleUnit: String
    /// Values among which resampled histories would choose.
    public var interval: ConfidenceInterval?
    /// The time that was looked at.
    public var tested: TestedPeriod

    /// Makes advice; the verdict follows from the two values.
    public init(
        setting: TunedSetting, present: SettingValue, recommended: SettingValue, reason: String,
        sampleSize: Int, sampleUnit: String, interval: ConfidenceInterval? = nil, tested: TestedPeriod
    ) {
        self.setting = setting
        self.present = present
        self.recommended = recommended
        verdict = present == recommended ? .keep : .change
        self.reason = reason
        self.sampleSize = sampleSize
        self.sampleUnit = sampleUnit
        self.interval = interval
        self.tested = tested
    }
}
