import Cost
import Foundation
import Reporting

/// What an update of prices came to.
struct PriceUpdate: Codable, Hashable, Sendable, Presentable {
    /// One price that is another now.
    struct Change: Codable, Hashable, Sendable {
        /// Instance type or item.
        var name: String
        /// Region, `nil` for all.
        var region: String?
        /// US dollars before, `nil` when none was known.
        var before: Decimal?
        /// US dollars now.
        var after: Decimal
        /// What they are for.
        var unit: String
    }

    /// The file that was written.
    var path: String
    /// The day of the prices.
    var snapshot: String
    /// Prices of instances that were fetched.
    var instances: Int
    /// Other prices that were fetched.
    var items: Int
    /// Those that differ from what was known.
    var changes: [Change]
    /// What could not be had, one sentence each.
    var remarks: [String]

    /// Holds fetched prices against those that an audit would have used.
    init(_ prices: PriceFile, before: PriceBook, path: String, remarks: [String]) {
        self.path = path
        self.remarks = remarks
        snapshot = prices.snapshot ?? ""
        instances = prices.instances.count
        items = prices.items.count + prices.regional.count
        changes = []
        for price in prices.instances.sorted(by: {
            ($0.instanceType, $0.region) < ($1.instanceType, $1.region)
        }) {
            let old = try? before.instance(type: price.instanceType, region: price.region).usd
            if old != price.usdPerHour {
                changes.append(
                    Change(
                        name: price.instanceType, region: price.region, before: old, after: price.usdPerHour,
                        unit: "hour"))
            }
        }
        let others =
            prices.items.map { (item: $0.key, region: String?.none, usd: $0.value) }
            + prices.regional.map { (item: $0.item, region: Optional($0.region), usd: $0.usd) }
        for price in others.sorted(by: {
            ($0.item.rawValue, $0.region ?? "") < ($1.item.rawValue, $1.region ?? "")
        }) {
            let old = before.price(of: price.item, region: price.region).usd
            if old != price.usd {
                changes.append(
                    Change(
                        name: price.item.name, region: price.region, before: old, after: price.usd,
                        unit: price.item.unit))
            }
        }
    }

    func document(style: PresentationStyle) -> Document {
        let shown = style.isVerbose ? changes : Array(changes.prefix(20))
        var blocks: [Document.Block] = [
            .heading(level: 1, "Prices updated"),
            .facts([
                .init("Written to", StyledText(path)), .init("Day of the prices", StyledText(snapshot)),
                .init("Instance prices", "\(NumberText.integer(instances))"),
                .init("Other prices", "\(NumberText.integer(items))"),
                .init("Different from before", "\(NumberText.integer(changes.count))"),
            ]),
        ]
        if !shown.isEmpty {
            blocks.append(
                .table(
                    Table(
                        title: "Different from before",
                        columns: [
                            .init("What", isFlexible: true), .init("Region"), .init("For"),
                            .init("Before", .right), .init("Now", .right),
                        ],
                        rows: shown.map { change in
                            [
                                StyledText(change.name), StyledText(change.region ?? "all"),
                                StyledText(change.unit), StyledText(change.before.map { "$\($0)" } ?? "–"),
                                StyledText("$\(change.after)"),
                            ]
                        },
                        footnotes: shown.count < changes.count
                            ? ["\(changes.count - shown.count) more with --verbose."] : [])))
        }
        if !remarks.isEmpty { blocks.append(.list(remarks.map { StyledText($0, .warning) })) }
        return Document(blocks)
    }
}
