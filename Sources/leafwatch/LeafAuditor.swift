import Archive
import Cost
import LeafStack
import Replay
import Reporting
import Tuning

/// Audits leaves one by one, as `leafwatch audit` was told to.
struct LeafAuditor {
    /// One audited leaf.
    struct Audited {
        /// What happened.
        var observation: Observation
        /// What it cost.
        var result: AuditResult
    }

    let archive: HistoryArchive
    let book: PriceBook
    let command: AuditCommand

    /// Audits the leaf of a file.
    ///
    /// - Throws: ``CommandFailure``.
    func audit(_ file: String) throws -> Audited {
        let configuration = try LeafConfiguration.load(path: file)
        let loaded = try InputOptions.gather(
            configuration, from: archive, reading: command.reading, output: command.output,
            range: command.period.range)
        // With --diff the settings given are the other side, not the present one.
        var watchdog = command.watchdog
        if command.diff { watchdog.forgetSettings() }
        let observation = loaded.observation(
            labels: command.labels, watchdog: watchdog, output: command.output)
        let options = command.quantities.options(
            configuration, timeZone: command.output.timeZone, tuning: command.tuning)
        do {
            var result = try command.output.working("adding up what every minute cost") {
                () throws(PriceError) in
                try Audit.run(observation, prices: book, options: options)
            }
            result.remarks = loaded.gathered.remarks + result.remarks
            return Audited(observation: observation, result: result)
        } catch {
            throw CommandFailure(.data, error.description)
        }
    }

    /// Before and after: with the settings given on the command line, else with the recommended ones.
    ///
    /// - Throws: ``CommandFailure`` when nothing is recommended.
    func comparison(_ audited: Audited) throws -> AuditComparison {
        let present = audited.observation.replay.watchdog
        let given = command.watchdog.applied(to: present)
        guard given == present else { return try compare(audited, with: given) }
        let recommendation = recommend(audited)
        if let refusal = Self.refusal(recommendation) {
            throw CommandFailure(
                .data, "no settings are recommended to compare with: \(refusal)",
                hint: "give your own with --threshold, --minutes, --hours or --should-stop")
        }
        return try compare(audited, with: recommendation.applied)
    }

    /// A leaf of several: what fails is said in its place.
    func fleetLeaf(_ file: String) -> FleetAudit.Leaf {
        do {
            let audited = try audit(file)
            var leaf = FleetAudit.Leaf(file: file, audit: audited.result)
            let recommendation = recommend(audited)
            if let refusal = Self.refusal(recommendation) {
                leaf.refusal = refusal
            } else {
                leaf.comparison = try compare(audited, with: recommendation.applied)
            }
            return leaf
        } catch let failure as CommandFailure {
            return FleetAudit.Leaf(file: file, failure: failure.message)
        } catch {
            return FleetAudit.Leaf(file: file, failure: "\(error)")
        }
    }

    /// Why nothing is recommended: only when the threshold itself is refused and nothing else would change.
    private static func refusal(_ recommendation: Recommendation) -> String? {
        guard !recommendation.changesAnything,
            let refused = recommendation.refused.first(where: { $0.setting == .threshold })
        else { return nil }
        return "\(refused.reason); \(refused.needs)"
    }

    private func recommend(_ audited: Audited) -> Recommendation {
        command.output.working("trying thresholds and minutes") {
            Recommender(options: command.tuning.options).recommend(TuningInput(audited.observation))
        }
    }

    private func compare(_ audited: Audited, with settings: WatchdogSettings) throws -> AuditComparison {
        do {
            var result = try command.output.working("playing both settings") { () throws(PriceError) in
                try AuditComparison(
                    audited.observation, audit: audited.result, other: settings, prices: book)
            }
            if audited.observation.labelSource == .traffic {
                result.remarks.append("No log tells who was connected: that is taken from traffic alone.")
            }
            return result
        } catch {
            throw CommandFailure(.data, error.description)
        }
    }
}
