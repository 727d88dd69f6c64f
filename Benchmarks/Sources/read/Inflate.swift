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
        var room = [UInt8](repeating: 0, count: 4 << 20)
        while true {
            let index = next.withLock { index in
                defer { index += 1 }
                return index
            }
            guard index < jobs.count, let data = jobs[index].data else { break }
            var made = 0
            walk(data, decompressor, &room) { _, produced in made += produced }
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
        let bounds = text.split(separator: "\n").compactMap { Int($0) }
        return zip(bounds, bounds.dropFirst()).map { Part(path: path, range: $0..<$1) }
    }
    guard let data = FileManager.default.contents(atPath: path),
        let decompressor = libdeflate_alloc_decompressor()
    else { return [] }
    defer { libdeflate_free_decompressor(decompressor) }
    var room = [UInt8](repeating: 0, count: 4 << 20)
    var bounds = [0]
    walk(data, decompressor, &room) { end, _ in
        if end - (bounds.last ?? 0) > 2 << 20 || end == data.count { bounds.append(end) }
    }
    try? bounds.map(String.init).joined(separator: "\n").write(
        toFile: list, atomically: true, encoding: .utf8)
    return parts(of: path)
}

/// Inflates one member after the other; tells the end of each and the bytes it gave.
private func walk(
    _ data: Data, _ decompressor: OpaquePointer, _ room: inout [UInt8], _ body: (Int, Int) -> Void
) {
    data.withUnsafeBytes { bytes in
        var position = 0
        while position < bytes.count, let base = bytes.baseAddress {
            var taken = 0
            var produced = 0
            let result = libdeflate_gzip_decompress_ex(
                decompressor, base + position, bytes.count - position, &room, room.count, &taken, &produced)
            if result == LIBDEFLATE_INSUFFICIENT_SPACE {
                room = [UInt8](repeating: 0, count: room.count * 4)
                continue
            }
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
