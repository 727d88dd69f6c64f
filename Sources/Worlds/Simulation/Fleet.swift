/// The instances of the Auto Scaling group, of which at most one is wanted.
struct Fleet {
    private(set) var launchList: [Launch] = []
    /// The instance that is up or coming, if any.
    private(set) var current: Int?
    /// When the current instance's container crashes, if it does.
    private(set) var crashDue: Int?
    /// Instances that may still report `NetworkIn`.
    private var recent: [Int] = []
    private var updating: Set<Int> = []

    var launches: [Launch] {
        get { launchList }
        _modify { yield &launchList }
    }

    /// Launches an instance; its boot depends on the minute only, not on the settings.
    mutating func launch(second: Int, parameters: WorldParameters) {
        // The group replaces an instance only when the one before is gone: at least a minute lies between them.
        let earliest = (launchList.last?.endMinute ?? 0) + 1
        let delay = max(0, earliest - second / 60 - 1) * 60
        let second = second + delay
        let minute = second / 60
        var random = WorldRandom(seed: parameters.seed, 41, minute)
        var boot = random.integer(125...225)
        let isUpdate = random.chance(parameters.updateProbability)
        if isUpdate { boot += random.integer(60...240) }
        let isBroken = parameters.brokenSpans.contains { $0.contains(minute) }
        let ready = second + max(boot, 100) + 20
        // Where no line tells that the server is ready, the task's RUNNING does: its image was slow to come instead.
        let running =
            parameters.game.hasReadyLine ? second + 62 + boot * 2 / 5 : max(ready - 5, ready / 60 * 60)
        let index = launchList.count
        let task = TaskRun(
            placed: second + 50, running: running, ready: isBroken ? nil : ready, stopped: nil, exitCode: nil,
            isCrash: false)
        launchList.append(
            Launch(
                id: index, second: second, firstMinute: minute + 1, endMinute: nil, stopSecond: nil,
                stopRule: nil, cutPlayers: 0, tasks: [task], crashFirings: []))
        crashDue = isBroken ? running + random.integer(20...55) : nil
        if isUpdate { updating.insert(index) }
        current = index
        recent.append(index)
    }

    /// Takes a launch back that the group has not begun yet; says whether there was one.
    mutating func cancelLaunch(_ index: Int, at second: Int) -> Bool {
        guard launchList[index].second >= second, index == launchList.count - 1 else { return false }
        launchList.removeLast()
        recent.removeAll { $0 == index }
        updating.remove(index)
        current = nil
        crashDue = nil
        return true
    }

    /// Begins to stop an instance; it reports `NetworkIn` until `endMinute`.
    mutating func stop(_ index: Int, second: Int, endMinute: Int, rule: WorldRule) {
        launchList[index].stopSecond = second
        launchList[index].stopRule = rule
        // An instance stopped while still coming up has its first minute all the same.
        launchList[index].endMinute = max(endMinute, launchList[index].firstMinute + 1)
        current = nil
        crashDue = nil
    }

    /// Ends the container with its host.
    mutating func endTask(_ index: Int, second: Int) {
        guard let last = launchList[index].tasks.indices.last else { return }
        let task = launchList[index].tasks[last]
        if task.running >= second {
            // Never ran: the scheduler takes the task away before its container starts.
            launchList[index].tasks[last].running = second
            launchList[index].tasks[last].placed = min(task.placed, second)
            launchList[index].tasks[last].exitCode = nil
        } else {
            launchList[index].tasks[last].exitCode = (task.ready ?? .max) < second ? 0 : 143
        }
        if let ready = task.ready, ready >= second { launchList[index].tasks[last].ready = nil }
        launchList[index].tasks[last].stopped = second
    }

    /// Lets the container crash, once or twice, and the crash-loop function run twice for each crash.
    mutating func crash(_ index: Int, second: Int, exitCode: Int, restarts: Bool) {
        guard let last = launchList[index].tasks.indices.last else { return }
        launchList[index].tasks[last].stopped = second
        launchList[index].tasks[last].exitCode = exitCode
        launchList[index].tasks[last].isCrash = true
        if let ready = launchList[index].tasks[last].ready, ready >= second {
            launchList[index].tasks[last].ready = nil
        }
        launchList[index].crashFirings = [second + 1, second + 4]
        guard restarts else { return }
        // The scheduler starts the container once more before the group has stopped the instance.
        launchList[index].tasks.append(
            TaskRun(
                placed: second + 6, running: second + 14, ready: nil, stopped: second + 27,
                exitCode: exitCode, isCrash: true))
        launchList[index].crashFirings += [second + 28, second + 31]
    }

    /// Instances with a `NetworkIn` point in a minute.
    mutating func alive(in minute: Int) -> [Int] {
        recent.removeAll { launchList[$0].endMinute.map { $0 <= minute } ?? false }
        return recent.filter { launchList[$0].firstMinute <= minute }
    }

    /// Whether the instance downloads an update while booting.
    func isUpdating(_ index: Int) -> Bool { updating.contains(index) }
}
