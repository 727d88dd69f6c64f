import ArgumentParser
import Cost
import Foundation

/// Which price files are read.
struct PriceFileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file of prices, JSON or CSV, that wins over the local and the embedded ones.",
            valueName: "file"))
    var priceFile: String?

    @Flag(help: "Pass over the local price file that `leafwatch prices update` writes.")
    var embeddedPrices = false

    /// The files, those that win first.
    ///
    /// - Throws: ``CommandFailure`` when one cannot be used.
    func read() throws -> [PriceFile] {
        var files: [PriceFile] = []
        if let priceFile {
            do {
                let bytes = try CommandFile.contents(of: priceFile, limit: 16 << 20)
                RunRecord.current.note("prices", path: priceFile, bytes: bytes)
                files.append(try PriceFile(reading: bytes, name: priceFile))
            } catch let error as PriceFileError {
                throw CommandFailure(.data, error.description)
            }
        }
        if !embeddedPrices, let local = try LocalPriceFile.read() { files.append(local) }
        return files
    }
}

/// Where prices come from.
struct PriceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Price of an hour of the instance in US dollars, or TYPE=USD for one instance type; may be repeated.",
            valueName: "usd"))
    var price: [String] = []

    @OptionGroup var files: PriceFileOptions

    mutating func validate() throws {
        for text in price where parsed(text) == nil {
            throw ValidationError(
                "--price '\(text)' is no positive number of dollars, for example 0.096 or m5.large=0.096")
        }
        if price.count(where: { !$0.contains("=") }) > 1 {
            throw ValidationError("--price gives two prices for the same hour; name the types: TYPE=USD")
        }
    }

    /// Whether a price is given that holds for every type.
    var hasPlainPrice: Bool { price.contains { !$0.contains("=") } }

    /// The price book.
    ///
    /// - Throws: ``CommandFailure`` when a price file cannot be used.
    func book() throws -> PriceBook {
        var book = PriceBook(files: try files.read())
        for (type, usd) in price.compactMap(parsed) {
            if let type { book.typeOverrides[type] = usd } else { book.instanceOverride = usd }
        }
        return book
    }

    private func parsed(_ text: String) -> (type: String?, usd: Decimal)? {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let last = parts.last, let usd = decimal(String(last)) else { return nil }
        guard parts.count == 2 else { return (nil, usd) }
        return parts[0].isEmpty ? nil : (parts[0].lowercased(), usd)
    }

    private func decimal(_ text: String) -> Decimal? {
        guard !text.isEmpty, text.count <= 20, text.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }),
            text.count(where: { $0 == "." }) <= 1,
            let value = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")), value > 0,
            value < 1_000_000
        else { return nil }
        return value
    }
}
