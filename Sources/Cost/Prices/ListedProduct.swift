public import Foundation

/// A product of AWS's price list, as GetProducts answers it: each one a JSON document of its own.
public struct ListedProduct: Sendable {
    /// What describes the product: `instanceType`, `regionCode`, `usagetype`, ….
    public var attributes: [String: String]
    /// US dollars by unit, on demand, the tiers by where they begin.
    public var tiers: [(begin: Decimal, usd: Decimal)]

    /// Reads a product; `nil` when it is none, or has no price on demand in US dollars.
    public init?(json: String) {
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(json.utf8)) else {
            return nil
        }
        attributes = document.product.attributes
        tiers = (document.terms.onDemand ?? [:]).values.flatMap { $0.priceDimensions.values }
            .compactMap { dimension in
                guard let usd = dimension.pricePerUnit["USD"].flatMap(Self.decimal) else { return nil }
                return (Self.decimal(dimension.beginRange ?? "0") ?? 0, usd)
            }
            .sorted { ($0.begin, $0.usd) < ($1.begin, $1.usd) }
        if tiers.isEmpty { return nil }
    }

    /// US dollars for a unit in the first tier that costs anything: list prices know no free tier.
    public var usd: Decimal? { tiers.first { $0.usd > 0 }?.usd }

    /// Whether the product is billed as `usage`; outside us-east-1 the names carry a region's prefix: `USE2-EBS:VolumeUsage.gp3`.
    public func isBilled(as usage: String) -> Bool {
        guard let own = attributes["usagetype"] else { return false }
        return own == usage || own.hasSuffix("-" + usage)
    }

    /// The price of an hour of an instance, or `nil` when the product is none: Linux, shared tenancy, nothing pre-installed.
    public var instance: InstancePrice? {
        let wanted = [
            "operatingSystem": "Linux", "tenancy": "Shared", "preInstalledSw": "NA", "capacitystatus": "Used",
            "operation": "RunInstances",
        ]
        guard wanted.allSatisfy({ attributes[$0.key] == $0.value }),
            let type = attributes["instanceType"], let region = attributes["regionCode"], let usd
        else { return nil }
        let memory = attributes["memory"]?.split(separator: " ").first.flatMap {
            Double($0.filter { $0 != "," })
        }
        let isArm = attributes["physicalProcessor"]?.contains("Graviton") == true
        return InstancePrice(
            instanceType: type, region: region, usdPerHour: usd,
            vcpus: attributes["vcpu"].flatMap { Int($0) },
            memoryGiB: memory, architecture: isArm ? "arm64" : "x86_64")
    }

    /// Digits and one point; the list writes ten digits behind the point.
    private static func decimal(_ text: String) -> Decimal? { InstancePrice.decimal(text) }

    private struct Document: Decodable {
        var product: Product
        var terms: Terms

        struct Product: Decodable { var attributes: [String: String] }
        struct Terms: Decodable {
            var onDemand: [String: Term]?

            enum CodingKeys: String, CodingKey { case onDemand = "OnDemand" }
        }
        struct Term: Decodable { var priceDimensions: [String: Dimension] }
        struct Dimension: Decodable {
            var beginRange: String?
            var pricePerUnit: [String: String]
        }
    }
}

extension PriceItem {
    /// How the price list knows an item.
    public struct Listing: Sendable {
        /// Service code.
        public var service: String
        /// Attributes to ask for beside the region.
        public var attributes: [(name: String, value: String)]
        /// Usage type, without a region's prefix.
        public var usage: String
        /// Whether it has one price for all regions, and no region in the list.
        public var isGlobal = false
    }

    /// How the price list knows it; `nil` for what is not looked up there.
    public var listing: Listing? {
        switch self {
        case .publicIPv4:
            Listing(service: "AmazonVPC", attributes: [], usage: "PublicIPv4:InUseAddress")
        case .ebsGP3:
            Listing(
                service: "AmazonEC2", attributes: [("productFamily", "Storage"), ("volumeApiName", "gp3")],
                usage: "EBS:VolumeUsage.gp3")
        case .efsStandard:
            Listing(
                service: "AmazonEFS", attributes: [("productFamily", "Storage")],
                usage: "TimedStorage-ByteHrs")
        // Their usage types are not documented anywhere that could be read.
        case .efsElasticReads, .efsElasticWrites, .efsProvisioned: nil
        case .alarmMetric:
            Listing(
                service: "AmazonCloudWatch", attributes: [("productFamily", "Alarm")],
                usage: "CW:AlarmMonitorUsage")
        case .customMetric:
            Listing(
                service: "AmazonCloudWatch", attributes: [("productFamily", "Metric")],
                usage: "CW:MetricMonitorUsage")
        case .dashboard:
            Listing(
                service: "AmazonCloudWatch", attributes: [("productFamily", "Dashboard")],
                usage: "DashboardsUsageHour-Basic", isGlobal: true)
        case .logIngestion:
            Listing(
                service: "AmazonCloudWatch", attributes: [("productFamily", "Data Payload")],
                usage: "DataProcessing-Bytes")
        case .hostedZone:
            Listing(
                service: "AmazonRoute53", attributes: [("productFamily", "DNS Zone")], usage: "HostedZone",
                isGlobal: true)
        case .mail:
            Listing(
                service: "AmazonSNS", attributes: [("productFamily", "Message Delivery")],
                usage: "DeliveryAttempts-SMTP")
        }
    }
}
