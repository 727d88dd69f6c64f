/// What the instance receives with nobody connected, net of volume reads, in bytes per second.
public struct IdleTraffic: Codable, Hashable, Sendable {
    /// Level at the start of the world.
    public var level: Double
    /// Standard deviation of a minute, relative to the level.
    public var noise: Double
    /// Growth of the level over the whole world, relative: 0.5 ends half as high again.
    public var drift: Double
    /// Something that runs at fixed minutes of the hour, for example an update check.
    public var periodic: PeriodicBurst?
    /// Bursts at random, per hour.
    public var burstsPerHour: Double
    /// Median height of such a burst above the level.
    public var burstHeight: Double

    /// Makes idle traffic; steady unless told otherwise.
    public init(
        level: Double, noise: Double, drift: Double = 0, periodic: PeriodicBurst? = nil,
        burstsPerHour: Double = 0, burstHeight: Double = 0
    ) {
        self.level = level
        self.noise = noise
        self.drift = drift
        self.periodic = periodic
        self.burstsPerHour = burstsPerHour
        self.burstHeight = burstHeight
    }
}

/// A job that makes traffic every so many minutes, counted from midnight UTC.
public struct PeriodicBurst: Codable, Hashable, Sendable {
    /// Minutes from one to the next.
    public var everyMinutes: Int
    /// First minute of the day.
    public var offset: Int
    /// Height above the idle level, in bytes per second.
    public var height: Double

    /// Makes a job.
    public init(everyMinutes: Int, offset: Int, height: Double) {
        self.everyMinutes = max(1, everyMinutes)
        self.offset = offset
        self.height = height
    }
}

/// What a connected player adds, in bytes per second.
public struct PlayerTraffic: Codable, Hashable, Sendable {
    /// Mean of one player.
    public var rate: Double
    /// Standard deviation of a minute, relative to the mean.
    public var noise: Double
    /// How often a quiet stretch begins, per connected hour.
    public var quietStretchesPerHour: Double
    /// Median length of a quiet stretch, in minutes.
    public var quietMinutes: Double
    /// What is left of the rate in a quiet stretch, 0 to 1.
    public var quietShare: Double

    /// Makes players' traffic; without quiet stretches unless told otherwise.
    public init(
        rate: Double, noise: Double, quietStretchesPerHour: Double = 0, quietMinutes: Double = 0,
        quietShare: Double = 0
    ) {
        self.rate = rate
        self.noise = noise
        self.quietStretchesPerHour = quietStretchesPerHour
        self.quietMinutes = quietMinutes
        self.quietShare = quietShare
    }
}

/// When and how long people play.
public struct VisitModel: Codable, Hashable, Sendable {
    /// Groups that meet, per weekday.
    public var groupsPerDay: Double
    /// Factor for Saturday and Sunday.
    public var weekendFactor: Double
    /// Most players of a group.
    public var groupSize: Int
    /// Number of different players.
    public var players: Int
    /// Median stay of a player, in minutes.
    public var medianMinutes: Double
    /// Standard deviation of the stay's logarithm.
    public var sigma: Double
    /// Probability that a player comes back after a short break.
    public var returnProbability: Double
    /// Median of such a break, in minutes.
    public var breakMinutes: Double
    /// The players' clock, hours east of UTC.
    public var hoursEast: Int

    /// Makes a model of visits.
    public init(
        groupsPerDay: Double, weekendFactor: Double = 1.7, groupSize: Int = 3, players: Int = 6,
        medianMinutes: Double = 60, sigma: Double = 0.7, returnProbability: Double = 0.35,
        breakMinutes: Double = 14, hoursEast: Int = -7
    ) {
        self.groupsPerDay = groupsPerDay
        self.weekendFactor = weekendFactor
        self.groupSize = max(1, groupSize)
        self.players = max(1, players)
        self.medianMinutes = medianMinutes
        self.sigma = sigma
        self.returnProbability = returnProbability
        self.breakMinutes = breakMinutes
        self.hoursEast = hoursEast
    }
}
