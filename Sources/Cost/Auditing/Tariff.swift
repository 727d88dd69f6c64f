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
                    note: "\(options.rootVolumeGB) GB assumed, for as long as the instance exists"))
        }
        if options.hasDetailedMonitoring {
            lines.append(
                line(
                    .detailedMonitoring, .customMetric, quantity: 7 * hours / hoursPerMonth,
                    note: "7 metrics an instance, billed by the hour: both are assumptions"))
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
                    "\(metrics) metrics in three alarms; the first ten of an account are free, priced here without that"
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
                    note: "the first three of an account are free, priced here without that"))
        }
        lines.append(
            line(.mails, .mail, quantity: Decimal(mails), note: "mails that the replayed alarms send"))
        if volumes > 0 {
            lines.append(
                line(
                    .efsStorage, .efsStandard, quantity: options.efsGB.map { $0 * months },
                    note: options.efsGB == nil
                        ? "nothing recorded tells how much is stored; give --efs-gb" : nil))
            if options.isEFSElastic {
                lines.append(
                    line(
                        .efsThroughput, .efsElasticReads,
                        quantity: readBytes.map { Decimal(Int(clamping: Int64($0 / 1000))) / 1_000_000 },
                        note: "reads only: writes are not recorded"))
            }
        }
        lines.append(
            line(
                .logIngestion, .logIngestion, quantity: options.logGB,
                note: options.logGB == nil
                    ? "nothing recorded tells how much was ingested; give --log-gb" : nil))
        return lines
    }

    private func line(
        _ item: CostLine.Item, _ priced: PriceItem, quantity: Decimal?, note: String? = nil
    ) -> CostLine {
        let price = book.price(of: priced, region: region)
        var notes = [note].compactMap(\.self)
        if let of = price.region, of != region { notes.append("price of \(of)") }
        return CostLine(
            item: item, quantity: quantity, unit: priced.unit, price: price, isRunning: false,
            note: notes.isEmpty ? nil : notes.joined(separator: "; "))
    }
}
