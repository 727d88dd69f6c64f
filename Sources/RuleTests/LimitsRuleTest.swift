import CloudWatch
import Foundation
import LeafStack

/// Whether CloudWatch accepts a configuration, or a part of one.
struct LimitsRuleTest: Hashable, Sendable {
    private enum Verdict: String, CaseIterable {
        case valid
        case invalid
    }

    var alarm: RuleTestNode
    var expectsValid: Bool

    private static let keys = ["name", "alarm", "expect"]

    /// Reads a test; `nil` when something is wrong, which is then noted.
    static func read(_ node: RuleTestNode, with reader: inout RuleTestReader) -> (String, LimitsRuleTest?) {
        let fields = reader.fields(node, "a test", known: keys)
        let name = reader.name(fields, in: node)
        let alarm = reader.required("alarm", fields, in: node)
        if let alarm { _ = AlarmFields.read(alarm, with: &reader) }
        let expectNode = reader.required("expect", fields, in: node)
        if let expectNode, expectNode.isNull {
            reader.wrong(expectNode, "expect", expected: "valid or invalid")
        }
        let expected: Verdict? = reader.word(expectNode, "expect")
        guard let alarm, let expected else { return (name, nil) }
        return (name, LimitsRuleTest(alarm: alarm, expectsValid: expected == .valid))
    }

    /// Checks the limits; `nil` when the verdict is as expected.
    func failedCheck() -> RuleTestCheck? {
        let findings = findings
        guard findings.isEmpty != expectsValid else { return nil }
        return RuleTestCheck(
            expected: expectsValid ? "valid" : "invalid", actual: findings.isEmpty ? "valid" : "invalid",
            explanation: findings.isEmpty
                ? "no documented limit is broken" : findings.joined(separator: "; "))
    }

    /// What CloudWatch refuses, in words.
    private var findings: [String] {
        var properties: AlarmProperties
        do {
            properties = try JSONDecoder().decode(AlarmProperties.self, from: AlarmFields.json(alarm))
        } catch {
            return [Self.describe(error)]
        }
        // The default of a test, so that a fragment without Period is judged as one-minute periods.
        if properties.period == nil, properties.metrics == nil { properties.period = 60 }
        return properties.validate(isPartial: true).filter { $0.severity == .error }.map(\.description)
    }

    private static func describe(_ error: any Error) -> String {
        func path(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
            (context.codingPath + (key.map { [$0] } ?? []))
                .map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined().drop { $0 == "." }
                .description
        }
        switch error {
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            return "\(path(context)) has a value of the wrong type"
        case DecodingError.keyNotFound(let key, let context): return "\(path(context, key)) is missing"
        default: return "the properties cannot be read"
        }
    }
}
