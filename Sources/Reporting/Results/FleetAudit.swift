public import Cost
import Foundation
import Replay

/// The audits of several leaves, the one that can save most first.
public struct FleetAudit: Codable, Hashable, Sendable {
    /// The audits.
    public var leaves: [AuditResult]
    /// What all leaves cost while up.
    public var runningCost: Money
    /// What all leaves cost for existing, as far as known.
    public var standingCost: Money
    /// What was paid for nothing: left up, false wakes and crash loops.
    public var avoidable: Money

    /// Sorts audits by what was paid for nothing.
    public init(_ audits: [AuditResult]) {
        leaves = audits.sorted { ($1.avoidable, $0.leaf) < ($0.avoidable, $1.leaf) }
        runningCost = audits.reduce(.zero) { $0 + $1.runningCost }
        standingCost = audits.reduce(.zero) { $0 + $1.standingCost }
        avoidable = audits.reduce(.zero) { $0 + $1.avoidable }
    }
}

extension AuditResult {
    /// Cost of the minutes that nobody needed: left up, false wakes and crash loops.
    public var avoidable: Money { cost(of: .leftUp) + cost(of: .falseWake) + cost(of: .crashLoop) }
}

extension FleetAudit: Presentable {
    /// One row a leaf, and which to look at first.
    public func document(style: PresentationStyle) -> Document {
        let table = Table(
            title: "Leaves, by what was paid for nothing",
            columns: [
                .init("Leaf"), .init("Days", .right), .init("Up", .right), .init("While up", .right),
                .init("Left up", .right), .init("False wakes", .right), .init("Crash loops", .right),
                .init("For nothing", .right), .init("A month", .right),
            ],
            rows: leaves.map { leaf in
                [
                    StyledText(leaf.leaf), StyledText(NumberText.decimal(leaf.days, digits: 1)),
                    StyledText(NumberText.duration(minutes: leaf.minutesUp)),
                    StyledText("\(leaf.runningCost)"),
                    StyledText("\(leaf.cost(of: .leftUp))"), StyledText("\(leaf.cost(of: .falseWake))"),
                    StyledText("\(leaf.cost(of: .crashLoop))"),
                    StyledText("\(leaf.avoidable)", leaf.avoidable > .zero ? .warning : .plain),
                    StyledText(leaf.monthly.map { NumberText.dollars($0.running.value) } ?? "–"),
                ]
            },
            total: [
                "All", "", StyledText(NumberText.duration(minutes: leaves.reduce(0) { $0 + $1.minutesUp })),
                StyledText("\(runningCost)"), "", "", "", StyledText("\(avoidable)"), "",
            ])
        var blocks: [Document.Block] = [.heading(level: 1, "What the leaves cost"), .table(table)]
        if let first = leaves.first, first.avoidable > .zero {
            blocks.append(
                .paragraph(
                    StyledText(
                        "Look at \(first.leaf) first: \(first.avoidable) were paid for nothing.", .strong)))
        }
        return Document(blocks)
    }
}

/// Costs with the column names of FOCUS, the FinOps Open Cost and Usage Specification.
public enum FocusExport {
    /// One row a leaf, day and class.
    public static func table(_ audits: [AuditResult]) -> Table {
        let titles = [
            "BillingCurrency", "ChargePeriodStart", "ProviderName", "RegionId", "ResourceId", "ResourceType",
            "ServiceName", "ChargeCategory", "ConsumedQuantity", "ConsumedUnit", "ListUnitPrice", "ListCost",
            "x_MinuteClass",
        ]
        let rows = audits.flatMap { audit in
            audit.byDay.flatMap { day in
                MinuteClass.allCases.compactMap { kind -> [StyledText]? in
                    guard let minutes = day.byClass[kind] else { return nil }
                    let cost = (audit.costPerMinute * Decimal(minutes)).rounded(digits: 6).dollars
                    let fields = [
                        "USD", day.period, "Amazon Web Services", audit.region, audit.leaf,
                        audit.instanceType,
                        "Amazon Elastic Compute Cloud", "Usage", "\(minutes)", "Minutes",
                        "\(audit.costPerMinute.rounded(digits: 10).dollars)", "\(cost)", kind.rawValue,
                    ]
                    return fields.map { StyledText($0) }
                }
            }
        }
        return Table(title: "FOCUS", columns: titles.map { .init($0) }, rows: rows)
    }
}
