import TimeSeries

/// One event of a log stream.
struct LogLine: Sendable {
    /// Milliseconds from the world's start.
    var at: Int
    var stream: String
    var text: String
}

/// One log group with the filter that takes its events out.
struct LogGroupLines: Sendable {
    var name: String
    var filter: String
    var lines: [LogLine]
}

/// Subscription payloads as CloudWatch Logs makes them.
struct PayloadWriter: Sendable {
    let names: WorldNames
    let clock: WorldClock

    /// The payloads of one group, in the order of delivery: each of one stream and at most five minutes or 60 events.
    func payloads(_ group: LogGroupLines) -> [(at: Int, text: String)] {
        var batches: [String: [LogLine]] = [:]
        var finished: [(at: Int, stream: String, lines: [LogLine])] = []
        for line in group.lines.sorted(by: { ($0.at, $0.stream) < ($1.at, $1.stream) }) {
            if let open = batches[line.stream], let first = open.first,
                line.at - first.at > 300_000 || open.count >= 60
            {
                finished.append((open[open.count - 1].at, line.stream, open))
                batches[line.stream] = nil
            }
            batches[line.stream, default: []].append(line)
        }
        for (stream, lines) in batches.sorted(by: { $0.key < $1.key }) {
            finished.append((lines[lines.count - 1].at, stream, lines))
        }
        finished.sort { ($0.at, $0.stream) < ($1.at, $1.stream) }
        return finished.map { batch in
            let events = batch.lines.map(event)
            return (batch.at, payload(group, stream: batch.stream, events: events))
        }
    }

    /// A control message, which says nothing.
    func control(at: Int) -> String {
        let object: JSONValue = [
            "messageType": "CONTROL_MESSAGE", "owner": "CloudwatchLogs", "logGroup": "", "logStream": "",
            "subscriptionFilters": [],
            "logEvents": [
                [
                    "id": "", "timestamp": .integer(milliseconds(at)),
                    "message": "CWL CONTROL MESSAGE: Checking health of destination Firehose.",
                ]
            ],
        ]
        return object.compact
    }

    func payload(_ group: LogGroupLines, stream: String, events: [JSONValue]) -> String {
        let object: JSONValue = [
            "messageType": "DATA_MESSAGE", "owner": .string(names.account), "logGroup": .string(group.name),
            "logStream": .string(stream), "subscriptionFilters": [.string(group.filter)],
            "logEvents": .array(events),
        ]
        return object.compact
    }

    func milliseconds(_ at: Int) -> Int { Int(clock.start.milliseconds) + at }

    /// One entry of `logEvents`; the same line gets the same id through every filter.
    func event(_ line: LogLine) -> JSONValue {
        var random = WorldRandom(seed: Self.digest(line.text), line.at, Int(Self.digest(line.stream) >> 1))
        let head = "38" + String(milliseconds(line.at))
        let tail = (0..<3).map { _ in
            String(String(random.next() % 10_000_000_000_000 + 10_000_000_000_000).dropFirst())
        }
        let id = head + String(repeating: "0", count: max(0, 17 - head.count)) + tail.joined()
        return [
            "id": .string(id), "timestamp": .integer(milliseconds(line.at)), "message": .string(line.text),
        ]
    }

    private static func digest(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
