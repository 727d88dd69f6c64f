/// Points of OpenTelemetry summaries, 0.7 and 1.0.
struct OTelPointReader {
    private var gatherer: SeriesGatherer
    private let session: ObjectSession

    init(session: ObjectSession) {
        self.session = session
        gatherer = SeriesGatherer(session: session)
    }

    mutating func finish() throws { try gatherer.deliver() }

    mutating func read(_ request: MetricStream_Request) throws {
        for resource in request.resourceMetrics {
            var account = ""
            var region = ""
            for attribute in resource.resource.attributes {
                if attribute.key == "cloud.account.id" { account = attribute.value.stringValue }
                if attribute.key == "cloud.region" { region = attribute.value.stringValue }
            }
            for metric in resource.scopeMetrics.lazy.flatMap(\.metrics) {
                for point in metric.summary.dataPoints { try read(point, of: metric, account, region) }
            }
        }
    }

    private mutating func read(
        _ point: MetricStream_DataPoint, of metric: MetricStream_Metric, _ account: String, _ region: String
    ) throws {
        let (namespace, name, dimensions) = Self.identity(of: point, metric)
        let start = Int64(clamping: point.startTimeUnixNano / 1_000_000_000)
        let end = Int64(clamping: point.timeUnixNano / 1_000_000_000)
        guard start > 0, !name.isEmpty else {
            session.note("%d OpenTelemetry points lack a name or a time")
            return
        }
        let period = end > start && end - start <= 86_400 ? Int(end - start) : 60
        // Zeros are left out on the wire: an absent sum, quantile or value is 0.
        var values = [("Sum", point.sum), ("SampleCount", Double(point.count))]
        for quantile in point.quantileValues {
            values.append((Self.statistic(of: quantile.quantile), quantile.value))
        }
        var digest = Delivery.EventID(high: UInt64(period), low: 0)
        for text in [account, region, namespace, name, metric.unit]
            + dimensions.flatMap({ [$0.name, $0.value] })
            + values.map(\.0)
        {
            var text = text
            text.withUTF8 { digest.mix(UnsafeRawBufferPointer($0)) }
        }
        let first = gatherer.index(of: digest) {
            values.map { statistic, _ in
                MetricKey(
                    account: account, region: region, namespace: namespace, metricName: name,
                    dimensions: dimensions,
                    unit: OTelUnit.cloudWatch(metric.unit), period: period, statistic: statistic)
            }
        }
        for (index, value) in values.enumerated() {
            gatherer.append(start, value.1, count: Double(point.count), to: first + index)
        }
        try gatherer.deliverIfFull()
    }

    /// Namespace, metric and dimensions: attributes in 1.0, labels in 0.7 (the first two are not dimensions).
    private static func identity(
        of point: MetricStream_DataPoint, _ metric: MetricStream_Metric
    ) -> (String, String, [MetricDimension]) {
        var namespace: String?
        var name: String?
        var dimensions: [MetricDimension] = []
        for attribute in point.attributes {
            switch attribute.key {
            case "Namespace": namespace = attribute.value.stringValue
            case "MetricName": name = attribute.value.stringValue
            case "Dimensions":
                dimensions = attribute.value.kvlistValue.values.map {
                    MetricDimension(name: $0.key, value: $0.value.stringValue)
                }
            default: break
            }
        }
        if point.attributes.isEmpty {
            for label in point.labels {
                if label.key == "Namespace", namespace == nil {
                    namespace = label.value
                } else if label.key == "MetricName", name == nil {
                    name = label.value
                } else {
                    dimensions.append(MetricDimension(name: label.key, value: label.value))
                }
            }
        }
        if let namespace, let name { return (namespace, name, dimensions) }
        // "amazonaws.com/AWS/EC2/CPUUtilization"
        let parts = metric.name.split(separator: "/").dropFirst()
        return (
            namespace ?? parts.dropLast().joined(separator: "/"), name ?? parts.last.map(String.init) ?? "",
            dimensions
        )
    }

    /// The name of the statistic at a quantile.
    private static func statistic(of quantile: Double) -> String {
        if quantile <= 0 { return "Minimum" }
        if quantile >= 1 { return "Maximum" }
        let percent = (quantile * 1e12).rounded() / 1e10
        return percent == percent.rounded() ? "p\(Int(percent))" : "p\(percent)"
    }
}

/// Units, which OpenTelemetry spells in UCUM.
enum OTelUnit {
    private static let names = [
        "s": "Seconds", "us": "Microseconds", "ms": "Milliseconds", "By": "Bytes", "kBy": "Kilobytes",
        "MBy": "Megabytes",
        "GBy": "Gigabytes", "TBy": "Terabytes", "bit": "Bits", "kbit": "Kilobits", "MBit": "Megabits",
        "GBit": "Gigabits",
        "Tbit": "Terabits", "%": "Percent", "{Count}": "Count", "1": "None",
    ]

    /// CloudWatch's name of a unit; an unknown one stays as it is.
    static func cloudWatch(_ unit: String) -> String {
        if unit.hasSuffix("/s"), let name = names[String(unit.dropLast(2))] { return name + "/Second" }
        return names[unit] ?? unit
    }
}
