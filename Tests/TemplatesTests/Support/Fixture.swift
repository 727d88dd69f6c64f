import Foundation

/// Invented files beside the tests.
enum Fixture {
    /// The folder of fixtures.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    /// The invented leaf files, in the shapes real ones have.
    static let leaves = ["Voxel.java.example.yaml", "MonsterIsle.example.yaml", "TwoGears.variant.yaml"]

    /// The bytes of a fixture.
    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }

    /// The bytes of an invented leaf file.
    static func leaf(_ name: String) throws -> [UInt8] { try bytes("leaves/\(name)") }
}
