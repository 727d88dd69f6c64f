/// A question that no published source decides, with one other answer than the default's.
public struct OpenQuestion: Hashable, Sendable {
    /// The setting, as a path into ``EvaluationSettings``.
    public var setting: String
    /// The other answer.
    public var alternative: String
    /// The question, for people.
    public var question: String

    private let change: @Sendable (inout EvaluationSettings) -> Void

    init(
        _ setting: String, _ alternative: String, _ question: String,
        change: @escaping @Sendable (inout EvaluationSettings) -> Void
    ) {
        self.setting = setting
        self.alternative = alternative
        self.question = question
        self.change = change
    }

    /// How people name this answer: `decision.fewPoints=keep`.
    public var name: String { "\(setting)=\(alternative)" }

    /// The answer of a name, see ``name``; `nil` when there is none.
    public static func named(_ name: String) -> OpenQuestion? { all.first { $0.name == name } }

    /// Settings with this answer in place of theirs.
    public func applied(to settings: EvaluationSettings) -> EvaluationSettings {
        var settings = settings
        change(&settings)
        return settings
    }

    /// Equal when they give the same answer to the same question.
    public static func == (left: OpenQuestion, right: OpenQuestion) -> Bool {
        left.setting == right.setting && left.alternative == right.alternative
    }

    /// Hashes question and answer.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(setting)
        hasher.combine(alternative)
    }
}

extension OpenQuestion {
    /// Every question with each of its other answers.
    public static var all: [OpenQuestion] { evaluation + arrival + statistics + metricMath + actions }

    /// The questions that can matter where one value a minute is judged and actions are not.
    public static var ofColumns: [OpenQuestion] { evaluation + arrival + metricMath }

    /// How many points are fetched, and what few of them mean.
    public static let evaluation: [OpenQuestion] = [
        OpenQuestion("evaluationRange", "N+2", "How many periods does an evaluation fetch?") {
            $0.evaluationRange = .extra(2)
        },
        OpenQuestion("evaluationRange", "N+10", "How many periods does an evaluation fetch?") {
            $0.evaluationRange = .extra(10)
        },
        OpenQuestion("cutsRangeAtLimit", "true", "Does the fetched range end at a day, or a week?") {
            $0.cutsRangeAtLimit = true
        },
        OpenQuestion(
            "decision.fewPoints", "keep", "Too few real points to alarm: OK, or the state as it was?"
        ) {
            $0.decision.fewPoints = .keep
        },
        OpenQuestion(
            "decision.earlyBreaching", "age",
            "Under breaching, must the oldest breaching point be M periods old?"
        ) { $0.decision.earlyBreaching = .age },
        OpenQuestion(
            "decision.ignoreWithEnoughBreaching", "keep",
            "Under ignore, do M breaching points among fewer than N alarm?"
        ) { $0.decision.ignoreWithEnoughBreaching = .keep },
        OpenQuestion(
            "decision.prematureInWallClock", "false", "Do premature alarms exist in wall clock windows?"
        ) { $0.decision.prematureInWallClock = false },
    ]

    /// When data can be seen.
    public static let arrival: [OpenQuestion] = [
        OpenQuestion("arrivalDelay", "+60", "How late do samples arrive?") { $0.arrivalDelay += 60 },
        OpenQuestion("arrivalDelay", "+120", "How late do samples arrive?") { $0.arrivalDelay += 120 },
        OpenQuestion(
            "evaluationOffset", "+60", "Does the service evaluate data that are older than the clock says?"
        ) {
            $0.evaluationOffset += 60
        },
    ]

    /// Percentiles and trimmed statistics.
    public static let statistics: [OpenQuestion] = [
        OpenQuestion(
            "statistics.interpolation", "nearestRank", "How is a percentile between two samples read?"
        ) {
            $0.statistics.interpolation = .nearestRank
        },
        OpenQuestion("statistics.trimming", "fractionalRanks", "Do percentages trim whole samples?") {
            $0.statistics.trimming = .fractionalRanks
        },
        OpenQuestion(
            "lowSamples.scope", "wholeWindow", "Are few samples counted by point, or over the window?"
        ) {
            $0.lowSamples.scope = .wholeWindow
        },
        OpenQuestion("lowSamples.includesTrimmed", "true", "Do few samples hold trimmed statistics too?") {
            $0.lowSamples.includesTrimmed = true
        },
    ]

