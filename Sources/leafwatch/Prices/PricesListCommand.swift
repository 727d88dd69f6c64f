import ArgumentParser
import Cost
import Reporting

/// Lists the prices that audits use.
struct PricesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "List the prices that an audit would use, where they come from, of when, and for which regions.",
        discussion: """
            Without --type or --region one line a type; with them, or --verbose, every price.

              leafwatch prices --type m5 --region us-west-2
              leafwatch prices --format csv > prices.csv      # what --price-file reads
            """)

    @Option(help: ArgumentHelp("Only this instance type, or family.", valueName: "type"))
    var type: String?

    @Option(help: ArgumentHelp("Only this region.", valueName: "region"))
    var region: String?

    @OptionGroup var files: PriceFileOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let list = PriceList(
            PriceBook(files: try files.read()), type: type?.lowercased(), region: region?.lowercased())
        if list.instances.isEmpty {
            throw CommandFailure(
                .data, "no price of \(type ?? "an instance")\(region.map { " in \($0)" } ?? "") is known",
                hint: "give your own with --price-file, or --price to `leafwatch audit`")
        }
        try output.write(list)
    }
}
