import Ingest
import Testing
import TimeSeries

/// What each game's grammar reads, and what it must not.
@Suite struct PlayerGrammarTests {
    @Test(arguments: [
        ("[12:00:01] [Server thread/INFO]: Alex joined the game", "+Alex"),
        ("[12:00:01 INFO]: Alex_99 joined the game", "+Alex_99"),
        (
            "[03Nov2026 12:00:01.123] [Server thread/INFO] [net.minecraft.server/]: Alex left the game",
            "-Alex"
        ),
        ("\u{1B}[33m[12:00:01] [Server thread/INFO]: \u{1B}[93mAlex joined the game\u{1B}[m", "+Alex"),
        ("[12:00:01] [Server thread/INFO]: .Bedrock_1 joined the game\r", "+.Bedrock_1"),
        ("[12:00:01] [Server thread/INFO]: Alex (formerly known as Al) joined the game", "+Alex"),
        ("[12:00:01] [Server thread/INFO]: <Zed> Alex left the game", ""),
        ("[12:00:01] [Server thread/INFO]: [Not Secure] <Zed> Alex joined the game", ""),
        ("[12:00:01] [Server thread/INFO]: * Zed joined the game", ""),
        ("[12:00:01] [Server thread/INFO]: [Server] Alex joined the game", ""),
        ("[12:00:01] [Server thread/INFO]: Alex joined the game!", ""),
        ("[12:00:01] [Server thread/INFO]: AVeryLongNameOfMoreThan16 joined the game", ""),
        ("Alex joined the game", ""),
        ("[12:00:01] [Server thread/INFO]: Player connected with username Alex", ""),
        ("[12:00:01] [Server thread/INFO]: Alex lost connection: You are not whitelisted", ""),
        ("[12:00:01] [Server thread/INFO]: Done (12.345s)! For help, type \"help\"", "ready"),
        ("[12:00:01] [Server thread/INFO]: Stopping server", "stopping"),
        ("[12:00:01] [Server thread/INFO]: There are 2 of a max of 20 players online: Alex, Steve", "=2"),
    ])
    func minecraft(_ line: String, _ fact: String) { #expect(facts(.minecraft, [line]) == split(fact)) }

    @Test func minecraftAccountsAreIdentities() {
        let id = "0f7d1f3a-0000-4000-8000-0123456789ab"
        let lines = [
            "[12:00:00] [User Authenticator #1/INFO]: UUID of player Alex is \(id)",
            "[12:00:01] [Server thread/INFO]: Alex joined the game",
            "[12:00:02] [Server thread/INFO]: Alex lost connection: Disconnected",
            "[12:00:02] [Server thread/INFO]: Alex left the game",
        ]
        #expect(facts(.minecraft, lines) == ["+Alex(\(id))", "-Alex(\(id))", "-Alex(\(id))"])
    }

    @Test func minecraftBedrockPlayersKeepTheirAccount() {
        let id = "00000000-0000-0000-0009-01f8c2f6a1d2"
        let lines = [
            "[12:00:00] [Netty/INFO]: [floodgate] Floodgate player logged in as .Blue_Bird joined (UUID: \(id))",
            "[12:00:01] [Server thread/INFO]: .Blue_Bird joined the game",
        ]
        #expect(facts(.minecraft, lines) == ["+.Blue_Bird(\(id))"])
    }

    @Test func valheimTiesNamesToSockets() {
        let prefix = "Jan  1 00:00:00 supervisord: valheim-server 01/01/2026 00:00:00: "
        let lines = [
            "Got connection SteamID 76561190000000001", "Got handshake from client 76561190000000001",
            "Got character ZDOID from Odd Name : x : -123456:1",
            "Got character ZDOID from Odd Name : x : 0:0",
            "Got character ZDOID from Odd Name : x : -123456:7", "Closing socket 76561190000000001",
            "Closing socket 76561190000000001", "Got connection SteamID 76561190000000002",
            "Closing socket 76561190000000002",
        ].flatMap { [prefix + $0, prefix + "[Info   : Unity Log] " + $0] }
        let id = "76561190000000001"
        #expect(facts(.valheim, lines) == ["+Odd Name : x(\(id))", "-Odd Name : x(\(id))"])
    }

    @Test func valheimCrossPlayLeavesByPeer() {
        let lines = [
            "Game server connected",
            "New session server \"My \"server\"\" that has join code 123456, now 1 player(s)",
            "2026-01-01T00:00:00Z  INFO log: [valheim_server.log]: 01/01/2026 00:00:00: Got character ZDOID from Ulf : -9:1",
            "Connections 1 ZDOS:1234  sent:0 recv:10",
            "Destroying abandoned non persistent zdo 5:12 owner -9",
            "Destroying abandoned non persistent zdo 5:13 owner -9",
            "Player connection lost server \"x\" that has join code 123456, now 0 player(s)",
            "Steam manager on destroy",
        ]
        #expect(facts(.valheim, lines) == ["ready", "=1", "+Ulf", "=1", "-Ulf", "=0", "stopping"])
    }

    @Test(arguments: [
        (
            "[2026-01-01 00:00:00] [LOG] Ann B joined the server. (User id: steam_1, Player id: 00AF)",
            "+Ann B(steam_1)"
        ),
        ("[2026-01-01 00:00:00] [LOG] Ann B left the server. (User id: steam_1)", "-Ann B(steam_1)"),
        (
            "[2026-01-01 00:00:00] [LOG] Ann left the server. (User id: steam_1, Player id: 0) (x2)",
            "-Ann(steam_1)"
        ),
        ("[2026-01-01 00:00:00] [LOG] Ann 10.0.0.1 connected the server. (User id: steam_1)", ""),
        ("[2026-01-01 00:00:00] [CHAT] <Zed> [LOG] Ann joined the server. (User id: x)", ""),
        (
            "{\"time\":\"t\",\"level\":\"info\",\"message\":\"[LOG] Ann joined the server. (User id: s)\"}",
            "+Ann(s)"
        ),
        ("time=\"t\" level=INFO message=\"[LOG] Ann joined the server. (User id: s)\"", "+Ann(s)"),
        ("\u{1B}[32m[2026-01-01 00:00:00] [INFO] Ann (steam) has joined\u{1B}[0m", "+Ann"),
        ("Ann of Green has left (x3)", "-Ann of Green"), ("<Zed> Ann has left", ""),
    ])
    func palworld(_ line: String, _ fact: String) { #expect(facts(.palworld, [line]) == split(fact)) }

    @Test func palworldUsesOneOfItsTwoSets() {
        let lines = [
            "[2026-01-01 00:00:00] [LOG] Ann joined the server. (User id: s)", "Ann has joined",
            "Ann has left",
            "[2026-01-01 00:00:09] [LOG] Ann left the server. (User id: s)",
        ]
        #expect(facts(.palworld, lines) == ["+Ann(s)", "-Ann(s)"])
    }

    @Test(arguments: [
        (PlayerGrammar.Game.terraria, ": Ann B has joined.", "+Ann B"), (.terraria, "Ann has left.", "-Ann"),
        (.terraria, "Ann has joined. IP: 192.0.2.1:7777", "+Ann"), (.terraria, "<Zed> Ann has left.", ""),
        (.factorio, "2026-01-01 00:00:00 [JOIN] Ann joined the game", "+Ann"),
        (.factorio, "2026-01-01 00:00:00 [LEAVE] Ann left the game", "-Ann"),
        (.factorio, "2026-01-01 00:00:00 [CHAT] Zed: [JOIN] Ann joined the game", ""),
        (.sevenDaysToDie, "2026-01-01T00:00:00 1.2 INF GMSG: Player 'O'Ann' joined the game", "+O'Ann"),
        (.sevenDaysToDie, "t INF Chat (from x): 'Zed': INF GMSG: Player 'Ann' left the game", ""),
        (
            .rust, "192.0.2.1:28015/76561190000000001/A/nn joined [windows/76561190000000001]",
            "+A/nn(76561190000000001)"
        ),
        (.rust, "192.0.2.1:28015/76561190000000001/Ann disconnecting: closing", "-Ann(76561190000000001)"),
        (.satisfactory, "[2026.01.01] LogNet: Join succeeded: Ann ", "+Ann"),
        (.satisfactory, "[2026.01.01] LogNet: UNetConnection::Close: [UNetConnection] x", "-"),
    ])
    func others(_ game: PlayerGrammar.Game, _ line: String, _ fact: String) {
        #expect(facts(game, [line]) == split(fact))
    }

    @Test func patternsOfTheUser() throws {
        let patterns = try PlayerPatterns(
            join: "player (?<name>.+) \\[(?<id>\\d+)\\] in", leave: "player (?<name>.+) \\[(?<id>\\d+)\\] out"
        )
        let lines = [
            "x player Ann B [7] in", "x player Ann B [7] out", "x player nobody",
            String(repeating: "player ", count: 9_000),
        ]
        #expect(facts(PlayerGrammar(patterns: patterns), lines) == ["+Ann B(7)", "-Ann B(7)"])
        #expect(throws: PlayerPatterns.Fault.namesNobody(pattern: "x")) {
            try PlayerPatterns(join: "x", leave: "y")
        }
        #expect(throws: PlayerPatterns.Fault.self) { try PlayerPatterns(join: "(?<name>", leave: "y") }
    }

    @Test(arguments: [
        ("itzg/minecraft-server:java21", PlayerGrammar.Game.minecraft),
        ("docker.io/lloesche/valheim-server", .valheim),
        ("mbround18/valheim:3@sha256:00", .valheim),
        ("thijsvanloef/palworld-server-docker:latest", .palworld),
        ("factoriotools/factorio", .factorio), ("passivelemon/terraria-docker", .terraria),
        ("wolveix/satisfactory-server", .satisfactory), ("didstopia/rust-server", .rust),
        ("vinanrra/7dtd-server", .sevenDaysToDie),
    ])
    func imagesChooseTheirGrammar(_ image: String, _ game: PlayerGrammar.Game) {
        #expect(PlayerGrammar(image: image)?.game == game)
    }

    @Test func otherImagesHaveNone() { #expect(PlayerGrammar(image: "nginx:latest") == nil) }

    /// Whatever a grammar reads, the reader keeps.
    @Test func knownLinesPassTheSearch() throws {
        let lines = [
            "[12:00:01] [Server thread/INFO]: Alex joined the game", "[1] [a/INFO]: Alex left the game",
            "[1] [a/INFO]: UUID of player Alex is x", "[1]: Done (1.0s)! For help, type",
            "[1]: Stopping the server",
            "[1]: There are 2 of a max of 20 players online:", "Got character ZDOID from A : 1:2",
            "Closing socket 1",
            "Destroying abandoned non persistent zdo 1:1 owner 1", "Connections 1 ZDOS:1",
            "Game server connected",
            "New session server \"x\" that has join code 1, now 1 player(s)", "Steam manager on destroy",
            "[LOG] A joined the server. (User id: x)", "A has left", "LogNet: Join succeeded: A",
            "LogNet: UNetConnection::Close: x", "a/76561190000000001/Ann disconnecting: x",
        ]
        for line in lines {
            let export = "2026-01-01T00:00:00.000Z " + line + "\n"
            let factory = CollectingSinkFactory()
            _ = try InputReader().read([InputObject(name: "x", bytes: export.utf8)], into: factory)
            #expect(factory.records.count == 1, "\(line)")
        }
    }
}

private func split(_ fact: String) -> [String] { fact.isEmpty ? [] : [fact] }

private func facts(_ game: PlayerGrammar.Game, _ lines: [String]) -> [String] {
    facts(PlayerGrammar(game: game), lines)
}

/// `+name`, `-name`, with the id in parentheses when it is another; `=count`, `ready`, `stopping`.
private func facts(_ grammar: PlayerGrammar, _ lines: [String]) -> [String] {
    let source = LogSource(owner: "1", logGroup: "g", logStream: "s")
    let events = grammar.events(
        in: lines.enumerated().map {
            ContainerLine(time: Instant(seconds: Int64($0.offset)), source: source, text: $0.element)
        })
    return events.map { event in
        let player = event.player == event.name ? event.name : "\(event.name)(\(event.player))"
        return switch event.kind {
        case .joined: "+\(player)"
        case .left: "-\(player)"
        case .count(let count): "=\(count)"
        case .serverReady: "ready"
        case .serverStopping: "stopping"
        }
    }
}
