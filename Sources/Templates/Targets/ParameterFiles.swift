public import LeafStack

/// The settings as parameters of deployment tools.
public enum ParameterFiles {
    /// Names and values of the stand-alone template's parameters that are known.
    static func parameters(_ deployment: LeafDeployment, _ settings: WatchdogSettings) -> [(
        name: String, value: String
    )] {
        var parameters = [
            ("Threshold", String(settings.threshold)),
            ("MinutesWithoutConnections", String(settings.minutesWithoutConnections)),
            ("DurationHours", String(settings.durationHours)),
            ("ShouldStop", settings.shouldStop ? "true" : "false"),
        ]
        if let group = deployment.resources.scalingGroup {
            parameters.append(("AutoScalingGroupName", group))
        }
        for volume in deployment.volumes {
            guard let id = deployment.resources.fileSystems[volume] else { continue }
            parameters.append((StandaloneTemplate.parameter(ofVolume: volume), id))
        }
        if let topic = deployment.notifyTopicARN { parameters.append(("NotifyTopicArn", topic)) }
        return parameters
    }

    /// A parameter file for `aws cloudformation create-stack --parameters file://...`.
    public static func cloudFormation(_ deployment: LeafDeployment, _ settings: WatchdogSettings) -> String {
        JSONValue.array(
            parameters(deployment, settings).map {
                ["ParameterKey": .string($0.name), "ParameterValue": .string($0.value)]
            }
        ).pretty() + "\n"
    }

    /// The words for `aws cloudformation deploy`: `--parameter-overrides Threshold=7100 ...`.
    public static func overrides(_ deployment: LeafDeployment, _ settings: WatchdogSettings) -> String {
        let words = parameters(deployment, settings).map { shellWord("\($0.name)=\($0.value)") }
        return "--parameter-overrides \(words.joined(separator: " "))"
    }

    /// Variables for Terraform, `*.tfvars`.
    public static func terraform(_ deployment: LeafDeployment, _ settings: WatchdogSettings) -> String {
        """
        # Watchdog settings of \(deployment.names.stack), written by leafwatch.
        # bytes per second at or below which a minute counts as idle
        threshold = \(settings.threshold)
        # consecutive idle minutes before the stop
        minutes_without_connections = \(settings.minutesWithoutConnections)
        # hours up before the warning
        duration_hours = \(settings.durationHours)
        # whether that warning also stops the instance
        should_stop = \(settings.shouldStop)

        """
    }

    /// A word as a POSIX shell takes it literally.
    static func shellWord(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            (0x30...0x3A).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "=._/-+,".utf8.contains(byte)
        }
        return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
