public import TimeSeries

/// One fact that was understood, whatever file and envelope it came in; small, because most are log lines.
public enum Record: Hashable, Sendable {
    /// A line of a Route 53 public query log.
    case dnsQuery(DNSQuery)
    /// A container log line that may say something about players or the server's life.
    case containerLine(ContainerLine)
    /// One invocation of a Lambda function, from its platform lines.
    case lambdaInvocation(LambdaInvocation)
    /// An ECS Task State Change event.
    indirect case taskStateChange(TaskStateChange)
    /// An EC2 Auto Scaling event.
    indirect case scalingEvent(ScalingEvent)
    /// An item of an alarm's history.
    indirect case alarmHistoryItem(AlarmHistoryItem)
    /// The settings of an alarm as `describe-alarms` shows them.
    indirect case alarmDescription(AlarmDescription)
    /// What an ECS service said about itself.
    indirect case serviceEvent(ServiceEvent)
    /// An Auto Scaling group or a template as it stood in the account.
    indirect case resourceDescription(ResourceDescription)
    /// Points of one metric series.
    indirect case metricPoints(MetricPoints)
}

/// Where a log event came from; `""` where the input does not say.
public struct LogSource: Codable, Hashable, Sendable {
    /// The 12 digits of the account that owns the group.
    public var owner: String
    /// The log group's name.
    public var logGroup: String
    /// The log stream's name.
    public var logStream: String

    /// Makes a source.
    public init(owner: String, logGroup: String, logStream: String) {
        self.owner = owner
        self.logGroup = logGroup
        self.logStream = logStream
    }
}

/// A container log line kept because some game's grammar may read it; the leaf's image decides later which one does.
public struct ContainerLine: Codable, Hashable, Sendable {
    /// The log event's time.
    public var time: Instant
    /// Group and stream; a new stream is a new task.
    public var source: LogSource
    /// The line as logged, colour escapes included.
    public var text: String

    /// Makes a line.
    public init(time: Instant, source: LogSource, text: String) {
        self.time = time
        self.source = source
        self.text = text
    }
}

/// One run of a Lambda function.
public struct LambdaInvocation: Codable, Hashable, Sendable {
    /// When the run started.
    public var time: Instant
    /// `/aws/lambda/<function>`.
    public var logGroup: String
    /// Stream of the execution environment.
    public var logStream: String
    /// Request id; retries share it.
    public var requestID: String
    /// Duration in milliseconds, when the report line was seen.
    public var duration: Double?
    /// Whether the run timed out or raised an error, when that is known.
    public var failed: Bool?

    /// Makes an invocation.
    public init(
        time: Instant, logGroup: String, logStream: String, requestID: String, duration: Double? = nil,
        failed: Bool? = nil
    ) {
        self.time = time
        self.logGroup = logGroup
        self.logStream = logStream
        self.requestID = requestID
        self.duration = duration
        self.failed = failed
    }
}

/// An ECS Task State Change event, reduced to what replay and audit use.
public struct TaskStateChange: Codable, Hashable, Sendable {
    /// The envelope's time, whole seconds.
    public var time: Instant
    /// Account of the envelope.
    public var account: String
    /// Region of the envelope.
    public var region: String
    /// `detail.clusterArn`.
    public var clusterARN: String
    /// `detail.taskArn`.
    public var taskARN: String
    /// `detail.version`; with ``taskARN`` it identifies the event, and a higher one supersedes.
    public var version: Int
    /// `detail.group`, for example `service:name`.
    public var group: String
    /// `detail.lastStatus`.
    public var lastStatus: String
    /// `detail.desiredStatus`.
    public var desiredStatus: String
    /// `detail.stopCode`, absent while running.
    public var stopCode: String?
    /// `detail.stoppedReason`; show, do not parse.
    public var stoppedReason: String?
    /// Exit codes and reasons of the containers.
    public var containers: [ContainerExit]
    /// `detail.startedAt`.
    public var startedAt: Instant?
    /// `detail.stoppedAt`.
    public var stoppedAt: Instant?

    /// Makes an event.
    public init(
        time: Instant, account: String, region: String, clusterARN: String, taskARN: String, version: Int,
        group: String, lastStatus: String, desiredStatus: String, stopCode: String? = nil,
        stoppedReason: String? = nil, containers: [ContainerExit] = [], startedAt: Instant? = nil,
        stoppedAt: Instant? = nil
    ) {
        self.time = time
        self.account = account
        self.region = region
        self.clusterARN = clusterARN
        self.taskARN = taskARN
        self.version = version
        self.group = group
        self.lastStatus = lastStatus
        self.desiredStatus = desiredStatus
        self.stopCode = stopCode
        self.stoppedReason = stoppedReason
        self.containers = containers
        self.startedAt = startedAt
        self.stoppedAt = stoppedAt
    }
}

/// How one container of a task ended.
public struct ContainerExit: Codable, Hashable, Sendable {
    /// Container name.
    public var name: String
    /// Exit code; absent when it never ran or was lost.
    public var exitCode: Int?
    /// Reason, free text.
    public var reason: String?

    /// Makes an exit.
    public init(name: String, exitCode: Int? = nil, reason: String? = nil) {
        self.name = name
        self.exitCode = exitCode
        self.reason = reason
    }
}

