extension AlarmProperties {
    /// Findings on what the entries of `Metrics` say together: syntax, references and types of their expressions.
    ///
    /// CloudWatch takes functions that only it can compute, and Metrics Insights queries; of those nothing is said.
    func mathFindings(_ metrics: [MetricDataQuery]) -> [AlarmFinding] {
        guard !metrics.contains(where: { Limits.isInsightsQuery($0.expression ?? "") }) else { return [] }
        do throws(MetricMathError) {
            try MetricMathProgram(metrics).checkForAlarm()
            return []
        } catch {
            if case .needsLiveService = error.reason { return [] }
            let index = metrics.firstIndex { $0.id == error.id }
            let property = index.map { "Metrics[\($0)].Expression" } ?? "Metrics"
            let value = index.flatMap { metrics[$0].expression }.map {
                String($0.prefix(60)).debugDescription
            }
            let place = error.position.map { "at byte \($0): " } ?? ""
            if case .resultIsNotOneSeries = error.reason {
                return [
                    AlarmFinding(
                        .returnedSeries, property: property, value: value ?? "wrong",
                        limit: error.reason.description)
                ]
            }
            return [
                AlarmFinding(
                    .syntax, property: property, value: value ?? "wrong",
                    limit: place + error.reason.description)
            ]
        }
    }

    /// The longest time that the alarm may look back in all, in seconds, and what sets it.
    func longestTime(period: Int) -> (seconds: Int, reason: String) {
        let expressions = (metrics ?? []).compactMap(\.expression)
        if expressions.contains(where: Limits.isInsightsQuery) {
            return (10_800, "a Metrics Insights query")
        }
        if period < 60, expressions.contains(where: { Limits.calls("DB_PERF_INSIGHTS", $0) }) {
            return (10_800, "DB_PERF_INSIGHTS in high resolution")
        }
        if expressions.contains(where: { Limits.calls("LAMBDA", $0) }) {
            return (86_400, "a Lambda data source")
        }
        return period < 3600
            ? (86_400, "a period below an hour") : (604_800, "a period of an hour or more")
    }
}
