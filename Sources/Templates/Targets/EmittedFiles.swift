public import LeafStack

/// One file that leafwatch writes for people to deploy or look at.
public struct EmittedFile: Hashable, Sendable {
    /// Name, relative to the folder it goes to.
    public var name: String
    /// What it holds, in a few words.
    public var purpose: String
    /// Its bytes.
    public var bytes: [UInt8]

    /// Makes a file.
    public init(name: String, purpose: String, bytes: [UInt8]) {
        self.name = name
        self.purpose = purpose
        self.bytes = bytes
    }

    init(_ name: String, _ purpose: String, _ text: String) {
        self.init(name: name, purpose: purpose, bytes: Array(text.utf8))
    }
}

/// Everything that can be made of one leaf's settings without the account.
public enum EmittedFiles {
    /// The files for wanted settings.
    ///
    /// - Parameters:
    ///   - leafName: the leaf file's base name; the edited file keeps it, since names in AWS derive from it.
    ///   - leafText: the leaf file's bytes.
    ///   - deployment: what is known of the leaf in its account.
    ///   - wanted: the settings it shall have.
    ///   - evidence: one line a setting, written as a comment above its value.
    /// - Returns: the edited leaf file, parameters for CloudFormation and Terraform, alarm inputs, the stand-alone template
    ///   and both dashboards, in this order.
    /// - Throws: ``LeafFileRefusal`` when the leaf file cannot be edited.
    public static func make(
        leafName: String, leafText: [UInt8], deployment: LeafDeployment, wanted: WantedSettings,
        evidence: [WatchdogSetting: String] = [:]
    ) throws(LeafFileRefusal) -> [EmittedFile] {
        let edit = try LeafFileEditor.edit(leafText, wanted: wanted, evidence: evidence)
        let settings = wanted.applied(to: deployment.present)
        return [
            EmittedFile(
                name: leafName, purpose: "the leaf file with the recommended settings", bytes: edit.edited)
        ]
            + targets(deployment, settings)
    }

    /// The files that follow from settings alone, without a leaf file.
    public static func targets(_ deployment: LeafDeployment, _ settings: WatchdogSettings) -> [EmittedFile] {
        [
            EmittedFile(
                "parameters.json", "parameters of watchdog.yaml",
                ParameterFiles.cloudFormation(deployment, settings)),
            EmittedFile(
                "watchdog.yaml", "the watchdog as a CloudFormation template of its own",
                StandaloneTemplate.yaml(deployment, settings)),
            EmittedFile(
                "put-metric-alarm-container-activity.json", "input of aws cloudwatch put-metric-alarm",
                AlarmInput.containerActivity(deployment, settings)),
            EmittedFile(
                "put-metric-alarm-instance-left-up.json", "input of aws cloudwatch put-metric-alarm",
                AlarmInput.instanceLeftUp(deployment, settings)),
            EmittedFile(
                "watchdog.tfvars", "variables for Terraform", ParameterFiles.terraform(deployment, settings)),
            EmittedFile(
                "dashboard-cloudwatch.json", "body of aws cloudwatch put-dashboard",
                Dashboard.cloudwatch.body(of: deployment, recommended: settings)),
            EmittedFile(
                "dashboard-grafana.json", "dashboard to import into Grafana",
                Dashboard.grafana.body(of: deployment, recommended: settings)),
        ]
    }
}
