import CloudWatch
import Testing
import TimeSeries

@Suite struct AlarmRunTests {
    private func alarm(
        stat: String = "Sum", period: Int = 300, periods: Int = 3, threshold: Double = 10
    ) -> MetricAlarm {
        MetricAlarm(
            alarmName: "a",
            metrics: [
                MetricDataQuery(
                    id: "m1",
                    metricStat: MetricStat(
                        metric: MetricName(namespace: "N", metricName: "M"), period: period, stat: stat))
            ],
            threshold: threshold, comparisonOperator: .greaterThanThreshold, evaluationPeriods: periods,
            period: period)
    }

    private func minutes(from text: String, _ values: [Double]) -> StatisticGrid {
        StatisticGrid(GridSeries(start: time(text), values: values), statistic: .sum)
    }

    @Test("A sum over five minutes is re-aggregated for each minute's windows")
    func reaggregates() throws {
        let source = minutes(from: "2026-01-01T12:00Z", [1, 2, 3, 4, 5, 6, 7])
        var run = try AlarmRun(alarm: alarm(periods: 1), sources: ["m1": source])
        #expect(try run.evaluate(at: time("2026-01-01T12:05Z")).evaluation.values.last == 15)
        #expect(try run.evaluate(at: time("2026-01-01T12:06Z")).evaluation.values.last == 20)
        #expect(try run.evaluate(at: time("2026-01-01T12:07:59Z")).evaluation.values.last == 25)
        #expect(run.state == .alarm)
    }

    @Test("Late minutes: the newest window is summed from what has arrived")
    func partialArrival() throws {
        let source = minutes(from: "2026-01-01T12:00Z", [1, 2, 3, 4, 5])
        var run = try AlarmRun(
            alarm: alarm(periods: 1), sources: ["m1": source], settings: EvaluationSettings(arrivalDelay: 120)
        )
        let evaluation = try run.evaluate(at: time("2026-01-01T12:05Z"))
        #expect(evaluation.evaluation.values.last == 6)
        #expect(evaluation.state == .ok)
    }

    @Test("Percentiles of sliding windows come from single samples")
    func percentiles() throws {
        let samples = (0..<600).map {
            SampleLog.Sample(time: time("2026-01-01T12:00Z").advanced(bySeconds: $0), value: Double($0))
        }
        var run = try AlarmRun(
            alarm: alarm(stat: "p50", period: 60, periods: 1), sources: ["m1": SampleLog(samples)])
        #expect(try run.evaluate(at: time("2026-01-01T12:02Z")).evaluation.values.last == 89.5)
        #expect(run.state == .alarm)
    }

    @Test("Minutes cannot give a percentile, so the alarm has no data")
    func noPercentiles() throws {
        let grid = StatisticGrid(
            start: time("2026-01-01T12:00Z"), sampleCounts: [2], sums: [3], minima: [1], maxima: [2])
        var run = try AlarmRun(alarm: alarm(stat: "p50", period: 60, periods: 1), sources: ["m1": grid])
        #expect(try run.evaluate(at: time("2026-01-01T12:01Z")).state == .insufficientData)
    }

    @Test("High resolution: ten-second windows every ten seconds")
    func highResolution() throws {
        let samples = [SampleLog.Sample(time: time("2026-01-01T00:00:12Z"), value: 50)]
        var run = try AlarmRun(alarm: alarm(period: 10, periods: 1), sources: ["m1": SampleLog(samples)])
        let states = try run.evaluate(from: time("2026-01-01T00:00:10Z"), to: time("2026-01-01T00:01Z")).map(
            \.state)
        // N + 2 periods are fetched.
        #expect(states == [.insufficientData, .alarm, .alarm, .alarm, .insufficientData])
    }

