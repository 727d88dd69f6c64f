import Cost
import Foundation

extension PriceList: Presentable {
    /// Sources, instances and everything else.
    public func document(style: PresentationStyle) -> Document {
        let regions = Set(instances.map(\.price.region)).sorted()
        let types = Set(instances.map(\.price.instanceType)).count
        let summary = StyledText(
            "\(types) instance \(types == 1 ? "type" : "types"), \(regions.count) \(regions.count == 1 ? "region" : "regions"): "
                + "\(regions.joined(separator: ", ")). List prices: Linux, shared tenancy, on demand; before taxes, discounts and free tier."
        )
        return Document([
            .heading(level: 1, "Prices"), .paragraph(summary), .table(sourceTable),
            .table(isComplete && !style.isVerbose ? typeTable : instanceTable), .table(itemTable),
        ])
    }

    /// One flat table that `PriceFile` reads again.
    public func spreadsheet(style: PresentationStyle) -> [Table] {
        [
            Table(
                title: "Instances",
                columns: [
                    "instance_type", "region", "usd_per_hour", "vcpus", "memory_gib", "arch", "snapshot",
                    "source",
                ].map { .init($0) },
                rows: instances.map { item in
                    [
                        item.price.instanceType, item.price.region, "\(item.price.usdPerHour)",
                        item.price.vcpus.map { "\($0)" } ?? "",
                        item.price.memoryGiB.map { NumberText.plain($0, digits: 3) } ?? "",
                        item.price.architecture ?? "", item.snapshot ?? "", item.source.filter { $0 != "," },
                    ].map { StyledText($0) }
                })
        ]
    }

    private var sourceTable: Table {
        Table(
            title: "Where prices come from, the first that knows one wins",
            columns: [
                .init("Source", isFlexible: true), .init("Snapshot"), .init("Instances", .right),
                .init("Others", .right), .init("Regions", .right),
            ],
            rows: sources.map { source in
                [
                    StyledText(source.name), StyledText(source.snapshot ?? "not dated"),
                    StyledText(NumberText.integer(source.instances)), StyledText("\(source.items)"),
                    StyledText("\(source.regions)"),
                ]
            },
            footnotes: [
                "--price wins over all of them. The embedded prices of us-east-1 were still right on 2026-07-20; nothing checks the other regions'."
            ])
    }

    /// One line a type.
    private var typeTable: Table {
        var names: [String] = []
        var groups: [String: [Instance]] = [:]
        for item in instances {
            if groups[item.price.instanceType] == nil { names.append(item.price.instanceType) }
            groups[item.price.instanceType, default: []].append(item)
        }
        return Table(
            title: "Instances, US dollars an hour",
            columns: [
                .init("Type"), .init("vCPU", .right), .init("GiB", .right), .init("us-east-1", .right),
                .init("lowest", .right), .init("highest", .right), .init("Regions", .right),
            ],
            rows: names.map { name in
                let group = groups[name] ?? []
                let prices = group.map(\.price.usdPerHour)
                let home = group.first { $0.price.region == "us-east-1" }?.price.usdPerHour
                let facts = group.first { $0.price.vcpus != nil }?.price
                var cells = [name, Self.text(facts?.vcpus), facts?.memoryGiB.map(Self.gib) ?? ""]
                cells += [Self.text(home, "–"), Self.text(prices.min()), Self.text(prices.max())]
                cells.append("\(group.count)")
                return cells.map { StyledText($0) }
            }, footnotes: ["--verbose, --type or --region show every price."])
    }

    private var instanceTable: Table {
        Table(
            title: "Instances, US dollars an hour",
            columns: [
                .init("Type"), .init("Region"), .init("Price", .right), .init("vCPU", .right),
                .init("GiB", .right), .init("Snapshot"), .init("Source", isFlexible: true),
            ],
            rows: instances.map { item in
                [
                    item.price.instanceType, item.price.region, "\(item.price.usdPerHour)",
                    item.price.vcpus.map { "\($0)" } ?? "", item.price.memoryGiB.map(Self.gib) ?? "",
                    item.snapshot ?? "not dated", item.source,
                ].map { StyledText($0) }
            })
    }

    private var itemTable: Table {
        Table(
            title: "Other prices, US dollars",
            columns: [
                .init("Item"), .init("Price", .right), .init("Unit"), .init("Region"), .init("Snapshot"),
                .init("Source", isFlexible: true),
            ],
            rows: PriceItem.allCases.compactMap { item in
                items[item].map { price in
                    [
                        StyledText(item.name), StyledText("\(price.usd)"), StyledText(price.unit),
                        StyledText(price.region ?? "all"), StyledText(price.snapshot ?? "not dated"),
                        StyledText(price.source),
                    ]
                }
            },
            footnotes: [
                "An audit uses the price of its own region where one is known, else this one, and says so."
            ])
    }

    private static func text(_ value: (some CustomStringConvertible)?, _ missing: String = "") -> String {
        value.map(\.description) ?? missing
    }

    private static func gib(_ value: Double) -> String {
        NumberText.decimal(value, digits: value < 1 ? 1 : 0)
    }
}
