import Foundation

/// What a minute up and an hour of existence cost.
struct Tariff {
    let options: AuditOptions
    let book: PriceBook
    let region: String
    /// Price of an instance-hour.
    let instance: Price

    /// A minute up, everything included that is billed by running time.
    var perMinute: Money { runningLines(minutes: 1).compactMap(\.amount).reduce(.zero, +) }

    /// The lines billed by running time.
    func runningLines(minutes: Int) -> [CostLine] {
        let hours = Decimal(minutes) / 60
        var lines = [
            CostLine(item: .instance, quantity: hours, unit: "hour", price: instance, isRunning: true)
        ]
        if options.hasPublicIPv4 {
            lines.append(line(.publicIPv4, .publicIPv4, quantity: hours))
        }
        if options.rootVolumeGB > 0 {
            lines.append(
                line(
                    .rootVolume, .ebsGP3, quantity: options.rootVolumeGB * hours / hoursPerMonth,
                    note: "\(options.rootVolumeGB) GB assumed, for as long as the instance is up"))
        }
        if options.hasDetailedMonitoring {
            lines.append(
                line(
                    .detailedMonitoring, .customMetric, quantity: 7 * hours / hoursPerMonth,
                    note: "assumed: 7 metrics an instance, billed by the hour"))
        }
        return lines.map { line in
            var line = line
            line.isRunning = true
            return line
        }
    }

    /// The lines billed for existing, over `hours` hours.
    func standingLines(
        hours: Decimal, volumes: Int, hitHours: Int?, mails: Int, readBytes: Double?
    ) -> [CostLine] {
        let months = hours / hoursPerMonth
        // Container Activity: traffic in, each volume, DNS hits; Instance Left Up: one; Break Crash Loop: one.
        let metrics = 2 + volumes + 1 + 1
        var lines = [
            line(
                .alarms, .alarmMetric, quantity: Decimal(metrics) * months,
                note:
                    "\(metrics) metrics in three alarms; an account's first ten are free, not counted here"
            )
        ]
        lines.append(
            line(
                .dnsMetric, .customMetric, quantity: hitHours.map { Decimal($0) / hoursPerMonth },
                note: "billed for the hours that have a point"))
        if options.hasHostedZone { lines.append(line(.hostedZone, .hostedZone, quantity: months)) }
        if options.hasDashboard {
            lines.append(
                line(
                    .dashboard, .dashboard, quantity: months,
                    note: "an account's first three are free, not counted here"))
        }
        lines.append(
            line(.mails, .mail, quantity: Decimal(mails), note: "what the replayed alarms send"))
        if volumes > 0 { lines += fileSystemLines(months: months, readBytes: readBytes) }
        lines.append(
            line(
                .logIngestion, .logIngestion, quantity: options.logGB,
                note: options.logGB == nil
                    ? "nothing recorded tells how much was ingested; give --log-gb" : nil))
        return lines
    }

    /// Storage and throughput of EFS; Bursting throughput, as the stack comes, is part of the storage price.
    private func fileSystemLines(months: Decimal, readBytes: Double?) -> [CostLine] {
        let storage = line(
            .efsStorage, .efsStandard, quantity: options.efsGB.map { $0 * months },
            note: options.efsGB == nil ? "nothing recorded tells how much is stored; give --efs-gb" : nil)
        if let provisioned = options.efsProvisionedMBps {
            // A stored GB includes a twentieth of a MB/s.
            let billed = max(0, provisioned - (options.efsGB ?? 0) / 20)
            return [
                storage,
                line(
                    .efsProvisioned, .efsProvisioned, quantity: billed * months,
                    note: options.efsGB == nil
                        ? "what the stored GB include is not subtracted; give --efs-gb"
                        : "less 1 MB/s for each 20 GB stored, which the storage price includes"),
            ]
        }
        let read = readBytes.map { Decimal(Int(clamping: Int64($0 / 1000))) / 1_000_000 }
        guard options.isEFSElastic else {
            let unit = PriceItem.efsElasticReads.unit
            return [
                storage,
                CostLine(
                    item: .efsThroughput, quantity: read, unit: unit,
                    price: Price(usd: 0, unit: unit, source: "part of the storage price", region: nil),
                    isRunning: false,
                    note:
                        "Bursting throughput, as the stack comes; --efs-elastic or --efs-provisioned-mbps if not"
                ),
            ]
        }
        return [
            storage, line(.efsThroughput, .efsElasticReads, quantity: read),
            line(
                .efsWrites, .efsElasticWrites, quantity: options.efsWrittenGB,
                note: options.efsWrittenGB == nil
                    ? "nothing recorded tells how much is written; give --efs-written-gb" : nil),
        ]
    }

    private func line(
        _ item: CostLine.Item, _ priced: PriceItem, quantity: Decimal?, note: String? = nil
    ) -> CostLine {
        let price = book.price(of: priced, region: region)
        return CostLine(
            item: item, quantity: quantity, unit: priced.unit, price: price, isRunning: false, note: note)
    }
}
