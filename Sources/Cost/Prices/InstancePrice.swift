public import Foundation

/// The on-demand price of one instance type in one region.
public struct InstancePrice: Codable, Hashable, Sendable {
    /// Type, for example `m5.large`.
    public var instanceType: String
    /// Region, for example `us-east-1`.
    public var region: String
    /// US dollars an hour: Linux, shared tenancy, on demand.
    public var usdPerHour: Decimal
    /// Virtual processors, where known.
    public var vcpus: Int?
    /// Memory in GiB, where known.
    public var memoryGiB: Double?
    /// `x86_64` or `arm64`, where known.
    public var architecture: String?
    /// The day of the price, ISO 8601; `nil` when only the whole table's is known.
    public var snapshot: String?

    /// Makes a price.
    public init(
        instanceType: String, region: String, usdPerHour: Decimal, vcpus: Int? = nil,
        memoryGiB: Double? = nil, architecture: String? = nil, snapshot: String? = nil
    ) {
        self.instanceType = instanceType
        self.region = region
        self.usdPerHour = usdPerHour
        self.vcpus = vcpus
        self.memoryGiB = memoryGiB
        self.architecture = architecture
        self.snapshot = snapshot
    }

    /// The embedded prices, by type, then region.
    static let embedded: [InstancePrice] = {
        let lines = embeddedInstancePrices.split(separator: "\n").map { $0.split(separator: " ") }
        guard let header = lines.first else { return [] }
        let regions = header.dropFirst(4).map(String.init)
        return lines.dropFirst().flatMap { fields -> [InstancePrice] in
            guard fields.count == header.count else { return [] }
            return zip(regions, fields.dropFirst(4)).compactMap { region, text in
                guard let price = decimal(text) else { return nil }
                return InstancePrice(
                    instanceType: String(fields[0]), region: region, usdPerHour: price,
                    vcpus: Int(fields[1]), memoryGiB: Double(fields[2]), architecture: String(fields[3]))
            }
        }
    }()

    /// Where the embedded prices come from.
    static let embeddedSource = "embedded, skypilot catalogue"
    /// When they held: the catalogue is not dated, but lists types of December 2025.
    static let embeddedSnapshot = "about 2025-12"

    /// A decimal number of at most 20 characters: digits and one point, nothing else.
    static func decimal(_ text: some StringProtocol) -> Decimal? {
        guard !text.isEmpty, text.utf8.count <= 20, text.contains(where: { ("0"..."9").contains($0) }),
            text.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }), text.count(where: { $0 == "." }) <= 1
        else { return nil }
        return Decimal(string: String(text), locale: Locale(identifier: "en_US_POSIX"))
    }
}
