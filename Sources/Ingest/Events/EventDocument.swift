internal import TimeSeries

/// EventBridge events of ECS, EC2 Auto Scaling and CloudWatch alarms.
enum EventDocument {
    /// Whether the object is an EventBridge envelope at all.
    static func isEvent(_ node: JSONNode) -> Bool {
        node.member("detail-type") != nil && node.member("source") != nil && node.member("detail") != nil
    }

    /// The record an event gives, or `nil` when it says nothing about a leaf.
    static func record(of node: JSONNode) -> Record? {
        guard isEvent(node), let type = node.string("detail-type"), let detail = node.member("detail"),
            let time = node.instant("time")
        else { return nil }
        if type == "ECS Task State Change" {
            return taskStateChange(
                detail, time: time, account: node.string("account") ?? "",
                region: node.string("region") ?? ""
            ).map { .taskStateChange($0) }
        }
        if let kind = ScalingEvent.Kind(rawValue: type) {
            return scalingEvent(kind, node, detail, time).map { .scalingEvent($0) }
        }
        if type == "CloudWatch Alarm State Change" {
            return alarmChange(detail, time).map { .alarmHistoryItem($0) }
        }
        return nil
    }

    /// The change of state that an event's detail tells, or a task of `describe-tasks`.
    static func taskStateChange(
        _ detail: JSONNode, time: Instant, account: String, region: String
    ) -> TaskStateChange? {
        guard let task = detail.string("taskArn"), let status = detail.string("lastStatus") else {
            return nil
        }
        return TaskStateChange(
            time: time, account: account, region: region,
            clusterARN: detail.string("clusterArn") ?? "", taskARN: task,
            version: detail.member("version")?.integer.map { Int(truncatingIfNeeded: $0) } ?? 0,
            group: detail.string("group") ?? "", lastStatus: status,
            desiredStatus: detail.string("desiredStatus") ?? "", stopCode: detail.string("stopCode"),
            stoppedReason: detail.string("stoppedReason"), containers: containers(of: detail),
            startedAt: detail.instant("startedAt"), stoppedAt: detail.instant("stoppedAt"))
    }

    private static func containers(of task: JSONNode) -> [ContainerExit] {
        guard let list = task.member("containers") else { return [] }
        return list.elements.map { container in
            ContainerExit(
                name: container.string("name") ?? "",
                exitCode: container.member("exitCode")?.integer.map { Int(truncatingIfNeeded: $0) },
                reason: container.string("reason"))
        }
    }

    private static let notificationKinds: [String: ScalingEvent.Kind] = [
        "autoscaling:EC2_INSTANCE_LAUNCH": .launchSuccessful,
        "autoscaling:EC2_INSTANCE_LAUNCH_ERROR": .launchUnsuccessful,
        "autoscaling:EC2_INSTANCE_TERMINATE": .terminateSuccessful,
        "autoscaling:EC2_INSTANCE_TERMINATE_ERROR": .terminateUnsuccessful,
    ]

    /// What Auto Scaling sends to a topic: the words of an event under names of their own.
    static func scalingNotification(_ node: JSONNode) -> ScalingEvent? {
        guard let name = node.string("Event"), let kind = notificationKinds[name],
            let group = node.string("AutoScalingGroupName"),
            let time = node.instant("Time") ?? node.instant("EndTime")
        else { return nil }
        let parts =
            node.string("AutoScalingGroupARN")?.split(separator: ":", omittingEmptySubsequences: false) ?? []
        return ScalingEvent(
            kind: kind, time: time.floored(toPeriod: 1),
            account: node.string("AccountId") ?? (parts.count > 4 ? String(parts[4]) : ""),
            region: parts.count > 3 ? String(parts[3]) : "", groupName: group,
            instanceID: node.string("EC2InstanceId") ?? "", activityID: node.string("ActivityId") ?? "",
            startTime: node.instant("StartTime"), endTime: node.instant("EndTime"),
            cause: node.string("Cause"))
    }

    private static func scalingEvent(
        _ kind: ScalingEvent.Kind, _ node: JSONNode, _ detail: JSONNode, _ time: Instant
    ) -> ScalingEvent? {
        guard let group = detail.string("AutoScalingGroupName") else { return nil }
        return ScalingEvent(
            kind: kind, time: time, account: node.string("account") ?? "",
            region: node.string("region") ?? "",
            groupName: group, instanceID: detail.string("EC2InstanceId") ?? "",
            activityID: detail.string("ActivityId") ?? detail.string("LifecycleActionToken") ?? node.string(
                "id") ?? "",
            startTime: detail.instant("StartTime"), endTime: detail.instant("EndTime"),
            cause: detail.string("Cause"))
    }

    private static func alarmChange(_ detail: JSONNode, _ time: Instant) -> AlarmHistoryItem? {
        guard let name = detail.string("alarmName"), let state = detail.member("state"),
            let new = state.string("value")
        else { return nil }
        let old = detail.member("previousState")?.string("value") ?? ""
        return AlarmDocument.stateChange(
            name: name, time: state.instant("timestamp") ?? time, from: old, to: new,
            reason: state.string("reason") ?? "")
    }

    /// An activity of `describe-scaling-activities`, which tells the same as the events.
    static func scalingActivity(_ node: JSONNode) -> ScalingEvent? {
        guard let id = node.string("ActivityId"), let group = node.string("AutoScalingGroupName"),
            let start = node.instant("StartTime"), let description = node.string("Description")
        else { return nil }
        let status = node.string("StatusCode") ?? ""
        let isLaunch = description.hasPrefix("Launching")
        guard isLaunch || description.hasPrefix("Terminating") else { return nil }
        let kind: ScalingEvent.Kind
        switch status {
        case "Successful": kind = isLaunch ? .launchSuccessful : .terminateSuccessful
        case "Failed", "Cancelled": kind = isLaunch ? .launchUnsuccessful : .terminateUnsuccessful
        default: return nil
        }
        let end = node.instant("EndTime")
        // "Launching a new EC2 instance: i-0123456789abcdef0"
        let instance = description.split(separator: " ").last { $0.hasPrefix("i-") }.map(String.init) ?? ""
        let region =
            node.string("AutoScalingGroupARN").map {
                $0.split(separator: ":", omittingEmptySubsequences: false)
            } ?? []
        return ScalingEvent(
            kind: kind, time: (end ?? start).floored(toPeriod: 1),
            account: region.count > 4 ? String(region[4]) : "",
            region: region.count > 3 ? String(region[3]) : "", groupName: group, instanceID: instance,
            activityID: id,
            startTime: start, endTime: end, cause: node.string("Cause"))
    }
}
