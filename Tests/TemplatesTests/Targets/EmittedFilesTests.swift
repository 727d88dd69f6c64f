import Foundation
import LeafStack
import Testing

@testable import Templates

/// An invented leaf of which everything is known.
private func deployment() -> LeafDeployment {
    let leaf = Leaf(
        containerID: "voxel.java.example", instanceType: "m5.large", image: "voxelworks/server",
        volumes: ["Data", "ModCache"],
        watchdog: WatchdogSettings(threshold: 1_175))
    var deployment = LeafDeployment(leaf: leaf)
    deployment.region = "eu-central-1"
    deployment.account = "111122223333"
    deployment.resources = WatchdogAlarms.Resources(
        scalingGroup: "voxel-group", fileSystems: ["Data": "fs-0a1b2c3d", "ModCache": "fs-0a1b2c3e"])
    deployment.scalingPolicyARN =
        "arn:aws:autoscaling:eu-central-1:111122223333:scalingPolicy:1:autoScalingGroupName/g:policyName/p"
    deployment.notifyTopicARN = "arn:aws:sns:eu-central-1:111122223333:notify"
    deployment.hourlyPrice = 0.115
    return deployment
}

private let wanted = WatchdogSettings(
    threshold: 7_100, minutesWithoutConnections: 12, durationHours: 20, shouldStop: true)

/// What `accept_on_moto.py` prints.
private struct Accepted: Decodable {
    struct Alarm: Decodable {
        var name: String
        var threshold: Double
        var evaluationPeriods: Int
        var comparisonOperator: String
        var treatMissingData: String
        var actions: Int
        var ids: [String]

        private enum CodingKeys: String, CodingKey {
            case name = "AlarmName"
            case threshold = "Threshold"
            case evaluationPeriods = "EvaluationPeriods"
            case comparisonOperator = "ComparisonOperator"
            case treatMissingData = "TreatMissingData"
            case actions = "Actions"
            case ids = "Ids"
        }
    }
    var status: String
    var outputs: [String: String]
    var alarms: [Alarm]
    var messages: [String]
    var dashboard: Bool
}

@Suite struct EmittedFilesTests {
    @Test(
        "A CloudWatch and CloudFormation server takes them and holds exactly the recommended numbers",
        .enabled(if: PythonTool.has("boto3, moto.server, flask"), "needs Python with boto3 and moto[server]"))
    func accepted() throws {
        let folder = try EmittedFolder(EmittedFiles.targets(deployment(), wanted).map { ($0.name, $0.bytes) })
        let run = try PythonTool.run([PythonTool.script("accept_on_moto.py"), folder.path])
        #expect(run.status == 0, "\(run.errors.suffix(2_000))")
        let accepted = try JSONDecoder().decode(Accepted.self, from: run.output)
        #expect(accepted.dashboard)
        #expect(accepted.messages.isEmpty)
        #expect(accepted.status == "CREATE_COMPLETE")
        #expect(accepted.outputs == ["MetricThreshold": "7100"])
        let alarms = accepted.alarms
        #expect(
            alarms.map(\.name) == [
                "Container Activity - [ContainerManager-VoxelJavaExample]",
                "Instance Left Up - [ContainerManager-VoxelJavaExample]",
            ])
        #expect(alarms.map(\.threshold) == [7_100, 0])
        #expect(alarms.map(\.evaluationPeriods) == [12, 1_200])
        #expect(
            alarms.map(\.comparisonOperator) == [
                "LessThanOrEqualToThreshold", "GreaterThanOrEqualToThreshold",
            ])
        #expect(alarms.map(\.treatMissingData) == ["missing", "notBreaching"])
        #expect(alarms.map(\.actions) == [1, 2])
        #expect(
            alarms.first?.ids == [
                "expr_1", "traffic_in", "b_in", "volumes_out", "efs_out_Data", "efs_out_ModCache",
                "dns_hit",
            ])
    }

    @Test(
        "cfn-lint finds nothing in the stand-alone template, with and without volumes",
        .enabled(if: PythonTool.has("cfnlint"), "needs Python with cfn-lint"))
    func lintsStandalone() throws {
        var bare = deployment()
        bare.volumes = []
        let folder = try EmittedFolder([
            ("full.yaml", Array(StandaloneTemplate.yaml(deployment(), wanted).utf8)),
            ("bare.yaml", Array(StandaloneTemplate.yaml(bare, wanted).utf8)),
        ])
        let run = try PythonTool.run(
            PythonTool.lint + [
                "-r", "eu-central-1", "--", folder.path + "/full.yaml", folder.path + "/bare.yaml",
            ])
        #expect(run.status == 0, "\(String(decoding: run.output, as: UTF8.self)) \(run.errors)")
    }

    @Test("The stand-alone template has the alarms where its own patches find them")
    func standaloneIsFound() throws {
        let text = try YAMLTemplateText(Array(StandaloneTemplate.yaml(deployment(), wanted).utf8))
        let watchdog = try WatchdogTemplate(text.value)
        #expect(watchdog.activityID == "AlarmContainerActivity")
        #expect(
            CouplingRules.findings(watchdog: watchdog, start: nil, containerID: "voxel.java.example").isEmpty)
        #expect(throws: TemplateProblem.self) { try watchdog.operations(for: WantedSettings(threshold: 5)) }
    }

    @Test("Parameters name what is known, and a shell takes the overrides literally")
    func parameters() throws {
        #expect(
            ParameterFiles.overrides(deployment(), wanted)
                == "--parameter-overrides Threshold=7100 MinutesWithoutConnections=12 DurationHours=20 ShouldStop=true "
                + "AutoScalingGroupName=voxel-group FileSystemData=fs-0a1b2c3d FileSystemModCache=fs-0a1b2c3e "
                + "NotifyTopicArn=arn:aws:sns:eu-central-1:111122223333:notify")
        var odd = deployment()
        odd.resources.scalingGroup = "a b'$(x)"
        #expect(ParameterFiles.overrides(odd, wanted).contains(#"'AutoScalingGroupName=a b'\''$(x)'"#))
        var unknown = LeafDeployment(
            leaf: Leaf(containerID: "x", instanceType: "", image: "", volumes: [], watchdog: wanted))
        unknown.region = nil
        #expect(
            try JSONReader.read(Array(ParameterFiles.cloudFormation(unknown, wanted).utf8)).value.elements
                .count == 4)
        #expect(
            unknown.marks == ["<region>", "<AutoScalingGroupName>", "<ScalingPolicyARN>", "<NotifyTopicARN>"])
        #expect(ParameterFiles.terraform(unknown, wanted).contains("\nminutes_without_connections = 12\n"))
    }

    @Test("The leaf file keeps its name and is the edited one")
    func leafFile() throws {
        let files = try EmittedFiles.make(
            leafName: "Voxel.java.example.yaml", leafText: try Fixture.leaf("Voxel.java.example.yaml"),
            deployment: deployment(), wanted: WantedSettings(threshold: 7_100))
        #expect(files.first?.name == "Voxel.java.example.yaml")
        #expect(try LeafFileEditor.settings(of: files.first?.bytes ?? [])[.threshold] == .integer(7_100))
        #expect(Set(files.map(\.name)).count == 8)
    }
}
