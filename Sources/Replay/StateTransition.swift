public import CloudWatch
public import TimeSeries

/// One change of an alarm's state.
public struct StateTransition: Codable, Hashable, Sendable {
    /// The alarm.
    public var rule: WatchdogRule
    /// Start of the minute whose evaluation changed the state.
    public var time: Instant
    /// The state before.
    public var from: AlarmState
    /// The state after.
    public var to: AlarmState

    /// Makes a transition.
    public init(rule: WatchdogRule, time: Instant, from: AlarmState, to: AlarmState) {
        self.rule = rule
        self.time = time
        self.from = from
        self.to = to
    }
}
