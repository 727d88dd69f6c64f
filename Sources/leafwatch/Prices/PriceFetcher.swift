import AWSClient
import Cost
import Foundation

/// Asks the Price List Query API for the prices that audits use.
struct PriceFetcher {
    let session: AWSSession
    /// The day that is remembered with the prices, ISO 8601.
    let snapshot: String

    /// Prices of instances and of what is billed beside them.
    ///
    /// - Parameters:
    ///   - types: instance types; every type of the region when empty.
    ///   - regions: regions.
    /// - Returns: the prices, and what the list does not tell.
    /// - Throws: `AWSError`, `CredentialError` or `CancellationError`.
    func fetch(types: [String], regions: [String]) async throws -> (prices: PriceFile, remarks: [String]) {
        var file = PriceFile(source: "AWS Price List", snapshot: snapshot)
        var remarks: [String] = []
        for region in regions {
            var found: [String: [InstancePrice]] = [:]
            for type in types.isEmpty ? [nil] : types.map(Optional.some) {
                for product in try await instances(type, region: region) {
                    guard let price = product.instance, price.region == region else { continue }
                    found[price.instanceType, default: []].append(price)
                }
            }
            for type in types where found[type] == nil {
                remarks.append("the price list has no \(type) in \(region)")
            }
            for (type, prices) in found.sorted(by: { $0.key < $1.key }) {
                // Two prices for the same thing tell none.
                if Set(prices.map(\.usdPerHour)).count > 1 {
                    remarks.append("the price list has several prices of \(type) in \(region); none is taken")
                } else {
                    file.instances += prices.prefix(1)
                }
            }
        }
        for item in PriceItem.allCases {
            guard let listing = item.listing else {
                remarks.append("\(item.name) is not looked up; its price stays as it was")
                continue
            }
            for region in listing.isGlobal ? [nil] : regions.map(Optional.some) {
                let place = region ?? "all regions"
                let prices = Set(
                    try await products(listing.service, listing.attributes, region: region)
                        .filter { $0.isBilled(as: listing.usage) }.compactMap(\.usd))
                guard let usd = prices.first, prices.count == 1 else {
                    remarks.append(
                        "the price list has \(prices.isEmpty ? "no price" : "several prices") of \(item.name) in \(place); it stays as it was"
                    )
                    continue
                }
                if let region {
                    file.regional.append(.init(item: item, region: region, usd: usd))
                } else {
                    file.items[item] = usd
                }
            }
        }
        return (file, remarks)
    }

    private func instances(_ type: String?, region: String) async throws -> [ListedProduct] {
        var attributes = [
            ("operatingSystem", "Linux"), ("tenancy", "Shared"), ("preInstalledSw", "NA"),
            ("capacitystatus", "Used"), ("operation", "RunInstances"),
        ]
        if let type { attributes.append(("instanceType", type)) }
        return try await products("AmazonEC2", attributes, region: region)
    }

    private func products(
        _ service: String, _ attributes: [(name: String, value: String)], region: String?
    ) async throws -> [ListedProduct] {
        var found: [ListedProduct] = []
        let place = region.map { [(name: "regionCode", value: $0)] } ?? []
        try await session.products(service: service, attributes: place + attributes) { page in
            found += (page.json["PriceList"]?.array ?? []).compactMap {
                $0.string.flatMap(ListedProduct.init(json:))
            }
        }
        return found
    }
}