    @Test("The guide's warm-up: created at 10:00, data from 10:04, evaluated from 10:19")
    func warmUp() throws {
        var alarm = alarm(threshold: -1)
        alarm.warmUpConfiguration = WarmUpConfiguration(minutes: 60)
        let source = minutes(from: "2026-01-01T10:04Z", Array(repeating: 1, count: 90))
        func firstChange(_ alarm: MetricAlarm) throws -> Instant? {
            var run = try AlarmRun(alarm: alarm, sources: ["m1": source], created: time("2026-01-01T10:00Z"))
            let evaluations = try run.evaluate(from: time("2026-01-01T10:01Z"), to: time("2026-01-01T11:30Z"))
            #expect(evaluations.prefix { $0.hold == .warmUp }.allSatisfy { $0.state == .insufficientData })
            return evaluations.first { $0.hold == nil }?.time
        }
        #expect(try firstChange(alarm) == time("2026-01-01T10:19Z"))
        alarm.warmUpConfiguration = WarmUpConfiguration(minutes: 60, isFixed: true)
        #expect(try firstChange(alarm) == time("2026-01-01T11:00Z"))
        alarm.warmUpConfiguration = nil
        #expect(try firstChange(alarm) == time("2026-01-01T10:01Z"))
    }

    @Test("Few samples hold a percentile alarm's state, if it is set so")
    func fewSamples() throws {
        var alarm = alarm(stat: "p50", period: 60, periods: 2, threshold: 0)
        let samples = (0..<30).map {
            SampleLog.Sample(time: time("2026-01-01T12:00Z").advanced(bySeconds: $0 * 3), value: 1)
        }
        func hold(_ scope: LowSampleSettings.Scope) throws -> TimedEvaluation.Hold? {
            var settings = EvaluationSettings()
            settings.lowSamples.scope = scope
            var run = try AlarmRun(alarm: alarm, sources: ["m1": SampleLog(samples)], settings: settings)
            return try run.evaluate(at: time("2026-01-01T12:02Z")).hold
        }
        #expect(try hold(.eachPoint) == nil)
        alarm.evaluateLowSampleCountPercentile = .ignore
        // p50 needs 20 samples: the first minute has 20, the second one 10.
        #expect(try hold(.eachPoint) == .fewSamples)
        #expect(try hold(.wholeWindow) == nil)
    }

    @Test("Metric math is evaluated over the range, each metric with its own delay")
    func metricMath() throws {
        func metric(_ id: String) -> MetricDataQuery {
            MetricDataQuery(
                id: id,
                metricStat: MetricStat(
                    metric: MetricName(namespace: "N", metricName: id), period: 60, stat: "Sum"),
                returnData: false)
        }
        let alarm = MetricAlarm(
            alarmName: "math",
            metrics: [MetricDataQuery(id: "e", expression: "a - b"), metric("a"), metric("b")],
            threshold: 5, comparisonOperator: .greaterThanThreshold, evaluationPeriods: 1)
        let sources = [
            "a": minutes(from: "2026-01-01T12:00Z", [8, 8, 8]),
            "b": minutes(from: "2026-01-01T12:00Z", [6, 6, 6]),
        ]
        var run = try AlarmRun(alarm: alarm, sources: sources)
        #expect(try run.evaluate(at: time("2026-01-01T12:03Z")).state == .ok)
        var late = EvaluationSettings()
        late.arrivalDelays["b"] = 60
        run = try AlarmRun(alarm: alarm, sources: sources, settings: late)
        // The newest minute of b counts as 0.
        #expect(try run.evaluate(at: time("2026-01-01T12:03Z")).evaluation.values.suffix(2) == [2, 8])
        #expect(run.state == .alarm)
    }

    @Test("What cannot be read is an error that names the metric")
    func errors() {
        #expect(throws: AlarmSeriesError.self) { try AlarmRun(alarm: alarm(stat: "sum"), sources: [:]) }
        var empty = alarm()
        empty.metrics = []
        #expect(throws: AlarmSeriesError.noMetric(alarm: "a")) { try AlarmRun(alarm: empty, sources: [:]) }
    }
}
