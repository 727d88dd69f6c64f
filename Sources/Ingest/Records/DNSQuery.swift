public import TimeSeries

/// One answered DNS query of a Route 53 public query log, format 1.x.
///
/// All but time and resolver repeats from query to query and is kept once.
public struct DNSQuery: Sendable {
    /// When Route 53 answered (field 2, not the log event's time).
    public var time: Instant
    /// Address of the resolver (not of the player).
    public var resolver: String
    /// What other queries say too.
    let repeated: Repeated

    /// The log group it came from; the leaf's name stands in it.
    public var logGroup: String { repeated.logGroup }
    /// Hosted zone id.
    public var hostedZone: String { repeated.hostedZone }
    /// Query name as the resolver spelled it, without a trailing dot.
    public var queryName: String { repeated.queryName }
    /// `A`, `AAAA`, …, upper case.
    public var queryType: String { repeated.queryType }
    /// `NOERROR`, `NXDOMAIN`, …, upper case.
    public var responseCode: String { repeated.responseCode }
    /// `UDP` or `TCP`.
    public var transport: String { repeated.transport }
    /// Edge location code.
    public var edgeLocation: String { repeated.edgeLocation }
    /// EDNS client subnet, or `nil` for `-`.
    public var clientSubnet: String? { repeated.clientSubnet }

    /// Makes a query.
    public init(
        time: Instant, logGroup: String, hostedZone: String, queryName: String, queryType: String,
        responseCode: String, transport: String, edgeLocation: String, resolver: String, clientSubnet: String?
    ) {
        self.init(
            time: time, resolver: resolver,
            repeated: Repeated(
                logGroup: logGroup, hostedZone: hostedZone, queryName: queryName, queryType: queryType,
                responseCode: responseCode, transport: transport, edgeLocation: edgeLocation,
                clientSubnet: clientSubnet))
    }

    /// Makes a query that repeats what another one said.
    init(time: Instant, resolver: String, repeated: Repeated) {
        self.time = time
        self.resolver = resolver
        self.repeated = repeated
    }

    /// Whether both say the same but for time and resolver, as far as that is seen at once.
    public func surelyRepeats(_ other: DNSQuery) -> Bool { repeated === other.repeated }
}

extension DNSQuery {
    /// The part of a query that many others share.
    final class Repeated: Hashable, Codable, Sendable {
        let logGroup: String
        let hostedZone: String
        let queryName: String
        let queryType: String
        let responseCode: String
        let transport: String
        let edgeLocation: String
        let clientSubnet: String?

        init(
            logGroup: String, hostedZone: String, queryName: String, queryType: String, responseCode: String,
            transport: String, edgeLocation: String, clientSubnet: String?
        ) {
            self.logGroup = logGroup
            self.hostedZone = hostedZone
            self.queryName = queryName
            self.queryType = queryType
            self.responseCode = responseCode
            self.transport = transport
            self.edgeLocation = edgeLocation
            self.clientSubnet = clientSubnet
        }

        private var texts: [String?] {
            [
                logGroup, hostedZone, queryName, queryType, responseCode, transport, edgeLocation,
                clientSubnet,
            ]
        }

        static func == (left: Repeated, right: Repeated) -> Bool {
            left === right || left.texts == right.texts
        }

        func hash(into hasher: inout Hasher) { hasher.combine(texts) }
    }
}

extension DNSQuery: Hashable, Codable {
    private enum CodingKeys: CodingKey {
        case time
        case resolver
    }

    /// Reads one flat object.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            time: try container.decode(Instant.self, forKey: .time),
            resolver: try container.decode(String.self, forKey: .resolver),
            repeated: try Repeated(from: decoder))
    }

    /// Writes one flat object.
    public func encode(to encoder: any Encoder) throws {
        try repeated.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(time, forKey: .time)
        try container.encode(resolver, forKey: .resolver)
    }
}
