/// What the container prints, in the game's own manner.
struct ContainerLog {
    let parameters: WorldParameters
    let names: WorldNames
    let clock: WorldClock
    let tasks: TaskIdentities

    func lines(_ run: WorldRun) -> LogGroupLines {
        var lines: [LogLine] = []
        var stays: [Int: [PlayerStay]] = [:]
        for stay in run.stays { stays[stay.launch, default: []].append(stay) }
        for launch in run.launches {
            for (number, task) in launch.tasks.enumerated() where task.running < run.minutes * 60 {
                let stream = "ContainerLogs/\(names.alphaID)/\(tasks.taskID(launch.id, number))"
                var printed: [(at: Int, text: String)] = []
                life(task, end: task.stopped ?? run.minutes * 60, worldEnd: run.minutes * 60, into: &printed)
                if task.ready != nil {
                    for stay in stays[launch.id] ?? [] { play(stay, into: &printed) }
                }
                for (order, line) in printed.enumerated() where line.at < run.minutes * 60_000 {
                    lines.append(LogLine(at: line.at + order % 7, stream: stream, text: line.text))
                }
            }
        }
        return LogGroupLines(name: names.containerLog, filter: "container-to-firehose", lines: lines)
    }

    private func life(_ task: TaskRun, end: Int, worldEnd: Int, into printed: inout [(at: Int, text: String)])
    {
        let start = task.running * 1000 + 200
        switch parameters.game {
        case .minecraft:
            printed.append((start, "[init] Resolving type given PAPER"))
            printed.append((start + 1500, "[init] Starting the Minecraft server..."))
            if let ready = task.ready {
                printed.append((ready * 1000, minecraft(ready, "Done (31.402s)! For help, type \"help\"")))
            }
        case .valheim:
            printed.append((start, valheim(task.running, "Get create world Midgard")))
            if let ready = task.ready {
                printed.append((ready * 1000, valheim(ready, "Game server connected")))
            }
        case .palworld:
            printed.append((start, "\u{1b}[1;36m*****STARTING SERVER*****\u{1b}[0m"))
            if let ready = task.ready {
                printed.append((ready * 1000, "Setting breakpad minidump AppID = 2394010"))
            }
        case .factorio:
            printed.append(
                (start, "   0.000 \(clock.date(task.running)) \(clock.time(task.running)); Factorio 2.0.28"))
        case .terraria: printed.append((start, "Terraria Server v1.4.4.9"))
        }
        if task.isCrash, let stopped = task.stopped {
            printed.append(
                (stopped * 1000 - 1200, "Traceback (most recent call last): missing dependency 'libworld.so'")
            )
            return
        }
        if let ready = task.ready { chatter(ready + 300, end, into: &printed) }
        guard let stopped = task.stopped, task.ready != nil else { return }
        switch parameters.game {
        case .minecraft: printed.append((stopped * 1000, minecraft(stopped, "Stopping server")))
        case .valheim: printed.append((stopped * 1000, valheim(stopped, "Steam manager on destroy")))
        default: break
        }
    }

    /// Lines about nobody's coming or going, some of which look as if they were.
    private func chatter(_ from: Int, _ to: Int, into printed: inout [(at: Int, text: String)]) {
        var random = WorldRandom(seed: parameters.seed, 91, from)
        var second = from
        while second < to {
            let someone = PlayerNames.name(random.integer(0...9), game: parameters.game)
            switch parameters.game {
            case .minecraft:
                let texts = [
                    "<\(someone)> Zed joined the game", "Saving the game (this may take a moment!)",
                    "Saved the game",
                    "[Not Secure] <\(someone)> \"wow\" \\o/ {\"text\":\"}{\"}", "* \(someone) left the game",
                ]
                printed.append((second * 1000 + 17, minecraft(second, texts[random.integer(0...4)])))
            case .valheim:
                printed.append((second * 1000 + 17, valheim(second, "World saved ( 412.881ms )")))
            case .palworld:
                printed.append(
                    (second * 1000 + 17, palworld(second, "[CHAT] <\(someone)> Zed joined the server.")))
            case .factorio:
                printed.append(
                    (
                        second * 1000 + 17,
                        "\(clock.date(second)) \(clock.time(second)) [CHAT] \(someone): mira joined the game"
                    ))
            case .terraria:
                printed.append(
                    (second * 1000 + 17, "<\(someone)> \u{1b}[33mBackup made\u{1b}[0m, 100\u{fffd}%"))
            }
            second += random.integer(1500...5400)
        }
    }

