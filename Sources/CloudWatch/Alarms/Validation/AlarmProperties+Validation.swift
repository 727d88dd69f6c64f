extension AlarmProperties {
    /// Checks every documented limit.
    ///
    /// Sources: CloudWatch API Reference, PutMetricAlarm; CloudWatch User Guide, "Alarm limits".
    ///
    /// - Parameter isPartial: whether absent properties are no findings, for a fragment such as a rule test's.
    /// - Returns: the findings in the order of the properties; empty when CloudWatch would take the alarm.
    public func validate(isPartial: Bool = false) -> [AlarmFinding] {
        var findings = nameFindings + evaluationFindings + thresholdFindings + windowFindings
        if let metrics {
            findings += listFindings(metrics)
        } else {
            findings += singleMetricFindings
        }
        findings += actionFindings
        if !isPartial { findings += requiredFindings }
        return findings
    }

    private var requiredFindings: [AlarmFinding] {
        var missing: [String] = []
        if alarmName == nil { missing.append("AlarmName") }
        if !hasEvaluationCriteria {
            if evaluationPeriods == nil { missing.append("EvaluationPeriods") }
            if comparisonOperator == nil { missing.append("ComparisonOperator") }
            if threshold == nil, thresholdMetricID == nil { missing.append("Threshold") }
            if metrics == nil {
                if metricName == nil { missing.append("MetricName") }
                if namespace == nil { missing.append("Namespace") }
                if period == nil { missing.append("Period") }
                if statistic == nil, extendedStatistic == nil { missing.append("Statistic") }
            }
        }
        return missing.map {
            AlarmFinding(.required, property: $0, value: "absent", limit: "CloudWatch requires it")
        }
    }

    private var nameFindings: [AlarmFinding] {
        var findings: [AlarmFinding] = []
        if let alarmName {
            findings += Limits.length(of: alarmName, 1...255, "AlarmName")
            if alarmName.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
                findings.append(
                    AlarmFinding(
                        .syntax, property: "AlarmName", value: alarmName.debugDescription,
                        limit: "no control characters"))
            }
        }
        if let alarmDescription {
            findings += Limits.length(of: alarmDescription, 0...1024, "AlarmDescription")
        }
        return findings
    }

    private var evaluationFindings: [AlarmFinding] {
        var findings: [AlarmFinding] = []
        if let evaluationPeriods {
            findings += Limits.number(evaluationPeriods, 1...Int.max, "EvaluationPeriods")
        }
        if let datapointsToAlarm {
            findings += Limits.number(datapointsToAlarm, 1...Int.max, "DatapointsToAlarm")
            if let evaluationPeriods, datapointsToAlarm > evaluationPeriods, evaluationPeriods > 0 {
                findings.append(
                    AlarmFinding(
                        .datapointsAboveEvaluation, property: "DatapointsToAlarm",
                        value: "\(datapointsToAlarm)",
                        limit: "at most EvaluationPeriods, \(evaluationPeriods)"))
            }
        }
        if let treatMissingData {
            findings += Limits.oneOf(TreatMissingData.self, treatMissingData, "TreatMissingData")
        }
        if let evaluationPeriods, let period = evaluatedPeriod, evaluationPeriods > 0, period > 0 {
            let (seconds, overflow) = evaluationPeriods.multipliedReportingOverflow(by: period)
            let (limit, reason) = longestTime(period: period)
            if overflow || seconds > limit {
                findings.append(
                    AlarmFinding(
                        .evaluatedTime, property: "EvaluationPeriods",
                        value: "\(evaluationPeriods) periods of \(period) s",
                        limit: "at most \(limit) s in all with \(reason)"))
            }
        }
        return findings
    }

    private var windowFindings: [AlarmFinding] {
        var findings: [AlarmFinding] = []
        if let warmUpConfiguration {
            findings += Limits.number(
                warmUpConfiguration.minutes, WarmUpConfiguration.validMinutes,
                "WarmUpConfiguration.WarmUpPeriodDurationInMinutes")
        }
        guard case .wallClock(let timeZone) = evaluationWindow else { return findings }
        if hasEvaluationCriteria {
            findings.append(
                AlarmFinding(
                    .exclusive, property: "EvaluationWindow", value: "a wall clock window",
                    limit: "no wall clock window with a PromQL query"))
        }
        if let period = evaluatedPeriod, !EvaluationWindow.wallClockPeriods.contains(period) {
            findings.append(
                AlarmFinding(
                    .period, property: "Period", value: "\(period) s",
                    limit: "60, 300, 3600, 86400 or 604800 s with a wall clock window"))
        }
        if let timeZone, CalendarZone(timeZone) == nil {
            findings.append(
                AlarmFinding(
                    .syntax, property: "EvaluationWindow.WallClockWindow.Timezone",
                    value: timeZone.debugDescription,
                    limit: "an IANA name, or an offset from UTC in steps of 5 minutes such as +05:30"))
        }
        return findings
    }

    private var thresholdFindings: [AlarmFinding] {
        var findings: [AlarmFinding] = []
        if let threshold, !threshold.isFinite {
            findings.append(
                AlarmFinding(
                    .outOfBounds, property: "Threshold", value: "\(threshold)", limit: "a finite number"))
        }
        guard let comparisonOperator else { return findings }
        guard let known = ComparisonOperator(rawValue: comparisonOperator) else {
            return findings + Limits.oneOf(ComparisonOperator.self, comparisonOperator, "ComparisonOperator")
        }
        let needs =
            known.needsBand
            ? "needs ThresholdMetricId and no Threshold" : "needs Threshold and no ThresholdMetricId"
        if known.needsBand ? threshold != nil : thresholdMetricID != nil {
            findings.append(
                AlarmFinding(
                    .operatorAndThreshold, property: "ComparisonOperator", value: known.rawValue, limit: needs
                ))
        }
        return findings
    }

    private var singleMetricFindings: [AlarmFinding] {
        var findings: [AlarmFinding] = []
        if statistic != nil, extendedStatistic != nil {
            findings.append(
                AlarmFinding(
                    .exclusive, property: "ExtendedStatistic", value: "set beside Statistic",
                    limit: "one of Statistic and ExtendedStatistic"))
        }
        if let metricName { findings += Limits.length(of: metricName, 1...255, "MetricName") }
        if let namespace { findings += Limits.namespace(namespace, "Namespace") }
        findings += Limits.dimensions(dimensions ?? [], "Dimensions")
        if let period { findings += Limits.period(period, "Period") }
        if let unit { findings += Limits.unit(unit, "Unit") }
        if let statistic, !Statistic.basicNames.contains(statistic) {
            findings.append(
                AlarmFinding(
                    .unknownValue, property: "Statistic", value: statistic.debugDescription,
                    limit: "SampleCount, Average, Sum, Minimum or Maximum"))
        }
        if let extendedStatistic {
            findings += Limits.extendedStatistic(extendedStatistic, "ExtendedStatistic")
        }
        return findings + lowSampleFindings(isPercentile: extendedStatistic?.hasPrefix("p") ?? false)
    }

    /// Findings on `EvaluateLowSampleCountPercentile`.
    func lowSampleFindings(isPercentile: Bool) -> [AlarmFinding] {
        guard let policy = evaluateLowSampleCountPercentile else { return [] }
        let name = "EvaluateLowSampleCountPercentile"
        let unknown = Limits.oneOf(LowSamplePolicy.self, policy, name)
        guard unknown.isEmpty, !isPercentile else { return unknown }
        return [
            AlarmFinding(
                .withoutEffect, severity: .warning, property: name, value: policy,
                limit: "only percentiles are ever held for few samples")
        ]
    }

    /// The period that the alarm's points have, where it is said.
    var evaluatedPeriod: Int? {
        period ?? metrics?.lazy.compactMap { $0.metricStat?.period ?? $0.period }.first
    }
}

extension ComparisonOperator {
    /// Whether the operator compares with an anomaly band instead of a threshold.
    var needsBand: Bool {
        switch self {
        case .lessThanLowerOrGreaterThanUpperThreshold, .lessThanLowerThreshold, .greaterThanUpperThreshold:
            true
        default: false
        }
    }
}
