import ArgumentParser
import CloudWatch
import LeafStack

/// Settings to use instead of the leaf file's, and how CloudWatch is taken to evaluate.
struct WatchdogOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Threshold instead of the file's, bytes per second.", valueName: "bytes"))
    var threshold: Int?

    @Option(help: ArgumentHelp("MinutesWithoutConnections instead of the file's.", valueName: "minutes"))
    var minutes: Int?

    @Option(help: ArgumentHelp("DurationHours instead of the file's.", valueName: "hours"))
    var hours: Int?

    @Option(help: ArgumentHelp("ShouldStop instead of the file's.", valueName: "true|false"))
    var shouldStop: Bool?

    @Option(
        help: ArgumentHelp(
            "Periods that an evaluation fetches: inferred, N+2, or a number. AWS does not publish it.",
            valueName: "range"))
    var evaluationRange: EvaluationRange = .inferred

    @Option(help: ArgumentHelp("Seconds until a sample can be seen.", valueName: "seconds"))
    var arrivalDelay: Int = 0

    mutating func validate() throws {
        if let minutes, !(1...1440).contains(minutes) {
            throw ValidationError("--minutes \(minutes) is out of range: 1 to 1440")
        }
        if let hours, !(1...24).contains(hours) {
            throw ValidationError("--hours \(hours) is out of range: 1 to 24")
        }
        if !(0...86_400).contains(arrivalDelay) {
            throw ValidationError("--arrival-delay \(arrivalDelay) is out of range: 0 to 86400 seconds")
        }
    }

    /// Keeps how CloudWatch is taken to evaluate, and no setting of the leaf's.
    mutating func forgetSettings() { (threshold, minutes, hours, shouldStop) = (nil, nil, nil, nil) }

    /// The leaf's settings with the options over them.
    func applied(to settings: WatchdogSettings) -> WatchdogSettings {
        WatchdogSettings(
            threshold: threshold ?? settings.threshold,
            minutesWithoutConnections: minutes ?? settings.minutesWithoutConnections,
            durationHours: hours ?? settings.durationHours, shouldStop: shouldStop ?? settings.shouldStop)
    }

    /// The evaluation's settings.
    var evaluation: EvaluationSettings {
        EvaluationSettings(evaluationRange: evaluationRange, arrivalDelay: arrivalDelay)
    }
}
