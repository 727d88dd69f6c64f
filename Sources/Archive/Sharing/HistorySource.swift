public import Ingest
public import TimeSeries

/// Something that a leaf's history can be gathered from: an archive, or one leaf's share of one.
///
/// All lists are in an order that only their content decides.
public protocol HistorySource {
    /// Names of the log groups that something came from, sorted.
    func logGroupNames() throws -> [String]
    /// All series, sorted by their keys.
    func seriesSummaries() throws -> [SeriesSummary]
    /// A series on a grid of its key's period that covers `range`; NaN where nothing is known.
    func series(_ key: MetricKey, in range: Range<Instant>) throws -> GridSeries
    /// DNS queries of a log group, oldest first.
    func dnsQueries(logGroup: String?, in range: Range<Instant>?) throws -> [DNSQuery]
    /// Container lines of a log group, oldest first.
    func containerLines(logGroup: String?, in range: Range<Instant>?) throws -> [ContainerLine]
    /// Runs of a function by its log group, oldest first.
    func lambdaInvocations(logGroup: String?, in range: Range<Instant>?) throws -> [LambdaInvocation]
    /// ECS task events, oldest first.
    func taskStateChanges(in range: Range<Instant>?) throws -> [TaskStateChange]
    /// Auto Scaling events, oldest first.
    func scalingEvents(groupName: String?, in range: Range<Instant>?) throws -> [ScalingEvent]
    /// Items of alarms' histories, oldest first.
    func alarmHistory(named name: String?, in range: Range<Instant>?) throws -> [AlarmHistoryItem]
    /// The latest settings of every alarm.
    func alarmDescriptions() throws -> [AlarmDescription]
    /// The latest descriptions of things of a kind, by name.
    func resources(_ kind: ResourceDescription.Kind) throws -> [ResourceDescription]
}

extension HistoryArchive: HistorySource {
    /// Names of the log groups that something came from, sorted.
    ///
    /// - Throws: ``ArchiveError``.
    public func logGroupNames() throws -> [String] { try logGroups().map(\.logGroup) }
}
