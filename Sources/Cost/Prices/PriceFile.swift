public import Foundation

/// Prices of the user's own that win over the embedded ones.
///
/// Either a JSON object with `source`, `instances` (`instanceType`, `region`, `usdPerHour`) and `items` (``PriceItem``
/// names with US dollars), or a CSV file with the columns `instance_type`, `region` and `usd_per_hour` in any order.
public struct PriceFile: Codable, Hashable, Sendable {
    /// Where the prices come from, and of when.
    public var source: String
    /// Prices of instances.
    public var instances: [InstancePrice]
    /// Other prices, in US dollars for the item's unit.
    public var items: [PriceItem: Decimal]

    /// Makes a file's contents.
    public init(source: String, instances: [InstancePrice] = [], items: [PriceItem: Decimal] = [:]) {
        self.source = source
        self.instances = instances
        self.items = items
    }

    /// Reads JSON or CSV.
    ///
    /// - Parameters:
    ///   - bytes: the file's contents, at most 16 MiB.
    ///   - name: the file's name, for messages and as the source of a CSV file.
    /// - Throws: ``PriceFileError``.
    public init(reading bytes: Data, name: String) throws(PriceFileError) {
        guard bytes.count <= 16 << 20 else {
            throw PriceFileError(file: name, line: 1, reason: "is larger than 16 MiB")
        }
        let first = bytes.first { !($0 <= 0x20) && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
        if first == 0x7B {
            do {
                self = try JSONDecoder().decode(PriceFile.self, from: bytes)
            } catch {
                throw PriceFileError(
                    file: name, line: 1,
                    reason: "is no JSON object with `source`, `instances` and `items` of prices")
            }
            if let bad = instances.first(where: { $0.usdPerHour <= 0 }) {
                throw PriceFileError(
                    file: name, line: 1,
                    reason: "gives \(bad.instanceType) in \(bad.region) a price that is not positive")
            }
            if items.values.contains(where: { $0 < 0 }) {
                throw PriceFileError(file: name, line: 1, reason: "gives a negative price")
            }
        } else {
            self = try Self.csv(bytes, name: name)
        }
    }

    private static func csv(_ bytes: Data, name: String) throws(PriceFileError) -> PriceFile {
        var text = String(decoding: bytes, as: UTF8.self)
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let header = (lines.first ?? "").split(separator: ",", omittingEmptySubsequences: false).map(field)
        guard let type = header.firstIndex(of: "instance_type"), let region = header.firstIndex(of: "region"),
            let price = header.firstIndex(of: "usd_per_hour")
        else {
            throw PriceFileError(
                file: name, line: 1, reason: "has no columns instance_type, region and usd_per_hour")
        }
        var instances: [InstancePrice] = []
        for (index, line) in lines.enumerated().dropFirst() where !line.allSatisfy(\.isWhitespace) {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(field)
            guard fields.count == header.count, !fields[type].isEmpty, !fields[region].isEmpty,
                let usd = InstancePrice.decimal(fields[price]), usd > 0
            else {
                throw PriceFileError(
                    file: name, line: index + 1,
                    reason: "is not an instance type, a region and a positive price")
            }
            instances.append(
                InstancePrice(
                    instanceType: fields[type].lowercased(), region: fields[region], usdPerHour: usd))
        }
        return PriceFile(source: name, instances: instances)
    }

    private static func field(_ text: Substring) -> String {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        return trimmed.count >= 2 && trimmed.hasPrefix("\"") && trimmed.hasSuffix("\"")
            ? String(trimmed.dropFirst().dropLast()) : trimmed
    }
}

/// A price file that cannot be used.
public struct PriceFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public var file: String
    /// Line, from 1.
    public var line: Int
    /// What is wrong.
    public var reason: String

    /// Makes an error.
    public init(file: String, line: Int, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    /// `prices.csv:3: ` and the reason.
    public var description: String { "\(file):\(line): the price file \(reason)" }
}