    private func play(_ stay: PlayerStay, into printed: inout [(at: Int, text: String)]) {
        let name = PlayerNames.name(stay.player, game: parameters.game)
        let id = PlayerNames.steamID(stay.player)
        let (start, end) = (stay.start, stay.end)
        switch parameters.game {
        case .minecraft:
            printed.append(
                (
                    start * 1000 - 400,
                    "[\(clock.time(start))] [User Authenticator #\(stay.visit % 9 + 1)/INFO]: UUID of player \(name) is \(minecraftID(stay.player))"
                ))
            printed.append((start * 1000 + 100, minecraft(start, "\(name) joined the game")))
            if stay.cutBy == nil {
                printed.append((end * 1000 + 80, minecraft(end, "\(name) lost connection: Disconnected")))
                printed.append((end * 1000 + 81, minecraft(end, "\(name) left the game")))
            }
        case .valheim:
            let zdo = (stay.player % 2 == 0 ? -1 : 1) * (100_000_007 + 31 * stay.visit)
            // A name follows its own socket even when two players join in the same second.
            let join = start * 1000 + stay.visit % 7 * 120
            printed.append((join + 10, valheim(start, "Got connection SteamID \(id)")))
            printed.append((join + 70, valheim(start, "Got character ZDOID from \(name) : \(zdo):1")))
            if end - start > 1200 {
                let death = start + (end - start) / 2
                printed.append((death * 1000, valheim(death, "Got character ZDOID from \(name) : 0:0")))
                printed.append(
                    (death * 1000 + 9000, valheim(death + 9, "Got character ZDOID from \(name) : \(zdo):8")))
            }
            if stay.cutBy == nil { printed.append((end * 1000 + 100, valheim(end, "Closing socket \(id)"))) }
        case .palworld:
            let user = "steam_\(id)"
            printed.append(
                (
                    start * 1000 - 900,
                    palworld(
                        start,
                        "[LOG] \(name) 203.0.113.\(20 + stay.player) connected the server. (User id: \(user))"
                    )
                ))
            printed.append(
                (
                    start * 1000 + 100,
                    palworld(
                        start,
                        "[LOG] \(name) joined the server. (User id: \(user), Player id: 1A2B3C4D000000000000000000000000)"
                    )
                ))
            // The image polls the players and prints its own line as well.
            printed.append((start * 1000 + 3300, "[INFO] \(name) (steam) has joined"))
            if stay.cutBy == nil {
                printed.append(
                    (
                        end * 1000 + 100,
                        palworld(
                            end,
                            "[LOG] \(name) left the server. (User id: \(user), Player id: 1A2B3C4D000000000000000000000000)"
                        )
                    ))
            }
        case .factorio:
            printed.append(
                (
                    start * 1000 + 100,
                    "\(clock.date(start)) \(clock.time(start)) [JOIN] \(name) joined the game"
                ))
            if stay.cutBy == nil {
                printed.append(
                    (end * 1000 + 100, "\(clock.date(end)) \(clock.time(end)) [LEAVE] \(name) left the game"))
            }
        case .terraria:
            printed.append((start * 1000 + 100, "\(name) has joined."))
            if stay.cutBy == nil { printed.append((end * 1000 + 100, "\(name) has left.")) }
        }
    }

    private func minecraftID(_ player: Int) -> String {
        var random = WorldRandom(seed: 7, player)
        return random.uuid()
    }
    private func minecraft(_ second: Int, _ text: String) -> String {
        "[\(clock.time(second))] [Server thread/INFO]: \(text)"
    }
    private func valheim(_ second: Int, _ text: String) -> String {
        "\(clock.syslogDate(second)) \(clock.time(second)) supervisord: valheim-server \(clock.american(second)) \(clock.time(second)): \(text)"
    }
    private func palworld(_ second: Int, _ text: String) -> String {
        "[\(clock.date(second)) \(clock.time(second))] \(text)"
    }
}
