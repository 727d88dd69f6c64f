/// The logs of the three functions, each of which prints its event first.
struct LambdaLogs {
    let parameters: WorldParameters
    let names: WorldNames
    let clock: WorldClock
    let payloads: PayloadWriter

    /// The function that starts the system: one run a passing query.
    func starts(_ run: WorldRun) -> LogGroupLines {
        var lines: [LogLine] = []
        let group = LogGroupLines(name: names.queryLog, filter: "start-system", lines: [])
        let dns = DNSLog(parameters: parameters, names: names, clock: clock).lines(run)
        let passing = dns.lines.filter { $0.text.contains(" \(names.host) A ") }
        for (index, query) in passing.enumerated() {
            let data = Packing.base64(
                Packing.gzip(
                    Array(payloads.payload(group, stream: query.stream, events: [payloads.event(query)]).utf8)
                ))
            invocation(
                at: query.at + 1100, serial: index, key: 111, memory: 128,
                prints: [["awslogs": ["data": .string(data)]]], into: &lines)
        }
        return LogGroupLines(
            name: "/aws/lambda/" + names.startFunction, filter: "lambda-to-firehose", lines: lines)
    }

    /// The hook that follows the group: one run a launch and a termination.
    func hooks(_ events: [BusEvent], minutes: Int) -> LogGroupLines {
        var lines: [LogLine] = []
        for (index, event) in events.enumerated() where event.second + 3 < minutes * 60 {
            invocation(
                at: event.second * 1000 + 900, serial: index, key: 112, memory: 128, prints: [event.json],
                extra: hookDetails(index), into: &lines)
        }
        return LogGroupLines(
            name: "/aws/lambda/" + names.hookFunction, filter: "lambda-to-firehose", lines: lines)
    }

    /// The function that breaks crash loops: one run a matching event.
    func crashes(_ events: [BusEvent], run: WorldRun) -> LogGroupLines {
        var lines: [LogLine] = []
        let firings = run.launches.flatMap(\.crashFirings).filter { $0 < run.minutes * 60 }.sorted()
        let matching = events.filter { $0.json.compact.contains("\"EssentialContainerExited\"") }
        for (index, (firing, event)) in zip(firings, matching).enumerated() {
            invocation(
                at: firing * 1000 + 50, serial: index, key: 113, memory: 128, prints: [event.json],
                into: &lines)
        }
        return LogGroupLines(
            name: "/aws/lambda/" + names.crashFunction, filter: "lambda-to-firehose", lines: lines)
    }

    /// What a run prints: platform lines around the event, in a stream that lives for about six hours.
    private func invocation(
        at: Int, serial: Int, key: Int, memory: Int, prints: [JSONValue], extra: String? = nil,
        into lines: inout [LogLine]
    ) {
        let span = at / 21_600_000
        var environment = WorldRandom(seed: parameters.seed, key, span)
        let stream =
            clock.date(at / 1000).split(separator: "-").joined(separator: "/") + "/[$LATEST]"
            + environment.hex(32)
        var random = WorldRandom(seed: parameters.seed, key, 1_000_000 + serial)
        let request = random.uuid()
        let isCold = !lines.contains { $0.stream == stream }
        if isCold {
            lines.append(
                LogLine(
                    at: at - 180, stream: stream,
                    text:
                        "INIT_START Runtime Version: python:3.13.v31\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:\(environment.hex(64))\n"
                ))
        }
        lines.append(LogLine(at: at, stream: stream, text: "START RequestId: \(request) Version: $LATEST\n"))
        for event in prints {
            let printed: JSONValue = [
                "Event": event, "Context": "LambdaContext([aws_request_id=\(request)])".json,
                "Env": ["AWS_REGION": .string(names.region), "ASG_NAME": .string(names.group)],
            ]
            lines.append(LogLine(at: at + 2, stream: stream, text: printed.spaced + "\n"))
        }
        if let extra { lines.append(LogLine(at: at + 90, stream: stream, text: extra)) }
        let duration = Double(random.integer(4000...42_000)) / 100
        lines.append(LogLine(at: at + 400, stream: stream, text: "END RequestId: \(request)\n"))
        let initial = isCold ? "Init Duration: \(Double(random.integer(18_000...41_000)) / 100) ms\t" : ""
        lines.append(
            LogLine(
                at: at + 400, stream: stream,
                text:
                    "REPORT RequestId: \(request)\tDuration: \(duration) ms\tBilled Duration: \(Int(duration) + 1) ms\tMemory Size: \(memory) MB\tMax Memory Used: \(random.integer(80...96)) MB\t\(initial)\n"
            ))
    }

    private func hookDetails(_ index: Int) -> String {
        let details: JSONValue = [
            "InstanceDetails": [
                "PrivateIpAddress": .string("10.0.1.\(index % 200 + 10)"),
                "PublicIpAddress": .string("203.0.113.\(index % 200 + 30)"),
                "State": ["Code": 16, "Name": "running"],
            ]
        ]
        return details.pretty(indent: 4) + "\n"
    }
}

extension String {
    fileprivate var json: JSONValue { .string(self) }
}
