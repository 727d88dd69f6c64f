/// Ids of tasks, instances and activities.
struct TaskIdentities {
    let seed: UInt64

    func taskID(_ launch: Int, _ number: Int) -> String {
        var random = WorldRandom(seed: seed, 101, launch, number)
        return random.hex(32)
    }
    func instanceID(_ launch: Int) -> String {
        var random = WorldRandom(seed: seed, 102, launch)
        return "i-0" + random.hex(16)
    }
    func uuid(_ launch: Int, _ purpose: Int) -> String {
        var random = WorldRandom(seed: seed, 103, launch, purpose)
        return random.uuid()
    }
}

/// One EventBridge event.
struct BusEvent {
    /// Seconds from the world's start.
    var second: Int
    /// The whole envelope.
    var json: JSONValue
}

/// ECS and Auto Scaling events as EventBridge delivers them.
struct EventBridgeEvents {
    let names: WorldNames
    let clock: WorldClock
    let ids: TaskIdentities

    /// Task State Change events of all tasks, by time.
    func taskEvents(_ run: WorldRun) -> [BusEvent] {
        var events: [BusEvent] = []
        for launch in run.launches {
            for (number, task) in launch.tasks.enumerated() {
                let wasRunning = task.running < task.stopped ?? .max
                var version = 1
                func add(_ second: Int, _ status: String, _ desired: String, stopped: Bool = false) {
                    guard second < run.minutes * 60 else { return }
                    events.append(
                        taskEvent(
                            launch, number, task, second: second, status: status, desired: desired,
                            isStopped: stopped,
                            version: version))
                    version += 1
                }
                add(task.placed, "PENDING", "RUNNING")
                if wasRunning { add(task.running, "RUNNING", "RUNNING") }
                guard let stopped = task.stopped else { continue }
                if task.isCrash {
                    add(stopped, "DEPROVISIONING", "STOPPED", stopped: true)
                    add(stopped + 3, "STOPPED", "STOPPED", stopped: true)
                } else {
                    add(max(task.placed, stopped - 8), "STOPPING", "STOPPED")
                    add(stopped, "STOPPED", "STOPPED", stopped: true)
                }
            }
        }
        return events.sorted { $0.second < $1.second }
    }

    private func taskEvent(
        _ launch: Launch, _ number: Int, _ task: TaskRun, second: Int, status: String, desired: String,
        isStopped: Bool, version: Int
    ) -> BusEvent {
        let id = ids.taskID(launch.id, number)
        let arn = "arn:aws:ecs:\(names.region):\(names.account):task/\(names.leaf)-ecs-cluster/\(id)"
        var container: [JSONValue.Member] = [
            member("containerArn", .string(arn.replacing("task/", with: "container/") + "/0")),
            member("name", .string(names.alphaID)),
            member("lastStatus", .string(isStopped ? "STOPPED" : status)),
            member("taskArn", .string(arn)), member("cpu", "0"),
        ]
        if isStopped, let code = task.exitCode {
            container.insert(member("exitCode", .integer(code)), at: 1)
            if code == 137 {
                container.append(member("reason", "OutOfMemoryError: Container killed due to memory usage"))
            }
        }
        var detail: [JSONValue.Member] = [
            member("taskArn", .string(arn)), member("clusterArn", .string(names.clusterARN)),
            member("launchType", "EC2"), member("group", .string("service:\(names.service)")),
            member(
                "startedBy",
                .string("ecs-svc/" + String(ids.uuid(launch.id, 5).filter(\.isNumber).prefix(12)))),
            member("lastStatus", .string(status)), member("desiredStatus", .string(desired)),
            member("containers", .array([.object(container)])),
            member("createdAt", .string(clock.isoMilliseconds(task.placed, 120))),
        ]
        if task.running < task.stopped ?? .max, second >= task.running {
            detail.append(member("startedAt", .string(clock.isoMilliseconds(task.running, 0))))
        }
        if isStopped || desired == "STOPPED" {
            let reason =
                task.isCrash
                ? "Essential container in task exited"
                : "Scaling activity initiated by (deployment ecs-svc/0123456789012345678)"
            detail.append(
                member(
                    "stopCode",
                    .string(task.isCrash ? "EssentialContainerExited" : "ServiceSchedulerInitiated")))
            detail.append(member("stoppedReason", .string(reason)))
            detail.append(
                member(
                    "stoppingAt",
                    .string(clock.isoMilliseconds(max(task.placed, (task.stopped ?? second) - 8), 0))))
        }
        if status == "STOPPED" {
            detail.append(member("stoppedAt", .string(clock.isoMilliseconds(task.stopped ?? second, 0))))
        }
        detail.append(member("version", .integer(version)))
        return envelope(
            second: second, type: "ECS Task State Change", source: "aws.ecs", resources: [arn],
            id: ids.uuid(launch.id, 100 + number * 10 + version), detail: .object(detail))
    }

