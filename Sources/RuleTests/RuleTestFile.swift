public import CloudWatch
import LeafStack

/// The tests of one file, ready to run.
///
/// ```swift
/// let file = try RuleTestFile(reading: bytes, file: "tests.yaml") { try read(path: $0) }
/// var report = RuleTestReport()
/// file.run(into: &report)
/// ```
public struct RuleTestFile: Hashable, Sendable {
    /// A test of any list.
    private enum Test: Hashable, Sendable {
        case alarm(AlarmRuleTest)
        case math(MathRuleTest)
        case leaf(LeafRuleTest)
        case limits(LimitsRuleTest)

        var kind: RuleTestKind {
            switch self {
            case .alarm: .alarms
            case .math: .math
            case .leaf: .leaves
            case .limits: .limits
            }
        }

        func failedChecks(_ settings: EvaluationSettings) -> [RuleTestCheck] {
            switch self {
            case .alarm(let test): test.failedCheck(settings: settings).map { [$0] } ?? []
            case .math(let test): test.failedCheck(settings: settings).map { [$0] } ?? []
            case .leaf(let test): test.failedChecks(settings: settings)
            case .limits(let test): test.failedCheck().map { [$0] } ?? []
            }
        }

        /// What comes out, by what is asked within the test.
        func verdicts(_ settings: EvaluationSettings) -> [String: String] {
            switch self {
            case .alarm(let test): return ["": test.decision(settings: settings).state.rawValue]
            case .math(let test):
                do {
                    return ["": ExpectedMath.text(try test.result(settings: settings), limit: .max)]
                } catch {
                    return ["": "an error: \(error.reason)"]
                }
            case .leaf(let test): return test.verdicts(settings: settings)
            case .limits: return [:]
            }
        }
    }

    private struct Entry: Hashable, Sendable {
        var name: String
        var line: Int
        var test: Test
    }

    /// The file's name as the user gave it.
    public let file: String
    private let entries: [Entry]

    /// Number of tests.
    public var count: Int { entries.count }

    /// Reads a file's bytes.
    ///
    /// - Parameters:
    ///   - bytes: YAML, and so JSON too, in UTF-8.
    ///   - file: the file's name, for messages.
    ///   - limits: how much the file may hold.
    ///   - readLeaf: gives the bytes of a leaf file by the path that a test names.
    /// - Throws: ``RuleTestFileError`` with everything that is wrong; no test of such a file runs.
    public init(
        reading bytes: some Collection<UInt8>, file: String, limits: RuleTestLimits = RuleTestLimits(),
        readLeaf: (String) throws -> [UInt8]
    ) throws(RuleTestFileError) {
        let root: RuleTestNode
        do throws(RuleTestIssue) {
            root = try RuleTestDocument.root(of: bytes, file: file, limits: limits)
        } catch {
            throw RuleTestFileError([error])
        }
        var reader = RuleTestReader(limits: limits)
        let lists = reader.fields(root, "the file", known: RuleTestKind.allCases.map(\.rawValue))
        var entries: [Entry] = []
        for kind in RuleTestKind.allCases {
            guard let node = lists[kind.rawValue], !node.isNull else { continue }
            guard let items = node.list else {
                reader.wrong(node, kind.rawValue, expected: "a list of tests")
                continue
            }
            for item in items {
                let (name, test) = Self.read(item, kind, with: &reader, readLeaf: readLeaf)
                if let test { entries.append(Entry(name: name, line: item.place.line, test: test)) }
            }
        }
        if entries.isEmpty, reader.issues.isEmpty {
            reader.note(.noTests, FilePlace(file: file, line: 1, column: 1))
        }
        guard reader.issues.isEmpty else {
            throw RuleTestFileError(
                reader.issues.sorted { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) })
        }
        self.file = file
        self.entries = entries.sorted { $0.line < $1.line }
    }

    private static func read(
        _ node: RuleTestNode, _ kind: RuleTestKind, with reader: inout RuleTestReader,
        readLeaf: (String) throws -> [UInt8]
    ) -> (String, Test?) {
        switch kind {
        case .alarms:
            let (name, test) = AlarmRuleTest.read(node, with: &reader)
            return (name, test.map(Test.alarm))
        case .math:
            let (name, test) = MathRuleTest.read(node, with: &reader)
            return (name, test.map(Test.math))
        case .leaves:
            let (name, test) = LeafRuleTest.read(node, with: &reader, readFile: readLeaf)
            return (name, test.map(Test.leaf))
        case .limits:
            let (name, test) = LimitsRuleTest.read(node, with: &reader)
            return (name, test.map(Test.limits))
        }
    }

    /// What every test comes to under some settings, by the file's and the test's name, whatever it expects.
    ///
    /// Tests of limits are left out: nothing about them is open.
    public func verdicts(settings: EvaluationSettings) -> [String: String] {
        var verdicts: [String: String] = [:]
        for entry in entries {
            for (part, verdict) in entry.test.verdicts(settings) {
                verdicts["\(file): \(entry.name)" + (part.isEmpty ? "" : " \(part)")] = verdict
            }
        }
        return verdicts
    }

    /// Runs every test and adds its outcome to a report.
    ///
    /// - Parameters:
    ///   - report: gets the outcomes.
    ///   - settings: the rules that no source decides.
    public func run(into report: inout RuleTestReport, settings: EvaluationSettings = EvaluationSettings()) {
        for entry in entries {
            let checks = entry.test.failedChecks(settings)
            report.add(
                checks.isEmpty
                    ? nil
                    : RuleTestFailure(
                        name: entry.name, list: entry.test.kind, file: file, line: entry.line,
                        checks: checks))
        }
    }
}
