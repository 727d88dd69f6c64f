/// What every minute of an observation was and where the instance was left up, worked out once for all who ask.
public struct JudgedMinutes: Hashable, Sendable {
    /// The class of every minute.
    public let classes: MinuteClasses
    /// The left-up incidents, by time.
    public let leftUp: [LeftUpIncident]

    /// Judges an observation's minutes under the settings that were replayed.
    public init(_ observation: Observation) {
        classes = MinuteClasses(observation)
        leftUp = LeftUpIncident.incidents(observation, classes: classes)
    }
}
