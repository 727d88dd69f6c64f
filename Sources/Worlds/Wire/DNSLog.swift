/// The Route 53 query log: what passed the start filter, and what did not.
struct DNSLog {
    let parameters: WorldParameters
    let names: WorldNames
    let clock: WorldClock

    func lines(_ run: WorldRun) -> LogGroupLines {
        var lines: [LogLine] = []
        for (index, query) in run.queries.enumerated() {
            var random = WorldRandom(seed: parameters.seed, 81, index)
            let at = query.second * 1000 + random.integer(0...999)
            var asker: (resolver: String, edge: String)
            asker.resolver = WorldNames.resolver(of: query)
            asker.edge = query.player.map(PlayerNames.edge) ?? (query.sender == .scanner ? "AMS54" : "SEA19")
            add("A", at: at, asker, to: &lines)
            guard query.sender != .scanner else { continue }
            if random.chance(0.7) { add("AAAA", at: at + random.integer(1...40), asker, to: &lines) }
            if random.chance(0.2) {
                // A sister of the resolver asks as well.
                let sister = asker.resolver.hasPrefix("192.") ? asker.resolver + "1" : asker.resolver
                add("A", at: at + random.integer(20...1400), (sister, asker.edge), to: &lines)
            }
            if parameters.game == .minecraft, random.chance(0.15) {
                add(
                    "SRV", name: "_minecraft._tcp." + names.host, at: at - random.integer(5...60), asker,
                    code: "NXDOMAIN", to: &lines)
            }
        }
        strangers(minutes: run.minutes, into: &lines)
        return LogGroupLines(name: names.queryLog, filter: "dns-to-firehose", lines: lines)
    }

    /// Queries that pass no filter: other names, other types, the name in another case.
    private func strangers(minutes: Int, into lines: inout [LogLine]) {
        var random = WorldRandom(seed: parameters.seed, 82)
        var second = random.exponential(mean: 9000)
        while Int(second) < minutes * 60 {
            let asker = (
                "198.51.100.\(random.integer(10...40))", ["AMS54", "NRT57", "GRU3"][random.integer(0...2)]
            )
            let at = Int(second) * 1000 + random.integer(0...999)
            switch random.integer(0...4) {
            case 0: add("AAAA", at: at, asker, to: &lines)
            case 1: add("A", name: mixedCase(names.host, &random), at: at, asker, to: &lines)
            case 2: add("A", name: "www." + names.host, at: at, asker, code: "NXDOMAIN", to: &lines)
            case 3: add("TXT", at: at, asker, protocol: "TCP", to: &lines)
            default: add("CAA", at: at, asker, to: &lines)
            }
            second += random.exponential(mean: 9000)
        }
    }

    private func mixedCase(_ name: String, _ random: inout WorldRandom) -> String {
        let mixed = String(name.map { random.chance(0.5) ? Character($0.uppercased()) : $0 })
        return mixed == name ? name.uppercased() : mixed
    }

    private func add(
        _ type: String, name: String? = nil, at: Int, _ asker: (resolver: String, edge: String),
        code: String = "NOERROR", protocol transport: String = "UDP", to lines: inout [LogLine]
    ) {
        let at = max(0, at)
        let time = clock.isoMilliseconds(at / 1000, at % 1000)
        let subnet = asker.resolver.hasSuffix("9") ? "203.0.113.0/24" : "-"
        let text =
            "1.0 \(time) \(names.zone) \(name ?? names.host) \(type) \(code) \(transport) \(asker.edge) \(asker.resolver) \(subnet)"
        lines.append(LogLine(at: at, stream: "\(names.zone)/\(asker.edge)", text: text))
    }
}
