/// The watchdog's template: the alarms' settings and where they stand.
struct WatchdogTemplate {
    /// The document.
    let document: JSONValue
    /// Logical id of the activity alarm.
    let activityID: String
    /// Logical id of the left-up alarm.
    let leftUpID: String

    /// Finds the alarms.
    init(_ document: JSONValue) throws(TemplateProblem) {
        self.document = document
        let finder = AlarmFinder(document)
        activityID = try finder.alarm(.activity)
        leftUpID = try finder.alarm(.leftUp)
    }

    /// Whether a document is a watchdog's template.
    static func matches(_ document: JSONValue) -> Bool {
        let finder = AlarmFinder(document)
        return finder.has(.activity) || finder.has(.leftUp)
    }

    /// Place of a property of a resource.
    static func property(_ id: String, _ path: String...) -> JSONPointer {
        JSONPointer(["Resources", id, "Properties"] + path)
    }

    /// The properties of the activity alarm.
    var activity: JSONValue { document[WatchdogTemplate.property(activityID)] ?? .null }
    /// The properties of the left-up alarm.
    var leftUp: JSONValue { document[WatchdogTemplate.property(leftUpID)] ?? .null }

    /// The period of an alarm in seconds, which every metric of it shares.
    static func period(of alarm: JSONValue) -> Int? {
        let periods = Set(
            (alarm["Metrics"]?.elements ?? []).compactMap { $0["MetricStat"]?["Period"]?.integer })
        return periods.count == 1 ? periods.first : nil
    }

    /// Logical ids of scaling policies in the template.
    private var policies: Set<String> {
        Set(
            AlarmFinder(document).resources.filter {
                $0.value["Type"]?.string == "AWS::AutoScaling::ScalingPolicy"
            }.map(\.key))
    }

    /// Indices of the actions of an alarm that stop the instance: references to a scaling policy of the template.
    func stopActions(of alarm: JSONValue) -> [Int] {
        let policies = policies
        return (alarm["AlarmActions"]?.elements ?? []).enumerated().filter { _, action in
            action["Ref"]?.string.map { policies.contains($0) } == true
        }.map(\.offset)
    }

    /// The settings that the template holds.
    var settings: [WatchdogSetting: LeafSettingValue] {
        var settings: [WatchdogSetting: LeafSettingValue] = [:]
        settings[.threshold] = activity["Threshold"]?.integer.map { .integer($0) }
        settings[.minutesWithoutConnections] = count(of: activity, unit: 60).map { .integer($0) }
        settings[.durationHours] = count(of: leftUp, unit: 3_600).map { .integer($0) }
        settings[.shouldStop] = .boolean(!stopActions(of: leftUp).isEmpty)
        return settings
    }

    /// The time an alarm's periods span, in units of so many seconds, if it is whole.
    private func count(of alarm: JSONValue, unit: Int) -> Int? {
        guard let periods = alarm["EvaluationPeriods"]?.integer,
            let period = WatchdogTemplate.period(of: alarm)
        else {
            return nil
        }
        let (seconds, overflow) = periods.multipliedReportingOverflow(by: period)
        return !overflow && seconds % unit == 0 ? seconds / unit : nil
    }

    /// The changes that bring wanted settings into the template.
    func operations(for wanted: WantedSettings) throws(TemplateProblem) -> [TemplateOperation] {
        if let problem = wanted.problem { throw TemplateProblem(.unusable(problem)) }
        var operations: [TemplateOperation] = []
        if let threshold = wanted.threshold {
            operations += try number(threshold, at: WatchdogTemplate.property(activityID, "Threshold"))
        }
        if case .integer(let minutes)? = wanted.templateValue(.minutesWithoutConnections) {
            operations += try periods(seconds: minutes * 60, of: activity, activityID)
        }
        if case .integer(let hours)? = wanted.templateValue(.durationHours) {
            operations += try periods(seconds: hours * 3_600, of: leftUp, leftUpID)
        }
        if case .boolean(let shouldStop)? = wanted.templateValue(.shouldStop) {
            operations += try stop(shouldStop)
        }
        return operations
    }

