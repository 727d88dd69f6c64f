public import LeafStack

/// The four numbers of a leaf that leafwatch tunes.
public enum WatchdogSetting: String, CaseIterable, Codable, Hashable, Sendable {
    /// `Watchdog.Threshold`, in bytes per second.
    case threshold = "Threshold"
    /// `Watchdog.MinutesWithoutConnections`.
    case minutesWithoutConnections = "MinutesWithoutConnections"
    /// `Watchdog.InstanceLeftUp.DurationHours`.
    case durationHours = "DurationHours"
    /// `Watchdog.InstanceLeftUp.ShouldStop`.
    case shouldStop = "ShouldStop"

    /// The path of keys in the leaf file, for example `Watchdog.InstanceLeftUp.DurationHours`.
    public var path: String {
        switch self {
        case .threshold, .minutesWithoutConnections: "Watchdog.\(rawValue)"
        case .durationHours, .shouldStop: "Watchdog.InstanceLeftUp.\(rawValue)"
        }
    }
}

/// The value of one setting.
public enum LeafSettingValue: Hashable, Sendable, CustomStringConvertible {
    /// A whole number.
    case integer(Int)
    /// A truth value.
    case boolean(Bool)

    /// As it is written in a leaf file: a plain decimal, or `True` and `False`.
    public var description: String {
        switch self {
        case .integer(let number): String(number)
        case .boolean(let truth): truth ? "True" : "False"
        }
    }
}

/// What an edit does to one setting.
public enum Wanted<Value: Hashable & Sendable>: Hashable, Sendable {
    /// Leave it as it is.
    case keep
    /// Give it this value.
    case set(Value)
    /// Take its key out of the file, so that the default holds.
    case absent
}

/// The settings an edit shall bring about.
public struct WantedSettings: Hashable, Sendable {
    /// `Threshold` in bytes per second; `nil` keeps it (the key is required, so it cannot be taken out).
    public var threshold: Int?
    /// `MinutesWithoutConnections`.
    public var minutesWithoutConnections: Wanted<Int>
    /// `InstanceLeftUp.DurationHours`.
    public var durationHours: Wanted<Int>
    /// `InstanceLeftUp.ShouldStop`.
    public var shouldStop: Wanted<Bool>

    /// Makes a wish; what is not named is kept.
    public init(
        threshold: Int? = nil, minutesWithoutConnections: Wanted<Int> = .keep,
        durationHours: Wanted<Int> = .keep, shouldStop: Wanted<Bool> = .keep
    ) {
        self.threshold = threshold
        self.minutesWithoutConnections = minutesWithoutConnections
        self.durationHours = durationHours
        self.shouldStop = shouldStop
    }

    /// All four as given.
    public init(_ settings: WatchdogSettings) {
        self.init(
            threshold: settings.threshold,
            minutesWithoutConnections: .set(settings.minutesWithoutConnections),
            durationHours: .set(settings.durationHours), shouldStop: .set(settings.shouldStop))
    }

    /// What the settings are after the edit of a leaf that had `present`.
    public func applied(to present: WatchdogSettings) -> WatchdogSettings {
        let defaults = WatchdogSettings(threshold: 0)
        return WatchdogSettings(
            threshold: threshold ?? present.threshold,
            minutesWithoutConnections: minutesWithoutConnections.value(
                present.minutesWithoutConnections, default: defaults.minutesWithoutConnections),
            durationHours: durationHours.value(present.durationHours, default: defaults.durationHours),
            shouldStop: shouldStop.value(present.shouldStop, default: defaults.shouldStop))
    }

    /// The first wish that could not be deployed, or `nil`.
    ///
    /// An alarm with a period of 60 s may span at most one day, so 1 to 1440 minutes and 1 to 24 hours; a threshold below
    /// zero never lets a minute count as idle.
    public var problem: UnusableSetting? {
        if let threshold, threshold < 0 {
            return UnusableSetting(setting: .threshold, value: threshold, allowed: 0...Int.max)
        }
        if case .set(let minutes) = minutesWithoutConnections, !(1...1_440).contains(minutes) {
            return UnusableSetting(setting: .minutesWithoutConnections, value: minutes, allowed: 1...1_440)
        }
        if case .set(let hours) = durationHours, !(1...24).contains(hours) {
            return UnusableSetting(setting: .durationHours, value: hours, allowed: 1...24)
        }
        return nil
    }
}

extension Wanted {
    /// The value after the edit.
    func value(_ present: Value, default defaultValue: Value) -> Value {
        switch self {
        case .keep: present
        case .set(let value): value
        case .absent: defaultValue
        }
    }
}

/// A wanted value that no alarm could be deployed with.
public struct UnusableSetting: Error, Hashable, Sendable, CustomStringConvertible {
    /// The setting.
    public var setting: WatchdogSetting
    /// The wanted value.
    public var value: Int
    /// What could be deployed.
    public var allowed: ClosedRange<Int>

    /// Makes a refusal.
    public init(setting: WatchdogSetting, value: Int, allowed: ClosedRange<Int>) {
        self.setting = setting
        self.value = value
        self.allowed = allowed
    }

    /// One sentence for people.
    public var description: String {
        let range =
            allowed.upperBound == Int.max
            ? "\(allowed.lowerBound) or more" : "\(allowed.lowerBound) to \(allowed.upperBound)"
        return "\(setting.path) \(value) cannot be deployed: it must be \(range)"
    }
}
