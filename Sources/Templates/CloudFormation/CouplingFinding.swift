/// A rule between the values of a leaf's templates that does not hold.
public struct CouplingFinding: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The rules.
    public enum Rule: String, Hashable, Sendable, Codable, CaseIterable {
        /// The start function publishes 1 + `METRIC_THRESHOLD`; it must be the alarm's `Threshold`.
        case metricThreshold
        /// `METRIC_THRESHOLD` must be a text that a strict integer parser takes.
        case metricThresholdText
        /// `Period` x `EvaluationPeriods` must not exceed one day, or seven with periods of an hour or more.
        case evaluationRange
        /// An alarm judges at least one period.
        case evaluationPeriods
        /// Every metric of an alarm has the same period, and so has the divisor in `volumes_out`.
        case period
        /// Namespace, name, unit and dimensions of the DNS metric are the same where it is written and read.
        case dnsMetric
        /// Operator and treatment of missing data are those that Container Manager gives.
        case fixedProperties
        /// The activity alarm stops the instance, and the left-up alarm sends mail first.
        case actions
        /// Templates and leaf file belong together.
        case containerID
    }

    /// The rule.
    public var rule: Rule
    /// What is wrong, in words.
    public var message: String
    /// Whether deploying would fail or the watchdog would not work.
    public var isError: Bool

    /// Makes a finding.
    public init(_ rule: Rule, _ message: String, isError: Bool = true) {
        self.rule = rule
        self.message = message
        self.isError = isError
    }

    /// The message.
    public var description: String { message }
}

/// Checks the rules between the values of a leaf's templates.
enum CouplingRules {
    /// What does not hold; either template may be missing.
    static func findings(
        watchdog: WatchdogTemplate?, start: StartSystemTemplate?, containerID: String?
    ) -> [CouplingFinding] {
        var findings: [CouplingFinding] = []
        if let watchdog {
            findings +=
                range(watchdog.activity, "Container Activity") + range(watchdog.leftUp, "Instance Left Up")
            findings += fixed(watchdog)
        }
        if let start, start.threshold == nil {
            let text = start.variables["METRIC_THRESHOLD"]?.compact ?? "missing"
            findings.append(
                CouplingFinding(
                    .metricThresholdText, "METRIC_THRESHOLD is \(text): it must be a text of digits"))
        }
        if let watchdog, let start {
            if let written = start.threshold, let read = watchdog.activity["Threshold"]?.integer,
                written != read
            {
                let effect =
                    written < read
                    ? "a DNS query no longer keeps its minute from counting as idle"
                    : "it works, but the next synthesis makes them equal"
                findings.append(
                    CouplingFinding(
                        .metricThreshold,
                        "METRIC_THRESHOLD \(written) is not the alarm's Threshold \(read): \(effect)",
                        isError: written < read))
            }
            findings += metric(watchdog, start)
        }
        if let containerID { findings += identity(containerID, watchdog, start) }
        return findings
    }

    private static func range(_ alarm: JSONValue, _ name: String) -> [CouplingFinding] {
        guard let periods = alarm["EvaluationPeriods"]?.integer else { return [] }
        guard periods >= 1 else {
            return [CouplingFinding(.evaluationPeriods, "\(name): EvaluationPeriods \(periods) is below 1")]
        }
        guard let period = WatchdogTemplate.period(of: alarm) else {
            return [CouplingFinding(.period, "\(name): its metrics have different periods")]
        }
        let limit = period < 3_600 ? 86_400 : 604_800
        let (seconds, overflow) = periods.multipliedReportingOverflow(by: period)
        guard overflow || seconds > limit else { return [] }
        return [
            CouplingFinding(
                .evaluationRange,
                "\(name): \(periods) periods of \(period) s span more than \(limit / 86_400) day(s); deployment would fail"
            )
        ]
    }

