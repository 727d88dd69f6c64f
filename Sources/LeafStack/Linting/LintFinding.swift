/// Something about a leaf's settings that cannot work, or will not work well.
public struct LintFinding: Codable, Hashable, Sendable {
    /// How bad it is.
    public enum Severity: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
        /// Worth knowing.
        case note
        /// Will not do what the owner wants.
        case warning
        /// Cannot be deployed, or is refused.
        case error

        /// Less severe than.
        public static func < (left: Severity, right: Severity) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }

    /// Which rule found it; stable, for filters.
    public enum Rule: String, Codable, Hashable, Sendable, CaseIterable {
        /// The app refuses the file.
        case refusedByApp
        /// The same key stands again further down.
        case overriddenKey
        /// The value comes from the environment.
        case valueFromEnvironment
        /// An alarm needs at least one period.
        case noPeriods
        /// An alarm may look back one day at most while its period is below an hour.
        case tooManyPeriods
        /// Client traffic is positive where it has a point, so such a threshold never stops anything.
        case thresholdNeverReached
        /// A metric-math alarm may have ten metrics.
        case tooManyVolumes
        /// Measured idle traffic lies above the threshold.
        case idleAboveThreshold
        /// Measured idle traffic never stays at or below the threshold for as many minutes as it takes.
        case idleRunTooShort
        /// Measured traffic with players connected lies at or below the threshold.
        case connectedBelowThreshold
        /// Nothing ends a server that is left up.
        case nothingEndsIt
    }

    /// Which rule.
    public var rule: Rule
    /// How bad.
    public var severity: Severity
    /// Where in the leaf file, if it is about a place.
    public var place: FilePlace?
    /// The setting's path, or `""`.
    public var setting: String
    /// One sentence.
    public var message: String

    /// Makes a finding.
    public init(rule: Rule, severity: Severity, place: FilePlace?, setting: String, message: String) {
        self.rule = rule
        self.severity = severity
        self.place = place
        self.setting = setting
        self.message = message
    }
}

extension LeafConfiguration {
    /// Longest time that an alarm with a period below an hour may look back, in minutes.
    public static let longestLookback = 1440

    /// What cannot work, before anything is measured, in the file's order.
    public var findings: [LintFinding] {
        var result = issues.map { issue -> LintFinding in
            switch issue.kind {
            case .overridden:
                LintFinding(
                    rule: .overriddenKey, severity: .warning, place: issue.place, setting: issue.path,
                    message: issue.message + ".")
            case .fromEnvironment:
                LintFinding(
                    rule: .valueFromEnvironment, severity: .note, place: issue.place, setting: issue.path,
                    message: issue.message + ".")
            default:
                LintFinding(
                    rule: .refusedByApp, severity: .error, place: issue.place, setting: issue.path,
                    message: issue.message + "; the app refuses the file.")
            }
        }
        result += periodFindings(
            minutesWithoutConnections, path: "Watchdog.MinutesWithoutConnections", minutesPerUnit: 1)
        result += periodFindings(
            durationHours, path: "Watchdog.InstanceLeftUp.DurationHours", minutesPerUnit: 60)
        if let value = threshold.value, value <= 0 {
            result.append(
                LintFinding(
                    rule: .thresholdNeverReached, severity: .warning, place: threshold.place,
                    setting: "Watchdog.Threshold",
                    message:
                        "Threshold \(value) is never reached: client traffic is above zero wherever it has a point."
                ))
        }
        // NetworkIn and the DNS hit are two of the ten.
        if volumes.count > 8 {
            result.append(
                LintFinding(
                    rule: .tooManyVolumes, severity: .error, place: nil, setting: "Volumes",
                    message:
                        "\(volumes.count) volumes make \(volumes.count + 2) metrics; an alarm may have ten."))
        }
        return result.sorted {
            ($0.place?.line ?? 0, $0.place?.column ?? 0, $0.rule.rawValue)
                < ($1.place?.line ?? 0, $1.place?.column ?? 0, $1.rule.rawValue)
        }
    }

    private func periodFindings(
        _ setting: FileSetting<Int>, path: String, minutesPerUnit: Int
    ) -> [LintFinding] {
        guard let value = setting.value else { return [] }
        let name = path.split(separator: ".").last ?? ""
        let (periods, overflow) = value.multipliedReportingOverflow(by: minutesPerUnit)
        if value == 0 {
            return [
                LintFinding(
                    rule: .noPeriods, severity: .error, place: setting.place, setting: path,
                    message: "\(name) 0 makes an alarm of 0 periods, which CloudFormation does not accept.")
            ]
        }
        guard overflow || periods > Self.longestLookback else { return [] }
        let most = Self.longestLookback / minutesPerUnit
        return [
            LintFinding(
                rule: .tooManyPeriods, severity: .error, place: setting.place, setting: path,
                message:
                    "\(name) \(value) makes \(overflow ? "too many" : "\(periods)") periods of a minute; "
                    + "CloudWatch takes 1440 at most, so \(name) may be \(most) at most.")
        ]
    }
}
