public import Foundation

/// What an audit assumes where nothing was recorded.
public struct AuditOptions: Codable, Hashable, Sendable {
    /// Size of the instance's root volume in GB; a container host's image needs 30.
    public var rootVolumeGB: Decimal
    /// Whether the instance has a public IPv4 address.
    public var hasPublicIPv4: Bool
    /// Whether detailed monitoring is on, as the stack sets it.
    public var hasDetailedMonitoring: Bool
    /// Whether the leaf has a dashboard.
    public var hasDashboard: Bool
    /// Whether the leaf has a hosted zone of its own.
    public var hasHostedZone: Bool
    /// GB stored on EFS on average, when known.
    public var efsGB: Decimal?
    /// Whether EFS bills what is read and written (Elastic throughput).
    public var isEFSElastic: Bool
    /// GB written to EFS in the audited time, when known; matters with ``isEFSElastic`` only.
    public var efsWrittenGB: Decimal?
    /// Provisioned throughput of EFS in MB/s; `nil` when there is none.
    public var efsProvisionedMBps: Decimal?
    /// GB of logs ingested in the audited time, when known.
    public var logGB: Decimal?
    /// IANA name of the zone whose days and months are shown.
    public var timeZone: String
    /// Seed of the bootstrap.
    public var seed: UInt64
    /// Rounds of the bootstrap.
    public var bootstrapRounds: Int

    /// Makes options, by default those of the stack as it comes.
    public init(
        rootVolumeGB: Decimal = 30, hasPublicIPv4: Bool = true, hasDetailedMonitoring: Bool = true,
        hasDashboard: Bool = true, hasHostedZone: Bool = true, efsGB: Decimal? = nil,
        isEFSElastic: Bool = false, efsWrittenGB: Decimal? = nil, efsProvisionedMBps: Decimal? = nil,
        logGB: Decimal? = nil, timeZone: String = "UTC", seed: UInt64 = 1, bootstrapRounds: Int = 1000
    ) {
        self.rootVolumeGB = rootVolumeGB
        self.hasPublicIPv4 = hasPublicIPv4
        self.hasDetailedMonitoring = hasDetailedMonitoring
        self.hasDashboard = hasDashboard
        self.hasHostedZone = hasHostedZone
        self.efsGB = efsGB
        self.isEFSElastic = isEFSElastic
        self.efsWrittenGB = efsWrittenGB
        self.efsProvisionedMBps = efsProvisionedMBps
        self.logGB = logGB
        self.timeZone = timeZone
        self.seed = seed
        self.bootstrapRounds = bootstrapRounds
    }
}

/// Hours that AWS counts as a month.
let hoursPerMonth: Decimal = 730
/// Days that AWS counts as a month.
let daysPerMonth = 730.0 / 24
