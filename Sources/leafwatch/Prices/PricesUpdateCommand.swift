import AWSClient
import ArgumentParser
import Cost
import Foundation
import LeafStack
import TimeSeries

/// Fetches list prices into the local price file.
struct PricesUpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Fetch list prices through the Price List Query API into the local price file.",
        discussion: """
            The calls are free and need the permission pricing:GetProducts. The file wins over the embedded table from then \
            on; prices of other types and regions in it stay.

              leafwatch prices update --leaf Minecraft.java.yaml --region us-east-2
              leafwatch prices update --type m5.large --type t3.large --region eu-west-1
            """)

    @Option(
        help: ArgumentHelp("Fetch the instance type of this leaf; may be repeated.", valueName: "leaf.yaml"))
    var leaf: [String] = []

    @Option(
        help: ArgumentHelp(
            "Fetch this instance type; may be repeated (default: every type of the region).",
            valueName: "type"))
    var type: [String] = []

    @Option(
        help: ArgumentHelp(
            "Fetch prices of this region; may be repeated (default: the profile's region).",
            valueName: "region"))
    var region: [String] = []

    @Option(help: ArgumentHelp("Profile of the AWS config files.", valueName: "name"))
    var profile: String?

    @Option(
        help: ArgumentHelp("Write to this file, not to the local price file.", valueName: "file"))
    var into: String?

    @Option(help: ArgumentHelp("The time to take as now.", valueName: "time"))
    var now: Instant?

    @Option(help: ArgumentHelp("Attempts of one call before it is given up.", valueName: "count"))
    var attempts = 8

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...100).contains(attempts) else { throw ValidationError("--attempts must be 1 to 100") }
    }

    func run() async throws {
        var types = type.map { $0.lowercased() }
        for path in leaf {
            let file = try LeafConfiguration.load(path: path).usableLeaf()
            if file.instanceType.isEmpty {
                throw CommandFailure(.data, "\(path) does not say its instance type", hint: "give --type")
            }
            types.append(file.instanceType)
        }
        let settings = AWSSettings(profile: profile, region: nil)
        let regions = region.isEmpty ? [settings.region].compactMap(\.self) : region.map { $0.lowercased() }
        if regions.isEmpty {
            throw CommandFailure(.usage, "no region is known", hint: "give --region, or set AWS_REGION")
        }
        let transport = CurlTransport(certificateBundle: settings.certificateBundle)
        defer { transport.stop() }
        let clock = now ?? Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        let fetcher = PriceFetcher(
            session: AWSSession(
                settings: settings, transport: transport, retries: RetryPolicy(attempts: attempts)),
            snapshot: String(clock.iso8601.prefix(10)))
        let before = PriceBook(files: [try LocalPriceFile.read()].compactMap(\.self))
        do {
            let (prices, remarks) = try await fetcher.fetch(
                types: Set(types).sorted(), regions: Set(regions).sorted())
            if prices.instances.isEmpty, prices.items.isEmpty, prices.regional.isEmpty {
                throw CommandFailure(
                    .data, "the price list answered nothing for \(regions.joined(separator: ", "))",
                    hint: "see that type and region are spelled as AWS spells them; nothing was written")
            }
            let path = try LocalPriceFile.merge(prices, into: into)
            try output.write(PriceUpdate(prices, before: before, path: path, remarks: remarks))
        } catch {
            throw CommandFailure.ofPull(error)
        }
    }
}
