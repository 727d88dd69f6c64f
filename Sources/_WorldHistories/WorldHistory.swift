import Ingest
public import LeafStack
import TimeSeries
public import Worlds

/// Turns runs of invented worlds straight into histories, as if their files had been read.
///
/// For tests and benchmarks: hundreds of worlds without a file, and the same columns that reading the files would give.
public enum WorldHistory {
    /// The leaf of a world under some settings, its own by default.
    public static func leaf(of world: World, settings: WorldSettings? = nil) -> Leaf {
        let parameters = world.parameters
        return Leaf(
            containerID: parameters.containerID, instanceType: parameters.instanceType,
            image: parameters.game.image, volumes: parameters.volumes,
            watchdog: watchdog(settings ?? parameters.settings))
    }

    /// A world's settings as the product has them; `datapointsToAlarm` has no place there.
    public static func watchdog(_ settings: WorldSettings) -> WatchdogSettings {
        WatchdogSettings(
            threshold: settings.threshold, minutesWithoutConnections: settings.minutesWithoutConnections,
            durationHours: settings.durationHours, shouldStop: settings.shouldStop)
    }

    /// The product's settings as a world takes them.
    public static func settings(_ watchdog: WatchdogSettings) -> WorldSettings {
        WorldSettings(
            threshold: watchdog.threshold, minutesWithoutConnections: watchdog.minutesWithoutConnections,
            durationHours: watchdog.durationHours, shouldStop: watchdog.shouldStop)
    }

    /// The history of one run of a world.
    ///
    /// - Parameters:
    ///   - world: the world.
    ///   - run: one of its runs; the one under its own settings by default.
    ///   - days: the days to keep, counted from the world's start; all by default. What reaches over the edges is cut.
    ///   - withContainerLog: whether the container's log, and with it joins and leaves, is there.
    public static func history(
        of world: World, run: WorldRun? = nil, days: Range<Int>? = nil, withContainerLog: Bool = true
    ) -> LeafHistory {
        let run = run ?? world.run
        let all = 0..<run.minutes
        let kept = days.map { ($0.lowerBound * 1440..<$0.upperBound * 1440).clamped(to: all) } ?? all
        let maker = Maker(world: world, run: run, kept: kept)
        return maker.history(withContainerLog: withContainerLog)
    }
}

/// Makes one history.
private struct Maker {
    let world: World
    let run: WorldRun
    let kept: Range<Int>
    let names: WorldNames

    init(world: World, run: WorldRun, kept: Range<Int>) {
        self.world = world
        self.run = run
        self.kept = kept
        names = WorldNames(world.parameters)
    }

    func history(withContainerLog: Bool) -> LeafHistory {
        let parameters = world.parameters
        var history = LeafHistory(
            leaf: WorldHistory.leaf(of: world, settings: run.settings), region: parameters.region,
            start: time(kept.lowerBound * 60), minutes: kept.count)
        history.networkIn.values = Array(run.networkIn[kept])
        history.volumeReads = zip(parameters.volumes, run.volumeReads).map { volume, bytes in
            VolumeReads(
                name: "efs_out_\(volume)",
                bytes: GridSeries(start: history.start, values: Array(bytes[kept])))
        }
        history.dnsTraffic.values = Array(run.dnsTraffic[kept])
        history.crashInvocations.values = Array(run.crashInvocations[kept])
        history.queries = queries()
        history.hasContainerLog = withContainerLog
        if withContainerLog { history.playerEvents = playerEvents() }
        history.taskChanges = taskChanges()
        history.scalingEvents = scalingEvents()
        history.crashLambdaRuns = crashRuns()
        return history
    }

    private func time(_ second: Int) -> Instant { world.parameters.start.advanced(bySeconds: second) }

    private func isKept(_ second: Int) -> Bool { kept.contains(second / 60) }

    private func queries() -> [DNSQuery] {
        run.queries.filter { isKept($0.second) }.map { query in
            DNSQuery(
                time: time(query.second), logGroup: names.queryLog, hostedZone: names.zone,
                queryName: names.host, queryType: "A", responseCode: "NOERROR", transport: "UDP",
                edgeLocation: "DFW3", resolver: WorldNames.resolver(of: query), clientSubnet: nil)
        }
    }

    private func stream(_ launch: Int, _ task: Int) -> String {
        "ContainerLogs/\(names.alphaID)/\(launch)-\(task)"
    }