    private func number(_ value: Int, at pointer: JSONPointer) throws(TemplateProblem) -> [TemplateOperation]
    {
        guard let before = document[pointer], before.integer != nil else {
            throw TemplateProblem(
                .notPlain(pointer: pointer.description, found: document[pointer]?.compact ?? "missing"))
        }
        guard before.integer != value else { return [] }
        return [TemplateOperation(pointer: pointer, change: .replace(.integer(value)), before: before)]
    }

    private func periods(seconds: Int, of alarm: JSONValue, _ id: String) throws(TemplateProblem)
        -> [TemplateOperation]
    {
        guard let period = WatchdogTemplate.period(of: alarm), period > 0 else {
            let pointer = WatchdogTemplate.property(id, "Metrics")
            throw TemplateProblem(
                .notPlain(pointer: pointer.description, found: "without one Period for all metrics"))
        }
        guard seconds % period == 0 else {
            throw TemplateProblem(.remainder(seconds: seconds, period: period))
        }
        return try number(seconds / period, at: WatchdogTemplate.property(id, "EvaluationPeriods"))
    }

    private func stop(_ shouldStop: Bool) throws(TemplateProblem) -> [TemplateOperation] {
        let pointer = WatchdogTemplate.property(leftUpID, "AlarmActions")
        let present = stopActions(of: leftUp)
        guard shouldStop != !present.isEmpty else { return [] }
        let actions = document[pointer] ?? .null
        guard shouldStop else {
            return present.reversed().map { index in
                TemplateOperation(
                    pointer: pointer.appending(String(index)), change: .remove,
                    before: actions.elements[index])
            }
        }
        guard case .array = actions, let index = stopActions(of: activity).first,
            let action = activity["AlarmActions"]?.elements[index]
        else { throw TemplateProblem(.notPlain(pointer: pointer.description, found: actions.compact)) }
        return [TemplateOperation(pointer: pointer, change: .append(action), before: actions)]
    }
}

/// The template of the function that starts the instance on a DNS query.
struct StartSystemTemplate {
    /// The document.
    let document: JSONValue
    /// Logical id of the function.
    let functionID: String

    /// Finds the function.
    init(_ document: JSONValue) throws(TemplateProblem) {
        self.document = document
        functionID = try AlarmFinder(document).startFunction()
    }

    /// Whether a document is the start function's template.
    static func matches(_ document: JSONValue) -> Bool { !AlarmFinder(document).startFunctions.isEmpty }

    /// The variables of the function.
    var variables: JSONValue {
        document[WatchdogTemplate.property(functionID, "Environment", "Variables")] ?? .null
    }

    /// `METRIC_THRESHOLD` as a strict integer parser reads it: a text of digits.
    var threshold: Int? {
        guard let text = variables["METRIC_THRESHOLD"]?.string,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D })
        else { return nil }
        return Int(text)
    }

    /// The changes that bring a wanted threshold into the template.
    func operations(for wanted: WantedSettings) throws(TemplateProblem) -> [TemplateOperation] {
        guard let wantedThreshold = wanted.threshold else { return [] }
        let pointer = WatchdogTemplate.property(functionID, "Environment", "Variables", "METRIC_THRESHOLD")
        let text = JSONValue.string(String(wantedThreshold))
        switch document[pointer] {
        case text?: return []
        case .string(let before)?:
            return [TemplateOperation(pointer: pointer, change: .replace(text), before: .string(before))]
        case .integer(let before)?:
            return [TemplateOperation(pointer: pointer, change: .replace(text), before: .integer(before))]
        case let other:
            throw TemplateProblem(.notPlain(pointer: pointer.description, found: other?.compact ?? "missing"))
        }
    }
}

extension WantedSettings {
    /// The value a template shall have: an absent key means its default.
    func templateValue(_ setting: WatchdogSetting) -> LeafSettingValue? {
        switch action(on: setting) {
        case .keep: nil
        case .set(let value): value
        case .absent: setting.defaultValue
        }
    }
}
