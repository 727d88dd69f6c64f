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
        abstract: "Collect one leaf's metrics, logs, alarms and scaling activities from a live account.",
        discussion: """
            Reads only. Goes on where the archive ends, asks again for the last minutes, and may be stopped at any moment. \
            Credentials, region, endpoints, proxies and certificates are found as the AWS tools find them.
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
            "Oldest time to ask for where the archive is empty (default: 15 days ago, as far as 1-minute data goes).",
            valueName: "time"))
    var since: Instant?

    @Option(help: ArgumentHelp("The time to take as now.", valueName: "time"))
    var now: Instant?

    @Option(help: ArgumentHelp("Attempts of one call before it is given up.", valueName: "count"))
    var attempts = 8

    @Flag(help: "List the calls and their price, and make none.")
    var dryRun = false

    @Flag(help: "Write the IAM policy that these calls need, and make none.")
    var printPolicy = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...100).contains(attempts) else { throw ValidationError("--attempts must be 1 to 100") }
        if printPolicy { return }
        if leaf == nil { throw ValidationError("give --leaf LEAF.yaml") }
        if archive == nil { throw ValidationError("give --archive FILE") }
    }

    func run() async throws {
        let names = try leaf.map {
            LeafNames(leaf: try LeafConfiguration.load(path: $0).usableLeaf(), application: application)
        }
        if printPolicy { return try output.write(text: PullPolicy.json(names: names)) }
        guard let names, let archive else { return }
        let settings = AWSSettings(profile: profile, region: region)
        guard let home = settings.region else {
            throw CommandFailure(.usage, "no region is known", hint: "give --region, or set AWS_REGION")
        }
        let clock = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        let target = try CommandFailure.translating {
            // A dry run only looks at how far the archive goes.
            dryRun && !FileManager.default.fileExists(atPath: archive)
                ? try HistoryArchive.inMemory()
                : try HistoryArchive.open(archive, for: dryRun ? .reading : .writing)
        }
        let transport = CurlTransport(certificateBundle: settings.certificateBundle)
        defer { transport.stop() }
        let puller = Puller(
            session: AWSSession(
                settings: settings, transport: transport, retries: RetryPolicy(attempts: attempts)),
            archive: target, names: names,
            region: home,
            since: since, now: (now ?? clock).floored(toPeriod: 60), say: { output.say("leafwatch: \($0)") })
        if dryRun { return try output.write(try puller.plan()) }
        let work = Task { try await puller.pull() }
        let interrupt = Interrupt { work.cancel() }
        defer { interrupt.end() }
        do {
            try output.write(try await work.value)
        } catch is CancellationError {
            throw CommandFailure(
                .inputOutput, "stopped; what had arrived is stored",
                hint: "run it again, it goes on where it was")
        } catch let error as AWSError {
            throw CommandFailure(
                error.kind == .denied || error.kind == .expired ? .noPermission : .unavailable,
                error.description,
                hint: error.hint)
        } catch let error as CredentialError {
            throw CommandFailure(.noPermission, error.description)
        } catch let error as ArchiveError {
            throw CommandFailure(.inputOutput, error.description)
        }
    }
}

/// Turns the first Ctrl-C into a request to stop; the second one ends the process as usual.
private final class Interrupt {
    private let source: any DispatchSourceSignal

    init(_ stop: @escaping @Sendable () -> Void) {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler {
            signal(SIGINT, SIG_DFL)
            stop()
        }
        source.resume()
    }

    func end() {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
}

extension PullPlan: Presentable {
    func document(style: PresentationStyle) -> Document {
        let clock = ZoneClock(timeZone: style.timeZone)
        let total = steps.reduce(0) { $0 + $1.price }
        return Document([
            .table(
                Table(
                    title: "Calls",
                    columns: [
                        .init("Call"), .init("Region"), .init("About", isFlexible: true), .init("From"),
                        .init("To"),
                        .init("Calls", .right), .init("Price", .right),
                    ],
                    rows: steps.map { step in
                        [
                            StyledText(step.call), StyledText(step.region), StyledText(step.subject),
                            StyledText(step.from.map(clock.minuteText) ?? "–"),
                            StyledText(step.to.map(clock.minuteText) ?? "–"), "\(step.calls)",
                            StyledText("$" + NumberText.decimal(step.price, digits: 5)),
                        ]
                    },
                    total: [
                        "Total", "", "", "", "", "", StyledText("$" + NumberText.decimal(total, digits: 5)),
                    ],
                    footnotes: ["Calls are the least: listings go on page by page. Nothing was asked."]))
        ])
    }
}

/// What a pull came to.
struct PullResult: Codable, Hashable, Sendable, Presentable {
    /// Calls that were answered, by name.
    var calls: [String: Int]
    /// Log events that are new in the archive.
    var newLogEvents: Int
    /// Points that are new in the archive.
    var newDatapoints: Int
    /// Other events that are new in the archive.
    var newEvents: Int
    /// What was there already.
    var duplicates: Int
    /// What could not be had, one sentence each.
    var remarks: [String]

    func document(style: PresentationStyle) -> Document {
        var blocks: [Document.Block] = [
            .heading(level: 1, "Pulled"),
            .facts(
                calls.sorted { $0.key < $1.key }.map {
                    .init($0.key, "\(NumberText.integer($0.value)) calls")
                } + [
                    .init("New log events", "\(NumberText.integer(newLogEvents))"),
                    .init("New datapoints", "\(NumberText.integer(newDatapoints))"),
                    .init("Other new events", "\(NumberText.integer(newEvents))"),
                    .init("Already there", "\(NumberText.integer(duplicates))"),
                ]),
        ]
        if !remarks.isEmpty { blocks.append(.list(remarks.map { StyledText($0, .warning) })) }
        return Document(blocks)
    }
}
