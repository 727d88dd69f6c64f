import CInflate
import Foundation

/// Writes an invented corpus in the formats of a leaf stack: the same bytes for the same size.
struct Corpus {
    private var text = PayloadText()
    private let compressor = libdeflate_alloc_compressor(6)

    /// Objects of members of some 30 KB, and two large streams, `megabytes` of text in all.
    mutating func writeLogs(to folder: URL, megabytes: Int) throws {
        let objects = 12
        let stream = megabytes / 12
        for number in 0..<objects {
            try writeObject(
                to: folder.appendingPathComponent("object-\(number)"),
                megabytes: (megabytes - 2 * stream) / objects)
        }
        for number in 0..<2 {
            try writeStream(to: folder.appendingPathComponent("stream-\(number).gz"), megabytes: stream)
        }
    }

    /// One object of members of some 30 KB, as Firehose concatenates them.
    mutating func writeObject(to url: URL, megabytes: Int) throws {
        try write(to: url) { file in
            var made = 0
            while made < megabytes * 1_000_000 {
                let payload = text.payload()
                made += payload.utf8.count
                try file.write(contentsOf: gzip(Array(payload.utf8)))
            }
        }
    }

    /// One gzip member, as a downloaded object that was compressed as a whole.
    mutating func writeStream(to url: URL, megabytes: Int) throws {
        var all: [UInt8] = []
        while all.count < megabytes * 1_000_000 { all += Array(text.payload().utf8) }
        try write(to: url) { try $0.write(contentsOf: gzip(all)) }
    }

    /// One document as `filter-log-events` prints it.
    mutating func writeDocument(to url: URL, megabytes: Int) throws {
        try write(to: url) { file in
            try file.write(contentsOf: Data("{\n    \"events\": [\n".utf8))
            var made = 0
            while made < megabytes * 1_000_000 {
                let events = (made > 0 ? ",\n" : "") + text.exportedEvents()
                made += events.utf8.count
                try file.write(contentsOf: Data(events.utf8))
            }
            try file.write(contentsOf: Data("\n    ],\n    \"searchedLogStreams\": []\n}\n".utf8))
        }
    }

    /// `get-metric-data` documents and metric-stream objects as text, about half of `megabytes` each. An export repeats the last
    /// tenth of the one before it, as those of somebody who leaves no gaps do.
    mutating func writeMetrics(to folder: URL, megabytes: Int) throws {
        for number in 0..<max(1, megabytes / 32) {
            let start = 1_767_225_600 + number * 225_000 * 60
            let export = text.metricData(start: start, minutes: 250_000)
            try Data(export.utf8).write(to: folder.appendingPathComponent("export-\(number).json"))
            let stream = text.metricStream(start: start, minutes: 50_000)
            try Data(stream.utf8).write(to: folder.appendingPathComponent("stream-\(number).ndjson"))
        }
    }

    /// Fourteen days of one leaf: its traffic, its query log and its container log.
    mutating func writeFortnight(to folder: URL) throws {
        let export = text.metricData(start: 1_767_225_600, minutes: 14 * 1440)
        try Data(export.utf8).write(to: folder.appendingPathComponent("network-in.json"))
        try writeObject(to: folder.appendingPathComponent("object"), megabytes: 5)
    }

    private func write(to url: URL, _ body: (FileHandle) throws -> Void) throws {
        try Data().write(to: url)
        let file = try FileHandle(forWritingTo: url)
        try body(file)
        try file.close()
    }

    private func gzip(_ bytes: [UInt8]) -> Data {
        var output = Data(count: libdeflate_gzip_compress_bound(compressor, bytes.count))
        let count = output.withUnsafeMutableBytes { room in
            bytes.withUnsafeBytes {
                libdeflate_gzip_compress(compressor, $0.baseAddress, $0.count, room.baseAddress, room.count)
            }
        }
        return output.prefix(count)
    }
}
