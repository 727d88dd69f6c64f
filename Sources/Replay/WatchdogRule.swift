/// The watchdog's three alarms.
public enum WatchdogRule: String, Codable, Hashable, Sendable, CaseIterable {
    /// Traffic and DNS hits at or below the threshold: scales to zero each minute while in ALARM.
    case containerActivity = "ContainerActivity"
    /// Up for too long: one mail, and scales to zero each minute while in ALARM if `ShouldStop`.
    case instanceLeftUp = "InstanceLeftUp"
    /// The crash-loop function ran: one mail (the function itself scales to zero).
    case breakCrashLoop = "BreakCrashLoop"
}
