/// A CloudFormation template as text: its value, and edits of the text by place.
protocol TemplateText: Sendable {
    /// The bytes.
    var bytes: [UInt8] { get }
    /// The document; short forms of intrinsics (`!Ref x`) as their long forms (`{"Ref": "x"}`).
    var value: JSONValue { get }
    /// The replacements in the text that make the changes.
    func splices(for operations: [TemplateOperation]) throws(TemplateProblem) -> [TextSplice]
}

extension TemplateText {
    /// The text after changes, read again: it must be the document after the same changes by value.
    func edited(
        _ operations: [TemplateOperation], reading: ([UInt8]) throws(TemplateProblem) -> any TemplateText
    )
        throws(TemplateProblem) -> [UInt8]
    {
        guard let edited = try splices(for: operations).applied(to: bytes),
            let wanted = value.applying(operations)
        else { throw TemplateProblem(.readBack) }
        guard try reading(edited).value == wanted else { throw TemplateProblem(.readBack) }
        return edited
    }
}

/// Why a template or assembly is not patched.
public struct TemplateProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The text is not JSON.
        case json(JSONTextError)
        /// The text is not YAML, in the parser's words.
        case yaml(String)
        /// No resource, or more than one, can be the one that is sought; the ways of finding it and what they found.
        case ambiguous(resource: String, found: [String])
        /// A value that should be written plainly is an intrinsic or missing.
        case notPlain(pointer: String, found: String)
        /// The wanted time is no whole number of the alarm's periods.
        case remainder(seconds: Int, period: Int)
        /// The wanted value cannot be deployed.
        case unusable(UnusableSetting)
        /// The wanted value breaks a rule between the two templates.
        case coupling(CouplingFinding)
        /// The file is needed and not there.
        case missingFile(String)
        /// A reference to content is not what it should be before the patch.
        case inconsistent(what: String, found: String, expected: String)
        /// The assembly has no stack, or more than one, of the leaf.
        case noStack(String)
        /// The layout of the text is one that edits do not cover.
        case layout(String)
        /// The edited text did not read back as wanted; a defect of leafwatch, and nothing was written.
        case readBack
    }

    /// What is wrong.
    public var reason: Reason
    /// The file, if it is about one.
    public var file: String

    /// Makes a problem.
    public init(_ reason: Reason, file: String = "") {
        self.reason = reason
        self.file = file
    }

    /// The same problem in a file.
    func inFile(_ file: String) -> TemplateProblem {
        TemplateProblem(reason, file: self.file.isEmpty ? file : self.file)
    }

    /// One sentence for people.
    public var description: String {
        (file.isEmpty ? "" : EscapedText(file, limit: 300).description + ": ") + problem
    }

    private var problem: String {
        switch reason {
        case .json(let error): error.description
        case .yaml(let problem): "not YAML: \(problem)"
        case .ambiguous(let resource, let found):
            found.isEmpty
                ? "no \(resource) in it" : "which is the \(resource)? \(found.joined(separator: "; "))"
        case .notPlain(let pointer, let found):
            "\(pointer) is \(found), not a plain value that could be changed"
        case .remainder(let seconds, let period):
            "\(seconds) s are no whole number of the alarm's periods of \(period) s"
        case .unusable(let problem): problem.description
        case .coupling(let finding): finding.description
        case .missingFile(let name): "\(EscapedText(name, limit: 300)) is needed and not there"
        case .inconsistent(let what, let found, let expected):
            "\(what) is \(EscapedText(found)) but the content gives \(expected): the assembly is already inconsistent, synthesize it again"
        case .noStack(let problem): problem
        case .layout(let problem): problem
        case .readBack:
            "the edited text did not read back as wanted; nothing was changed (please report this)"
        }
    }
}
