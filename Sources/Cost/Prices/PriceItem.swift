public import Foundation

/// Something that is billed beside the instance itself.
public enum PriceItem: String, Codable, Hashable, Sendable, CaseIterable, CodingKeyRepresentable {
    /// A public IPv4 address in use.
    case publicIPv4
    /// gp3 storage.
    case ebsGP3
    /// EFS Standard (Regional) storage.
    case efsStandard
    /// EFS Elastic throughput, reads.
    case efsElasticReads
    /// EFS Elastic throughput, writes.
    case efsElasticWrites
    /// EFS Provisioned throughput, above what the stored GB include.
    case efsProvisioned
    /// A metric of an alarm of standard resolution; a metric-math alarm counts each metric in it.
    case alarmMetric
    /// A custom metric; detailed monitoring is seven of them.
    case customMetric
    /// A dashboard.
    case dashboard
    /// Log ingestion.
    case logIngestion
    /// A hosted zone.
    case hostedZone
    /// A mail sent by SNS.
    case mail

    /// What one unit of it is.
    public var unit: String {
        switch self {
        case .publicIPv4: "address-hour"
        case .ebsGP3, .efsStandard: "GB-month"
        case .efsElasticReads, .efsElasticWrites, .logIngestion: "GB"
        case .efsProvisioned: "MB/s-month"
        case .alarmMetric, .customMetric: "metric-month"
        case .dashboard: "dashboard-month"
        case .hostedZone: "zone-month"
        case .mail: "mail"
        }
    }

    /// What it is called.
    public var name: String {
        switch self {
        case .publicIPv4: "Public IPv4 address"
        case .ebsGP3: "EBS gp3 storage"
        case .efsStandard: "EFS Standard storage"
        case .efsElasticReads: "EFS Elastic throughput, reads"
        case .efsElasticWrites: "EFS Elastic throughput, writes"
        case .efsProvisioned: "EFS Provisioned throughput"
        case .alarmMetric: "CloudWatch alarm metric"
        case .customMetric: "CloudWatch custom metric"
        case .dashboard: "CloudWatch dashboard"
        case .logIngestion: "CloudWatch Logs ingestion"
        case .hostedZone: "Route 53 hosted zone"
        case .mail: "SNS mail"
        }
    }

    /// The embedded list price.
    var embedded: Price {
        switch self {
        case .publicIPv4: price("0.005", "AWS networking blog", "2024-02", everywhere: true)
        case .ebsGP3: price("0.08", "Infracost", "2024-07")
        case .efsStandard: price("0.30", "Infracost, FactualMinds", "2026-06")
        case .efsElasticReads: price("0.03", "FactualMinds", "2026-06")
        case .efsElasticWrites: price("0.06", "FactualMinds", "2026-06")
        case .efsProvisioned: price("6.00", "Infracost", "2024-07")
        case .alarmMetric: price("0.10", "Infracost", "2024-07")
        case .customMetric: price("0.30", "Infracost, SigNoz", "2026-02")
        case .dashboard: price("3.00", "Infracost, FactualMinds", "2026-06")
        case .logIngestion: price("0.50", "Infracost, FactualMinds", "2026-06")
        case .hostedZone: price("0.50", "Infracost", "2024-07", everywhere: true)
        case .mail: price("0.00002", "Infracost", "2024-12")
        }
    }

    private func price(
        _ text: String, _ source: String, _ snapshot: String, everywhere: Bool = false
    ) -> Price {
        Price(
            usd: Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")) ?? 0, unit: unit,
            source: "embedded, \(source)", snapshot: snapshot, region: everywhere ? nil : "us-east-1")
    }
}

/// One price with where it comes from.
public struct Price: Codable, Hashable, Sendable {
    /// US dollars for one ``unit``, before taxes, discounts and free tier.
    public var usd: Decimal
    /// What it is for.
    public var unit: String
    /// Who says so.
    public var source: String
    /// When it held, ISO 8601 to the day or the month, or `about 2025-12`; `nil` when nothing says.
    public var snapshot: String?
    /// The region it holds for; `nil` when it is the same everywhere.
    public var region: String?

    /// Makes a price.
    public init(usd: Decimal, unit: String, source: String, snapshot: String? = nil, region: String?) {
        self.usd = usd
        self.unit = unit
        self.source = source
        self.snapshot = snapshot
        self.region = region
    }
}
