public import ArgumentParser
import Foundation
import LeafStack
import Replay
import Reporting
public import Templates
import Tuning

/// Carries recommended numbers into the files that people deploy.
struct EmitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emit",
        abstract: "Write recommended settings into leaf files and templates, and nothing else.",
        discussion: """
            Without a mode it prints a plan: one line a setting and a diff. --check exits 1 when a file is stale; --write \
            writes, all files or none.

              leafwatch emit FOLDER --leaf LEAF.yaml                     plan from data
              leafwatch emit --report OUT/report.json --leaf LEAF.yaml --write --comment
              leafwatch emit --leaf LEAF.yaml --threshold 7100 --force --assembly cdk.out --write
              leafwatch emit --report OUT/report.json --leaf LEAF.yaml --dashboard grafana --output board.json
            """)

    @Argument(help: ArgumentHelp("Files and folders to make the recommendation from.", valueName: "path"))
    var paths: [String] = []

    @Option(help: ArgumentHelp("Make the recommendation from this embedded history.", valueName: "file"))
    var archive: String?

    @Option(
        help: ArgumentHelp(
            "Take the recommendation from a report.json, or from what `recommend --format json` printed.",
            valueName: "file"))
    var report: String?

    @Option(
        help: ArgumentHelp(
            "The query file that names the ids of metric exports (default: queries.json beside them).",
            valueName: "file"))
    var queries: String?

    @Flag(help: "Treat anything that cannot be read as an error.")
    var strict = false

    @OptionGroup var leaf: LeafOptions
    @OptionGroup(title: "Values by hand") var explicit: ExplicitSettings

    @Option(help: ArgumentHelp("Also patch this synthesised assembly (cdk.out).", valueName: "folder"))
    var assembly: String?

    @Option(
        help: ArgumentHelp("Also patch this single template, JSON or YAML; repeatable.", valueName: "file"))
    var template: [String] = []

    @Option(
        help: ArgumentHelp(
            "Also write parameters, alarm inputs, a stand-alone template, JSON patches and dashboards here.",
            valueName: "folder"))
    var out: String?

    @Option(help: "Only print a dashboard: cloudwatch or grafana.")
    var dashboard: Dashboard?

    @Flag(help: "Exit with status 1 when a file is not as it shall be.")
    var check = false

    @Flag(help: "Write the files.")
    var write = false

    @Flag(help: "Keep what was there before as NAME.bak.")
    var backup = false

    @Flag(help: "Write a line of evidence as a comment above each changed value of the leaf file.")
    var comment = false

    @Option(help: ArgumentHelp("Change only these settings; repeatable.", valueName: "setting"))
    var only: [WatchdogSetting] = []

    @OptionGroup(title: "The account") var deployment: DeploymentOptions
    @OptionGroup(title: "Tuning") var tuning: TuningFlags
    @OptionGroup(title: "Who was connected") var labels: LabelOptions
    @OptionGroup(title: "Reading") var reading: ReadingOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    mutating func validate() throws {
        let sources = [!paths.isEmpty, archive != nil, report != nil].count { $0 }
        if sources > 1 { throw ValidationError("give one source: paths, --archive or --report") }
        if sources == 0, !explicit.isGiven {
            throw ValidationError(
                "give paths, --archive or --report to recommend from, or values with --force")
        }
        if labels.isGiven, paths.isEmpty, archive == nil {
            throw ValidationError("--idle and --connected go with paths or --archive")
        }
        if check, write { throw ValidationError("--check only looks, --write writes; give one of them") }
        if backup, !write { throw ValidationError("--backup goes with --write") }
    }

    func run() throws {
        let configuration = try leaf.configuration()
        if let issue = configuration.issues.first(where: \.isRefusedByApp) {
            throw CommandFailure(
                .data, "\(issue.place): \(issue.message)",
                hint: "Container Manager refuses this file; `leafwatch lint \(leaf.leaf)` lists everything")
        }
        let source = try recommendation(for: configuration)
        var wanted = source.recommendation.wanted
        explicit.apply(to: &wanted)
        restrict(&wanted)
        if let problem = wanted.problem { throw CommandFailure(.usage, problem.description) }
        let draft = EmitDraft(
            leafPath: leaf.leaf, configuration: configuration, wanted: wanted,
            evidence: source.recommendation.evidence, comment: comment)
        if let dashboard {
            let known = try known(configuration, source.observed)
            return try output.write(
                text: dashboard.body(of: known, recommended: wanted.applied(to: known.present)))
        }
        try finish(draft, source)
    }

    private func finish(_ draft: EmitDraft, _ source: Source) throws {
        var draft = draft
        try draft.addLeaf()
        if let assembly { try draft.addAssembly(assembly) }
        for path in template { try draft.addTemplate(path) }
        if let out {
            try draft.addTargets(to: out, try known(draft.configuration, source.observed), creating: write)
        }
        draft.plan.refused = source.recommendation.refused.filter { !explicit.names.contains($0.setting) }.map
        { refused in
            .init(
                setting: refused.setting,
                reason: [refused.reason, refused.needs].compactMap { $0 }.joined(separator: "; "))
        }
        if write {
            try draft.write(backup: backup)
        }
        try output.write(draft.plan)
        if check, draft.plan.isStale { throw ExitStatus.finding.code }
    }

    // MARK: - Sources

    /// A recommendation and, if it was made from data, what was observed.
    private struct Source {
        var recommendation: EmitRecommendation
        var observed: GatheredHistory?
    }

    private func recommendation(for configuration: LeafConfiguration) throws -> Source {
        if let report { return Source(recommendation: try EmitRecommendation(file: report)) }
        guard archive != nil || !paths.isEmpty else { return Source(recommendation: EmitRecommendation()) }
        // Every option is set: reading one that the parser did not fill would trap.
        var input = InputOptions()
        input.paths = paths
        input.archive = archive
        input.queries = queries
        input.strict = strict
        let loaded = try input.load(
            configuration, reading: reading, output: output, application: deployment.application)
        let observation = loaded.observation(labels: labels, output: output)
        let result = output.working("trying thresholds and minutes") {
            Recommender(options: tuning.options).recommend(TuningInput(observation))
        }
        return Source(recommendation: EmitRecommendation(result), observed: loaded.gathered)
    }

    private func restrict(_ wanted: inout WantedSettings) {
        guard !only.isEmpty else { return }
        if !only.contains(.threshold) { wanted.threshold = nil }
        if !only.contains(.minutesWithoutConnections) { wanted.minutesWithoutConnections = .keep }
        if !only.contains(.durationHours) { wanted.durationHours = .keep }
        if !only.contains(.shouldStop) { wanted.shouldStop = .keep }
    }

    private func known(_ configuration: LeafConfiguration, _ observed: GatheredHistory?) throws
        -> LeafDeployment
    {
        deployment.deployment(
            of: try configuration.usableLeaf(), region: reading.region, account: reading.account,
            gathered: observed)
    }
}

extension Dashboard: ExpressibleByArgument {}
extension WatchdogSetting: ExpressibleByArgument {}

extension ExplicitSettings {
    /// The keys of the values that are given by hand.
    var names: [String] {
        [
            threshold == nil ? nil : WatchdogSetting.threshold,
            minutes == nil ? nil : .minutesWithoutConnections,
            hours == nil ? nil : .durationHours, shouldStop == nil ? nil : .shouldStop,
        ].compactMap { $0?.rawValue }
    }
}