    private static func fixed(_ watchdog: WatchdogTemplate) -> [CouplingFinding] {
        var findings: [CouplingFinding] = []
        func expect(_ alarm: JSONValue, _ name: String, _ key: String, _ value: JSONValue) {
            guard alarm[key] != value else { return }
            findings.append(
                CouplingFinding(
                    .fixedProperties,
                    "\(name): \(key) is \(alarm[key]?.compact ?? "missing"), not \(value.compact)",
                    isError: false))
        }
        expect(watchdog.activity, "Container Activity", "ComparisonOperator", "LessThanOrEqualToThreshold")
        expect(watchdog.activity, "Container Activity", "TreatMissingData", "missing")
        expect(watchdog.leftUp, "Instance Left Up", "ComparisonOperator", "GreaterThanOrEqualToThreshold")
        expect(watchdog.leftUp, "Instance Left Up", "TreatMissingData", "notBreaching")
        expect(watchdog.leftUp, "Instance Left Up", "Threshold", 0)
        if watchdog.stopActions(of: watchdog.activity).isEmpty {
            findings.append(CouplingFinding(.actions, "Container Activity: no action stops the instance"))
        }
        let left = watchdog.leftUp["AlarmActions"]?.elements ?? []
        if left.isEmpty || watchdog.stopActions(of: watchdog.leftUp).first == 0 {
            findings.append(
                CouplingFinding(.actions, "Instance Left Up: the first action is no mail", isError: false))
        }
        if let expression = watchdog.metric("volumes_out")?["Expression"]?.string,
            let period = WatchdogTemplate.period(of: watchdog.activity), !expression.hasSuffix("/\(period)")
        {
            findings.append(
                CouplingFinding(
                    .period, "volumes_out is \(EscapedText(expression)) with periods of \(period) s"))
        }
        return findings
    }

    private static func metric(_ watchdog: WatchdogTemplate, _ start: StartSystemTemplate)
        -> [CouplingFinding]
    {
        let read = watchdog.metric("dns_hit")?["MetricStat"] ?? .null
        let metric = read["Metric"] ?? .null
        var findings: [CouplingFinding] = []
        func compare(_ what: String, _ read: String?, _ written: String?) {
            guard read != written else { return }
            findings.append(
                CouplingFinding(
                    .dnsMetric,
                    "the DNS metric's \(what) is read as \(quoted(read)) and written as \(quoted(written)): no query would count"
                ))
        }
        compare("namespace", metric["Namespace"]?.string, start.variables["METRIC_NAMESPACE"]?.string)
        compare("name", metric["MetricName"]?.string, start.variables["METRIC_NAME"]?.string)
        compare("unit", read["Unit"]?.string, start.variables["METRIC_UNIT"]?.string)
        compare("dimensions", dimensions(read: metric), dimensions(written: start))
        if let allowed = start.allowedNamespace {
            compare("namespace (as the role allows it)", metric["Namespace"]?.string, allowed)
        }
        return findings
    }

    private static func dimensions(read metric: JSONValue) -> String? {
        (metric["Dimensions"]?.elements ?? [])
            .map { "\($0["Name"]?.string ?? "?")=\($0["Value"]?.string ?? "?")" }.sorted().joined(
                separator: ", ")
    }

    private static func dimensions(written start: StartSystemTemplate) -> String? {
        guard let text = start.variables["METRIC_DIMENSIONS"]?.string,
            let root = try? JSONReader.read(Array(text.utf8))
        else { return nil }
        return root.members.map { "\($0.key)=\($0.value.string ?? "?")" }.sorted().joined(separator: ", ")
    }

    private static func quoted(_ text: String?) -> String { text.map { "'\(EscapedText($0))'" } ?? "nothing" }

    private static func identity(
        _ containerID: String, _ watchdog: WatchdogTemplate?, _ start: StartSystemTemplate?
    ) -> [CouplingFinding] {
        let dimension = watchdog?.metric("dns_hit")?[
            JSONPointer(["MetricStat", "Metric", "Dimensions", "0", "Value"])]
        let tags = [
            watchdog?.activity["Tags"],
            start.flatMap { $0.document[WatchdogTemplate.property($0.functionID, "Tags")] },
        ].compactMap { $0 }.flatMap(\.elements).filter { $0["Key"]?.string == "ContainerId" }.map {
            $0["Value"]
        }
        let others = Set(([dimension] + tags).compactMap { $0?.string }.filter { $0 != containerID }).sorted()
        return others.map {
            CouplingFinding(
                .containerID, "the template is of the leaf '\(EscapedText($0))', not of '\(containerID)'")
        }
    }
}

extension WatchdogTemplate {
    /// The entry of the activity alarm's `Metrics` with an id.
    func metric(_ id: String) -> JSONValue? {
        activity["Metrics"]?.elements.first { $0["Id"]?.string == id }
    }
}

extension StartSystemTemplate {
    /// The namespace that the function's role may write to.
    var allowedNamespace: String? {
        for resource in AlarmFinder(document).resources
        where resource.value["Type"]?.string == "AWS::IAM::Policy" {
            let statements =
                resource.value[JSONPointer(["Properties", "PolicyDocument", "Statement"])]?.elements ?? []
            for statement in statements {
                let condition = statement[JSONPointer(["Condition", "StringEquals", "cloudwatch:namespace"])]
                if let namespace = condition?.string { return namespace }
            }
        }
        return nil
    }
}
