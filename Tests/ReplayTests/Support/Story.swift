import Ingest
import LeafStack
import TimeSeries

/// A little history told in minutes from its start: what a test needs to say and no more.
struct Story {
    var history: LeafHistory

    /// A leaf called `mc`, Threshold 100, `minutes` minutes of nothing.
    init(minutes: Int, watchdog: WatchdogSettings = WatchdogSettings(threshold: 100)) {
        history = LeafHistory(
            leaf: Leaf(
                containerID: "mc", instanceType: "m5.large", image: "itzg/minecraft-server",
                volumes: ["Data"],
                watchdog: watchdog),
            region: "us-east-1", start: Instant(iso8601: "2026-03-01T00:00:00Z") ?? Instant(minute: 0),
            minutes: minutes)
        history.hasContainerLog = true
    }

    func time(_ minute: Double) -> Instant {
        Instant(milliseconds: history.start.milliseconds + Int64(minute * 60_000))
    }

    /// Up, with so many bytes per second.
    mutating func up(_ minutes: Range<Int>, rate: Double = 50) {
        for minute in minutes { history.networkIn.values[minute] = rate * 60 }
    }

    /// One minute's bytes per second.
    mutating func rate(_ minute: Int, _ rate: Double) { history.networkIn.values[minute] = rate * 60 }

    mutating func query(
        _ minute: Double, name: String = "mc.example.com", type: String = "A", resolver: String = "192.0.2.1"
    ) {
        history.queries.append(
            DNSQuery(
                time: time(minute), logGroup: "", hostedZone: "Z1", queryName: name, queryType: type,
                responseCode: "NOERROR", transport: "UDP", edgeLocation: "DFW3", resolver: resolver,
                clientSubnet: nil))
        if type == "A", name == "mc.example.com" {
            history.dnsTraffic.values[Int(minute)] = Double(history.leaf.watchdog.threshold + 1)
        }
    }

    mutating func player(
        _ minute: Double, _ kind: PlayerEvent.Kind, _ name: String = "", stream: String = "s/t1"
    ) {
        history.playerEvents.append(
            PlayerEvent(time: time(minute), kind: kind, player: name, name: name, logStream: stream))
    }

    mutating func task(
        _ minute: Double, _ status: String, id: String = "t1", stopCode: String? = nil, exitCode: Int? = nil
    ) {
        history.taskChanges.append(
            TaskStateChange(
                time: time(minute), account: "1", region: "us-east-1", clusterARN: "c",
                taskARN: "arn:aws:ecs:us-east-1:1:task/c/\(id)", version: history.taskChanges.count,
                group: "service:s", lastStatus: status,
                desiredStatus: status == "STOPPED" ? "STOPPED" : "RUNNING", stopCode: stopCode,
                stoppedReason: stopCode.map { "because of \($0)" },
                containers: [ContainerExit(name: "c", exitCode: exitCode)]))
    }

    mutating func scaling(
        _ minute: Double, _ kind: ScalingEvent.Kind, instance: String = "i-1", cause: String? = nil
    ) {
        history.scalingEvents.append(
            ScalingEvent(
                kind: kind, time: time(minute), account: "1", region: "us-east-1", groupName: "g",
                instanceID: instance, activityID: "\(history.scalingEvents.count)", startTime: time(minute),
                cause: cause))
    }
}
