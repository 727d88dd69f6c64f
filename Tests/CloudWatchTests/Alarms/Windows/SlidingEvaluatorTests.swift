import CloudWatch
import Testing
import TimeSeries

@Suite struct SlidingEvaluatorTests {
    @Test("Constant-work evaluation of sliding windows equals reading each range anew")
    func equalsReading() throws {
        let first: UInt64 = 77_000
        for seed in first..<first + UInt64(caseCount(usual: 150, thorough: 5000)) {
            var random = SeededGenerator(seed: seed)
            let minutes = Int.random(in: 1...6, using: &random)
            let statistic = [Statistic.sum, .minimum, .maximum][Int.random(in: 0..<3, using: &random)]
            let alarm = MetricAlarm(
                alarmName: "random",
                metrics: [
                    MetricDataQuery(
                        id: "m1",
                        metricStat: MetricStat(
                            metric: MetricName(namespace: "N", metricName: "M"), period: minutes * 60,
                            stat: statistic.description))
                ],
                threshold: 4, comparisonOperator: .greaterThanThreshold,
                evaluationPeriods: Int.random(in: 1...4, using: &random), period: minutes * 60,
                treatMissingData: TreatMissingData.allCases[Int.random(in: 0..<4, using: &random)])
            let share = Int.random(in: 0...9, using: &random)
            let values = (0..<80).map { _ -> Double in
                Int.random(in: 0..<10, using: &random) < share
                    ? .nan : Double(Int.random(in: 0...5, using: &random))
            }
            var settings = EvaluationSettings()
            settings.evaluationOffset = random.oneIn(3) ? 60 * Int.random(in: 0...3, using: &random) : 0
            let minuteSeries = GridSeries(start: time("2026-01-01"), values: values)
            var run = try AlarmRun(
                alarm: alarm, sources: ["m1": StatisticGrid(minuteSeries, statistic: statistic)],
                settings: settings)
            let expected = try run.evaluate(from: time("2026-01-01T00:01Z"), to: time("2026-01-01T01:21Z"))
            let points =
                switch statistic {
                case .sum: minuteSeries.slidingSum(seconds: minutes * 60)
                case .minimum: minuteSeries.slidingMinimum(seconds: minutes * 60)
                default: minuteSeries.slidingMaximum(seconds: minutes * 60)
                }
            let evaluator = SlidingEvaluator(alarm: alarm, settings: settings)
            var stream = evaluator
            let states = points.values.map { point in
                stream.advance(point: point)
                return stream.state
            }
            guard evaluator.states(values: points.values) == expected.map(\.state),
                states == expected.map(\.state)
            else {
                Issue.record("seed \(seed): \(alarm), \(settings.evaluationOffset) s, \(values)")
                return
            }
        }
    }

    @Test("An alarm over more than a day changes its state on the hour only")
    func hourly() {
        let alarm = MetricAlarm(
            threshold: 0, comparisonOperator: .greaterThanThreshold, evaluationPeriods: 25,
            datapointsToAlarm: 1,
            period: 3600)
        let evaluator = SlidingEvaluator(alarm: alarm, firstMinute: 30)
        let states = evaluator.states(values: Array(repeating: 1, count: 100))
        #expect(states.firstIndex(of: .alarm) == 29)
        #expect(evaluator.interval == 60)
    }
}

@Suite struct SlidingAggregationTests {
    @Test("Each element is the aggregate of the elements that end with it", arguments: [1, 2, 3, 5, 7, 40])
    func equalsDirect(count: Int) {
        var random = SeededGenerator(seed: 5)
        let values = (0..<33).map { _ in
            random.oneIn(3) ? .nan : Double(Int.random(in: -9...9, using: &random))
        }
        let sums = SlidingAggregation.aggregate(values, count: count) { $0 + $1 }
        for end in values.indices {
            let window = values[max(0, end - count + 1)...end].filter { !$0.isNaN }
            let expected = window.isEmpty ? Double.nan : window.reduce(0, +)
            #expect(sums[end] == expected || (sums[end].isNaN && expected.isNaN))
        }
    }
}
