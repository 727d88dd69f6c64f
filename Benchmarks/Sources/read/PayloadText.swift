import Foundation

/// Invents the text of payloads and exports.
struct PayloadText {
    private var state: UInt64 = 0x1234_5678_9ABC_DEF0
    private var clock: Int64 = 1_767_225_600_000
    private var sequence: UInt64 = 0
    /// The lower 144 bits of the next id of a batch, as three words, the lowest first.
    private var batch: (UInt64, UInt64, UInt64) = (0, 0, 0)

    /// One subscription payload of 120 events: mostly container lines, some of the query log, some of functions.
    mutating func payload() -> String {
        let kind = next() % 20
        let (group, stream) =
            switch kind {
            case 0..<3:
                (
                    "/aws/route53/ContainerManager-MinecraftExample-Domain-query-logs",
                    "Z0123456789ABCDEFGHIJ/DFW3"
                )
            case 3..<5:
                (
                    "/aws/lambda/minecraft.example-asg-state-change-hook",
                    "2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef"
                )
            default:
                (
                    "/aws/ec2/ContainerManager-MinecraftExample/Container/ContainerLogs",
                    "ContainerLogs/MinecraftExample/0123456789abcdef0123456789abcdef"
                )
            }
        var text = "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"111122223333\",\"logGroup\":\"\(group)\","
        text += "\"logStream\":\"\(stream)\",\"subscriptionFilters\":[\"to-s3\"],\"logEvents\":["
        startBatch()
        for number in 0..<120 {
            clock += Int64(next() % 900)
            let message = kind < 3 ? query() : kind < 5 ? platformLine(number) : line()
            if number > 0 { text += "," }
            text += "{\"id\":\"\(eventID())\",\"timestamp\":\(clock),\"message\":\"\(message)\"}"
        }
        return text + "]}"
    }

    /// A thousand events as `filter-log-events` prints them, without the list's brackets.
    mutating func exportedEvents() -> String {
        startBatch()
        return (0..<1000).map { _ in
            clock += Int64(next() % 900)
            return """
                        {
                            "logStreamName": "ContainerLogs/MinecraftExample/0123456789abcdef0123456789abcdef",
                            "timestamp": \(clock),
                            "message": "\(line())",
                            "ingestionTime": \(clock + 4000),
                            "eventId": "\(eventID())"
                        }
                """
        }.joined(separator: ",\n")
    }

    /// One `get-metric-data` document, newest first.
    mutating func metricData(start: Int, minutes: Int) -> String {
        var stamps: [String] = []
        var values: [String] = []
        for minute in stride(from: minutes, to: 0, by: -1) {
            let date = Date(timeIntervalSince1970: Double(start + minute * 60))
            stamps.append("                \"\(Self.iso(date))+00:00\"")
            values.append("                \(Self.traffic(at: start + minute * 60))")
        }
        return """
            {
                "MetricDataResults": [
                    {
                        "Id": "b_in",
                        "Label": "NetworkIn",
                        "Timestamps": [
            \(stamps.joined(separator: ",\n"))
                        ],
                        "Values": [
            \(values.joined(separator: ",\n"))
                        ],
                        "StatusCode": "Complete"
                    }
                ],
                "Messages": []
            }

            """
    }

    /// Metric Streams JSON of twenty leaves.
    mutating func metricStream(start: Int, minutes: Int) -> String {
        var lines = ""
        for minute in 0..<minutes {
            let value = Double(next() % 1_000_000_000) / 8
            lines += """
                {"metric_stream_name":"s","account_id":"111122223333","region":"us-west-2","namespace":"AWS/EC2",\
                "metric_name":"NetworkIn","dimensions":{"AutoScalingGroupName":"leaf-\(next() % 20)-asg"},\
                "timestamp":\(start * 1000 + minute * 60_000),"value":{"max":\(value),"min":\(value / 2),\
                "sum":\(value * 2),"count":2.0},"unit":"Bytes"}

                """
        }
        return lines
    }

    /// What a minute's value is, in whichever export.
    private static func traffic(at second: Int) -> Double {
        var mixed = UInt64(second) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 29
        return Double(mixed % 1_000_000_000) / 8
    }

