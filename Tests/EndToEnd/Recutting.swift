import CZlib
import Foundation
import Worlds

/// Takes a sample's files apart and puts them together in other ways that mean the same.
struct Recutting {
    private var random: WorldRandom

    init(seed: UInt64) { random = WorldRandom(seed: seed, 4711) }

    /// The same facts in other files: payloads in other objects, other packings and another order, some twice; lines
    /// shuffled and cut; exports twice.
    mutating func recut(_ files: [(path: String, bytes: [UInt8])]) -> [(path: String, bytes: [UInt8])] {
        var payloads: [[UInt8]] = []
        var result: [(path: String, bytes: [UInt8])] = []
        for file in files {
            if file.path.hasPrefix("firehose/") {
                payloads += Self.payloads(file.bytes)
            } else if file.path.hasSuffix(".jsonl") {
                let lines = shuffled(file.bytes.split(separator: 10).map(Array.init))
                let half = lines.count / 2
                result.append((file.path + ".1", joined(lines[..<half])))
                result.append((file.path + ".2", joined(lines[max(0, half - 3)...])))
            } else {
                result.append(file)
                // Two exports of the same thing; the query file beside them stays one.
                if !file.path.hasSuffix("queries.json") {
                    result.append(
                        (file.path.replacingOccurrences(of: ".json", with: "-again.json"), file.bytes))
                }
            }
        }
        payloads += payloads.filter { _ in random.chance(0.2) }
        payloads = shuffled(payloads)
        var number = 0
        while !payloads.isEmpty {
            let taken = Array(payloads.prefix(random.integer(1...60)))
            payloads.removeFirst(taken.count)
            result.append(("objects/\(random.hex(8))-\(number)", pack(taken)))
            number += 1
        }
        return shuffled(result)
    }

    /// The payloads of one object, however it is packed.
    static func payloads(_ bytes: [UInt8]) -> [[UInt8]] {
        var text = bytes
        while text.starts(with: [0x1f, 0x8b]) { text = inflated(text) }
        var payloads: [[UInt8]] = []
        var depth = 0
        var isString = false
        var isEscaped = false
        var start = 0
        for (index, byte) in text.enumerated() {
            if isString {
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5c {
                    isEscaped = true
                } else if byte == 0x22 {
                    isString = false
                }
            } else if byte == 0x22 {
                isString = true
            } else if byte == 0x7b {
                if depth == 0 { start = index }
                depth += 1
            } else if byte == 0x7d {
                depth -= 1
                if depth == 0 { payloads.append(Array(text[start...index])) }
            }
        }
        return payloads
    }

    private mutating func pack(_ payloads: [[UInt8]]) -> [UInt8] {
        switch random.integer(0...3) {
        case 0: Array(payloads.joined())
        case 1: Array(payloads.joined(separator: [10]))
        case 2: payloads.flatMap(Gzip.member)
        default: Gzip.member(payloads.flatMap(Gzip.member))
        }
    }

    private func joined(_ lines: some Sequence<[UInt8]>) -> [UInt8] { lines.flatMap { $0 + [10] } }

    private mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        for index in result.indices.dropFirst().reversed() {
            result.swapAt(index, random.integer(0...index))
        }
        return result
    }

    private static func inflated(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var rest = bytes[...]
        while rest.starts(with: [0x1f, 0x8b]) {
            let (member, used) = Gzip.inflate(Array(rest))
            guard used > 0 else { break }
            output += member
            rest = rest.dropFirst(used)
        }
        return output
    }
}

/// gzip, one member at a time.
enum Gzip {
    /// One member.
    static func member(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        guard czlib_deflate_init_gzip(&stream) == Z_OK else { return [] }
        defer { deflateEnd(&stream) }
        let capacity = Int(deflateBound(&stream, uLong(bytes.count))) + 32
        return run(&stream, bytes, capacity: capacity) { deflate(&$0, Z_FINISH) }.output
    }

    /// The first member's content and its stored length; empty when it is no member.
    static func inflate(_ bytes: [UInt8]) -> ([UInt8], Int) {
        var stream = z_stream()
        guard czlib_inflate_init_gzip(&stream) == Z_OK else { return ([], 0) }
        defer { inflateEnd(&stream) }
        // The samples compress less than a thousandfold.
        let (output, used) = run(&stream, bytes, capacity: max(4096, min(bytes.count * 200, 64 << 20))) {
            CZlib.inflate(&$0, Z_NO_FLUSH)
        }
        return (output, used)
    }

    private static func run(
        _ stream: inout z_stream, _ bytes: [UInt8], capacity: Int,
        step: (inout z_stream) -> Int32
    ) -> (output: [UInt8], used: Int) {
        var input = bytes
        var output = [UInt8](repeating: 0, count: capacity)
        let count = input.count
        let (written, used) = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = uInt(count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(capacity)
                guard step(&stream) == Z_STREAM_END else { return (0, 0) }
                return (capacity - Int(stream.avail_out), count - Int(stream.avail_in))
            }
        }
        return (Array(output[..<written]), used)
    }
}
