public import Foundation

/// Prices that win over the embedded ones: a file of the user's own, or what `leafwatch prices update` fetched.
///
/// Either a JSON object or a CSV file. The JSON object has `source` (where the prices come from), `snapshot` (their date,
/// `2026-11-25`, optional), `instances` (objects with `instanceType`, `region`, `usdPerHour`), `items` (US dollars by
/// ``PriceItem`` name, for every region) and `regional` (objects with `item`, `region`, `usd`); all but `source` may be
/// absent, and each object may carry a `snapshot` of its own. The CSV file has the columns `instance_type`, `region` and
/// `usd_per_hour` in any order, perhaps `snapshot`; others are passed over.
public struct PriceFile: Codable, Hashable, Sendable {
    /// Where the prices come from.
    public var source: String
    /// The day of the prices, ISO 8601; `nil` when nothing says.
    public var snapshot: String?
    /// Prices of instances.
    public var instances: [InstancePrice]
    /// Other prices that hold in every region, in US dollars for the item's unit.
    public var items: [PriceItem: Decimal]
    /// Other prices that hold in one region; they win over ``items``.
    public var regional: [RegionalPrice]

    /// The price of something beside the instance in one region.
    public struct RegionalPrice: Codable, Hashable, Sendable {
        /// What is billed.
        public var item: PriceItem
        /// Region, for example `us-east-1`.
        public var region: String
        /// US dollars for the item's unit.
        public var usd: Decimal
        /// The day of the price, when it is not the file's.
        public var snapshot: String?

        /// Makes a price.
        public init(item: PriceItem, region: String, usd: Decimal, snapshot: String? = nil) {
            self.item = item
            self.region = region
            self.usd = usd
            self.snapshot = snapshot
        }
    }

    /// Makes a file's contents.
    public init(
        source: String, snapshot: String? = nil, instances: [InstancePrice] = [],
        items: [PriceItem: Decimal] = [:], regional: [RegionalPrice] = []
    ) {
        self.source = source
        self.snapshot = snapshot
        self.instances = instances
        self.items = items
        self.regional = regional
    }

    /// Decodes a file; lists that are absent are empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        source = try container.decode(String.self, forKey: .source)
        snapshot = try container.decodeIfPresent(String.self, forKey: .snapshot)
        instances = try container.decodeIfPresent([InstancePrice].self, forKey: .instances) ?? []
        items = try container.decodeIfPresent([PriceItem: Decimal].self, forKey: .items) ?? [:]
        regional = try container.decodeIfPresent([RegionalPrice].self, forKey: .regional) ?? []
    }

    /// The file's JSON: pretty-printed, keys sorted, prices in the order of type or item and region.
    ///
    /// - Throws: `EncodingError` when the value cannot be encoded.
    public func json() throws -> Data {
        var sorted = self
        sorted.instances.sort { ($0.instanceType, $0.region) < ($1.instanceType, $1.region) }
        sorted.regional.sort { ($0.item.rawValue, $0.region) < ($1.item.rawValue, $1.region) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(sorted) + Data("\n".utf8)
    }

    /// This file with newer prices in it: a newer price of the same type or item and region replaces the older one, and
    /// prices of other regions stay, each with the day of its own snapshot.
    public func merging(_ newer: PriceFile) -> PriceFile {
        var result = newer
        let types = Set(newer.instances.map { [$0.instanceType, $0.region] })
        for var old in instances where !types.contains([old.instanceType, old.region]) {
            old.snapshot = old.snapshot ?? snapshot
            result.instances.append(old)
        }
        let known = Set(newer.regional.map { [$0.item.rawValue, $0.region] })
        for var old in regional where !known.contains([old.item.rawValue, old.region]) {
            old.snapshot = old.snapshot ?? snapshot
            result.regional.append(old)
        }
        result.items.merge(items) { new, _ in new }
        return result
    }

    /// The price of an hour of an instance, or `nil` when the file has none.
    func instance(type: String, region: String) -> Price? {
        instances.last { $0.instanceType == type && $0.region == region }.map {
            Price(
                usd: $0.usdPerHour, unit: "hour", source: source, snapshot: $0.snapshot ?? snapshot,
                region: region)
        }
    }

    /// The price of an item in a region, or `nil` when the file has none.
    func price(of item: PriceItem, region: String?) -> Price? {
        if let own = regional.last(where: { $0.item == item && $0.region == region }) {
            return Price(
                usd: own.usd, unit: item.unit, source: source, snapshot: own.snapshot ?? snapshot,
                region: own.region)
        }
        return items[item].map {
            Price(usd: $0, unit: item.unit, source: source, snapshot: snapshot, region: nil)
        }
    }
}
