public import TimeSeries

/// Everything that makes a world; two worlds of equal parameters are equal to the byte.
public struct WorldParameters: Codable, Hashable, Sendable {
    /// The class it was drawn from.
    public var worldClass: WorldClass
    /// Seed of everything that is random in it.
    public var seed: UInt64
    /// Start, at midnight UTC.
    public var start: Instant
    /// Length in days.
    public var days: Int
    /// The settings it runs under.
    public var settings: WorldSettings
    /// The container's game.
    public var game: Game
    /// Container id; the leaf file's base name, lower-cased.
    public var containerID: String
    /// `Ec2.InstanceType`.
    public var instanceType: String
    /// Region of the leaf's stack.
    public var region: String
    /// 12 digits.
    public var account: String
    /// Names of the EFS volumes.
    public var volumes: [String]
    /// Traffic with nobody connected.
    public var idle: IdleTraffic
    /// Traffic of a player.
    public var player: PlayerTraffic
    /// When people play.
    public var visits: VisitModel
    /// Queries of a scanner that never connects, per day.
    public var scansPerDay: Double
    /// Queries of people who only look at the server list, per day.
    public var glancesPerDay: Double
    /// Probability that a boot also downloads an update.
    public var updateProbability: Double
    /// Spans, in minutes from the start, in which the container crashes soon after each start.
    public var brokenSpans: [Range<Int>]
    /// Crashes of a healthy container, in minutes from the start; nothing happens when it is down.
    public var crashMinutes: [Int]
    /// Share of minutes whose volume reads CloudWatch books one minute late.
    public var lateReads: Double
    /// Minutes at the end in which nobody comes any more, so that the world ends with the instance down.
    public var quietEnd: Int

    /// Makes parameters; what is not told is calm and healthy.
    public init(
        worldClass: WorldClass, seed: UInt64, start: Instant, days: Int, settings: WorldSettings, game: Game,
        containerID: String, instanceType: String, region: String = "us-west-2",
        account: String = "123456789012", volumes: [String] = ["Data"], idle: IdleTraffic,
        player: PlayerTraffic, visits: VisitModel, scansPerDay: Double = 0, glancesPerDay: Double = 0.4,
        updateProbability: Double = 0.15, brokenSpans: [Range<Int>] = [], crashMinutes: [Int] = [],
        lateReads: Double = 0, quietEnd: Int = 0
    ) {
        self.worldClass = worldClass
        self.seed = seed
        self.start = start.floored(toPeriod: 86_400)
        self.days = max(1, days)
        self.settings = settings
        self.game = game
        self.containerID = containerID
        self.instanceType = instanceType
        self.region = region
        self.account = account
        self.volumes = volumes
        self.idle = idle
        self.player = player
        self.visits = visits
        self.scansPerDay = scansPerDay
        self.glancesPerDay = glancesPerDay
        self.updateProbability = updateProbability
        self.brokenSpans = brokenSpans
        self.crashMinutes = crashMinutes
        self.lateReads = lateReads
        self.quietEnd = quietEnd
    }

    /// Number of minutes.
    public var minutes: Int { days * 1440 }
}
