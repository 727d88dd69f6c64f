public import Foundation

extension PriceFile {
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
        self = try first == 0x7B ? Self.object(bytes, name: name) : Self.csv(bytes, name: name)
    }

    private static func object(_ bytes: Data, name: String) throws(PriceFileError) -> PriceFile {
        let file: PriceFile
        do {
            file = try JSONDecoder().decode(PriceFile.self, from: bytes)
        } catch let error as DecodingError {
            throw PriceFileError(file: name, line: 1, reason: reason(error))
        } catch {
            throw PriceFileError(file: name, line: 1, reason: "is no JSON")
        }
        // Every price of an hour is positive; something beside it may be free.
        if let bad = file.instances.first(where: { !($0.usdPerHour > 0 && $0.usdPerHour < highest) }) {
            throw PriceFileError(
                file: name, line: 1,
                reason:
                    "gives \(bad.instanceType) in \(bad.region) a price that is not between 0 and \(highest)"
            )
        }
        let others = file.items.map { ($0.key, $0.value) } + file.regional.map { ($0.item, $0.usd) }
        if let bad = others.first(where: { !($0.1 >= 0 && $0.1 < highest) }) {
            throw PriceFileError(
                file: name, line: 1,
                reason: "gives \(bad.0.rawValue) a price that is not between 0 and \(highest)")
        }
        return file
    }

    /// Dearer than anything on sale; keeps sums far from where they would lose digits.
    private static let highest: Decimal = 1_000_000

    private static func reason(_ error: DecodingError) -> String {
        func place(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
            let path = (context.codingPath + [last].compactMap(\.self)).reduce("") { path, key in
                if let index = key.intValue { return "\(path)[\(index)]" }
                return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
            }
            return path.isEmpty ? "the file" : "'\(path)'"
        }
        return switch error {
        case .keyNotFound(let key, let context): "lacks \(place(context, key))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "has something else than it should at \(place(context))"
        case .dataCorrupted(let context) where context.codingPath.isEmpty: "is no JSON"
        case .dataCorrupted(let context):
            "has something else than it should at \(place(context))"
        @unknown default: "is no JSON object of prices"
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
        let snapshot = header.firstIndex(of: "snapshot")
        var instances: [InstancePrice] = []
        for (index, line) in lines.enumerated().dropFirst() where !line.allSatisfy(\.isWhitespace) {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(field)
            guard fields.count == header.count, !fields[type].isEmpty, !fields[region].isEmpty,
                let usd = InstancePrice.decimal(fields[price]), usd > 0, usd < highest
            else {
                throw PriceFileError(
                    file: name, line: index + 1,
                    reason: "is not an instance type, a region and a positive price")
            }
            instances.append(
                InstancePrice(
                    instanceType: fields[type].lowercased(), region: fields[region], usdPerHour: usd,
                    snapshot: snapshot.flatMap { fields[$0].isEmpty ? nil : fields[$0] }))
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
