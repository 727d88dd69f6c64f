import Foundation
import LeafStack
import Testing

@testable import Templates

/// Single templates, in both formats.
@Suite struct SingleTemplateTests {
    private static let watchdogs = [
        "templates/watchdog.yaml",
        "assemblies/voxel/ContainerManagerVoxelJavaExampleWatchdogNestedStack55CA2258.nested.template.json",
    ]

    private static func patch(_ bytes: [UInt8], _ wanted: WantedSettings) throws -> TemplatePatch {
        try TemplatePatch.template(bytes, name: "t", containerID: "voxel.java.example", wanted: wanted)
    }

    @Test("Only the lines of the changed values differ", arguments: watchdogs)
    func onlyChangedLines(_ path: String) throws {
        let bytes = try Fixture.bytes(path)
        let wanted = WantedSettings(
            threshold: 2_048, minutesWithoutConnections: .set(12), durationHours: .set(20),
            shouldStop: .set(true))
        let patch = try SingleTemplateTests.patch(bytes, wanted)
        let diff = UnifiedDiff(name: "t", before: bytes, after: patch.documents[0].after, context: 0)
        let removed = diff.hunks.flatMap(\.lines).filter { $0.kind == .removed }
        #expect(removed.count == 3, "\(diff.description)")
        #expect(patch.changes.count == 4)
        #expect(patch.notes.count == 2)
        let back = WantedSettings(
            threshold: 1_175, minutesWithoutConnections: .set(7), durationHours: .absent, shouldStop: .absent)
        #expect(try SingleTemplateTests.patch(patch.documents[0].after, back).documents[0].after == bytes)
    }

    @Test("YAML keeps tags, quoting and comments")
    func yaml() throws {
        let bytes = try Fixture.bytes("templates/watchdog.yaml")
        let patch = try SingleTemplateTests.patch(bytes, WantedSettings(threshold: 9, shouldStop: .set(true)))
        #expect(
            UnifiedDiff(name: "watchdog.yaml", before: bytes, after: patch.documents[0].after, context: 1)
                .description == """
                    --- a/watchdog.yaml
                    +++ b/watchdog.yaml
                    @@ -65,3 +65,3 @@
                               ReturnData: false
                    -      Threshold: 1175 # bytes per second
                    +      Threshold: 9 # bytes per second
                           TreatMissingData: missing
                    @@ -72,2 +72,3 @@
                             - !ImportValue 'ContainerManager-BaseStack:ExportsOutputRefSnsNotifyTopic3E96648F33CC89C3'
                    +        - !Ref 'ScaleDownAsgAction867F01D7'
                           # Names are written as people read them: it's "left up".

                    """)
    }

    @Test("METRIC_THRESHOLD stays a text, in its quotes")
    func startFunction() throws {
        for (path, text) in [
            ("templates/start.yaml", "METRIC_THRESHOLD: '2048'"),
            (
                "assemblies/voxel/ContainerManager-VoxelJavaExample-StartSystem.template.json",
                "\"METRIC_THRESHOLD\": \"2048\","
            ),
        ] {
            let bytes = try Fixture.bytes(path)
            let patch = try SingleTemplateTests.patch(bytes, WantedSettings(threshold: 2_048))
            #expect(String(decoding: patch.documents[0].after, as: UTF8.self).contains(text))
            #expect(
                try SingleTemplateTests.patch(patch.documents[0].after, WantedSettings(threshold: 1_175))
                    .documents[0].after == bytes)
        }
    }

    @Test("Both formats give the same document")
    func formats() throws {
        let text = """
            A: !GetAtt 'Id.Outputs./cdk/x.y'
            B: !Join ['', [!Ref X, "it's", 'two ''quotes''']]
            C: {"Fn::If": [!Condition Y, 1, 0x10]}
            D: !Sub "${X} §"
            E: !ImportValue
              Fn::Sub: a
            F: [1.5, yes, ~, '7', 2012-10-17]
            """
        let json = """
            {"A": {"Fn::GetAtt": ["Id", "Outputs./cdk/x.y"]},
             "B": {"Fn::Join": ["", [{"Ref": "X"}, "it's", "two 'quotes'"]]},
             "C": {"Fn::If": [{"Condition": "Y"}, 1, 16]}, "D": {"Fn::Sub": "${X} §"},
             "E": {"Fn::ImportValue": {"Fn::Sub": "a"}}, "F": [1.5, true, null, "7", "2012-10-17"]}
            """
        #expect(try YAMLTemplateText(Array(text.utf8)).value == JSONTemplateText(Array(json.utf8)).value)
    }

    private static func refusal(
        _ change: (String) -> String, _ wanted: WantedSettings = WantedSettings(threshold: 5)
    ) throws -> String {
        let text = change(String(decoding: try Fixture.bytes(watchdogs[1]), as: UTF8.self))
        do {
            _ = try patch(Array(text.utf8), wanted)
            return ""
        } catch let error as TemplateProblem {
            return error.description
        }
    }

    @Test("Doubt about which alarm is meant stops the patch")
    func doubts() throws {
        #expect(
            try SingleTemplateTests.refusal {
                $0.replacing("\"Container Activity - [", with: "\"Instance Left Up - [")
            }.contains("which is the alarm"))
        #expect(
            try SingleTemplateTests.refusal {
                $0.replacing("\"AlarmBreakCrashLoopE20DB111\"", with: "\"AlarmContainerActivityE20DB111\"")
            }.contains("which is the alarm Container Activity?"))
        #expect(
            try SingleTemplateTests.refusal {
                $0.replacing("\"Threshold\": 1175", with: "\"Threshold\": {\"Ref\": \"T\"}")
            }.contains("not a plain value"))
        #expect(
            try SingleTemplateTests.refusal { _ in "{\"Resources\": {}}" }
                == "t: no watchdog alarm or start function in it")
        #expect(
            try SingleTemplateTests.refusal { $0.replacing("voxel.java.example", with: "other") }.contains(
                "the template is of the leaf 'other'"))
    }

    @Test("Times that are no whole number of periods are refused, not rounded")
    func remainder() throws {
        let longer: (String) -> String = {
            $0.replacing("\"Period\": 60", with: "\"Period\": 300").replacing("/60", with: "/300")
        }
        let minutes = WantedSettings(minutesWithoutConnections: .set(12))
        #expect(
            try SingleTemplateTests.refusal(longer, minutes)
                == "t: 720 s are no whole number of the alarm's periods of 300 s")
        #expect(
            try SingleTemplateTests.refusal(longer, WantedSettings(minutesWithoutConnections: .set(15)))
                .isEmpty)
        let mixed: (String) -> String = { text in
            guard let range = text.range(of: "\"Period\": 60") else { return text }
            return text.replacingCharacters(in: range, with: "\"Period\": 300")
        }
        #expect(
            try SingleTemplateTests.refusal(mixed, minutes).contains("without one Period for all metrics"))
    }
}

