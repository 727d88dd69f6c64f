import Foundation
import Ingest
import TimeSeries

/// What is fuzzed, chosen by the environment variable `TARGET`: the seeds differ, the reader decides by the bytes.
///
/// - gzip: bytes as they come, and as the tail of a sound member.
/// - payload: JSON of payloads, envelopes and events.
/// - metrics: JSON metric exports and streams.
/// - otel: OpenTelemetry streams.
/// - lines: text exports, and every game's grammar.
private let target = ProcessInfo.processInfo.environment["TARGET"] ?? "payload"

/// A sound gzip member.
private let member: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xAB, 0x56, 0x4A, 0x54,
    0xB2, 0x32, 0xAC, 0xE5, 0x02, 0x00, 0x46, 0xA3, 0xE8, 0x74, 0x08, 0x00, 0x00, 0x00,
]

private let grammars = PlayerGrammar.Game.allCases.map { PlayerGrammar(game: $0) }
private let bounds = ReadBounds(
    expansion: 1_100, freeExpansion: 8 << 20, memberSize: 32 << 20, documentSize: 1 << 20, jsonDepth: 64,
    lineLength: 1 << 16)

/// Reads one input; a crash, a hang or a thrown error is a finding.
@_cdecl("LLVMFuzzerTestOneInput") public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var inputs = [bytes]
    if target == "gzip" { inputs.append(member + bytes) }
    for input in inputs {
        let reader = InputReader(options: ReadOptions(bounds: bounds, threads: 1))
        do {
            let reports = try reader.read([InputObject(name: "fuzz", bytes: input)], into: Discard())
            guard reports.count == 1, reports[0].storedBytes == input.count else { fatalError("no report") }
        } catch {
            fatalError("\(error)")
        }
    }
    if target == "lines" {
        let source = LogSource(owner: "", logGroup: "", logStream: "s")
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").enumerated().map {
            ContainerLine(time: Instant(seconds: Int64($0.offset)), source: source, text: String($0.element))
        }
        for grammar in grammars { _ = grammar.events(in: lines) }
    }
    return 0
}

/// Drops everything.
private struct Discard: DeliverySinkFactory {
    struct Sink: DeliverySink {
        mutating func receive(_ delivery: consuming Delivery) throws {}
        mutating func finish(_ report: ObjectReport) throws {}
    }

    func makeSink(file: String) throws -> Sink { Sink() }
}

/// libFuzzer's loop. The package manager names an executable's entry after the product, so libFuzzer's own `main` is not found.
@_silgen_name("LLVMFuzzerRunDriver") private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@_cdecl("fuzz_ingest_main") public func start(
    _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    var count = count
    var arguments = arguments
    return runFuzzer(&count, &arguments, { fuzz($0, $1) })
}
