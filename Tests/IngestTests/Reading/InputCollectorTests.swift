import Foundation
import Ingest
import Testing

/// What paths on a command line come to.
@Suite struct InputCollectorTests {
    /// A folder that is gone after `body`.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.path + "/ingest-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path + "/b/inner", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private func write(_ text: String, _ path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    @Test func foldersAreWalkedInOrder() throws {
        try withFolder { folder in
            for name in ["/z", "/a", "/b/inner/m", "/.hidden"] { try write("x", folder + name) }
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/b/loop", withDestinationPath: folder)
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/b/gone", withDestinationPath: folder + "/nothing")
            let objects = try InputCollector().collect([folder, folder + "/a", "-", "-"])
            #expect(objects.map(\.name) == ["/a", "/b/inner/m", "/z"].map { folder + $0 } + ["-"])
            #expect(objects[0].isFromFolder && objects[0].size == 1)
        }
    }

    @Test func queriesBesideAnExportAreFound() throws {
        try withFolder { folder in
            let queries = "[{\"Id\":\"b_in\",\"Expression\":\"m/2\",\"Label\":\"x\",\"Period\":300}]"
            try write(queries, folder + "/queries.json")
            try write(queries.replacingOccurrences(of: "300", with: "60"), folder + "/b/other.json")
            try write("{}", folder + "/export.json")
            let beside = try InputCollector().collect([folder + "/export.json"])
            #expect(beside[0].queries.queries["b_in"]?.period == 300)
            let given = try InputCollector(queriesFile: folder + "/b/other.json").collect([
                folder + "/export.json"
            ])
            #expect(given[0].queries.queries["b_in"]?.period == 60)
            #expect(throws: InputError.noQueries(path: folder + "/export.json")) {
                try InputCollector(queriesFile: folder + "/export.json")
            }
        }
    }

    @Test func archivesAndMissingPathsAreRefused() throws {
        try withFolder { folder in
            try Data([0x50, 0x4B, 3, 4, 0, 0]).write(to: URL(fileURLWithPath: folder + "/logs.bin"))
            let tar =
                [UInt8](repeating: 0x61, count: 257) + Array("ustar".utf8) + [UInt8](repeating: 0, count: 300)
            try Data(tar).write(to: URL(fileURLWithPath: folder + "/data"))
            for name in ["/logs.bin", "/data"] {
                let error = #expect(throws: InputError.self) { try InputCollector().collect([folder + name]) }
                #expect(error?.description.contains("unpack it and pass the folder") == true)
            }
            #expect(throws: InputError.notFound(path: "/no/such")) {
                try InputCollector().collect(["/no/such"])
            }
        }
    }

    @Test func tailNamesItsStreams() throws {
        let text =
            "2026-01-01T00:00:00.123000+00:00 ContainerLogs/M/1 Ann has joined\n"
            + "2026-01-01T00:00:01.123000+00:00 ContainerLogs/M/2 Ann has left\n"
        let factory = CollectingSinkFactory()
        _ = try InputReader().read([InputObject(name: "x", bytes: text.utf8)], into: factory)
        let lines = factory.records.compactMap { if case .containerLine(let line) = $0 { line } else { nil } }
        #expect(lines.map(\.source.logStream) == ["ContainerLogs/M/1", "ContainerLogs/M/2"])
        #expect(lines.map(\.text) == ["Ann has joined", "Ann has left"])
    }
}
