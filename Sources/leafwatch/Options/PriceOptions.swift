import ArgumentParser
import Cost
import Foundation

/// Where prices come from.
struct PriceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Price of an hour of the instance in US dollars.", valueName: "usd"))
    var price: String?

    @Option(
        help: ArgumentHelp(
            "A file of prices, JSON or CSV, that wins over the embedded ones.", valueName: "file"))
    var priceFile: String?

    mutating func validate() throws {
        if let price, decimal(price) == nil {
            throw ValidationError("--price '\(price)' is no positive number of dollars, for example 0.096")
        }
    }

    /// The price book.
    ///
    /// - Throws: ``CommandFailure`` when the price file cannot be used.
    func book() throws -> PriceBook {
        var file: PriceFile?
        if let priceFile {
            do {
                file = try PriceFile(
                    reading: CommandFile.contents(of: priceFile, limit: 16 << 20), name: priceFile)
            } catch let error as PriceFileError {
                throw CommandFailure(.data, error.description)
            }
        }
        return PriceBook(instanceOverride: price.flatMap(decimal), file: file)
    }

    private func decimal(_ text: String) -> Decimal? {
        guard text.count <= 20, text.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }),
            let value = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")), value > 0
        else { return nil }
        return value
    }
}
