import ArgumentParser
import Cost
import Reporting

/// Lists the prices that audits use.
struct PricesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prices",
        abstract: "List the prices that are embedded, where they come from, and for which regions.",
        discussion: """
              leafwatch prices --type m5 --region us-west-2
              leafwatch prices --format csv > prices.csv
            """)

    @Option(help: ArgumentHelp("Only this instance type, or family.", valueName: "type"))
    var type: String?

    @Option(help: ArgumentHelp("Only this region.", valueName: "region"))
    var region: String?

    @OptionGroup var prices: PriceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let list = PriceList(try prices.book(), type: type?.lowercased(), region: region?.lowercased())
        if list.instances.isEmpty {
            throw CommandFailure(
                .data, "no price of \(type ?? "an instance")\(region.map { " in \($0)" } ?? "") is known",
                hint: "give your own with --price-file, or --price to `leafwatch audit`")
        }
        try output.write(list)
    }
}
