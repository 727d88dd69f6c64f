import CloudWatch

/// The closed loop: players, instance and alarms, minute by minute.
struct Simulation {
    let parameters: WorldParameters
    let exogenous: Exogenous
    let settings: WorldSettings
    var run: WorldRun

    /// Second of the minute in which alarms act, and in which a stopped container ends.
    static let actionSecond = 6
    static let endSecond = 20

    private var activity: RunningAlarm
    private var leftUp: RunningAlarm
    private var crash: RunningAlarm
    private var fleet = Fleet()
    private var crowd: Crowd
    private var nextStray = 0
    private var nextCrash = 0
    private let crashMinutes: [Int]
    private var lateReads: [Double]

    init(parameters: WorldParameters, exogenous: Exogenous, settings: WorldSettings) {
        self.parameters = parameters
        self.exogenous = exogenous
        self.settings = settings
        let gaps = Array(repeating: Double.nan, count: parameters.minutes)
        run = WorldRun(
            settings: settings, networkIn: gaps,
            volumeReads: Array(repeating: gaps, count: parameters.volumes.count), dnsTraffic: gaps,
            crashInvocations: gaps, activity: gaps,
            connected: Array(repeating: 0, count: parameters.minutes), transitions: [], launches: [],
            stays: [],
            queries: [], waitingSeconds: 0)
        activity = RunningAlarm(
            rule: .containerActivity, evaluationPeriods: max(1, settings.minutesWithoutConnections),
            datapointsToAlarm: settings.datapointsToAlarm, treatMissingData: .missing)
        leftUp = RunningAlarm(
            rule: .instanceLeftUp, evaluationPeriods: max(1, settings.durationHours * 60),
            datapointsToAlarm: nil, treatMissingData: .notBreaching)
        crash = RunningAlarm(
            rule: .breakCrashLoop, evaluationPeriods: 1, datapointsToAlarm: nil,
            treatMissingData: .notBreaching)
        crowd = Crowd(parameters: parameters, visits: exogenous.visits)
        crashMinutes = parameters.crashMinutes.sorted()
        lateReads = Array(repeating: 0, count: parameters.volumes.count)
    }

    /// Lives through the whole world.
    mutating func live() -> WorldRun {
        for minute in 0..<parameters.minutes {
            actOnAlarms(minute)
            breakContainers(minute)
            askAndConnect(minute)
            crowd.leave(before: (minute + 1) * 60)
            measure(minute)
        }
        finish()
        return run
    }

    /// Evaluates the alarms on the minutes before and lets their actions happen.
    private mutating func actOnAlarms(_ minute: Int) {
        // Before the first minute there is nothing to evaluate.
        guard minute > 0 else { return }
        activity.evaluate(minute: minute)
        leftUp.evaluate(minute: minute)
        crash.evaluate(minute: minute)
        let rule: WorldRule? =
            activity.state == .alarm
            ? .containerActivity : leftUp.state == .alarm && settings.shouldStop ? .instanceLeftUp : nil
        guard let rule, let index = fleet.current else { return }
        if fleet.cancelLaunch(index, at: minute * 60 + Self.actionSecond) { return }
        let second = minute * 60 + Self.endSecond
        let cut = crowd.cut(at: second, by: rule)
        fleet.stop(index, second: minute * 60 + Self.actionSecond, endMinute: minute + 1, rule: rule)
        fleet.launches[index].cutPlayers = cut
        fleet.endTask(index, second: second)
    }

    /// Lets containers crash that are due in this minute.
    private mutating func breakContainers(_ minute: Int) {
        while nextCrash < crashMinutes.count, crashMinutes[nextCrash] <= minute {
            if crashMinutes[nextCrash] == minute, let index = fleet.current,
                let ready = fleet.launches[index].tasks.last?.ready, ready < minute * 60
            {
                crashTask(index, second: minute * 60 + 31, exitCode: 139)
            }
            nextCrash += 1
        }
        guard let index = fleet.current, let due = fleet.crashDue, due < (minute + 1) * 60 else { return }
        crashTask(index, second: due, exitCode: 1)
    }

    private mutating func crashTask(_ index: Int, second: Int, exitCode: Int) {
        _ = crowd.cut(at: second, by: .breakCrashLoop)
        var random = WorldRandom(seed: parameters.seed, 51, index)
        let minute = second / 60
        fleet.crash(index, second: second, exitCode: exitCode, restarts: random.chance(0.5))
        for firing in fleet.launches[index].crashFirings where firing / 60 < parameters.minutes {
            run.crashInvocations[firing / 60] = 1
        }
        fleet.stop(index, second: second + 3, endMinute: minute + 2, rule: .breakCrashLoop)
    }

