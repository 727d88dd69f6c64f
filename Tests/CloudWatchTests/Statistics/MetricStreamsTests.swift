import CloudWatch
import Testing
import TimeSeries

@Suite struct MetricStreamsTests {
    private func minutes(_ value: Double) -> StatisticGrid {
        StatisticGrid(GridSeries(start: Instant(minute: 0), values: [value, value]), statistic: .sum)
    }

    private func alarm(unit: String?) -> MetricAlarm {
        MetricAlarm(
            alarmName: "a",
            metrics: [
                MetricDataQuery(
                    id: "m1",
                    metricStat: MetricStat(
                        metric: MetricName(namespace: "N", metricName: "M"), period: 60, stat: "Sum",
                        unit: unit))
            ],
            threshold: 5, comparisonOperator: .greaterThanThreshold, evaluationPeriods: 1)
    }

    private func state(unit: String?, _ streams: [String: any MetricSource]) throws -> AlarmState {
        var run = try AlarmRun(alarm: alarm(unit: unit), sources: ["m1": MetricStreams(byUnit: streams)])
        return try run.evaluate(at: Instant(minute: 2)).state
    }

    @Test("An alarm reads the stream of its unit, and streams are never merged")
    func unit() throws {
        let streams = ["Bytes": minutes(3), "Count": minutes(4)]
        #expect(try state(unit: "Bytes", streams) == .ok)
        #expect(try state(unit: "Bytes", ["Bytes": minutes(9), "Count": minutes(1)]) == .alarm)
        #expect(try state(unit: nil, ["Bytes": minutes(9)]) == .alarm)
    }

    @Test("Under a unit that nobody publishes there is no data")
    func wrongUnit() throws {
        #expect(try state(unit: "Percent", ["Bytes": minutes(9)]) == .insufficientData)
        #expect(try state(unit: nil, [:]) == .insufficientData)
    }

    @Test("Several units and an alarm that names none: undefined, so an error that names them")
    func several() throws {
        let error = #expect(throws: AlarmSeriesError.self) {
            try state(unit: nil, ["Count": minutes(1), "Bytes": minutes(9)])
        }
        #expect(error == .severalUnits(alarm: "a", id: "m1", units: ["Bytes", "Count"]))
    }
}
