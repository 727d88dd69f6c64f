import AWSClient
import Archive
import ArgumentParser
import Foundation
import Ingest
import LeafStack
import Reporting
import TimeSeries

/// Collects from a live account what files would have brought.
struct PullCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull",
        abstract: "Collect one leaf's metrics, logs, alarms, tasks and templates from a live account.",
        discussion: """
            Reads only. Goes on where the last pull ended, asks again for the last minutes, and may be stopped at any moment. \
            Credentials, region, endpoints, proxies and certificates are found as the AWS tools find them.

              leafwatch pull --leaf Palworld.yaml --archive history.leafwatch
              leafwatch pull --leaf Palworld.yaml --print-policy
              leafwatch pull --leaf Palworld.yaml --archive history.leafwatch --region us-east-2 --asg-name games --dry-run
            """)

    @Option(help: ArgumentHelp("The leaf's configuration file.", valueName: "leaf.yaml"))
    var leaf: String?

    @Option(
        help: ArgumentHelp("The embedded history to add to; made when it does not exist.", valueName: "file"))
    var archive: String?

    @Option(help: ArgumentHelp("Application name, with its maturity.", valueName: "name"))
    var application: String = "ContainerManager"

    @Option(
        help: ArgumentHelp(
            "Profile of the AWS config files; goes before keys in the environment.", valueName: "name"))
    var profile: String?

    @Option(help: ArgumentHelp("Home region of the leaf.", valueName: "region"))
    var region: String?

    @Option(
        help: ArgumentHelp(
            "Oldest time to ask for, also before what the archive has (default: as far as 1-minute data and logs go).",
            valueName: "time"))
    var since: Instant?

    @Option(help: ArgumentHelp("The time to take as now.", valueName: "time"))
    var now: Instant?

    @Option(help: ArgumentHelp("Attempts of one call before it is given up.", valueName: "count"))
    var attempts = 8

    @Option(
        help: ArgumentHelp(
            "Also write the deployed templates into a folder, for `emit --template`.", valueName: "folder"))
    var templates: String?

    @Flag(help: "List the calls and their price, and make none.")
    var dryRun = false

    @Flag(help: "Write the IAM policy that these calls need, and make none.")
    var printPolicy = false

    @OptionGroup(title: "Names that do not follow from the leaf's file; the archive remembers them")
    var given: GivenNameOptions

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...100).contains(attempts) else { throw ValidationError("--attempts must be 1 to 100") }
        if printPolicy { return }
        if leaf == nil { throw ValidationError("give --leaf LEAF.yaml") }
        if archive == nil { throw ValidationError("give --archive FILE") }
    }

    func run() async throws {
        let file = try leaf.map { try LeafConfiguration.load(path: $0).usableLeaf() }
        let settings = AWSSettings(profile: profile, region: region)
        if printPolicy {
            let known = try archive.flatMap { try Self.existing($0) }
            let names = try file.map { try self.names(of: $0, in: known) }
            return try output.write(text: PullPolicy(names: names, region: settings.region).json)
        }
        guard let file, let archive else { return }
        guard let home = settings.region else {
            throw CommandFailure(.usage, "no region is known", hint: "give --region, or set AWS_REGION")
        }
        let clock = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        let target = try CommandFailure.translating {
            // A dry run only looks at how far the archive goes.
            dryRun
                ? try Self.existing(archive) ?? HistoryArchive.inMemory()
                : try HistoryArchive.open(archive, for: .writing)
        }
        defer { target.close() }
        let names = try names(of: file, in: target)
        let transport = CurlTransport(certificateBundle: settings.certificateBundle)
        defer { transport.stop() }
        let progress = output.progress
        defer { progress.clear() }
        let tally = PullTally(progress: progress) { output.say("leafwatch: \($0)") }
        let puller = Puller(
            session: AWSSession(
                settings: settings, transport: transport, retries: RetryPolicy(attempts: attempts),
                answered: { tally.answered($0) }),
            archive: target, leaf: file, names: names, region: home, metrics: given.metric, since: since,
            now: (now ?? clock).floored(toPeriod: 60), tally: tally)
        if dryRun { return try output.write(try puller.plan()) }
        let work = Task { try await puller.pull() }
        let interrupt = Interrupt { work.cancel() }
        defer { interrupt.end() }
        do {
            let outcome = try await work.value
            progress.clear()
            RunRecord.current.note(objects: try target.objectDigests())
            try output.write(outcome.result)
            if let templates { try writeTemplates(of: target, names: names, to: templates) }
            for other in outcome.failures.dropFirst() { output.say("leafwatch: \(other)") }
            if let first = outcome.failures.first { throw first.commandFailure }
            if outcome.isEmpty { throw Self.nothing(of: names, in: home) }
        } catch is CancellationError {
            progress.clear()
            throw CommandFailure(
                .inputOutput, "stopped; what had arrived is stored",
                hint: "run it again, it goes on where it was")
        } catch {
            throw CommandFailure.ofPull(error)
        }
    }

    /// An archive to look into, `nil` when there is none yet.
    private static func existing(_ path: String) throws -> HistoryArchive? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try CommandFailure.translating { try HistoryArchive.open(path, for: .reading) }
    }

    /// The leaf's names: those given now, else those that the archive remembers, else the derived ones.
    private func names(of leaf: Leaf, in archive: HistoryArchive?) throws -> LeafNames {
        var names = LeafNames(leaf: leaf, application: application, given: given.names)
        if let archive {
            let stored = try CommandFailure.translating { try GivenNames.stored(for: names, in: archive) }
            names.given = names.given.filled(from: stored)
        }
        return names
    }

    private static func nothing(of names: LeafNames, in region: String) -> CommandFailure {
        CommandFailure(
            .noInput,
            "nothing of the leaf \(names.stack) is in \(region), nor its queries in \(PullPlan.dnsRegion)",
            hint: "--region names its home region, --profile its account, --application its maturity; "
                + "what has other names is given with --stack, --asg-name and the like")
    }

    /// Writes the deployed templates where `emit --template` can take them.
    private func writeTemplates(of archive: HistoryArchive, names: LeafNames, to folder: String) throws {
        let found = try archive.resources(.template).filter {
            $0.name == names.stack || $0.name.hasPrefix(names.stack + "-")
        }
        let url = URL(fileURLWithPath: folder)
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            for template in found {
                try Data(template.content.utf8).write(
                    to: url.appendingPathComponent("\(template.name).template.json"))
            }
        } catch {
            throw CommandFailure(.cannotCreate, "\(folder): cannot be written: \(error.localizedDescription)")
        }
    }
}

extension CommandFailure {
    /// What a failed call means for the command.
    static func ofPull(_ error: any Error) -> any Error {
        switch error {
        case is AWSError, is CredentialError: return PullFailure(error: error, others: []).commandFailure
        case let error as ArchiveError: return CommandFailure(.inputOutput, error.description)
        default: return error
        }
    }
}
