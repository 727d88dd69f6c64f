import CloudWatch
import TimeSeries

extension World {
    /// What is true of the world under its own settings, as the JSON that stands beside a sample.
    ///
    /// Times are UTC; minutes are counts of one-minute periods; rates are in bytes per second.
    public var truthDocument: JSONValue {
        let truth = WorldTruth(run)
        let clock = WorldClock(start: parameters.start)
        func time(_ minute: Int) -> JSONValue { .string(clock.iso(minute * 60)) }
        var classes: [JSONValue.Member] = []
        for kind in MinuteClass.allCases {
            classes.append(.init(key: kind.rawValue, value: .integer(truth.minutes(of: kind))))
        }
        let lives = truth.lives.map { life -> JSONValue in
            [
                "from": time(life.minutes.lowerBound), "to": time(life.minutes.upperBound),
                "ready": life.readyMinute < life.minutes.upperBound ? time(life.readyMinute) : .null,
                "used": .bool(life.isUsed), "falseWake": .bool(life.isFalseWake),
                "stoppedBy": life.stop.map { .string($0.rawValue) } ?? .null,
            ]
        }
        let transitions = run.transitions.map { change -> JSONValue in
            [
                "rule": .string(change.rule.rawValue), "time": time(change.minute),
                "from": .string(change.from.rawValue), "to": .string(change.to.rawValue),
            ]
        }
        let falseStops = truth.falseStops.map { launch -> JSONValue in
            [
                "time": .string(clock.iso(launch.stopSecond ?? 0)),
                "rule": .string(launch.stopRule?.rawValue ?? ""),
                "players": .integer(launch.cutPlayers),
            ]
        }
        return [
            "containerID": .string(parameters.containerID), "class": .string(parameters.worldClass.rawValue),
            "seed": .string(String(parameters.seed)), "from": time(0), "to": time(run.minutes),
            "settings": [
                "Threshold": .integer(parameters.settings.threshold),
                "MinutesWithoutConnections": .integer(parameters.settings.minutesWithoutConnections),
                "DurationHours": .integer(parameters.settings.durationHours),
                "ShouldStop": .bool(parameters.settings.shouldStop),
            ],
            "minutesUp": .integer(truth.minutesUp), "minutesByClass": .object(classes),
            "lives": .integer(truth.lives.count), "wakes": .integer(truth.wakes),
            "falseWakes": .integer(truth.falseWakes), "launches": .integer(run.launches.count),
            "crashStops": .integer(truth.crashStops.count),
            "crashEpisodes": .integer(truth.crashEpisodes.count),
            "leftUpMinutes": .integer(truth.minutes(of: .leftUp)),
            "leftUpIncidents": .integer(truth.leftUpIncidents.count),
            "sessions": .integer(truth.sessions.count), "playerSessions": .integer(run.stays.count),
            "connectedMinutes": .integer(run.connected.count { $0 > 0 }), "falseStops": .array(falseStops),
            "idleRate": rates(truth.idleRates), "connectedRate": rates(truth.connectedRates),
            "clairvoyantOptimum": .real(clairvoyantOptimum()), "livesList": .array(lives),
            "transitions": .array(transitions),
        ]
    }

    private func rates(_ sorted: [Double]) -> JSONValue {
        guard let last = sorted.last else { return ["n": 0] }
        func at(_ share: Double) -> JSONValue {
            .real((sorted[Int(Double(sorted.count - 1) * share)] * 10).rounded() / 10)
        }
        return [
            "n": .integer(sorted.count), "min": at(0), "p10": at(0.1), "p50": at(0.5), "p90": at(0.9),
            "p99": at(0.99),
            "max": .real((last * 10).rounded() / 10),
        ]
    }
}
