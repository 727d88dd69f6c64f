import Foundation

// Makes what Benchmarks/read.sh times, and decompresses it as fast as it goes. It uses nothing of the product, so the
// figures of the two are independent.

func files(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }
    return names.filter { !$0.hasSuffix(".members") }.map { folder + "/" + $0 }.sorted { size($0) > size($1) }
}

let words = CommandLine.arguments
guard words.count >= 3 else {
    print(
        "usage: read logs|object|stream|document|metrics|fortnight FOLDER [MEGABYTES], or read inflate FOLDER"
    )
    exit(64)
}
let folder = URL(fileURLWithPath: words[2])
let megabytes = words.count > 3 ? Int(words[3]) ?? 1_000 : 1_000
var corpus = Corpus()
if words[1] != "inflate" {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
}
switch words[1] {
case "logs": try corpus.writeLogs(to: folder, megabytes: megabytes)
case "object": try corpus.writeObject(to: folder.appendingPathComponent("object"), megabytes: megabytes)
case "stream": try corpus.writeStream(to: folder.appendingPathComponent("stream.gz"), megabytes: megabytes)
case "document":
    try corpus.writeDocument(to: folder.appendingPathComponent("events.json"), megabytes: megabytes)
case "metrics": try corpus.writeMetrics(to: folder, megabytes: megabytes)
case "fortnight": try corpus.writeFortnight(to: folder)
case "inflate": inflate(files(in: words[2]))
default: exit(64)
}
