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

    @Test("Wall clock: the newest whole local day, all minutes of the next one")
    func wallClock() throws {
        var alarm = alarm(period: 86_400, periods: 1, threshold: 1400)
        alarm.evaluationWindow = .wallClock(timeZone: "Europe/Berlin")
        // One a minute; the last Sunday of March has 23 hours.
        let source = minutes(from: "2026-03-27T23:00Z", Array(repeating: 1, count: 3 * 1440))
        var run = try AlarmRun(alarm: alarm, sources: ["m1": source])
        #expect(try run.evaluate(at: time("2026-03-28T22:59Z")).evaluation.values.last?.isNaN == true)
        #expect(run.state == .insufficientData)
        for instant in ["2026-03-28T23:00Z", "2026-03-29T12:34Z", "2026-03-29T21:59Z"] {
            #expect(try run.evaluate(at: time(instant)).evaluation.values == [1440])
            #expect(run.state == .alarm)
        }
        #expect(try run.evaluate(at: time("2026-03-29T22:00Z")).evaluation.values == [1380])
        #expect(run.state == .ok)
    }

    @Test("More than a day in all: the data up to the top of the hour, until the next one")
    func multiDay() throws {
        let source = minutes(from: "2026-01-01T00:00Z", Array(repeating: 1, count: 2 * 1440))
        var run = try AlarmRun(alarm: alarm(period: 3600, periods: 30), sources: ["m1": source])
        let evaluations = try run.evaluate(from: time("2026-01-01T02:30Z"), to: time("2026-01-01T05:30Z"))
        #expect(evaluations.map(\.time) == ["03", "04", "05"].map { time("2026-01-01T\($0):00Z") })
        #expect(try run.evaluate(at: time("2026-01-01T05:59Z")).evaluation.values.last == 60)
        #expect(run.schedule.evaluationTime(at: time("2026-01-01T05:59Z")) == time("2026-01-01T05:00Z"))
    }

    @Test("Points from before the alarm was created count")
    func created() throws {
        let source = minutes(from: "2026-01-01T12:00Z", [20, 20, 20])
        var run = try AlarmRun(
            alarm: alarm(period: 60), sources: ["m1": source], created: time("2026-01-01T12:03Z"))
        #expect(run.state == .insufficientData)
        #expect(try run.evaluate(at: time("2026-01-01T12:03Z")).state == .alarm)
    }

    @Test(
        "An updated alarm goes on from its state, and one that somebody set lasts until the next evaluation")
    func stateGoesOn() throws {
        var keeps = alarm(period: 60)
        keeps.treatMissingData = .ignore
        var run = try AlarmRun(alarm: keeps, sources: [:], state: .alarm)
        #expect(try run.evaluate(at: time("2026-01-01T12:03Z")).state == .alarm)
        run.force(.ok)
        // Nothing is known, and ignore keeps what there is.
        #expect(try run.evaluate(at: time("2026-01-01T12:04Z")).state == .ok)
        run = try AlarmRun(
            alarm: alarm(period: 60), sources: ["m1": minutes(from: "2026-01-01T12:00Z", [20, 20, 20])])
        run.force(.ok)
        #expect(run.state == .ok)
        #expect(try run.evaluate(at: time("2026-01-01T12:03Z")).state == .alarm)
    }

    @Test(
        "Without data every state but INSUFFICIENT_DATA follows from the setting alone",
        arguments: AlarmState.allCases)
    func noData(before: AlarmState) throws {
        let expected: [TreatMissingData: AlarmState] = [
            .missing: .insufficientData, .ignore: before, .breaching: .alarm, .notBreaching: .ok,
        ]
        for (treatment, state) in expected {
            var alarm = alarm(period: 60)
            alarm.treatMissingData = treatment
            var run = try AlarmRun(alarm: alarm, sources: [:], state: before)
            #expect(try run.evaluate(at: time("2026-01-01T12:03Z")).state == state)
        }
    }

    @Test("A sample that arrives late is picked up while its period is inside the range, and the past stays")
    func lateSample() throws {
        let alarm = alarm(period: 60, periods: 1)
        let source = SampleLog([
            SampleLog.Sample(time: time("2026-01-01T12:00:30Z"), value: 50)
        ])
        var run = try AlarmRun(
            alarm: alarm, sources: ["m1": source], settings: EvaluationSettings(arrivalDelay: 150))
        let states = try run.evaluate(from: time("2026-01-01T12:01Z"), to: time("2026-01-01T12:08Z")).map(
            \.state)
        // Visible from 12:03:00; its minute leaves the range of six after 12:06.
        #expect(
            states == [
                .insufficientData, .insufficientData, .alarm, .alarm, .alarm, .alarm, .insufficientData,
            ])
    }

    @Test("What cannot be read is an error that names the metric")
    func errors() {
        #expect(throws: AlarmSeriesError.self) { try AlarmRun(alarm: alarm(stat: "sum"), sources: [:]) }
        var empty = alarm()
        empty.metrics = []
        #expect(throws: AlarmSeriesError.noMetric(alarm: "a")) { try AlarmRun(alarm: empty, sources: [:]) }
    }
}
