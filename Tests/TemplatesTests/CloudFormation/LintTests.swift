import Foundation
import LeafStack
import Testing

@testable import Templates

/// cfn-lint before and after a patch: "no findings" is not the baseline, "nothing new" is.
@Suite struct LintTests {
    @Test(
        "cfn-lint finds nothing new in patched templates",
        .enabled(if: PythonTool.has("cfnlint"), "needs Python with cfn-lint"))
    func nothingNew() throws {
        let wanted = WantedSettings(
            threshold: 2_048, minutesWithoutConnections: .set(12), durationHours: .set(24),
            shouldStop: .set(true))
        let names = [
            "templates/watchdog.yaml", "templates/start.yaml",
            "assemblies/voxel/ContainerManagerVoxelJavaExampleWatchdogNestedStack55CA2258.nested.template.json",
            "assemblies/voxel/ContainerManager-VoxelJavaExample-StartSystem.template.json",
        ]
        var before: [(String, [UInt8])] = []
        var after: [(String, [UInt8])] = []
        for (index, name) in names.enumerated() {
            let bytes = try Fixture.bytes(name)
            let file = "\(index)-\(URL(filePath: name).lastPathComponent)"
            before.append((file, bytes))
            let patch = try TemplatePatch.template(
                bytes, name: name, containerID: "voxel.java.example", wanted: wanted)
            #expect(patch.documents[0].after != bytes)
            after.append((file, patch.documents[0].after))
        }
        #expect(try LintTests.findings(after) == LintTests.findings(before))
    }

    private struct Finding: Decodable {
        struct Rule: Decodable {
            var identifier: String
            private enum CodingKeys: String, CodingKey { case identifier = "Id" }
        }
        var rule: Rule
        var file: String
        var message: String

        private enum CodingKeys: String, CodingKey {
            case rule = "Rule"
            case file = "Filename"
            case message = "Message"
        }
    }

    private static func findings(_ files: [(String, [UInt8])]) throws -> [String] {
        let folder = try EmittedFolder(files.map { (name: $0.0, bytes: $0.1) })
        let run = try PythonTool.run(
            PythonTool.lint + ["--format", "json", "-r", "eu-central-1", "--"]
                + files.map { "\(folder.path)/\($0.0)" })
        let findings = try JSONDecoder().decode([Finding].self, from: run.output)
        return findings.map {
            "\(URL(filePath: $0.file).lastPathComponent) \($0.rule.identifier) \($0.message)"
        }
        .sorted()
    }
}