@Suite struct CouplingRulesTests {
    private static let folder = "assemblies/voxel/"

    private static func findings(
        _ watchdogChange: (String) -> String = { $0 }, _ startChange: (String) -> String = { $0 }
    ) throws -> [String] {
        let watchdog = watchdogChange(
            String(
                decoding: try Fixture.bytes(
                    folder
                        + "ContainerManagerVoxelJavaExampleWatchdogNestedStack55CA2258.nested.template.json"),
                as: UTF8.self))
        let start = startChange(
            String(
                decoding: try Fixture.bytes(
                    folder + "ContainerManager-VoxelJavaExample-StartSystem.template.json"), as: UTF8.self))
        return CouplingRules.findings(
            watchdog: try WatchdogTemplate(try JSONTemplateText(Array(watchdog.utf8)).value),
            start: try StartSystemTemplate(try JSONTemplateText(Array(start.utf8)).value),
            containerID: "voxel.java.example"
        ).map(\.rule.rawValue)
    }

    @Test("What belongs together is found to belong together")
    func clean() throws { #expect(try CouplingRulesTests.findings().isEmpty) }

    @Test(
        "Each broken rule is named",
        arguments: [
            ("metricThreshold", "", "", "\"1175\"", "\"1174\""),
            ("metricThreshold", "", "", "\"1175\"", "\"1176\""),
            ("metricThresholdText", "", "", "\"1175\"", "\"1175.0\""),
            ("metricThresholdText", "", "", "\"1175\"", "1175"),
            ("metricThresholdText", "", "", "\"1175\"", "\" 1175\""),
            ("evaluationRange", "\"EvaluationPeriods\": 480", "\"EvaluationPeriods\": 1500", "", ""),
            ("evaluationPeriods", "\"EvaluationPeriods\": 7", "\"EvaluationPeriods\": 0", "", ""),
            ("period", "(efs_out_Data)/60", "(efs_out_Data)/300", "", ""),
            ("dnsMetric", "\"DNSTraffic\"", "\"DNSHits\"", "", ""),
            ("dnsMetric", "", "", "\"METRIC_UNIT\": \"Count\"", "\"METRIC_UNIT\": \"None\""),
            ("dnsMetric", "", "", "\"cloudwatch:namespace\": \"Con", "\"cloudwatch:namespace\": \"con"),
            ("dnsMetric", "", "", "ContainerNameID", "ContainerID"),
            (
                "fixedProperties", "\"TreatMissingData\": \"missing\"", "\"TreatMissingData\": \"ignore\"",
                "", ""
            ),
            ("containerID", "\"Value\": \"voxel.java.example\"", "\"Value\": \"other\"", "", ""),
        ])
    func broken(_ rule: String, _ watchdog: String, _ watchdogTo: String, _ start: String, _ startTo: String)
        throws
    {
        let findings = try CouplingRulesTests.findings(
            { watchdog.isEmpty ? $0 : $0.replacing(watchdog, with: watchdogTo) },
            { start.isEmpty ? $0 : $0.replacing(start, with: startTo) })
        #expect(findings.contains(rule))
    }
}
