public import Foundation

/// One line of the bill.
public struct CostLine: Codable, Hashable, Sendable {
    /// What is billed.
    public enum Item: String, Codable, Hashable, Sendable, CaseIterable {
        case instance
        case publicIPv4
        case rootVolume
        case detailedMonitoring
        case alarms
        case dnsMetric
        case hostedZone
        case dashboard
        case mails
        case efsStorage
        case efsThroughput
        case efsWrites
        case efsProvisioned
        case logIngestion

        /// What it is called.
        public var title: String {
            switch self {
            case .instance: "Instance"
            case .publicIPv4: "Public IPv4 address"
            case .rootVolume: "EBS root volume (gp3)"
            case .detailedMonitoring: "Detailed monitoring"
            case .alarms: "Alarm metrics"
            case .dnsMetric: "Custom metric DNSTraffic"
            case .hostedZone: "Route 53 hosted zone"
            case .dashboard: "Dashboard"
            case .mails: "SNS mails"
            case .efsStorage: "EFS storage"
            case .efsThroughput: "EFS throughput, reads"
            case .efsWrites: "EFS throughput, writes"
            case .efsProvisioned: "EFS throughput, provisioned"
            case .logIngestion: "Log ingestion"
            }
        }
    }

    /// What is billed.
    public var item: Item
    /// How much of it; `nil` when nothing tells, which is not zero.
    public var quantity: Decimal?
    /// What one is.
    public var unit: String
    /// The price of one; `nil` when no price is known.
    public var price: Price?
    /// What it comes to; `nil` when the quantity or the price is unknown.
    public var amount: Money?
    /// ``amount`` in whole cents; the cents of all lines add up to those of the bill.
    public var cents: Int?
    /// Whether it is billed by the time that the instance is up, so that it can be split by class.
    public var isRunning: Bool
    /// What is assumed, or `nil`.
    public var note: String?

    /// Makes a line; its amount follows from quantity and price.
    public init(
        item: Item, quantity: Decimal?, unit: String, price: Price?, isRunning: Bool, note: String? = nil
    ) {
        self.item = item
        self.quantity = quantity
        self.unit = unit
        self.price = price
        self.isRunning = isRunning
        self.note = note
        // Nothing costs nothing, however much of it there was.
        amount =
            price?.usd == 0
            ? .zero : quantity.flatMap { quantity in price.map { Money(dollars: $0.usd * quantity) } }
    }
}
