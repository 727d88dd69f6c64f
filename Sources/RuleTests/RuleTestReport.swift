public import CloudWatch
import LeafStack

/// The lists of a rule-test file.
public enum RuleTestKind: String, Codable, Hashable, Sendable, CaseIterable {
    /// One evaluation of one alarm.
    case alarms
    /// One metric-math expression.
    case math
    /// A leaf's rules over time.
    case leaves
    /// Whether CloudWatch accepts a configuration.
    case limits
}

/// One expectation that was not met, with everything that explains why.
public struct RuleTestCheck: Codable, Hashable, Sendable {
    /// What the test expects.
    public var expected: String
    /// What came out.
    public var actual: String
    /// When, for a leaf: `12m`.
    public var at: String?
    /// The rule of a leaf.
    public var rule: String?
    /// The evaluation range as `0 X -`, newest right.
    public var strip: String?
    /// The branch of the decision procedure that decided.
    public var branch: String?
    /// What decided, in a sentence.
    public var explanation: String?

    /// Makes a check.
    public init(
        expected: String, actual: String, at: String? = nil, rule: String? = nil, strip: String? = nil,
        branch: String? = nil, explanation: String? = nil
    ) {
        self.expected = expected
        self.actual = actual
        self.at = at
        self.rule = rule
        self.strip = strip
        self.branch = branch
        self.explanation = explanation
    }

    /// How many points breach among those that count: `2 of the newest 3 breach`, `1 of 2 real points breaches`.
    static func counts(_ slots: [Slot], evaluationPeriods: Int) -> String {
        let real = slots.filter { $0 != .missing }
        guard !real.isEmpty else { return "no real point" }
        let isEnough = real.count >= evaluationPeriods
        let breaching = real.suffix(max(0, isEnough ? evaluationPeriods : real.count)).count {
            $0 == .breaching
        }
        let verb = breaching == 1 ? "breaches" : "breach"
        return isEnough
            ? "\(breaching) of the newest \(evaluationPeriods) \(verb)"
            : "\(breaching) of \(real.count) real \(real.count == 1 ? "point" : "points") \(verb)"
    }

    /// All of it on one line.
    public var line: String {
        let subject = [at.map { "at \($0)" }, rule].compactMap { $0 }.joined(separator: " ")
        var parts = [(subject.isEmpty ? "" : subject + ": ") + "expected \(expected), got \(actual)"]
        if let strip { parts.append("range \(strip)") }
        if let explanation {
            parts.append((branch.map { "\($0): " } ?? "") + explanation)
        }
        return parts.joined(separator: " | ")
    }
}

/// A test that failed.
public struct RuleTestFailure: Codable, Hashable, Sendable {
    /// The test's name.
    public var name: String
    /// The list it stands in.
    public var list: RuleTestKind
    /// The file as the user gave it.
    public var file: String
    /// The line at which the test begins, from 1.
    public var line: Int
    /// The expectations that were not met; at least one.
    public var checks: [RuleTestCheck]

    /// Makes a failure.
    public init(name: String, list: RuleTestKind, file: String, line: Int, checks: [RuleTestCheck]) {
        self.name = name
        self.list = list
        self.file = file
        self.line = line
        self.checks = checks
    }

    /// The failure on one line.
    public var message: String {
        let more = checks.count > 1 ? " (and \(checks.count - 1) more)" : ""
        return "\(file):\(line): \(name): \(checks.first?.line ?? "")\(more)"
    }
}

/// The result of running rule tests.
public struct RuleTestReport: Codable, Hashable, Sendable {
    /// A file, or a part of one, that could not be read as tests.
    public struct Unreadable: Codable, Hashable, Sendable {
        /// The file as the user gave it.
        public var file: String
        /// Line, from 1.
        public var line: Int
        /// Column, from 1.
        public var column: Int
        /// Why.
        public var message: String

        /// Makes an entry.
        public init(file: String, line: Int, column: Int, message: String) {
            self.file = file
            self.line = line
            self.column = column
            self.message = message
        }
    }

    /// Tests that passed.
    public var passed = 0
    /// Tests that failed.
    public var failed = 0
    /// The tests that failed, in the order of the files.
    public var failures: [RuleTestFailure] = []
    /// What could not be read; the tests of such a file did not run.
    public var errors: [Unreadable] = []
    /// What hangs on questions that no source decides; `nil` unless it was asked for.
    public var sensitivity: Sensitivity?

    /// Makes an empty report.
    public init() {}

    /// Adds the outcome of one test.
    public mutating func add(_ failure: RuleTestFailure?) {
        if let failure {
            failed += 1
            failures.append(failure)
        } else {
            passed += 1
        }
    }

    /// Adds a file that cannot be read.
    public mutating func add(_ error: RuleTestFileError) {
        errors += error.issues.map {
            Unreadable(
                file: $0.place.file, line: $0.place.line, column: $0.place.column, message: $0.message)
        }
    }

    /// Runs the tests of some files once more under each other answer to what no source decides.
    public mutating func addSensitivity(of files: [RuleTestFile]) {
        sensitivity = Sensitivity(
            settings: EvaluationSettings(), questions: OpenQuestion.ofColumns,
            untried: Sensitivity.Untried.settings(
                of: OpenQuestion.statistics, because: "a test gives points, not samples")
                + Sensitivity.Untried.settings(
                    of: OpenQuestion.actions, because: "a test expects states, not runs of actions")
        ) { settings in
            files.reduce(into: [:]) { $0.merge($1.verdicts(settings: settings)) { $1 } }
        }
    }

    /// `3 passed, 1 failed`.
    public var summary: String { "\(passed) passed, \(failed) failed" }
}
