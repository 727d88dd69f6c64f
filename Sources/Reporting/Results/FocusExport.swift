public import Cost
import Foundation
import Replay
import TimeSeries

/// Costs with the column names of FOCUS, the FinOps Open Cost and Usage Specification, where they fit.
///
/// List prices only: the columns of a real bill (BilledCost, EffectiveCost, BillingAccountId …) are left out.
public enum FocusExport {
    /// One row a leaf, day, class of minutes and running line, and one a leaf and standing line.
    ///
    /// `ListCost` is `ListUnitPrice` times `PricingQuantity`; the rows of a leaf add up to what it cost. Lines of which
    /// the quantity or the price is unknown have neither quantity nor cost.
    public static func table(_ audits: [AuditResult]) -> Table {
        Sheet.table("FOCUS", columns, audits.flatMap { running($0) + standing($0) })
    }

    private static let columns = [
        "BillingCurrency", "ChargeCategory", "ChargeDescription", "ChargeFrequency", "ChargePeriodStart",
        "ChargePeriodEnd", "ConsumedQuantity", "ConsumedUnit", "ListCost", "ListUnitPrice", "PricingCategory",
        "PricingQuantity", "PricingUnit", "ProviderName", "RegionId", "ResourceId", "ResourceType",
        "ServiceCategory", "ServiceName", "x_Leaf", "x_MinuteClass", "x_PriceSnapshot", "x_PriceSource",
    ]

    private static func running(_ audit: AuditResult) -> [[String]] {
        let lines = audit.lines.filter { $0.isRunning && audit.minutesUp > 0 }
        return audit.byDay.flatMap { day -> [[String]] in
            MinuteClass.allCases.flatMap { kind -> [[String]] in
                guard let minutes = day.byClass[kind] else { return [] }
                return lines.map { line in
                    let quantity = line.quantity.map { $0 * Decimal(minutes) / Decimal(audit.minutesUp) }
                    return row(
                        audit, line, quantity: quantity, from: day.start, to: day.end,
                        consumed: "\(minutes)", consumedUnit: "Minutes", kind: kind.rawValue)
                }
            }
        }
    }

    private static func standing(_ audit: AuditResult) -> [[String]] {
        audit.lines.filter { !$0.isRunning }.map { line in
            let quantity = line.quantity.map { Sheet.decimal($0, digits: 9) } ?? ""
            return row(
                audit, line, quantity: line.quantity, from: audit.from, to: audit.to, consumed: quantity,
                consumedUnit: quantity.isEmpty ? "" : line.unit, kind: "")
        }
    }

    private static func row(
        _ audit: AuditResult, _ line: CostLine, quantity: Decimal?, from: Instant, to: Instant,
        consumed: String, consumedUnit: String, kind: String
    ) -> [String] {
        let cost = quantity.flatMap { quantity in line.price.map { Money(dollars: $0.usd * quantity) } }
        let service = line.item.service
        return [
            "USD", "Usage", line.item.title, "Usage-Based", from.iso8601, to.iso8601, consumed, consumedUnit,
            cost.map { Sheet.decimal($0.dollars, digits: 12) } ?? "", line.price.map { "\($0.usd)" } ?? "",
            "Standard", quantity.map { Sheet.decimal($0, digits: 12) } ?? "", line.unit,
            "Amazon Web Services",
            audit.region, audit.leaf, line.item == .instance ? audit.instanceType : "", service.category,
            service.name, audit.leaf, kind, line.price?.snapshot ?? "", line.price?.source ?? "",
        ]
    }
}

extension CostLine.Item {
    /// `ServiceName` and `ServiceCategory` of FOCUS.
    fileprivate var service: (name: String, category: String) {
        switch self {
        case .instance: ("Amazon Elastic Compute Cloud", "Compute")
        case .rootVolume: ("Amazon Elastic Block Store", "Storage")
        case .publicIPv4: ("Amazon Virtual Private Cloud", "Networking")
        case .detailedMonitoring, .alarms, .dnsMetric, .dashboard, .logIngestion:
            ("Amazon CloudWatch", "Management and Governance")
        case .hostedZone: ("Amazon Route 53", "Networking")
        case .mails: ("Amazon Simple Notification Service", "Integration")
        case .efsStorage, .efsThroughput, .efsWrites, .efsProvisioned:
            ("Amazon Elastic File System", "Storage")
        }
    }
}
