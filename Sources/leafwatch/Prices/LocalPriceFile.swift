import Cost
import Foundation

/// The price file that `leafwatch prices update` writes and every audit reads: it wins over the embedded table.
enum LocalPriceFile {
    /// `$XDG_DATA_HOME/leafwatch/prices.json`, by default below `~/.local/share`; `nil` without a home.
    static func path(environment: [String: String] = ProcessInfo.processInfo.environment) -> String? {
        // The XDG rules: a path that is not absolute counts as not set.
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            return data + "/leafwatch/prices.json"
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + "/.local/share/leafwatch/prices.json"
    }

    /// The file's prices, or `nil` when there is no such file.
    ///
    /// - Throws: ``CommandFailure`` that names the file when it is there and cannot be used.
    static func read() throws -> PriceFile? {
        guard let path = path(), FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let bytes = try CommandFile.contents(of: path, limit: 16 << 20)
            RunRecord.current.note("prices", path: path, bytes: bytes)
            return try PriceFile(reading: bytes, name: path)
        } catch let error as PriceFileError {
            throw CommandFailure(
                .data, error.description,
                hint:
                    "`leafwatch prices update` writes it anew once it is removed; --embedded-prices passes over it"
            )
        }
    }

    /// Puts prices into the file, all of it or nothing; prices that are not among them stay.
    ///
    /// - Parameters:
    ///   - prices: the newer prices.
    ///   - file: where to; the local price file when `nil`.
    /// - Returns: the path that was written.
    /// - Throws: ``CommandFailure``.
    static func merge(_ prices: PriceFile, into file: String? = nil) throws -> String {
        guard let path = file ?? path() else {
            throw CommandFailure(
                .cannotCreate, "there is no home folder to keep prices in; set XDG_DATA_HOME")
        }
        var merged = prices
        if FileManager.default.fileExists(atPath: path) {
            do {
                let known = try PriceFile(
                    reading: CommandFile.contents(of: path, limit: 16 << 20), name: path)
                merged = known.merging(prices)
            } catch let error as PriceFileError {
                throw CommandFailure(
                    .data, error.description, hint: "remove it to have it written anew")
            }
        }
        let url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try merged.json().write(to: url, options: .atomic)
        } catch {
            throw CommandFailure(.cannotCreate, "\(path): cannot be written: \(error.localizedDescription)")
        }
        return path
    }
}
