import Foundation
import Ingest

/// One line that a mapper reads: a reference, an object's bytes, or a record.
struct MapInput {
    /// What to read.
    var object: InputObject

    /// What a line may hold beside data of its own.
    private struct Reference: Decodable {
        var path: String?
        var name: String?
        var data: String?
    }

    /// Understands a line.
    ///
    /// - Throws: ``CommandFailure`` for a line that is no JSON object or refers to something that is not there.
    init(_ line: Data, place: String) throws {
        guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }), first == UInt8(ascii: "{") else {
            throw CommandFailure(
                .data, "\(place): no JSON object",
                hint: "a line is {\"path\": FILE}, {\"name\": NAME, \"data\": BASE64} or a record")
        }
        // A record is as large as a payload; what refers to one is small unless it holds bytes.
        let reference = try? JSONDecoder().decode(Reference.self, from: line)
        if let path = reference?.path {
            let found = try CommandFailure.translating { try InputCollector().collect([path]) }
            guard found.count == 1, let object = found.first, case .file = object.location else {
                throw CommandFailure(.data, "\(place): '\(path)' is no file")
            }
            self.object = object
            // A list of a bucket holds what is no data, as a folder does.
            self.object.isFromFolder = true
        } else if let name = reference?.name, let data = reference?.data {
            guard let bytes = Data(base64Encoded: data) else {
                throw CommandFailure(.data, "\(place): the data of '\(name)' is not Base64")
            }
            object = InputObject(name: name, bytes: bytes)
        } else {
            object = InputObject(name: place, bytes: line)
        }
    }
}

/// Objects that a mapper reads together.
struct MapBatch {
    private let limit: Int
    private var objects: [InputObject] = []
    private var size = 0

    init(limit: Int) { self.limit = limit }

    /// Whether it is time to write lines.
    var isFull: Bool { size >= limit || objects.count >= 10_000 }

    mutating func add(_ input: MapInput) throws {
        objects.append(input.object)
        size += input.object.size ?? 0
    }

    /// The objects; the batch is empty afterwards.
    mutating func take() -> [InputObject] {
        defer {
            objects = []
            size = 0
        }
        return objects
    }
}
