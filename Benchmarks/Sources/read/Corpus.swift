import CInflate
import Foundation

/// Writes an invented corpus in the formats of a leaf stack: the same bytes for the same size.
struct Corpus {
    private var state: UInt64 = 0x1234_5678_9ABC_DEF0
    private var clock: Int64 = 1_767_225_600_000
    private var sequence: UInt64 = 0
    private let compressor = libdeflate_alloc_compressor(6)

    /// Objects of members of some 30 KB, and two large streams, `megabytes` of text in all.
    mutating func writeLogs(to folder: URL, megabytes: Int) throws {
        let objects = 12
        let stream = megabytes * 1_000_000 / 12
        let each = (megabytes * 1_000_000 - 2 * stream) / objects
        for number in 0..<objects {
            var data = Data()
            var made = 0
            while made < each {
                let text = payload()
                made += text.utf8.count
                data.append(gzip(Array(text.utf8)))
            }
            try data.write(to: folder.appendingPathComponent("object-\(number)"))
        }
        for number in 0..<2 {
            var text: [UInt8] = []
            while text.count < stream { text += Array(payload().utf8) }
            try gzip(text).write(to: folder.appendingPathComponent("stream-\(number).gz"))
        }
    }

    /// `get-metric-data` documents and metric-stream objects as text, about half of `megabytes` each.
    mutating func writeMetrics(to folder: URL, megabytes: Int) throws {
        for number in 0..<max(1, megabytes / 32) {
            let start = 1_767_225_600 + number * 6_000_000
            var stamps: [String] = []
            var values: [String] = []
            for minute in stride(from: 250_000, to: 0, by: -1) {
                let date = Date(timeIntervalSince1970: Double(start + minute * 60))
                stamps.append("                \"\(Self.iso(date))+00:00\"")
                values.append("                \(Double(next() % 1_000_000_000) / 8)")
            }
            let text = """
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
            try Data(text.utf8).write(to: folder.appendingPathComponent("export-\(number).json"))
            var lines = ""
            for minute in 0..<50_000 {
                let value = Double(next() % 1_000_000_000) / 8
                lines += """
                    {"metric_stream_name":"s","account_id":"111122223333","region":"us-west-2","namespace":"AWS/EC2",\
                    "metric_name":"NetworkIn","dimensions":{"AutoScalingGroupName":"leaf-\(next() % 20)-asg"},\
                    "timestamp":\(start * 1000 + minute * 60_000),"value":{"max":\(value),"min":\(value / 2),\
                    "sum":\(value * 2),"count":2.0},"unit":"Bytes"}

                    """
            }
            try Data(lines.utf8).write(to: folder.appendingPathComponent("stream-\(number).ndjson"))
        }
    }

    private mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    private mutating func gzip(_ bytes: [UInt8]) -> Data {
        var output = Data(count: libdeflate_gzip_compress_bound(compressor, bytes.count))
        let count = output.withUnsafeMutableBytes { room in
            bytes.withUnsafeBytes {
                libdeflate_gzip_compress(compressor, $0.baseAddress, $0.count, room.baseAddress, room.count)
            }
        }
        return output.prefix(count)
    }

    private mutating func payload() -> String {
        let kind = next() % 20
        let isDNS = kind < 3
        let zone = "Z0123456789ABCDEFGHIJ"
        let group =
            isDNS
            ? "/aws/route53/ContainerManager-MinecraftExample-Domain-query-logs"
            : "/aws/ec2/ContainerManager-MinecraftExample/Container/ContainerLogs"
        let stream =
            isDNS ? "\(zone)/DFW3" : "ContainerLogs/MinecraftExample/0123456789abcdef0123456789abcdef"
        var text =
            "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"111122223333\",\"logGroup\":\"\(group)\",\"logStream\":\"\(stream)\","
        text += "\"subscriptionFilters\":[\"to-s3\"],\"logEvents\":["
        for number in 0..<120 {
            clock += Int64(next() % 900)
            sequence += 1
            if number > 0 { text += "," }
            let head = String(format: "%020llu", 38_200_000_000_000_000 + sequence)
            let tail = String(
                format: "%018llu%018llu", next() % 1_000_000_000_000_000_000,
                next() % 1_000_000_000_000_000_000)
            text +=
                "{\"id\":\"\(head)\(tail)\",\"timestamp\":\(clock),\"message\":\"\(isDNS ? query() : line())\"}"
        }
        return text + "]}"
    }

    private mutating func query() -> String {
        let date = Date(timeIntervalSince1970: Double(clock) / 1000)
        let type = next() % 3 == 0 ? "AAAA" : "A"
        return
            "1.0 \(Self.iso(date)).\(String(format: "%03lld", clock % 1000))Z Z0123456789ABCDEFGHIJ minecraft.example.com \(type) NOERROR "
            + "UDP DFW3 192.0.\(next() % 256).\(next() % 256) -"
    }

    private mutating func line() -> String {
        let time =
            "[\(String(format: "%02lld:%02lld:%02lld", clock / 3_600_000 % 24, clock / 60_000 % 60, clock / 1000 % 60))]"
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
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        var value = time_t(seconds)
        var parts = tm()
        gmtime_r(&value, &parts)
        return String(
            format: "%04d-%02d-%02dT%02d:%02d:%02d", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
            parts.tm_hour,
            parts.tm_min, parts.tm_sec)
    }
}
