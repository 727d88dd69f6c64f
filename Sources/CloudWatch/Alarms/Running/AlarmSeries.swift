public import TimeSeries

/// The points of one evaluation range, oldest first.
public struct RangePoints: Hashable, Sendable {
    /// One value a period, NaN where there is none.
    public var values: [Double]
    /// `SampleCount` of each period where it is known, NaN elsewhere; empty when it is not known at all.
    public var sampleCounts: [Double]

    /// Makes points.
    public init(values: [Double], sampleCounts: [Double] = []) {
        self.values = values
        self.sampleCounts = sampleCounts
    }
}

/// Why an alarm cannot be run on the data there is.
public enum AlarmSeriesError: Error, Hashable, Sendable {
    /// The alarm has no metric.
    case noMetric(alarm: String)
    /// A metric's statistic cannot be read.
    case badStatistic(alarm: String, id: String, error: StatisticError)
    /// An expression cannot be read or evaluated.
    case metricMath(alarm: String, error: MetricMathError)
    /// A metric has data under several units and the alarm names none.
    case severalUnits(alarm: String, id: String, units: [String])
}

extension AlarmSeriesError: CustomStringConvertible {
    /// One sentence that names the alarm and the reason.
    public var description: String {
        switch self {
        case .noMetric(let alarm): "alarm \(alarm.debugDescription) has no metric"
        case .badStatistic(let alarm, let id, let error):
            "alarm \(alarm.debugDescription), metric \(id.debugDescription): \(error)"
        case .metricMath(let alarm, let error): "alarm \(alarm.debugDescription): \(error)"
        case .severalUnits(let alarm, let id, let units):
            "alarm \(alarm.debugDescription), metric \(id.debugDescription): data exist in "
                + "\(units.joined(separator: " and ")), and CloudWatch does not define which of them an alarm without "
                + "Unit reads"
        }
    }
}

/// What an alarm compares with its threshold: a metric's statistic, or metric math over several.
public struct AlarmSeries: Sendable {
    private struct Metric: Sendable {
        var id: String
        var statistic: Statistic
        var delay: Int
        var source: (any MetricSource)?
    }

    /// The statistic of an alarm on a single metric.
    public let statistic: Statistic?
    private let metrics: [Metric]
    private let program: MetricMathProgram?
    private let settings: EvaluationSettings
    private let alarmName: String
    private let period: Int

    /// Connects an alarm with its data.
    ///
    /// - Parameters:
    ///   - alarm: the alarm.
    ///   - sources: what is known of each metric, by the `Id` of its entry; a metric without a source is missing.
    ///   - settings: the rules that no source decides.
    /// - Throws: ``AlarmSeriesError`` when a statistic or an expression cannot be read, or a unit is wanting.
    public init(
        alarm: MetricAlarm, sources: [String: any MetricSource],
        settings: EvaluationSettings = EvaluationSettings()
    ) throws(AlarmSeriesError) {
        var metrics: [Metric] = []
        for query in alarm.metrics {
            guard let stat = query.metricStat else { continue }
            let statistic: Statistic
            do {
                statistic = try Statistic(stat.stat)
            } catch {
                throw .badStatistic(alarm: alarm.alarmName, id: query.id, error: error)
            }
            var source = sources[query.id]
            if let streams = source as? MetricStreams {
                do {
                    source = try streams.stream(unit: stat.unit)
                } catch {
                    throw .severalUnits(alarm: alarm.alarmName, id: query.id, units: error.units)
                }
            }
            metrics.append(
                Metric(
                    id: query.id, statistic: statistic, delay: settings.arrivalDelay(of: query.id),
                    source: source))
        }
        guard let first = metrics.first else { throw .noMetric(alarm: alarm.alarmName) }
        if alarm.usesMetricMath {
            do {
                let program = try MetricMathProgram(alarm.metrics, settings: settings.math)
                try program.checkForAlarm()
                self.program = program
            } catch {
                throw .metricMath(alarm: alarm.alarmName, error: error)
            }
            statistic = nil
        } else {
            program = nil
            statistic = first.statistic
        }
        self.metrics = metrics
        self.settings = settings
        alarmName = alarm.alarmName
        period = alarm.period
    }

    /// Time of the oldest sample of any metric.
    public var firstSample: Instant? { metrics.compactMap { $0.source?.firstSample }.min() }

    /// The points of an evaluation's periods as they are seen at an instant.
    ///
    /// - Throws: ``AlarmSeriesError/metricMath(alarm:error:)`` when the data make a function impossible.
    public func points(
        _ periods: [Range<Instant>], seenAt instant: Instant
    ) throws(AlarmSeriesError) -> RangePoints {
        guard let program else {
            guard let metric = metrics.first else { return RangePoints(values: []) }
            let points = read(metric, periods, instant)
            return RangePoints(
                values: points.map { $0?.value ?? .nan }, sampleCounts: points.map { $0?.sampleCount ?? .nan }
            )
        }
        var columns: [String: [Double]] = [:]
        for metric in metrics {
            columns[metric.id] = read(metric, periods, instant).map { $0?.value ?? .nan }
        }
        let grid = MetricMathGrid(
            start: periods.first?.lowerBound ?? instant, period: period, count: periods.count)
        do {
            return RangePoints(values: try program.evaluateColumn(inputs: columns, over: grid))
        } catch {
            throw .metricMath(alarm: alarmName, error: error)
        }
    }

    private func read(
        _ metric: Metric, _ periods: [Range<Instant>], _ instant: Instant
    ) -> [MetricPoint?] {
        periods.map {
            metric.source?.point(
                metric.statistic, in: $0, seenAt: instant, delay: metric.delay, settings: settings.statistics)
        }
    }
}
