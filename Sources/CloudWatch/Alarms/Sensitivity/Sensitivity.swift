/// Which verdicts of an evaluation hang on a question that no source decides.
///
/// ```swift
/// let sensitivity = Sensitivity(settings: settings) { settings in
///     ["evening of the third": AlarmEvaluator(alarm: alarm, settings: settings).states(values: evening).last?.rawValue ?? ""]
/// }
/// ```
///
/// The evaluation is repeated once for each other answer; nothing else is changed with it.
public struct Sensitivity: Codable, Hashable, Sendable {
    /// A verdict that another answer changes.
    public struct Change: Codable, Hashable, Sendable {
        /// What was judged.
        public var name: String
        /// The verdict under the settings as they are; `nil` when there is none.
        public var verdict: String?
        /// The verdict under the other answer; `nil` when there is none.
        public var otherwise: String?
    }

    /// What one other answer does.
    public struct Answer: Codable, Hashable, Sendable {
        /// The setting, as a path into ``EvaluationSettings``.
        public var setting: String
        /// The other answer.
        public var alternative: String
        /// The question, for people.
        public var question: String
        /// The verdicts that change, by name; empty when none does.
        public var changes: [Change]
        /// Why nothing can be evaluated under this answer; `nil` when it can.
        public var error: String?
    }

    /// A question that was not tried, since nothing that is judged here can hang on it.
    public struct Untried: Codable, Hashable, Sendable {
        /// The setting, as a path into ``EvaluationSettings``.
        public var setting: String
        /// Why nothing can hang on it.
        public var reason: String

        /// Makes an entry.
        public init(setting: String, reason: String) {
            self.setting = setting
            self.reason = reason
        }

        /// The settings of some questions, each once, all for one reason.
        public static func settings(of questions: [OpenQuestion], because reason: String) -> [Untried] {
            var seen: Set<String> = []
            return questions.filter { seen.insert($0.setting).inserted }.map {
                Untried(setting: $0.setting, reason: reason)
            }
        }
    }

    /// Number of verdicts under the settings as they are.
    public var verdicts: Int
    /// Every answer that was tried.
    public var answers: [Answer]
    /// The questions that were not tried, with the reason.
    public var untried: [Untried]

    /// The answers that change a verdict, or make one impossible.
    public var decisive: [Answer] { answers.filter { !$0.changes.isEmpty || $0.error != nil } }

    /// Repeats an evaluation under every other answer.
    ///
    /// - Parameters:
    ///   - settings: the answers as they are taken.
    ///   - questions: what to try, by default ``OpenQuestion/all``.
    ///   - untried: what is left out, and why nothing can hang on it.
    ///   - evaluate: the verdicts by name under some settings.
    /// - Throws: what `evaluate` throws under `settings`; what it throws otherwise is an ``Answer/error``.
    public init<Failure: Error>(
        settings: EvaluationSettings, questions: [OpenQuestion] = OpenQuestion.all,
        untried: [Untried] = [],
        evaluate: (EvaluationSettings) throws(Failure) -> [String: String]
    ) throws(Failure) {
        let base = try evaluate(settings)
        verdicts = base.count
        self.untried = untried
        answers = questions.map { question in
            var answer = Answer(
                setting: question.setting, alternative: question.alternative, question: question.question,
                changes: [], error: nil)
            do {
                answer.changes = Self.changes(base, try evaluate(question.applied(to: settings)))
            } catch {
                answer.error = String(describing: error)
            }
            return answer
        }
    }

    private static func changes(_ base: [String: String], _ other: [String: String]) -> [Change] {
        Set(base.keys).union(other.keys).sorted().compactMap { name in
            base[name] == other[name] ? nil : Change(name: name, verdict: base[name], otherwise: other[name])
        }
    }
}
