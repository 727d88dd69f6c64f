public import LeafStack

/// A dashboard that leafwatch fills in for a leaf.
public enum Dashboard: String, CaseIterable, Codable, Hashable, Sendable {
    /// A CloudWatch dashboard body, for `aws cloudwatch put-dashboard --dashboard-body file://...`.
    case cloudwatch
    /// A Grafana dashboard on the CloudWatch data source, for import.
    case grafana

    /// The source with placeholders, as it stands in `dashboards/`.
    var source: String {
        switch self {
        case .cloudwatch: EmbeddedDashboards.cloudwatch
        case .grafana: EmbeddedDashboards.grafana
        }
    }

    /// The dashboard of a leaf, with its present and, if they differ, its recommended numbers.
    ///
    /// What the deployment does not know stands in it as a mark such as `<AutoScalingGroupName>`; see
    /// ``LeafDeployment/marks``. Without an account there is no alarm widget, without a price no cost.
    public func body(of deployment: LeafDeployment, recommended: WatchdogSettings) -> String {
        guard let root = try? JSONReader.read(Array(source.utf8)) else { return "" }
        return Dashboard.fill(deployment, recommended).filled(root.value).pretty() + "\n"
    }

    static func fill(_ deployment: LeafDeployment, _ recommended: WatchdogSettings) -> DashboardFill {
        let present = deployment.present
        let names = deployment.names
        var values: [String: JSONValue] = [
            "stack": .string(names.stack), "containerID": .string(names.containerID),
            "region": .string(deployment.regionName), "scalingGroup": .string(deployment.scalingGroup),
            "uid": .string("leafwatch-" + String(ContentHash.hex(Array(names.stack.utf8)).prefix(12))),
            "threshold": .integer(present.threshold), "recommendedThreshold": .integer(recommended.threshold),
            "minutes": .integer(present.minutesWithoutConnections),
            "recommendedMinutes": .integer(recommended.minutesWithoutConnections),
            "hours": .integer(present.durationHours), "recommendedHours": .integer(recommended.durationHours),
            "currency": .string(deployment.currency),
            "volumeSum": .string(
                deployment.volumes.isEmpty
                    ? "0" : deployment.volumes.map(WatchdogAlarms.readsID).joined(separator: "+")),
        ]
        var conditions: Set<String> = []
        if let price = deployment.hourlyPrice {
            values["price"] = .number(price)
            conditions.insert("price")
        }
        if present.threshold != recommended.threshold { conditions.insert("recommendation") }
        if let account = deployment.account, let region = deployment.region {
            conditions.insert("account")
            let prefix = "arn:aws:cloudwatch:\(region):\(account):alarm:"
            values["activityAlarmARN"] = .string(prefix + names.alarm(of: .containerActivity))
            values["leftUpAlarmARN"] = .string(prefix + names.alarm(of: .instanceLeftUp))
            values["crashAlarmARN"] = .string(prefix + names.alarm(of: .breakCrashLoop))
        }
        let volumes = deployment.volumes.map { volume -> [String: JSONValue] in
            ["volume": .string(volume), "fileSystem": .string(deployment.fileSystem(of: volume))]
        }
        return DashboardFill(values: values, volumes: volumes, conditions: conditions)
    }
}
