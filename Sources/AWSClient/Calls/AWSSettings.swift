import Foundation
public import TimeSeries

/// Who asks, from where: environment, shared files, and what the command line adds.
public struct AWSSettings: Sendable {
    /// Environment variables.
    public var environment: [String: String]
    /// The shared files.
    public var config: SharedConfig
    /// Profile named on the command line; it then goes before keys in the environment.
    public var explicitProfile: String?
    /// Region named on the command line.
    public var explicitRegion: String?
    /// The clock; only for telling whether credentials and tokens are about to end.
    public var now: @Sendable () -> Instant

    /// Makes settings; without an environment or a clock those of the process.
    public init(
        environment: [String: String]? = nil, config: SharedConfig? = nil, profile: String? = nil,
        region: String? = nil, now: (@Sendable () -> Instant)? = nil
    ) {
        let environment = environment ?? ProcessInfo.processInfo.environment
        self.environment = environment
        self.config = config ?? SharedConfig(environment: environment)
        explicitProfile = profile
        explicitRegion = region
        self.now = now ?? { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
    }

    /// A variable that is set and not empty.
    func variable(_ name: String) -> String? {
        guard let value = environment[name], !value.isEmpty else { return nil }
        return value
    }

    /// The profile in use.
    public var profile: String {
        explicitProfile ?? variable("AWS_PROFILE") ?? variable("AWS_DEFAULT_PROFILE") ?? "default"
    }

    /// The region in use, `nil` when nothing names one.
    public var region: String? {
        explicitRegion ?? variable("AWS_REGION") ?? variable("AWS_DEFAULT_REGION")
            ?? config.profiles[profile]?["region"]
    }

    /// PEM file of the authorities to trust, `nil` for the system's.
    public var certificateBundle: String? {
        variable("AWS_CA_BUNDLE") ?? config.profiles[profile]?["ca_bundle"]
    }

    /// Where a service is called, without a slash at the end.
    ///
    /// `AWS_ENDPOINT_URL_<SERVICE>`, then `AWS_ENDPOINT_URL`, then the profile's services section, then its
    /// `endpoint_url`, then the service's own address in the region.
    public func endpoint(of service: AWSService, region: String) -> String {
        let settings = config.profiles[profile] ?? [:]
        let ignores =
            (variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") ?? settings["ignore_configured_endpoint_urls"])?
            .lowercased() == "true"
        let key = service.identifier.lowercased().replacing(" ", with: "_")
        let configured =
            ignores
            ? nil
            : variable("AWS_ENDPOINT_URL_\(key.uppercased())") ?? variable("AWS_ENDPOINT_URL")
                ?? settings["services"].flatMap { config.services[$0]?[key]?["endpoint_url"] }
                ?? settings["endpoint_url"]
        if let configured { return configured.hasSuffix("/") ? String(configured.dropLast()) : configured }
        let suffix = region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
        return "https://\(service.hostPrefix).\(service.fixedRegion ?? region).\(suffix)"
    }
}

/// A service, as far as calling it goes.
public struct AWSService: Sendable, Hashable {
    /// How calls are written.
    public enum Style: Sendable, Hashable {
        /// JSON, with an `X-Amz-Target` of this prefix.
        case json(version: String, target: String)
        /// Form fields with an `Action` and this `Version`; the answer is XML.
        case query(version: String)
    }

    /// The service's id, as endpoint variables spell it.
    public var identifier: String
    /// First label of its host name.
    public var hostPrefix: String
    /// Name in the credential scope.
    public var signingName: String
    /// How calls are written.
    public var style: Style
    /// The only region that has it, `nil` for services of every region.
    public var fixedRegion: String?

    private init(
        _ identifier: String, host: String, signing: String? = nil, _ style: Style,
        fixedRegion: String? = nil
    ) {
        self.identifier = identifier
        hostPrefix = host
        signingName = signing ?? host
        self.style = style
        self.fixedRegion = fixedRegion
    }

    /// Metrics and alarms.
    public static let cloudWatch = AWSService(
        "CloudWatch", host: "monitoring",
        .json(version: "1.0", target: "GraniteServiceVersion20100801"))
    /// Log groups.
    public static let logs = AWSService(
        "CloudWatch Logs", host: "logs", .json(version: "1.1", target: "Logs_20140328"))
    /// Tasks and services.
    public static let ecs = AWSService(
        "ECS", host: "ecs",
        .json(version: "1.1", target: "AmazonEC2ContainerServiceV20141113"))
    /// Scaling groups and their activities.
    public static let autoScaling = AWSService(
        "Auto Scaling", host: "autoscaling", .query(version: "2011-01-01"))
    /// Stacks and their templates.
    public static let cloudFormation = AWSService(
        "CloudFormation", host: "cloudformation", .query(version: "2010-05-15"))
    /// Temporary credentials.
    public static let sts = AWSService("STS", host: "sts", .query(version: "2011-06-15"))
    /// The price list.
    public static let pricing = AWSService(
        "Pricing", host: "api.pricing", signing: "pricing",
        .json(version: "1.1", target: "AWSPriceListService"), fixedRegion: "us-east-1")
}