    /// Auto Scaling events of all instances, by time.
    func scalingEvents(_ run: WorldRun) -> [BusEvent] {
        var events: [BusEvent] = []
        for launch in run.launches {
            let instance = ids.instanceID(launch.id)
            let launched = launch.second + 34
            if launched < run.minutes * 60 {
                events.append(
                    activity(
                        launch, "EC2 Instance Launch Successful", from: launch.second, to: launched,
                        purpose: 1,
                        description: "Launching a new EC2 instance: \(instance)",
                        cause:
                            "At \(clock.iso(launch.second)) an instance was started in response to a difference between desired and actual capacity, increasing the capacity from 0 to 1."
                    ))
            }
            guard let stop = launch.stopSecond, stop < run.minutes * 60 else { continue }
            let detail: JSONValue = [
                "LifecycleActionToken": .string(ids.uuid(launch.id, 2)),
                "AutoScalingGroupName": .string(names.group),
                "LifecycleHookName": "AsgStateChangeHook", "EC2InstanceId": .string(instance),
                "LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING", "Origin": "AutoScalingGroup",
                "Destination": "EC2",
            ]
            events.append(
                envelope(
                    second: stop + 2, type: "EC2 Instance-terminate Lifecycle Action",
                    source: "aws.autoscaling",
                    resources: [groupARN], id: ids.uuid(launch.id, 12), detail: detail))
            let end = max(stop + 40, (launch.endMinute ?? 0) * 60 + 18)
            guard end < run.minutes * 60 else { continue }
            let why =
                switch launch.stopRule {
                case .breakCrashLoop, nil: "a user request set group desired capacity changing it from 1 to 0"
                case .some(let rule):
                    "a monitor alarm \(names.alarm(rule)) in state ALARM triggered policy ScaleDown changing the desired capacity from 1 to 0"
                }
            events.append(
                activity(
                    launch, "EC2 Instance Terminate Successful", from: stop, to: end, purpose: 3,
                    description: "Terminating EC2 instance: \(instance)",
                    cause: "At \(clock.iso(stop)) \(why)."))
        }
        return events.sorted { $0.second < $1.second }
    }

    private var groupARN: String {
        "arn:aws:autoscaling:\(names.region):\(names.account):autoScalingGroup:\(ids.uuid(0, 9)):autoScalingGroupName/\(names.group)"
    }

    private func activity(
        _ launch: Launch, _ type: String, from: Int, to: Int, purpose: Int, description: String, cause: String
    ) -> BusEvent {
        let detail: JSONValue = [
            "Description": .string(description), "Origin": .string(purpose == 1 ? "EC2" : "AutoScalingGroup"),
            "Details": [
                "Subnet ID": "subnet-0a1b2c3d4e5f60718", "Availability Zone": .string(names.region + "a"),
            ],
            "AutoScalingGroupName": .string(names.group), "ActivityId": .string(ids.uuid(launch.id, purpose)),
            "RequestId": .string(ids.uuid(launch.id, purpose)), "StatusCode": "InProgress",
            "StatusMessage": "",
            "EC2InstanceId": .string(ids.instanceID(launch.id)),
            "StartTime": .string(clock.isoMilliseconds(from, 412)),
            "EndTime": .string(clock.isoMilliseconds(to, 0)),
            "Cause": .string(cause), "Destination": .string(purpose == 1 ? "AutoScalingGroup" : "EC2"),
        ]
        return envelope(
            second: to, type: type, source: "aws.autoscaling",
            resources: [
                groupARN,
                "arn:aws:ec2:\(names.region):\(names.account):instance/\(ids.instanceID(launch.id))",
            ], id: ids.uuid(launch.id, 10 + purpose), detail: detail)
    }

    private func envelope(
        second: Int, type: String, source: String, resources: [String], id: String, detail: JSONValue
    ) -> BusEvent {
        let json: JSONValue = [
            "version": "0", "id": .string(id), "detail-type": .string(type), "source": .string(source),
            "account": .string(names.account), "time": .string(clock.iso(second)),
            "region": .string(names.region),
            "resources": .array(resources.map(JSONValue.string)), "detail": detail,
        ]
        return BusEvent(second: second, json: json)
    }

    private func member(_ key: String, _ value: JSONValue) -> JSONValue.Member {
        .init(key: key, value: value)
    }
}

extension String {
    /// Every occurrence of a text replaced; the standard library's own needs a newer runtime.
    fileprivate func replacing(_ text: String, with other: String) -> String {
        self.split(separator: text, omittingEmptySubsequences: false).joined(separator: other)
    }
}
