import ArgumentParser

/// Prices: what is known, from where, and how to have today's.
struct PricesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prices",
        abstract: "List the prices that audits use, where they come from, and for which regions.",
        discussion: """
            Prices come from --price, then from --price-file, then from the local price file \
            ($XDG_DATA_HOME/leafwatch/prices.json, by default below ~/.local/share), then from the embedded table.
            """,
        subcommands: [PricesListCommand.self, PricesUpdateCommand.self],
        defaultSubcommand: PricesListCommand.self)
}
