public import Foundation

/// Every price that an audit needs: what the user gives wins over price files, and those over the embedded list prices.
public struct PriceBook: Hashable, Sendable {
    /// The user's price of the instance, in US dollars an hour, whatever its type.
    public var instanceOverride: Decimal?
    /// The user's prices of single types, in US dollars an hour; they win over ``instanceOverride``.
    public var typeOverrides: [String: Decimal]
    /// Price files, the first that knows a price wins.
    public var files: [PriceFile]

    /// Makes a book.
    public init(
        instanceOverride: Decimal? = nil, typeOverrides: [String: Decimal] = [:], files: [PriceFile] = []
    ) {
        self.instanceOverride = instanceOverride
        self.typeOverrides = typeOverrides
        self.files = files
    }

    /// The embedded prices of instances, by type, then region.
    public static var embeddedInstances: [InstancePrice] { InstancePrice.embedded }
    /// Where they come from.
    public static var embeddedInstancesSource: String { InstancePrice.embeddedSource }
    /// When they held.
    public static var embeddedInstancesSnapshot: String { InstancePrice.embeddedSnapshot }
    /// Types with an embedded price, by name.
    public static let embeddedTypes = Array(Set(InstancePrice.embedded.map(\.instanceType))).sorted()
    /// Regions with an embedded price, by name.
    public static let embeddedRegions = Array(Set(InstancePrice.embedded.map(\.region))).sorted()

    /// The price of an hour of an instance.
    ///
    /// - Throws: ``PriceError`` when no price is known; it names `--price`.
    public func instance(type: String, region: String) throws(PriceError) -> Price {
        if let own = typeOverrides[type] ?? instanceOverride {
            return Price(usd: own, unit: "hour", source: "given with --price", region: nil)
        }
        for file in files {
            if let own = file.instance(type: type, region: region) { return own }
        }
        if type.isEmpty { throw PriceError.noInstanceType }
        if region.isEmpty { throw PriceError.noRegion }
        let ofType = InstancePrice.embedded.filter { $0.instanceType == type }
        if let own = ofType.first(where: { $0.region == region }) {
            return Price(
                usd: own.usdPerHour, unit: "hour", source: InstancePrice.embeddedSource,
                snapshot: InstancePrice.embeddedSnapshot, region: region)
        }
        if ofType.isEmpty { throw PriceError.unknownType(type, similar: similar(to: type)) }
        throw PriceError.unknownRegion(region, type: type)
    }

    /// The price of something beside the instance in a region; an embedded one may be of another region.
    public func price(of item: PriceItem, region: String? = nil) -> Price {
        for file in files {
            if let own = file.price(of: item, region: region) { return own }
        }
        return item.embedded
    }

    private func similar(to type: String) -> [String] {
        guard let family = type.split(separator: ".").first else { return [] }
        return Self.embeddedTypes.filter { $0.hasPrefix(family + ".") }
    }
}

/// No price of the instance is known.
public enum PriceError: Error, Hashable, Sendable, CustomStringConvertible {
    case noInstanceType
    case noRegion
    case unknownType(String, similar: [String])
    case unknownRegion(String, type: String)

    /// One sentence with what to do about it.
    public var description: String {
        switch self {
        case .noInstanceType:
            "the leaf does not say its instance type; give the price of an hour with --price"
        case .noRegion:
            "nothing says in which region the leaf runs; give it with --region, or the price of an hour with --price"
        case .unknownType(let type, let similar):
            "no price of \(type) is known\(similar.isEmpty ? "" : " (of its family: \(similar.joined(separator: ", ")))"); "
                + "give the price of an hour with --price"
        case .unknownRegion(let region, let type):
            "no price of \(type) in \(region) is known; give the price of an hour with --price"
        }
    }
}
