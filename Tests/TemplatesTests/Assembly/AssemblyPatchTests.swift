import Foundation
import LeafStack
import Testing

@testable import Templates

/// The files of an assembly that lies in a folder.
private func files(_ folder: URL) -> AssemblyFiles {
    AssemblyFiles { name in (try? Data(contentsOf: folder.appending(path: name))).map { Array($0) } }
}

/// What the invented assemblies must become, computed beside them by a script.
private struct Vectors: Decodable {
    struct Settings: Decodable {
        var threshold: Int
        var minutes: Int
        var hours: Int
        var stop: Bool
    }
    var settings: Settings
    var files: [String: String]

    var wanted: WantedSettings {
        WantedSettings(
            threshold: settings.threshold, minutesWithoutConnections: .set(settings.minutes),
            durationHours: .set(settings.hours), shouldStop: .set(settings.stop))
    }

    static func all(_ leaf: String) throws -> [String: Vectors] {
        let data = try Data(contentsOf: Fixture.folder.appending(path: "assemblies/vectors.json"))
        return try JSONDecoder().decode([String: [String: Vectors]].self, from: data)[leaf] ?? [:]
    }
}

@Suite struct AssemblyPatchTests {
    private static let leaves = [("voxel", "voxel.java.example"), ("gears", "twogears.variant")]

    private static func folder(_ name: String) -> URL { Fixture.folder.appending(path: "assemblies/\(name)") }

    @Test("A patched assembly equals a new synthesis, byte for byte", arguments: leaves)
    func equalsSynthesis(_ name: String, _ containerID: String) throws {
        let folder = AssemblyPatchTests.folder(name)
        let vectors = try Vectors.all(name)
        #expect(vectors.count == 5)
        for (change, vector) in vectors {
            let patch = try TemplatePatch.assembly(
                files(folder), containerID: containerID, wanted: vector.wanted)
            for (file, hash) in vector.files {
                let before = Array(try Data(contentsOf: folder.appending(path: file)))
                let after = patch.documents.first { $0.name == file }?.after ?? before
                #expect(ContentHash.hex(after) == hash, "\(change): \(file)")
            }
            #expect(patch.findings.isEmpty)
        }
    }

    @Test(
        "Change and inverse give the original bytes; the present values are no difference", arguments: leaves)
    func inverse(_ name: String, _ containerID: String) throws {
        let folder = AssemblyPatchTests.folder(name)
        let present = try WatchdogTemplate(
            try CloudAssembly(files(folder), containerID: containerID).watchdog.value
        ).settings
        for vector in try Vectors.all(name).values {
            let patch = try TemplatePatch.assembly(
                files(folder), containerID: containerID, wanted: vector.wanted)
            let patched = Dictionary(uniqueKeysWithValues: patch.documents.map { ($0.name, $0.after) })
            let back = try TemplatePatch.assembly(
                AssemblyFiles { patched[$0] }, containerID: containerID,
                wanted: AssemblyPatchTests.wish(present))
            for document in back.documents {
                let before = Array(try Data(contentsOf: folder.appending(path: document.name)))
                #expect(document.after == before, "\(document.name)")
            }
        }
        let same = try TemplatePatch.assembly(
            files(folder), containerID: containerID, wanted: AssemblyPatchTests.wish(present))
        #expect(same.documents.allSatisfy { $0.before == $0.after })
        #expect(same.changes.isEmpty && same.steps.isEmpty)
    }

    private static func wish(_ settings: [WatchdogSetting: LeafSettingValue]) -> WantedSettings {
        func number(_ setting: WatchdogSetting) -> Int {
            if case .integer(let number)? = settings[setting] { number } else { 0 }
        }
        return WantedSettings(
            threshold: number(.threshold),
            minutesWithoutConnections: .set(number(.minutesWithoutConnections)),
            durationHours: .set(number(.durationHours)),
            shouldStop: .set(settings[.shouldStop] == .boolean(true)))
    }