    /// Joins, leaves and what the server says of itself, some milliseconds into their second as logs have them.
    private func playerEvents() -> [PlayerEvent] {
        var events: [(order: Int, event: PlayerEvent)] = []
        func add(_ order: Int, _ second: Int, _ kind: PlayerEvent.Kind, _ player: Int?, _ stream: String) {
            guard isKept(second) else { return }
            let name = player.map { "player\($0)" } ?? ""
            events.append(
                (
                    order,
                    PlayerEvent(
                        time: Instant(milliseconds: time(second).milliseconds + 80 * Int64(order)),
                        kind: kind, player: name, name: name, logStream: stream)
                ))
        }
        for launch in run.launches {
            for (number, task) in launch.tasks.enumerated() {
                if let ready = task.ready { add(0, ready, .serverReady, nil, stream(launch.id, number)) }
                if let stopped = task.stopped, !task.isCrash, task.ready != nil {
                    add(3, stopped, .serverStopping, nil, stream(launch.id, number))
                }
            }
        }
        for stay in run.stays {
            add(1, stay.start, .joined, stay.player, stream(stay.launch, 0))
            if stay.cutBy == nil { add(2, stay.end, .left, stay.player, stream(stay.launch, 0)) }
        }
        return events.sorted {
            ($0.event.time, $0.order, $0.event.player) < ($1.event.time, $1.order, $1.event.player)
        }
        .map(\.event)
    }

    private func taskChanges() -> [TaskStateChange] {
        var changes: [TaskStateChange] = []
        for launch in run.launches {
            for (number, task) in launch.tasks.enumerated() {
                let id =
                    "arn:aws:ecs:\(names.region):\(names.account):task/\(names.leaf)-ecs-cluster/\(launch.id)-\(number)"
                func add(_ second: Int, _ version: Int, _ last: String, _ desired: String) {
                    guard isKept(second) else { return }
                    let isStop = desired == "STOPPED"
                    changes.append(
                        TaskStateChange(
                            time: time(second), account: names.account, region: names.region,
                            clusterARN: names.clusterARN, taskARN: id, version: version,
                            group: "service:\(names.service)", lastStatus: last, desiredStatus: desired,
                            stopCode: isStop
                                ? task.isCrash ? "EssentialContainerExited" : "ServiceSchedulerInitiated"
                                : nil,
                            stoppedReason: isStop
                                ? task.isCrash
                                    ? "Essential container in task exited" : "Scaling activity initiated"
                                : nil,
                            containers: [
                                ContainerExit(name: names.alphaID, exitCode: isStop ? task.exitCode : nil)
                            ], startedAt: task.running < task.stopped ?? .max ? time(task.running) : nil,
                            stoppedAt: isStop ? time(second) : nil))
                }
                if task.running < task.stopped ?? .max { add(task.running, 2, "RUNNING", "RUNNING") }
                if let stopped = task.stopped { add(stopped, 4, "STOPPED", "STOPPED") }
            }
        }
        return changes.sorted { ($0.time, $0.taskARN, $0.version) < ($1.time, $1.taskARN, $1.version) }
    }

    private func scalingEvents() -> [ScalingEvent] {
        var events: [ScalingEvent] = []
        func add(_ kind: ScalingEvent.Kind, _ launch: Launch, from: Int, to: Int, cause: String) {
            guard isKept(to) else { return }
            events.append(
                ScalingEvent(
                    kind: kind, time: time(to), account: names.account, region: names.region,
                    groupName: names.group, instanceID: "i-\(launch.id)",
                    activityID: "\(launch.id)-\(kind.rawValue)",
                    startTime: time(from), endTime: time(to), cause: cause))
        }
        for launch in run.launches {
            add(
                .launchSuccessful, launch, from: launch.second, to: launch.second + 34,
                cause: "a difference in capacity")
            guard let stop = launch.stopSecond else { continue }
            let cause =
                launch.stopRule.map { $0 == .breakCrashLoop ? "a user request" : names.alarm($0) }
                ?? "a user request"
            add(.terminateLifecycleAction, launch, from: stop, to: stop + 2, cause: cause)
            add(
                .terminateSuccessful, launch, from: stop,
                to: max(stop + 40, (launch.endMinute ?? 0) * 60 + 18), cause: cause)
        }
        return events.sorted { ($0.time, $0.activityID) < ($1.time, $1.activityID) }
    }

    private func crashRuns() -> [LambdaInvocation] {
        let firings = run.launches.flatMap(\.crashFirings).filter(isKept).sorted()
        return firings.enumerated().map { index, second in
            LambdaInvocation(
                time: time(second), logGroup: "/aws/lambda/" + names.crashFunction, logStream: "crash",
                requestID: "\(index)", duration: 40, failed: false)
        }
    }
}
