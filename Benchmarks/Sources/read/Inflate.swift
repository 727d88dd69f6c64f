import CInflate
import Foundation
import Synchronization

/// Inflates all members of the files with libdeflate on both cores and drops the result: the limit for a reader.
///
/// Where members lie is found beforehand and kept in a hidden file beside it, so that both cores can share one file.
func inflate(_ paths: [String]) {
    let jobs = paths.flatMap(parts)
    let next = Mutex(0)
    let total = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
        guard let decompressor = libdeflate_alloc_decompressor() else { return }
        var room = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 64)
        defer { room.deallocate() }
        while true {
            let index = next.withLock { index in
                defer { index += 1 }
                return index
            }
            guard index < jobs.count, let data = jobs[index].data else { break }
            if room.count < jobs[index].largest {
                room.deallocate()
                room = .allocate(byteCount: jobs[index].largest, alignment: 64)
            }
            var made = 0
            walk(data, decompressor, room) { _, produced in made += produced }
            total.withLock { $0 += made }
        }
        libdeflate_free_decompressor(decompressor)
    }
    print("inflated", total.withLock { $0 })
}

/// A stretch of whole members of a file.
private struct Part: Sendable {
    var path: String
    var range: Range<Int>
    /// Bytes that its largest member gives.
    var largest: Int

    var data: Data? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        try? file.seek(toOffset: UInt64(range.lowerBound))
        return try? file.read(upToCount: range.count)
    }
}

/// The file in stretches of some megabytes that end with a member.
private func parts(of path: String) -> [Part] {
    let list =
        URL(fileURLWithPath: path).deletingLastPathComponent().path + "/."
        + URL(fileURLWithPath: path).lastPathComponent + ".members"
    if let text = try? String(contentsOfFile: list, encoding: .utf8) {
        let numbers = text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Int($0) } }
        var start = 0
        return numbers.map { line in
            defer { start = line[0] }
            return Part(path: path, range: start..<line[0], largest: line[1])
        }
    }
    guard let data = FileManager.default.contents(atPath: path),
        let decompressor = libdeflate_alloc_decompressor()
    else { return [] }
    defer { libdeflate_free_decompressor(decompressor) }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 30, alignment: 64)
    defer { room.deallocate() }
    var lines: [String] = []
    var start = 0
    var largest = 0
    walk(data, decompressor, room) { end, made in
        largest = max(largest, made)
        guard end - start > 2 << 20 || end == data.count else { return }
        lines.append("\(end) \(largest)")
        start = end
        largest = 0
    }
    try? lines.joined(separator: "\n").write(toFile: list, atomically: true, encoding: .utf8)
    return parts(of: path)
}

/// Inflates one member after the other; tells the end of each and the bytes it gave.
private func walk(
    _ data: Data, _ decompressor: OpaquePointer, _ room: UnsafeMutableRawBufferPointer,
    _ body: (Int, Int) -> Void
) {
    data.withUnsafeBytes { bytes in
        var position = 0
        while position < bytes.count, let base = bytes.baseAddress {
            var taken = 0
            var produced = 0
            let result = libdeflate_gzip_decompress_ex(
                decompressor, base + position, bytes.count - position, room.baseAddress, room.count, &taken,
                &produced)
            guard result == LIBDEFLATE_SUCCESS else { return }
            position += taken
            body(position, produced)
        }
    }
}

extension String {
    fileprivate func write(toFile path: String, atomically: Bool, encoding: String.Encoding) throws {
        try write(to: URL(fileURLWithPath: path), atomically: atomically, encoding: encoding)
    }
}
