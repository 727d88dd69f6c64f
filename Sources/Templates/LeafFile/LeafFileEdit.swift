/// The outcome of an edit of a leaf file: the new bytes and what is different in them.
public struct LeafFileEdit: Hashable, Sendable {
    /// The file before, byte for byte.
    public var original: [UInt8]
    /// The file after.
    public var edited: [UInt8]
    /// The replacements that lead from one to the other.
    public var splices: [TextSplice]
    /// The settings that differ, in the order of ``WatchdogSetting``.
    public var changes: [SettingChange]

    /// Makes an outcome.
    public init(original: [UInt8], edited: [UInt8], splices: [TextSplice], changes: [SettingChange]) {
        self.original = original
        self.edited = edited
        self.splices = splices
        self.changes = changes
    }
}

/// One setting before and after.
public struct SettingChange: Hashable, Sendable, CustomStringConvertible {
    /// The setting.
    public var setting: WatchdogSetting
    /// The value that held before; `nil` when the file does not say (a value from the environment).
    public var before: LeafSettingValue?
    /// The value that holds afterwards.
    public var after: LeafSettingValue

    /// Makes a change.
    public init(setting: WatchdogSetting, before: LeafSettingValue?, after: LeafSettingValue) {
        self.setting = setting
        self.before = before
        self.after = after
    }

    /// For example `Watchdog.Threshold 5750 -> 7100`.
    public var description: String { "\(setting.path) \(before.map { "\($0)" } ?? "?") -> \(after)" }
}
