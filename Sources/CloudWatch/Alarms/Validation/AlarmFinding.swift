/// One thing about an alarm that CloudWatch refuses, or accepts although it will not work as meant.
public struct AlarmFinding: Codable, Hashable, Sendable {
    /// How bad it is.
    public enum Severity: String, Codable, Hashable, Sendable, CaseIterable {
        /// CloudWatch refuses the alarm.
        case error
        /// CloudWatch accepts it, but it probably is not meant.
        case warning
    }

    /// The documented rules.
    public enum Rule: String, Codable, Hashable, Sendable, CaseIterable {
        /// A property that CloudWatch requires is absent.
        case required
        /// Not one of the values of an enumeration.
        case unknownValue
        /// A number, a length or a count outside its bounds.
        case outOfBounds
        /// `Period` is not 10, 20, 30 or a multiple of 60.
        case period
        /// `Period` times `EvaluationPeriods` is too long.
        case evaluatedTime
        /// `DatapointsToAlarm` above `EvaluationPeriods`.
        case datapointsAboveEvaluation
        /// Two properties that exclude one another.
        case exclusive
        /// A text that cannot be read as what it should be.
        case syntax
        /// The same `Id` twice.
        case duplicate
        /// Not exactly one entry returns data.
        case returnedSeries
        /// Metrics of different periods in one alarm.
        case periodsDiffer
        /// `SEARCH` in an alarm's expression.
        case search
        /// An action that this kind of alarm cannot have.
        case action
        /// An operator and a threshold that do not go together.
        case operatorAndThreshold
        /// A setting that has no effect here.
        case withoutEffect
    }

    /// The rule.
    public var rule: Rule
    /// Refused or only noteworthy.
    public var severity: Severity
    /// The property by its CloudWatch name, with its place in lists: `Metrics[2].Expression`.
    public var property: String
    /// What was found.
    public var value: String
    /// What CloudWatch accepts.
    public var limit: String

    /// Makes a finding.
    public init(
        _ rule: Rule, severity: Severity = .error, property: String, value: String, limit: String
    ) {
        self.rule = rule
        self.severity = severity
        self.property = property
        self.value = value
        self.limit = limit
    }
}

extension AlarmFinding: CustomStringConvertible {
    /// `EvaluationPeriods is 86460 s: at most 86400 s`.
    public var description: String { "\(property) is \(value): \(limit)" }
}
