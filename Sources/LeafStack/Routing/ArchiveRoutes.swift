public import Archive
public import Ingest

/// An archive's names dealt out to leaves: what each leaf's share is made of, and what belongs to none.
public struct ArchiveRoutes: Sendable {
    /// One selection a leaf, in the router's order.
    public private(set) var selections: [ShareSelection]
    /// One selection for each name that belongs to no leaf.
    public private(set) var unclaimed: [UnclaimedName]

    /// Deals out the names.
    ///
    /// - Parameters:
    ///   - index: the archive's names.
    ///   - leaves: the leaves, in the order of the selections.
    ///   - alarms: settings of alarms, whether from this archive or known from elsewhere: they tell whose a file
    ///     system is.
    ///   - names: descriptions of the kind `givenNames`.
    public init(
        _ index: ArchiveIndex, leaves: [Leaf], alarms: [AlarmDescription], names: [ResourceDescription] = []
    ) {
        var router = LeafRouter(leaves)
        router.learn(names)
        router.learn(alarms)
        selections = Array(repeating: ShareSelection(), count: leaves.count)
        unclaimed = []
        for group in index.logGroups {
            let owners = router.leaves(ofLogGroup: group)
            for leaf in owners { selections[leaf].logGroups.append(group) }
            if owners.isEmpty { unclaimed.append(UnclaimedName(logGroup: group)) }
        }
        for key in index.seriesKeys {
            let owners = router.leaves(of: key)
            for leaf in owners { selections[leaf].series.append(key) }
            if owners.isEmpty { unclaimed.append(UnclaimedName(series: key)) }
        }
        for subject in index.subjects {
            let owners = router.leaves(of: subject)
            for leaf in owners { selections[leaf].subjects.append(subject) }
            if owners.isEmpty { unclaimed.append(UnclaimedName(subject: subject)) }
        }
    }
}

/// The name of something that belongs to no leaf.
public struct UnclaimedName: Codable, Hashable, Comparable, Sendable {
    /// What it is.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case logGroup
        case metric
        /// A metric without a namespace: the export it came from does not say what it measured.
        case unnamedMetric
        case cluster
        case group
        case alarm
        case stack
    }

    /// What it is.
    public var kind: Kind
    /// Its name; a metric's namespace, name, statistic, period and dimensions in one line.
    public var name: String
    /// A file system, when it is one's metric: an alarm may yet tell whose it is.
    public var fileSystem: String?
    private var series: MetricKey?

    /// A log group.
    public init(logGroup: String) {
        kind = .logGroup
        name = logGroup
    }

    /// A series.
    public init(series key: MetricKey) {
        kind = key.namespace.isEmpty ? .unnamedMetric : .metric
        let dimensions = key.dimensions.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
        let place = [key.account, key.region].filter { !$0.isEmpty }.joined(separator: " ")
        name = [
            key.namespace, key.metricName, dimensions, key.statistic, "\(key.period) s", key.unit,
            key.queryID, place,
        ].filter { !$0.isEmpty }.joined(separator: " ")
        fileSystem = key.dimensions.first { $0.name == "FileSystemId" }?.value
        series = key
    }

    /// What events are about.
    public init(subject: EventSubject) {
        switch subject.kind {
        case .cluster: kind = .cluster
        case .group: kind = .group
        case .alarm: kind = .alarm
        case .stack: kind = .stack
        }
        name = subject.name
    }

    /// The share that the name stands for.
    public var selection: ShareSelection {
        switch kind {
        case .logGroup: ShareSelection(logGroups: [name])
        case .metric, .unnamedMetric: ShareSelection(series: series.map { [$0] } ?? [])
        case .cluster: ShareSelection(subjects: [EventSubject(kind: .cluster, name: name)])
        case .group: ShareSelection(subjects: [EventSubject(kind: .group, name: name)])
        case .alarm: ShareSelection(subjects: [EventSubject(kind: .alarm, name: name)])
        case .stack: ShareSelection(subjects: [EventSubject(kind: .stack, name: name)])
        }
    }

    /// By kind, then name.
    public static func < (left: Self, right: Self) -> Bool {
        (left.kind.rawValue, left.name) < (right.kind.rawValue, right.name)
    }

    private enum CodingKeys: String, CodingKey {
        case kind
        case name
    }
}
