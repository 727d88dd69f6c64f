public import Cost

/// The prices that an audit would use.
public struct PriceList: Codable, Hashable, Sendable {
    /// Prices of instances.
    public var instances: [InstancePrice]
    /// Where those come from.
    public var source: String
    /// Other prices by item.
    public var items: [PriceItem: Price]

    /// Lists a book's prices, those of a price file over the embedded ones.
    ///
    /// - Parameters:
    ///   - book: the prices.
    ///   - type: only this type, or types of this family; all when `nil`.
    ///   - region: only this region; all when `nil`.
    public init(_ book: PriceBook, type: String? = nil, region: String? = nil) {
        let own = book.file?.instances ?? []
        let all =
            PriceBook.embeddedInstances.filter { price in
                !own.contains { $0.instanceType == price.instanceType && $0.region == price.region }
            } + own
        instances = all.filter { price in
            (type.map { price.instanceType == $0 || price.instanceType.hasPrefix($0 + ".") } ?? true)
                && (region.map { price.region == $0 } ?? true)
        }.sorted { ($0.instanceType, $0.region) < ($1.instanceType, $1.region) }
        source = PriceBook.embeddedInstancesSource + (book.file.map { "; \($0.source)" } ?? "")
        items = Dictionary(uniqueKeysWithValues: PriceItem.allCases.map { ($0, book.price(of: $0)) })
    }
}

extension PriceList: Presentable {
    /// Two tables: instances, and everything else.
    public func document(style: PresentationStyle) -> Document {
        let regions = Array(Set(instances.map(\.region))).sorted()
        let types = Array(Set(instances.map(\.instanceType))).sorted()
        let summary = StyledText(
            "\(types.count) instance types, \(regions.count) regions: \(regions.joined(separator: ", ")). Source: \(source)."
        )
        let table = Table(
            title: "Instances, US dollars an hour",
            columns: [
                .init("Type"), .init("Region"), .init("Price", .right), .init("vCPU", .right),
                .init("GiB", .right),
            ],
            rows: instances.map { price in
                [
                    StyledText(price.instanceType), StyledText(price.region),
                    StyledText("\(price.usdPerHour)"),
                    StyledText(price.vcpus.map(String.init) ?? ""),
                    StyledText(price.memoryGiB.map { NumberText.decimal($0, digits: $0 < 1 ? 1 : 0) } ?? ""),
                ]
            })
        let others = Table(
            title: "Other prices, US dollars",
            columns: [
                .init("Item"), .init("Price", .right), .init("Unit"), .init("Region"),
                .init("Source", isFlexible: true),
            ],
            rows: PriceItem.allCases.compactMap { item in
                items[item].map { price in
                    [
                        StyledText(item.name), StyledText("\(price.usd)"), StyledText(price.unit),
                        StyledText(price.region ?? "all"), StyledText(price.source),
                    ]
                }
            })
        return Document([.heading(level: 1, "Prices"), .paragraph(summary), .table(table), .table(others)])
    }
}
