extension AlarmProperties {
    /// The most metrics, and the most expressions, that one alarm may list.
    private static let listLimit = 10

    /// Findings on `Metrics`.
    func listFindings(_ metrics: [MetricDataQuery]) -> [AlarmFinding] {
        var findings = exclusiveFindings
        findings += Limits.number(
            metrics.count { $0.metricStat != nil }, 0...Self.listLimit, "Metrics with MetricStat")
        findings += Limits.number(
            metrics.count { $0.expression != nil }, 0...Self.listLimit, "Metrics with Expression")
        var ids: Set<String> = []
        for (index, query) in metrics.enumerated() {
            let path = "Metrics[\(index)]"
            findings += entryFindings(query, path)
            if !ids.insert(query.id).inserted {
                findings.append(
                    AlarmFinding(
                        .duplicate, property: "\(path).Id", value: query.id.debugDescription,
                        limit: "each Id once"))
            }
        }
        findings += returnedFindings(metrics)
        let periods = Set(metrics.compactMap { $0.metricStat?.period })
        if periods.count > 1 {
            findings.append(
                AlarmFinding(
                    .periodsDiffer, property: "Metrics",
                    value: periods.sorted().map { "\($0) s" }.joined(separator: ", "),
                    limit: "every metric of an alarm has the same period"))
        }
        if findings.isEmpty { findings += mathFindings(metrics) }
        let percentiles = metrics.contains { $0.metricStat?.stat.hasPrefix("p") ?? false }
        return findings + lowSampleFindings(isPercentile: percentiles)
    }

    /// What may not stand beside `Metrics`.
    private var exclusiveFindings: [AlarmFinding] {
        let set: [(String, Bool)] = [
            ("MetricName", metricName != nil), ("Namespace", namespace != nil),
            ("Dimensions", dimensions?.isEmpty == false), ("Period", period != nil), ("Unit", unit != nil),
            ("Statistic", statistic != nil), ("ExtendedStatistic", extendedStatistic != nil),
        ]
        return set.filter(\.1).map { name, _ in
            AlarmFinding(
                .exclusive, property: name, value: "set beside Metrics", limit: "either one metric or Metrics"
            )
        }
    }

    private func returnedFindings(_ metrics: [MetricDataQuery]) -> [AlarmFinding] {
        var findings: [AlarmFinding] = []
        let returned = metrics.filter { $0.returnData ?? true && $0.id != thresholdMetricID }
        if returned.count != 1 {
            findings.append(
                AlarmFinding(
                    .returnedSeries, property: "Metrics",
                    value: "\(returned.count) entries with ReturnData",
                    limit: "exactly one; ReturnData is true where it is absent"))
        }
        if let thresholdMetricID, !metrics.contains(where: { $0.id == thresholdMetricID }) {
            findings.append(
                AlarmFinding(
                    .unknownValue, property: "ThresholdMetricId", value: thresholdMetricID.debugDescription,
                    limit: "the Id of an entry of Metrics"))
        }
        return findings
    }

    private func entryFindings(_ query: MetricDataQuery, _ path: String) -> [AlarmFinding] {
        var findings = Limits.length(of: query.id, 1...255, "\(path).Id")
        if !Limits.isID(query.id) {
            findings.append(
                AlarmFinding(
                    .syntax, property: "\(path).Id", value: query.id.debugDescription,
                    limit: "a lower-case letter, then letters, digits and underscores"))
        }
        if (query.metricStat == nil) == (query.expression == nil) {
            findings.append(
                AlarmFinding(
                    .exclusive, property: path,
                    value: query.metricStat == nil ? "neither" : "both MetricStat and Expression",
                    limit: "one of MetricStat and Expression"))
        }
        if let stat = query.metricStat {
            findings += Limits.length(
                of: stat.metric.metricName, 1...255, "\(path).MetricStat.Metric.MetricName")
            if let namespace = stat.metric.namespace {
                findings += Limits.namespace(namespace, "\(path).MetricStat.Metric.Namespace")
            }
            findings += Limits.dimensions(
                stat.metric.dimensions ?? [], "\(path).MetricStat.Metric.Dimensions")
            findings += Limits.period(stat.period, "\(path).MetricStat.Period")
            if let unit = stat.unit { findings += Limits.unit(unit, "\(path).MetricStat.Unit") }
            if !Statistic.basicNames.contains(stat.stat) {
                findings += Limits.extendedStatistic(stat.stat, "\(path).MetricStat.Stat")
            }
        }
        if let expression = query.expression {
            findings += Limits.length(of: expression, 1...2048, "\(path).Expression")
            if Limits.calls("SEARCH", expression) {
                findings.append(
                    AlarmFinding(
                        .search, property: "\(path).Expression", value: "SEARCH(…)",
                        limit: "an alarm names its metrics"))
            }
        }
        return findings
    }
}