/// An EC2 Auto Scaling event, from EventBridge or from `describe-scaling-activities`.
public struct ScalingEvent: Codable, Hashable, Sendable {
    /// What happened.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case launchSuccessful = "EC2 Instance Launch Successful"
        case launchUnsuccessful = "EC2 Instance Launch Unsuccessful"
        case terminateLifecycleAction = "EC2 Instance-terminate Lifecycle Action"
        case terminateSuccessful = "EC2 Instance Terminate Successful"
        case terminateUnsuccessful = "EC2 Instance Terminate Unsuccessful"
    }

    /// `detail-type`.
    public var kind: Kind
    /// The envelope's time, whole seconds.
    public var time: Instant
    /// Account of the envelope.
    public var account: String
    /// Region of the envelope.
    public var region: String
    /// `AutoScalingGroupName`.
    public var groupName: String
    /// `EC2InstanceId`.
    public var instanceID: String
    /// `ActivityId`, or the lifecycle action's token.
    public var activityID: String
    /// `StartTime` of the activity.
    public var startTime: Instant?
    /// `EndTime` of the activity.
    public var endTime: Instant?
    /// `Cause`, free text.
    public var cause: String?

    /// Makes an event.
    public init(
        kind: Kind, time: Instant, account: String, region: String, groupName: String, instanceID: String,
        activityID: String, startTime: Instant? = nil, endTime: Instant? = nil, cause: String? = nil
    ) {
        self.kind = kind
        self.time = time
        self.account = account
        self.region = region
        self.groupName = groupName
        self.instanceID = instanceID
        self.activityID = activityID
        self.startTime = startTime
        self.endTime = endTime
        self.cause = cause
    }
}

/// An item of `describe-alarm-history`, or a state-change event.
public struct AlarmHistoryItem: Codable, Hashable, Sendable {
    /// When it was recorded.
    public var time: Instant
    /// Alarm name.
    public var alarmName: String
    /// `ConfigurationUpdate`, `StateUpdate`, `Action`, ….
    public var itemType: String
    /// `HistorySummary`.
    public var summary: String
    /// `HistoryData`: JSON text of at most 4,095 characters, or `""`.
    public var data: String

    /// Makes an item.
    public init(time: Instant, alarmName: String, itemType: String, summary: String, data: String) {
        self.time = time
        self.alarmName = alarmName
        self.itemType = itemType
        self.summary = summary
        self.data = data
    }
}

/// One alarm of `describe-alarms`, kept as its JSON object.
public struct AlarmDescription: Codable, Hashable, Sendable {
    /// Alarm name.
    public var alarmName: String
    /// `AlarmArn`, `""` when absent.
    public var alarmARN: String
    /// The alarm's JSON object, canonical (keys sorted).
    public var json: String

    /// Makes a description.
    public init(alarmName: String, alarmARN: String, json: String) {
        self.alarmName = alarmName
        self.alarmARN = alarmARN
        self.json = json
    }
}

/// What a metric series is the series of. Empty strings mean that the input did not say.
public struct MetricKey: Codable, Hashable, Sendable {
    /// Account id.
    public var account: String
    /// Region.
    public var region: String
    /// Namespace, for example `AWS/EC2`; `""` for a metric-math result.
    public var namespace: String
    /// Metric name; for a metric-math result without a query file, the export's label.
    public var metricName: String
    /// Dimensions, sorted by name.
    public var dimensions: [MetricDimension]
    /// Unit, `""` where none is given.
    public var unit: String
    /// Period in seconds.
    public var period: Int
    /// `Sum`, `Average`, `Maximum`, …; `""` where the export does not say.
    public var statistic: String
    /// The export's query `Id`, when there is one; tells `b_in` from `traffic_in`.
    public var queryID: String

    /// Makes a key; the dimensions are sorted.
    public init(
        account: String = "", region: String = "", namespace: String, metricName: String,
        dimensions: [MetricDimension] = [], unit: String = "", period: Int = 60, statistic: String,
        queryID: String = ""
    ) {
        self.account = account
        self.region = region
        self.namespace = namespace
        self.metricName = metricName
        self.dimensions = dimensions.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
        self.unit = unit
        self.period = period
        self.statistic = statistic
        self.queryID = queryID
    }
}

/// One dimension of a ``MetricKey``.
public struct MetricDimension: Codable, Hashable, Sendable {
    /// Name, for example `AutoScalingGroupName`.
    public var name: String
    /// Value.
    public var value: String

    /// Makes a dimension.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// Points of one series, in no particular order.
public struct MetricPoints: Hashable, Sendable {
    /// The series.
    public var key: MetricKey
    /// Period starts, seconds since the Unix epoch.
    public var times: [Int64]
    /// Values, one a time; never NaN.
    public var values: [Double]
    /// `SampleCount` of the same periods where it is known, else empty; decides between revisions.
    public var sampleCounts: [Double]

    /// Makes points.
    public init(key: MetricKey, times: [Int64], values: [Double], sampleCounts: [Double] = []) {
        self.key = key
        self.times = times
        self.values = values
        self.sampleCounts = sampleCounts
    }
}
