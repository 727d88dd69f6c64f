public import CloudWatch

/// The watchdog's three alarms as CloudWatch has them, built from a leaf's settings.
public struct WatchdogAlarms: Hashable, Sendable {
    /// Client traffic plus DNS hits at or below `Threshold` for `MinutesWithoutConnections` periods.
    public var containerActivity: MetricAlarm
    /// A point of traffic in every one of `DurationHours` x 60 periods.
    public var instanceLeftUp: MetricAlarm
    /// Any run of the crash-loop function.
    public var breakCrashLoop: MetricAlarm

    /// Physical ids that only the account knows; a metric whose id is unknown carries no such dimension.
    public struct Resources: Codable, Hashable, Sendable {
        /// `AutoScalingGroupName`.
        public var scalingGroup: String?
        /// `FileSystemId` of each volume by the volume's name.
        public var fileSystems: [String: String]
        /// `FunctionName` of the crash-loop function.
        public var crashFunction: String?

        /// Makes a set of ids.
        public init(
            scalingGroup: String? = nil, fileSystems: [String: String] = [:], crashFunction: String? = nil
        ) {
            self.scalingGroup = scalingGroup
            self.fileSystems = fileSystems
            self.crashFunction = crashFunction
        }
    }

    /// Builds the alarms.
    public init(
        settings: WatchdogSettings, volumes: [String], names: LeafNames,
        resources: Resources = Resources()
    ) {
        containerActivity = MetricAlarm(
            alarmName: names.alarm(of: .containerActivity),
            metrics: Self.activityMetrics(volumes: volumes, names: names, resources: resources),
            threshold: Double(settings.threshold), comparisonOperator: .lessThanOrEqualToThreshold,
            evaluationPeriods: settings.minutesWithoutConnections, treatMissingData: .missing)
        let networkIn = Self.networkIn(id: "network_in", resources: resources)
        instanceLeftUp = MetricAlarm(
            alarmName: names.alarm(of: .instanceLeftUp),
            metrics: [
                MetricDataQuery(
                    id: "expr_1", expression: "network_in >= 0", label: "Instance is Up (Bool)",
                    returnData: true),
                networkIn,
            ],
            threshold: 0, comparisonOperator: .greaterThanOrEqualToThreshold,
            evaluationPeriods: Self.periods(hours: settings.durationHours),
            treatMissingData: .notBreaching)
        let function = resources.crashFunction.map { [Dimension(name: "FunctionName", value: $0)] }
        breakCrashLoop = MetricAlarm(
            alarmName: names.alarm(of: .breakCrashLoop),
            metrics: [
                MetricDataQuery(
                    id: "m1",
                    metricStat: MetricStat(
                        metric: MetricName(
                            namespace: "AWS/Lambda", metricName: "Invocations", dimensions: function),
                        period: 60, stat: "Maximum", unit: "Count"))
            ],
            threshold: 0, comparisonOperator: .greaterThanThreshold, evaluationPeriods: 1,
            treatMissingData: .notBreaching)
    }

    /// Builds the alarms of a leaf with its present settings.
    public init(leaf: Leaf, resources: Resources = Resources()) {
        self.init(
            settings: leaf.watchdog, volumes: leaf.volumes, names: LeafNames(leaf: leaf),
            resources: resources)
    }

    /// One-minute periods in a number of hours, saturating.
    public static func periods(hours: Int) -> Int {
        let (product, overflow) = hours.multipliedReportingOverflow(by: 60)
        return overflow ? .max : product
    }

    /// The id of a volume's reads in the alarm's `Metrics`.
    public static func readsID(volume: String) -> String { "efs_out_\(volume)" }

    private static func activityMetrics(
        volumes: [String], names: LeafNames, resources: Resources
    ) -> [MetricDataQuery] {
        let reads = volumes.isEmpty ? "0" : volumes.map(readsID).joined(separator: "+")
        var metrics = [
            MetricDataQuery(
                id: "expr_1",
                expression: "IF(traffic_in - volumes_out > 0, traffic_in - volumes_out) + dns_hit",
                label: "Watchdog Container Traffic", returnData: true),
            MetricDataQuery(
                id: "traffic_in", expression: "b_in/PERIOD(b_in)",
                label: "(Container) Bytes IN per Second", returnData: false),
            networkIn(id: "b_in", resources: resources),
            MetricDataQuery(
                id: "volumes_out", expression: "(\(reads))/60",
                label: "(EFS) Bytes OUT per Second", returnData: false),
        ]
        for volume in volumes {
            let fileSystem = resources.fileSystems[volume]
            metrics.append(
                MetricDataQuery(
                    id: readsID(volume: volume),
                    metricStat: MetricStat(
                        metric: MetricName(
                            namespace: "AWS/EFS", metricName: "DataReadIOBytes",
                            dimensions: fileSystem.map { [Dimension(name: "FileSystemId", value: $0)] }),
                        period: 60, stat: "Sum"),
                    label: "EFS Traffic Out", returnData: false))
        }
        metrics.append(
            MetricDataQuery(
                id: "dns_hit",
                metricStat: MetricStat(
                    metric: MetricName(
                        namespace: names.metricNamespace, metricName: "DNSTraffic",
                        dimensions: [Dimension(name: "ContainerNameID", value: names.containerID)]),
                    period: 60, stat: "Maximum", unit: "Count"),
                label: "DNS Traffic", returnData: false))
        return metrics
    }

    private static func networkIn(id: String, resources: Resources) -> MetricDataQuery {
        let group = resources.scalingGroup.map { [Dimension(name: "AutoScalingGroupName", value: $0)] }
        return MetricDataQuery(
            id: id,
            metricStat: MetricStat(
                metric: MetricName(namespace: "AWS/EC2", metricName: "NetworkIn", dimensions: group),
                period: 60, stat: "Sum"),
            label: "Network In", returnData: false)
    }
}