    @Test("Raising the threshold deploys the start function first, lowering last")
    func order() throws {
        let folder = AssemblyPatchTests.folder("voxel")
        func steps(_ threshold: Int) throws -> [String?] {
            try TemplatePatch.assembly(
                files(folder), containerID: "voxel.java.example", wanted: WantedSettings(threshold: threshold)
            ).steps.map(\.command)
        }
        let leaf = "cdk deploy --app cdk.out --exclusively ContainerManager-VoxelJavaExample"
        #expect(try steps(2_048) == [leaf + "-StartSystem", leaf])
        #expect(try steps(100) == [leaf, leaf + "-StartSystem"])
    }

    @Test("Each template's JSON patch leads from its old value to its new one")
    func jsonPatch() throws {
        let patch = try TemplatePatch.assembly(
            files(AssemblyPatchTests.folder("voxel")), containerID: "voxel.java.example",
            wanted: WantedSettings(threshold: 2_048, shouldStop: .set(true)))
        let watchdog = try #require(patch.documents.first { $0.name.contains("Watchdog") }?.jsonPatch)
        #expect(
            try JSONReader.read(Array(watchdog.utf8)).value == [
                [
                    "op": "test", "path": "/Resources/AlarmContainerActivity864C7EFA/Properties/Threshold",
                    "value": 1_175,
                ],
                [
                    "op": "replace", "path": "/Resources/AlarmContainerActivity864C7EFA/Properties/Threshold",
                    "value": 2_048,
                ],
                [
                    "op": "test", "path": "/Resources/AlarmInstanceLeftUpE53295EB/Properties/AlarmActions",
                    "value": [
                        [
                            "Fn::ImportValue":
                                "ContainerManager-BaseStack:ExportsOutputRefSnsNotifyTopic3E96648F33CC89C3"
                        ]
                    ],
                ],
                [
                    "op": "add", "path": "/Resources/AlarmInstanceLeftUpE53295EB/Properties/AlarmActions/-",
                    "value": ["Ref": "ScaleDownAsgAction867F01D7"],
                ],
            ])
        #expect(patch.documents.filter { $0.jsonPatch != nil }.count == 3)
    }

    @Test("A stale hash, a missing file and a foreign leaf are refused before anything is changed")
    func refusals() throws {
        let folder = AssemblyPatchTests.folder("voxel")
        func refusal(
            _ containerID: String = "voxel.java.example",
            _ change: @escaping @Sendable (String, [UInt8]) -> [UInt8]?
        ) -> String {
            let source = files(folder)
            let changed = AssemblyFiles { name in source.bytes(name).flatMap { change(name, $0) } }
            do {
                _ = try TemplatePatch.assembly(
                    changed, containerID: containerID, wanted: WantedSettings(threshold: 5))
                return ""
            } catch {
                return error.description
            }
        }
        #expect(
            refusal { name, bytes in
                name.contains("Watchdog") ? bytes.replacing("1175".utf8, with: "1176".utf8) : bytes
            }.contains("already inconsistent"))
        #expect(
            refusal { name, bytes in
                name == "ContainerManager-VoxelJavaExample.template.json" ? bytes + [0x0A] : bytes
            }.contains("already inconsistent"))
        #expect(
            refusal { name, bytes in name == "manifest.json" ? nil : bytes }
                == "manifest.json is needed and not there")
        #expect(
            refusal { name, bytes in name.contains("Watchdog") ? nil : bytes }.contains(
                "WatchdogNestedStack55CA2258.nested.template.json is needed"))
        #expect(
            refusal { name, bytes in name.contains("StartSystem.template") ? nil : bytes }.contains(
                "StartSystem.template.json is needed"))
        #expect(
            refusal("other") { $1 }
                == "manifest.json: no stack of the leaf 'other' in the assembly; it holds 'voxel.java.example'"
        )
        #expect(
            refusal { name, bytes in name == "manifest.json" ? Array(bytes.prefix(700)) : bytes }.contains(
                "not JSON"))
        #expect(
            refusal { name, bytes in
                name == "manifest.json"
                    ? bytes.replacing(
                        "ContainerManager-VoxelJavaExample.template.json".utf8,
                        with: "../voxel/ContainerManager-VoxelJavaExample.template.json".utf8) : bytes
            }.contains("is needed"))
    }

    @Test("Without the start function's template the other settings can still change")
    func withoutStartSystem() throws {
        let source = files(AssemblyPatchTests.folder("voxel"))
        let partial = AssemblyFiles { $0.contains("StartSystem") ? nil : source.bytes($0) }
        let patch = try TemplatePatch.assembly(
            partial, containerID: "voxel.java.example",
            wanted: WantedSettings(minutesWithoutConnections: .set(12)))
        #expect(patch.changes.map(\.description) == ["Watchdog.MinutesWithoutConnections 7 -> 12"])
    }

    /// The assembly these hashes belong to is not part of the project; the variable names a folder that holds it.
    @Test(
        "Hashes of a real synthesis",
        .enabled(
            if: ProcessInfo.processInfo.environment["LEAFWATCH_UPSTREAM_ASSEMBLY"] != nil,
            "set LEAFWATCH_UPSTREAM_ASSEMBLY to the folder of the minecraft.java.example assembly"))
    func upstream() throws {
        let path = try #require(ProcessInfo.processInfo.environment["LEAFWATCH_UPSTREAM_ASSEMBLY"])
        let source = files(URL(filePath: path))
        let id = "minecraft.java.example"
        func hashes(_ wanted: WantedSettings) throws -> [String] {
            let patch = try TemplatePatch.assembly(source, containerID: id, wanted: wanted)
            let patched = Dictionary(uniqueKeysWithValues: patch.documents.map { ($0.name, $0.after) })
            let assembly = try CloudAssembly(
                AssemblyFiles { patched[$0] ?? source.bytes($0) }, containerID: id)
            let start = try #require(assembly.start)
            return try [
                (assembly.leaf.assets, assembly.watchdogFile), (assembly.leaf.assets, assembly.leaf.file),
                (start.assets, start.file),
            ].flatMap { assets, file in
                let hash = try assets.hash(ofFile: file)
                let id = assets.text.value["files"]?[hash]?["destinations"]?.members.first?.key.suffix(8)
                return [hash, id.map { String($0) } ?? ""]
            }
        }
        #expect(
            try hashes(WantedSettings()) == [
                "f1759cba4e63ce51963518fb30357c6164507c33eb1bfade6f42eeeb47d19f3c", "5c584155",
                "f5a6ffed8353d739c120486029f4634eee6b5f69d54fc7bb40349b20cf89d6b4", "f64bd513",
                "43ce119edb31364acdd3262b3757086f6a5daef9402d1d54ca6623f5864913d7", "addac5da",
            ])
        #expect(
            try hashes(WantedSettings(threshold: 2_048)) == [
                "d212aa9a2521caba30a83e6f34b7bfba2d454fc7019973e292fe514f09a86a6b", "3e0ccf7e",
                "f808cb5ae6bfaff25bf144736a0f90a680b2ec269d1c402df882ba159e3641b9", "91a2548f",
                "73845e1b06c15cf2658a62dd6680dfeff9f546f7bb8822334df24b76006443b9", "1085eec7",
            ])
        #expect(
            try hashes(WantedSettings(shouldStop: .set(true))) == [
                "d276530f5f78e4f4df8f3aa289b7b046e2858e002ed122a9180b6f717a5ed83c", "a7ead8e4",
                "9230df4498190c9b8f3e148b27e9e5e03fd06930d545b021c414d445f40080f0", "f9f1a0aa",
                "43ce119edb31364acdd3262b3757086f6a5daef9402d1d54ca6623f5864913d7", "addac5da",
            ])
    }
}
