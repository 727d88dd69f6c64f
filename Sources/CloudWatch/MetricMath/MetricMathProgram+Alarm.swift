extension MetricMathProgram {
    /// Metrics, and likewise expressions, that an alarm may have.
    public static let alarmEntryLimit = 10

    /// Whether CloudWatch takes these entries for an alarm.
    ///
    /// Exactly one entry returns data and gives one time series, every metric has the same period, and there are at
    /// most ten metrics and ten expressions. SEARCH and other live functions are rejected when the program is made.
    ///
    /// - Returns: the id of the entry that returns data.
    /// - Throws: ``MetricMathError`` with the first rule that is broken.
    @discardableResult
    public func checkForAlarm() throws(MetricMathError) -> String {
        let metrics = entries.filter { $0.expression == nil }
        for (kind, count) in [("MetricStat", metrics.count), ("Expression", entries.count - metrics.count)]
        where count > Self.alarmEntryLimit {
            throw MetricMathError(
                .tooManyAlarmEntries(kind: kind, count: count, limit: Self.alarmEntryLimit))
        }
        let periods = Set(metrics.compactMap { $0.query.metricStat?.period }).sorted()
        guard periods.count <= 1 else { throw MetricMathError(.periodsDiffer(periods)) }
        let id = try returnedID()
        guard let types = entry(id)?.types, types.contains(.series) else {
            throw MetricMathError(
                .resultIsNotOneSeries(found: entry(id)?.types.description ?? "nothing"), id: id)
        }
        return id
    }
}
