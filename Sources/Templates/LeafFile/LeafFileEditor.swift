import Yams

/// Changes the watchdog's settings in the text of a leaf file and nothing beside them.
///
/// A value that is written is replaced where it stands; a missing key is inserted in the style of its surroundings; a key
/// that would only repeat its default is not inserted. Comments, line ends, quoting, tags and blanks stay as they are. The
/// result is read again before it is returned, so an edit either does what was wanted or is refused.
public enum LeafFileEditor {
    /// Edits a leaf file.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - wanted: the settings it shall have.
    ///   - evidence: a line of evidence for a setting, written as a comment above its value when that changes.
    /// - Throws: ``LeafFileRefusal`` with line and column: text that is not YAML, anything Container Manager would refuse,
    ///   duplicate keys, and anchors, aliases, tags or `!ENV` at a setting that shall change.
    public static func edit(
        _ bytes: [UInt8], wanted: WantedSettings, evidence: [WatchdogSetting: String] = [:]
    ) throws(LeafFileRefusal) -> LeafFileEdit {
        if let problem = wanted.problem {
            throw LeafFileRefusal(.unusable(problem), key: problem.setting.path)
        }
        let before = try WatchdogLayoutReader.read(bytes)
        var draft = LeafFileDraft(before, evidence: evidence)
        try draft.make(wanted)
        guard let edited = draft.splices.applied(to: bytes) else { throw LeafFileRefusal(.readBack) }
        let changes = try check(edited, against: before, wanted: wanted)
        return LeafFileEdit(original: bytes, edited: edited, splices: draft.splices, changes: changes)
    }

    /// The settings of a leaf file as Container Manager reads them.
    /// - Throws: ``LeafFileRefusal`` when the file would be refused, or does not say all values (`!ENV`).
    public static func settings(of bytes: [UInt8]) throws(LeafFileRefusal) -> [WatchdogSetting:
        LeafSettingValue]
    {
        let layout = try WatchdogLayoutReader.read(bytes)
        var values: [WatchdogSetting: LeafSettingValue] = [:]
        for setting in WatchdogSetting.allCases {
            if case .failure(let refusal)? = layout.entries[setting]?.value { throw refusal }
            values[setting] = layout.value(of: setting)
        }
        return values
    }

    /// Reads the result again: the wanted values, and everything else equal.
    private static func check(
        _ edited: [UInt8], against before: WatchdogLayout, wanted: WantedSettings
    ) throws(LeafFileRefusal) -> [SettingChange] {
        let after: WatchdogLayout
        do {
            after = try WatchdogLayoutReader.read(edited)
        } catch {
            throw LeafFileRefusal(.readBack)
        }
        guard after.others == before.others else { throw LeafFileRefusal(.readBack) }
        var changes: [SettingChange] = []
        for setting in WatchdogSetting.allCases {
            let old = before.value(of: setting)
            let new = after.value(of: setting)
            guard new == wanted.wanted(setting, present: old) else { throw LeafFileRefusal(.readBack) }
            if let new, new != old {
                changes.append(SettingChange(setting: setting, before: old, after: new))
            }
        }
        return changes
    }
}

extension WantedSettings {
    /// The value a setting shall have after the edit.
    func wanted(_ setting: WatchdogSetting, present: LeafSettingValue?) -> LeafSettingValue? {
        switch action(on: setting) {
        case .keep: present
        case .set(let value): value
        case .absent: setting.defaultValue
        }
    }

    /// What to do with one setting.
    func action(on setting: WatchdogSetting) -> Wanted<LeafSettingValue> {
        switch setting {
        case .threshold: threshold.map { .set(.integer($0)) } ?? .keep
        case .minutesWithoutConnections: minutesWithoutConnections.map(LeafSettingValue.integer)
        case .durationHours: durationHours.map(LeafSettingValue.integer)
        case .shouldStop: shouldStop.map(LeafSettingValue.boolean)
        }
    }
}

extension Wanted {
    /// The same with another kind of value.
    func map<Other>(_ transform: (Value) -> Other) -> Wanted<Other> {
        switch self {
        case .keep: .keep
        case .set(let value): .set(transform(value))
        case .absent: .absent
        }
    }
}

extension WatchdogSetting {
    /// The value that holds when the key is not written; `Threshold` has none.
    public var defaultValue: LeafSettingValue? {
        switch self {
        case .threshold: nil
        case .minutesWithoutConnections: .integer(7)
        case .durationHours: .integer(8)
        case .shouldStop: .boolean(false)
        }
    }
}
