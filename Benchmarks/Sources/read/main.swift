import CInflate
import Foundation
import Ingest
import Synchronization

/// Takes everything and keeps nothing but counts.
struct CountingFactory: DeliverySinkFactory {
    struct Sink: DeliverySink {
        var records = 0
        mutating func receive(_ delivery: consuming Delivery) throws { records += delivery.records.count }
        mutating func finish(_ report: ObjectReport) throws {}
    }

    func makeSink(file: String) throws -> Sink { Sink() }
}

/// Inflates all members of the files with libdeflate on both cores and drops the result: the limit for a reader.
func inflate(_ paths: [String]) {
    let next = Mutex(0)
    let total = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
        guard let decompressor = libdeflate_alloc_decompressor() else { return }
        var room = [UInt8](repeating: 0, count: 4 << 20)
        while true {
            let index = next.withLock { index in
                defer { index += 1 }
                return index
            }
            guard index < paths.count, let data = FileManager.default.contents(atPath: paths[index]) else {
                break
            }
            var made = 0
            data.withUnsafeBytes { bytes in
                var position = 0
                while position < bytes.count, let base = bytes.baseAddress {
                    var taken = 0
                    var produced = 0
                    let result = libdeflate_gzip_decompress_ex(
                        decompressor, base + position, bytes.count - position, &room, room.count, &taken,
                        &produced)
                    if result == LIBDEFLATE_INSUFFICIENT_SPACE {
                        room = [UInt8](repeating: 0, count: room.count * 4)
                        continue
                    }
                    guard result == LIBDEFLATE_SUCCESS else { break }
                    position += taken
                    made += produced
                }
            }
            total.withLock { $0 += made }
        }
        libdeflate_free_decompressor(decompressor)
    }
    print("inflated", total.withLock { $0 })
}

func files(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let paths = names.map { folder + "/" + $0 }
    func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }
    return paths.sorted { size($0) > size($1) }
}

let words = CommandLine.arguments
guard words.count >= 3 else {
    print("usage: read logs|metrics|read|inflate FOLDER [MEGABYTES | THREADS]")
    exit(64)
}
let folder = words[2]
let number = words.count > 3 ? Int(words[3]) : nil
switch words[1] {
case "logs", "metrics":
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var corpus = Corpus()
    let url = URL(fileURLWithPath: folder)
    if words[1] == "logs" {
        try corpus.writeLogs(to: url, megabytes: number ?? 1_000)
    } else {
        try corpus.writeMetrics(to: url, megabytes: number ?? 400)
    }
case "inflate": inflate(files(in: folder))
case "read":
    let inputs = try InputCollector().collect([folder])
    let reports = try InputReader(options: ReadOptions(threads: number ?? 2)).read(
        inputs, into: CountingFactory())
    let quarantined = reports.flatMap(\.quarantined)
    print(
        "read", reports.reduce(0) { $0 + $1.expandedBytes }, "bytes,",
        reports.reduce(0) { $0 + $1.logEvents }, "events,",
        reports.reduce(0) { $0 + $1.datapoints }, "points,", quarantined.count, "quarantined")
default: exit(64)
}
