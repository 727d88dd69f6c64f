public import Cost
import Foundation

/// The prices that an audit would use.
public struct PriceList: Codable, Hashable, Sendable {
    /// One instance price with where it comes from.
    public struct Instance: Codable, Hashable, Sendable {
        /// The price.
        public var price: InstancePrice
        /// Who says so.
        public var source: String
        /// When it held.
        public var snapshot: String?
    }

    /// Prices of instances, by type, then region.
    public var instances: [Instance]
    /// Other prices by item.
    public var items: [PriceItem: Price]
    /// Where prices come from, the first that knows one wins.
    public var sources: [Source]
    /// Whether the list is of everything, not of one type or region.
    public var isComplete: Bool

    /// One place that prices come from.
    public struct Source: Codable, Hashable, Sendable {
        /// Its name.
        public var name: String
        /// When its prices held.
        public var snapshot: String?
        /// Instance prices in it.
        public var instances: Int
        /// Other prices in it.
        public var items: Int
        /// Regions of its prices.
        public var regions: Int
    }

    /// Lists a book's prices, those of a price file over the embedded ones.
    ///
    /// - Parameters:
    ///   - book: the prices.
    ///   - type: only this type, or types of this family; all when `nil`.
    ///   - region: only this region; all when `nil`.
    public init(_ book: PriceBook, type: String? = nil, region: String? = nil) {
        isComplete = type == nil && region == nil
        var known: [[String]: Instance] = [:]
        for price in PriceBook.embeddedInstances {
            known[[price.instanceType, price.region]] = Instance(
                price: price, source: PriceBook.embeddedInstancesSource,
                snapshot: PriceBook.embeddedInstancesSnapshot)
        }
        for file in book.files.reversed() {
            for price in file.instances {
                known[[price.instanceType, price.region]] = Instance(
                    price: price, source: file.source, snapshot: price.snapshot ?? file.snapshot)
            }
        }
        instances = known.values.filter { item in
            (type.map { item.price.instanceType == $0 || item.price.instanceType.hasPrefix($0 + ".") }
                ?? true) && (region.map { item.price.region == $0 } ?? true)
        }.sorted { Self.order($0.price) < Self.order($1.price) }
        items = Dictionary(
            uniqueKeysWithValues: PriceItem.allCases.map { ($0, book.price(of: $0, region: region)) })
        sources = book.files.map { file in
            Source(
                name: file.source, snapshot: file.snapshot, instances: file.instances.count,
                items: file.items.count + file.regional.count,
                regions: Set(file.instances.map(\.region) + file.regional.map(\.region)).count)
        }
        sources.append(
            Source(
                name: PriceBook.embeddedInstancesSource, snapshot: PriceBook.embeddedInstancesSnapshot,
                instances: PriceBook.embeddedInstances.count, items: PriceItem.allCases.count,
                regions: PriceBook.embeddedRegions.count))
    }

    /// Types by family, a family's sizes by price, then regions.
    private static func order(_ price: InstancePrice) -> (String, Int, String, String) {
        let parts = price.instanceType.split(separator: ".", maxSplits: 1)
        let sizes = ["nano", "micro", "small", "medium", "large", "xlarge"]
        let size = parts.count == 2 ? String(parts[1]) : ""
        let multiple = size.hasSuffix("xlarge") ? Int(size.dropLast(6)) : nil
        let rank = sizes.firstIndex(of: size) ?? multiple.map { sizes.count + $0 } ?? Int.max
        return (parts.first.map(String.init) ?? "", rank, size, price.region)
    }
}
