/// What a run costs, counted: the three things that a profile weighs, and what they rest on.
public struct WhatIfTally: Codable, Hashable, Sendable {
    /// Minutes up and not used, boot and the wait for a first player apart.
    public var idleMinutes: Int
    /// Those of ``idleMinutes`` that lie after the recorded stop, where the traffic is assumed.
    public var assumedMinutes: Int
    /// Starts: somebody waits, or something woke the server for nothing.
    public var coldStarts: Int
    /// Stops in a minute in which somebody was connected or waited for the server.
    public var falseStops: Int
    /// Minutes up in which nothing says what was going on.
    public var unknownMinutes: Int
    /// Launches that the alarm stopped again at once, because it was still in ALARM; some before there was an instance.
    public var abortedLaunches: Int

    /// Makes a tally.
    public init(
        idleMinutes: Int = 0, assumedMinutes: Int = 0, coldStarts: Int = 0, falseStops: Int = 0,
        unknownMinutes: Int = 0, abortedLaunches: Int = 0
    ) {
        self.idleMinutes = idleMinutes
        self.assumedMinutes = assumedMinutes
        self.coldStarts = coldStarts
        self.falseStops = falseStops
        self.unknownMinutes = unknownMinutes
        self.abortedLaunches = abortedLaunches
    }

    /// The tally of two stretches of time together.
    public static func + (left: WhatIfTally, right: WhatIfTally) -> WhatIfTally {
        WhatIfTally(
            idleMinutes: left.idleMinutes + right.idleMinutes,
            assumedMinutes: left.assumedMinutes + right.assumedMinutes,
            coldStarts: left.coldStarts + right.coldStarts, falseStops: left.falseStops + right.falseStops,
            unknownMinutes: left.unknownMinutes + right.unknownMinutes,
            abortedLaunches: left.abortedLaunches + right.abortedLaunches)
    }

    /// Adds another stretch of time.
    public static func += (left: inout WhatIfTally, right: WhatIfTally) { left = left + right }
}
