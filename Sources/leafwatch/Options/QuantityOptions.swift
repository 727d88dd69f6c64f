import ArgumentParser
import Cost
import Foundation
import LeafStack

/// Quantities of the bill that nothing recorded tells.
struct QuantityOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Size of the root volume in GB.", valueName: "gb"))
    var rootVolumeGb: Int = 30

    @Option(help: ArgumentHelp("GB stored on EFS on average.", valueName: "gb"))
    var efsGb: Double?

    @Flag(help: "EFS bills what is read and written (Elastic throughput).")
    var efsElastic = false

    @Option(
        help: ArgumentHelp("GB written to EFS in the audited time, for --efs-elastic.", valueName: "gb"))
    var efsWrittenGb: Double?

    @Option(help: ArgumentHelp("Provisioned throughput of EFS.", valueName: "mb/s"))
    var efsProvisionedMbps: Double?

    @Option(help: ArgumentHelp("GB of logs ingested in the audited time.", valueName: "gb"))
    var logGb: Double?

    @Flag(inversion: .prefixedNo, help: "The instance has a public IPv4 address.")
    var publicIpv4 = true

    @Flag(inversion: .prefixedNo, help: "The leaf has a hosted zone of its own.")
    var hostedZone = true

    mutating func validate() throws {
        if !(0...16_384).contains(rootVolumeGb) {
            throw ValidationError("--root-volume-gb \(rootVolumeGb) is out of range: 0 to 16384")
        }
        let sizes = [
            ("--efs-gb", efsGb), ("--efs-written-gb", efsWrittenGb),
            ("--efs-provisioned-mbps", efsProvisionedMbps), ("--log-gb", logGb),
        ]
        for case (let name, let value?) in sizes where !(value.isFinite && (0...1e9).contains(value)) {
            throw ValidationError("\(name) \(value) is out of range: 0 to 1000000000")
        }
        if efsWrittenGb != nil, !efsElastic {
            throw ValidationError("--efs-written-gb is billed with --efs-elastic only")
        }
        if efsElastic, efsProvisionedMbps != nil {
            throw ValidationError("give either --efs-elastic or --efs-provisioned-mbps, not both")
        }
    }

    /// What an audit of a leaf assumes.
    func options(_ configuration: LeafConfiguration, timeZone: String, tuning: TuningFlags) -> AuditOptions {
        AuditOptions(
            rootVolumeGB: Decimal(rootVolumeGb), hasPublicIPv4: publicIpv4,
            hasDashboard: configuration.hasDashboard, hasHostedZone: hostedZone,
            efsGB: efsGb.flatMap(Self.decimal), isEFSElastic: efsElastic,
            efsWrittenGB: efsWrittenGb.flatMap(Self.decimal),
            efsProvisionedMBps: efsProvisionedMbps.flatMap(Self.decimal), logGB: logGb.flatMap(Self.decimal),
            timeZone: timeZone, seed: tuning.seed, bootstrapRounds: tuning.rounds)
    }

    /// The number as it was written, not its nearest double.
    private static func decimal(_ value: Double) -> Decimal? {
        Decimal(string: "\(value)", locale: Locale(identifier: "en_US_POSIX"))
    }
}