    /// Lets everybody ask who is due; a query starts the instance, and those who find the server ready connect.
    private mutating func askAndConnect(_ minute: Int) {
        let end = (minute + 1) * 60
        var asked = false
        while nextStray < exogenous.strays.count, exogenous.strays[nextStray].second < end {
            let stray = exogenous.strays[nextStray]
            let second = minute * 60 + min(max(stray.second % 60, 15), 54)
            run.queries.append(PassedQuery(second: second, player: nil, sender: stray.sender))
            nextStray += 1
            asked = true
        }
        crowd.admit(before: end)
        while let visit = crowd.nextAsking(before: end) {
            let second = minute * 60 + min(max(crowd.askTime(visit) % 60, 15), 54)
            run.queries.append(PassedQuery(second: second, player: crowd.player(visit), sender: nil))
            asked = true
            let ready = fleet.current.flatMap { fleet.launches[$0].tasks.last?.ready }
            if let index = fleet.current, let ready, ready <= second {
                crowd.connect(visit, second: second + 3, launch: index)
            } else {
                crowd.wait(visit, second: second)
            }
        }
        guard asked else { return }
        run.dnsTraffic[minute] = Double(settings.threshold + 1)
        if fleet.current == nil {
            let second =
                run.queries.suffix(while: { $0.second / 60 == minute }).map(\.second).min() ?? minute * 60
            fleet.launch(second: second + 2, parameters: parameters)
        }
    }

    /// Writes the minute's metrics and hands the alarms their points.
    private mutating func measure(_ minute: Int) {
        let volumes = parameters.volumes.count
        var net = 0.0
        var reads = 0.0
        var isUp = false
        for index in fleet.alive(in: minute) {
            isUp = true
            let launch = fleet.launches[index]
            var random = WorldRandom(seed: parameters.seed, 61, launch.firstMinute, minute)
            let isServing =
                launch.tasks.last.map { ($0.ready ?? .max) < minute * 60 + 60 && $0.stopped == nil } ?? false
            if isServing {
                net += Double(exogenous.idleBytes[minute])
                if minute % 5 == 0 { reads += Double(random.integer(0...40) * 4096) }
            } else if launch.stopSecond != nil {
                net += Double(exogenous.idleBytes[minute]) * 0.5
            } else {
                // Image layers, packages and updates come in, then the world is read.
                net += Double(random.integer(4_000_000...60_000_000)) * (fleet.isUpdating(index) ? 3 : 1)
                reads += Double(random.integer(500...9000) * 4096)
            }
        }
        let shares = crowd.secondsConnected(in: minute)
        var players: Set<Int> = []
        for share in shares {
            players.insert(share.player)
            let quiet = share.isQuiet ? parameters.player.quietShare : 1
            net += Double(share.seconds) * parameters.player.rate * exogenous.playerFactor[minute] * quiet
            if quiet == 1 { reads += Double(share.seconds * 24 * 64) }
        }
        run.connected[minute] = UInt8(min(players.count, 255))
        if isUp {
            run.networkIn[minute] = (net + reads * 1.01).rounded()
            var late = WorldRandom(seed: parameters.seed, 62, minute)
            let isLate = parameters.lateReads > 0 && late.chance(parameters.lateReads)
            for volume in 0..<volumes {
                let own = (reads / Double(volumes)).rounded()
                run.volumeReads[volume][minute] = (isLate ? 0 : own) + lateReads[volume]
                lateReads[volume] = isLate ? own : 0
            }
        } else {
            lateReads = Array(repeating: 0, count: volumes)
        }
        observe(minute)
    }

    /// The alarms' points of a minute, by the watchdog's expressions.
    private mutating func observe(_ minute: Int) {
        let network = run.networkIn[minute]
        let dns = run.dnsTraffic[minute]
        var readBytes = 0.0
        for column in run.volumeReads where !column[minute].isNaN { readBytes += column[minute] }
        var value = dns
        if !network.isNaN {
            // IF(traffic_in - volumes_out > 0, traffic_in - volumes_out) + dns_hit; a missing operand counts as 0.
            let difference = network / 60 - readBytes / 60
            if difference > 0 { value = difference + (dns.isNaN ? 0 : dns) }
        }
        run.activity[minute] = value
        activity.append(
            value.isNaN ? .missing : value <= Double(settings.threshold) ? .breaching : .withinThreshold)
        leftUp.append(network.isNaN ? .missing : .breaching)
        crash.append(run.crashInvocations[minute].isNaN ? .missing : .breaching)
    }

    private mutating func finish() {
        crowd.end(at: parameters.minutes * 60)
        run.launches = fleet.launches
        run.stays = crowd.stays.sorted { ($0.start, $0.player) < ($1.start, $1.player) }
        run.waitingSeconds = crowd.waitingSeconds
        run.queries.sort { ($0.second, $0.player ?? -1) < ($1.second, $1.player ?? -1) }
        run.transitions = Self.merged([activity.transitions, leftUp.transitions, crash.transitions])
    }

    /// The changes of all alarms by time; within a minute in the rules' order.
    private static func merged(_ transitions: [[WorldTransition]]) -> [WorldTransition] {
        let all = transitions.enumerated().flatMap { rule, changes in changes.map { (rule, $0) } }
        return all.sorted { ($0.1.minute, $0.0) < ($1.1.minute, $1.0) }.map(\.1)
    }
}

extension Array {
    /// The longest tail whose elements all satisfy the predicate.
    fileprivate func suffix(while predicate: (Element) -> Bool) -> ArraySlice<Element> {
        var start = endIndex
        while start > startIndex, predicate(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
