import ArgumentParser
import Cost
import Foundation
import LeafStack
import Replay
import Reporting
import Templates
import Tuning

/// Everything that is worked out from one observed leaf, and its views.
struct LeafAnalysis {
    /// What was found out.
    var report: AnalysisReport
    /// What happened.
    var observation: Observation
    /// What its minutes were.
    var judged: JudgedMinutes
    /// What the recommendation was made from.
    var tuningInput: TuningInput
    /// How it was made.
    var tuningOptions: TuningOptions

    /// What its leaf file and inputs told.
    var loaded: LoadedLeaf

    /// Audits and tunes.
    ///
    /// A leaf without a known price still gets everything but the money.
    init(
        _ loaded: LoadedLeaf, observation: Observation, tuning: TuningFlags, book: PriceBook,
        auditing: AuditOptions, output: OutputOptions
    ) {
        self.loaded = loaded
        self.observation = observation
        judged = JudgedMinutes(observation)
        tuningInput = TuningInput(observation)
        tuningOptions = tuning.options
        let recommendation = output.working("trying thresholds and minutes") { [tuningInput, tuningOptions] in
            Recommender(options: tuningOptions).recommend(tuningInput)
        }
        var audit: AuditResult?
        var refusal: String?
        do {
            audit = try output.working("adding up what every minute cost") {
                [observation, judged] () throws(PriceError) in
                try Audit.run(observation, judged: judged, prices: book, options: auditing)
            }
        } catch {
            refusal = error.description
        }
        report = AnalysisReport(
            version: LeafwatchCommand.configuration.version, observation: observation, judged: judged,
            audit: audit, auditRefusal: refusal, recommendation: recommendation,
            findings: (loaded.configuration.findings + observation.findings).map(\.message),
            remarks: loaded.gathered.remarks)
    }

    /// The report as one self-contained page.
    func html(output: OutputOptions) throws -> String {
        try output.working("drawing the page") { try html(style: output.style) }
    }

    /// The report as one self-contained page, drawn in silence.
    func html(style: PresentationStyle) throws -> String {
        let page = ReportPage(
            report, observation: observation, classes: judged.classes, input: tuningInput,
            options: tuningOptions, style: style)
        return try HTMLPage(sha256Base64: { ContentHash.base64($0) }).render(page)
    }

    /// The files to deploy: none when nothing is recommended or the leaf file refuses the change.
    ///
    /// - Parameter path: the leaf file's path.
    /// - Returns: the files, and why there are none.
    func emittedFiles(leafPath path: String) throws -> (files: [EmittedFile], refusal: String?) {
        let recommendation = EmitRecommendation(report.recommendation)
        var deployment = LeafDeployment(leaf: report.leaf, gathered: loaded.gathered)
        deployment.hourlyPrice = report.audit.map { $0.costPerMinute.approximate * 60 }
        do {
            let files = try EmittedFiles.make(
                leafName: URL(fileURLWithPath: path).lastPathComponent,
                leafText: Array(CommandFile.contents(of: path, limit: 4 << 20)), deployment: deployment,
                wanted: recommendation.wanted)
            return (files, nil)
        } catch let refusal as LeafFileRefusal {
            return ([], "\(path): \(refusal)")
        }
    }
}
