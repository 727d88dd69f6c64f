/// What every observed threshold would have cost with one N, and one M.
public struct FrontierRow: Sendable {
    /// N.
    public let minutesWithoutConnections: Int
    /// M.
    public let datapointsToAlarm: Int
    /// Idle minutes, one count a threshold.
    public internal(set) var idleMinutes: [Int32]
    /// Starts, one count a threshold.
    public internal(set) var coldStarts: [Int32]
    /// False stops, one count a threshold.
    public internal(set) var falseStops: [Int32]

    /// Turns differences along the thresholds, one element more than thresholds, into counts.
    mutating func accumulate() {
        Self.accumulate(&idleMinutes)
        Self.accumulate(&coldStarts)
        Self.accumulate(&falseStops)
    }

    private static func accumulate(_ values: inout [Int32]) {
        var sum: Int32 = 0
        for index in values.indices {
            sum &+= values[index]
            values[index] = sum
        }
        values.removeLast()
    }
}