    /// Metric math.
    public static let metricMath: [OpenQuestion] = [
        OpenQuestion("math.bothMissing", "zero", "An operator on two series of which neither has a point?") {
            $0.math.bothMissing = .zero
        },
        OpenQuestion("math.scalarWithMissing", "zero", "An operator on a number and a missing point?") {
            $0.math.scalarWithMissing = .zero
        },
        OpenQuestion("math.notFinite", "zero", "Overflow, or a logarithm of 0?") {
            $0.math.notFinite = .zero
        },
        OpenQuestion("math.powerAssociation", "left", "Is a^b^c (a^b)^c?") {
            $0.math.powerAssociation = .left
        },
        OpenQuestion("math.negationBeforePower", "true", "Is -2^2 four?") {
            $0.math.negationBeforePower = true
        },
        OpenQuestion("math.pairsArrays", "true", "Do arrays combine member by member?") {
            $0.math.pairsArrays = true
        },
        OpenQuestion("math.ifElseMissing", "noPoint", "IF, false, with a second series that lacks the point?")
        {
            $0.math.ifElseMissing = .noPoint
        },
        OpenQuestion(
            "math.ifElseMissingWithNumber", "zero",
            "IF, false, with a number first and a second series that lacks the point?"
        ) { $0.math.ifElseMissingWithNumber = .zero },
        OpenQuestion("math.fillSeriesMissing", "zero", "FILL with a series that lacks the point too?") {
            $0.math.fillSeriesMissing = .zero
        },
        OpenQuestion("math.numberWithoutValue", "zero", "Is a number without a value, such as x/0, 0?") {
            $0.math.numberWithoutValue = .zero
        },
        OpenQuestion("math.sliceOfOneIsSeries", "true", "Is SLICE of one series a series?") {
            $0.math.sliceOfOneIsSeries = true
        },
        OpenQuestion("math.deviationCountsGaps", "true", "Do gaps count as 0 in STDDEV of an array?") {
            $0.math.deviationCountsGaps = true
        },
        OpenQuestion("math.averageCountsGaps", "true", "Do gaps count in AVG of one series?") {
            $0.math.averageCountsGaps = true
        },
        OpenQuestion("math.sampleDeviation", "true", "Does STDDEV divide by n - 1?") {
            $0.math.sampleDeviation = true
        },
        OpenQuestion("math.extremesCountGaps", "true", "Do gaps count as 0 in MIN and MAX of an array?") {
            $0.math.extremesCountGaps = true
        },
        OpenQuestion("math.emptyArrayPoint", "zero", "AVG of an array of which no series has a point?") {
            $0.math.emptyArrayPoint = .zero
        },
        OpenQuestion("math.runningSumFillsGaps", "true", "Does RUNNING_SUM go on over a gap?") {
            $0.math.runningSumFillsGaps = true
        },
        OpenQuestion("math.fillEdge", "nearest", "FILL where only one side of a gap is known?") {
            $0.math.fillEdge = .nearest
        },
        OpenQuestion("math.sortReversesTies", "true", "In which order does SORT put equals?") {
            $0.math.sortReversesTies = true
        },
        OpenQuestion("math.acceptsScalarEntries", "false", "May an entry be a number?") {
            $0.math.acceptsScalarEntries = false
        },
    ]

    /// Repeated and held actions.
    public static let actions: [OpenQuestion] = [
        OpenQuestion(
            "actions.repetition", "everyEvaluation",
            "How often does an hourly alarm repeat its scaling action?"
        ) { $0.actions.repetition = .everyEvaluation },
        OpenQuestion("actions.runsHeldActions", "false", "Do actions run that a mute rule held?") {
            $0.actions.runsHeldActions = false
        },
        OpenQuestion(
            "actions.extensionEndRunsUnchanged", "true",
            "Does the end of an extension run actions when nothing had changed?"
        ) { $0.actions.extensionEndRunsUnchanged = true },
    ]
}