    private mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    /// Ids are as CloudWatch Logs makes them: the event's milliseconds times 2^144, plus a number that is random for a batch
    /// and rises by one from event to event.
    private mutating func startBatch() { batch = (next() >> 1, next(), next() & 0xFFFF) }

    private mutating func eventID() -> String {
        sequence += 1
        batch.0 += 1
        var words = [UInt64(clock) << 16 | batch.2, batch.1, batch.0]
        // Decimal digits in groups of eighteen, the last first.
        var groups: [UInt64] = []
        for _ in 0..<4 {
            var rest: UInt64 = 0
            for index in words.indices {
                (words[index], rest) = UInt64(1_000_000_000_000_000_000).dividingFullWidth(
                    (rest, words[index]))
            }
            groups.append(rest)
        }
        return String(format: "%02llu%018llu%018llu%018llu", groups[3], groups[2], groups[1], groups[0])
    }

    private mutating func query() -> String {
        let date = Date(timeIntervalSince1970: Double(clock) / 1000)
        let type = next() % 3 == 0 ? "AAAA" : "A"
        return "1.0 \(Self.iso(date)).\(String(format: "%03lld", clock % 1000))Z Z0123456789ABCDEFGHIJ "
            + "minecraft.example.com \(type) NOERROR UDP DFW3 192.0.\(next() % 256).\(next() % 256) -"
    }

    private mutating func platformLine(_ number: Int) -> String {
        let id = String(format: "01234567-89ab-4cde-8f01-%012llx", sequence / 4)
        switch number % 4 {
        case 0: return "START RequestId: \(id) Version: $LATEST\\n"
        case 1:
            return
                "{\\\"Event\\\": {\\\"version\\\": \\\"0\\\", \\\"id\\\": \\\"\(id)\\\", \\\"detail-type\\\": \\\"Tag Change on Resource\\\", "
                + "\\\"source\\\": \\\"aws.tag\\\", \\\"detail\\\": {}}, \\\"Context\\\": \\\"x\\\", \\\"Env\\\": {}}\\n"
        case 2: return "END RequestId: \(id)\\n"
        default:
            return
                "REPORT RequestId: \(id)\\tDuration: \(next() % 900).12 ms\\tBilled Duration: \(next() % 900) ms\\t"
                + "Memory Size: 128 MB\\tMax Memory Used: 85 MB\\t\\n"
        }
    }

    private mutating func line() -> String {
        let time = String(
            format: "[%02lld:%02lld:%02lld]", clock / 3_600_000 % 24, clock / 60_000 % 60, clock / 1000 % 60)
        let player = ["Alex", "Steve", "Zed_42", "maria"][Int(next() % 4)]
        switch next() % 400 {
        case 0: return "\(time) [Server thread/INFO]: \(player) joined the game"
        case 1: return "\(time) [Server thread/INFO]: \(player) left the game"
        case 2..<80:
            return
                "\(time) [Server thread/INFO]: <\(player)> anyone at \(next() % 30_000) \(next() % 256) \\\"base\\\" \(next() % 9_000)?"
        case 80..<160:
            return
                "\(time) [Server thread/WARN]: Can't keep up! Is the server overloaded? Running \(next() % 90_000)ms or \(next() % 400) ticks behind"
        case 160..<240:
            return "\(time) [Worker-Main-\(next() % 8)/INFO]: Preparing spawn area: \(next() % 100)%"
        case 240..<320:
            return
                "\(time) [Server thread/INFO]: Saving chunks for level 'ServerLevel[world]'/minecraft:overworld at \(next() % 100_000), \(next() % 100_000)"
        default:
            return
                "\\u001b[33m\(time) [Netty Epoll Server IO #\(next() % 6)/INFO]: com.mojang.authlib.GameProfile@\(String(next(), radix: 16)) took \(next() % 5_000) us"
        }
    }

    private static func iso(_ date: Date) -> String {
        var value = time_t(date.timeIntervalSince1970.rounded(.down))
        var parts = tm()
        gmtime_r(&value, &parts)
        return String(
            format: "%04d-%02d-%02dT%02d:%02d:%02d", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
            parts.tm_hour, parts.tm_min, parts.tm_sec)
    }
}
