import CloudWatch
import LeafStack
public import Replay
import TimeSeries

/// The whole history at a glance: a few dozen stretches of time, and the last stop minute by minute.
public struct ReportOverview: Hashable, Sendable {
    /// Highest traffic of each stretch, bytes per second; `nil` where the server was down or nothing was reported.
    public var traffic: [Double?]
    /// Share of each stretch in percent: up, in use, left up.
    public var up: [Double]
    /// Share of each stretch in which somebody was connected, percent.
    public var used: [Double]
    /// Share of each stretch that was left up, percent.
    public var leftUp: [Double]
    /// How Container Activity saw the hour before the last stop; `nil` when nothing ever stopped the server.
    public var lastHour: AlarmStrip?
    /// What stopped it then.
    public var lastStop: InstanceLife.Stop?

    /// Stretches of a history, as many as a terminal of 100 columns has room for.
    private static let stretches = 64

    /// Sums up an observation.
    init(_ observation: Observation, classes: MinuteClasses) {
        let count = observation.history.minutes
        let number = min(Self.stretches, count)
        let activity = observation.replay.containerActivity
        traffic = []
        up = []
        used = []
        leftUp = []
        for stretch in 0..<number {
            let minutes = stretch * count / number..<(stretch + 1) * count / number
            let rates = minutes.compactMap { minute in
                classes.values[minute] == nil ? nil : activity.series[minute]
            }
            func share(_ isCounted: (MinuteClass) -> Bool) -> Double {
                let found = minutes.count { classes.values[$0].map(isCounted) ?? false }
                return 100 * Double(found) / Double(max(1, minutes.count))
            }
            traffic.append(rates.max())
            up.append(share { _ in true })
            used.append(share { $0 == .used })
            leftUp.append(share { $0 == .leftUp })
        }
        let life = observation.lives.last { $0.life.stop != .afterHistory }?.life
        lastStop = life?.stop
        lastHour = life.map {
            AlarmStrip(activity, minutes: max(0, $0.endMinute - 59)..<min(count, $0.endMinute + 1))
        }
    }

    /// The chart, with the ends of the period under it.
    func chart(from: String, to: String) -> SparkChart {
        func share(_ label: String, _ values: [Double]) -> SparkChart.Row {
            SparkChart.Row(label, values: values.map { $0 == 0 ? nil : $0 }, unit: "%", range: 0...100)
        }
        return SparkChart(
            rows: [
                .init(
                    "traffic", values: traffic.map { $0.map { max($0, 1) } }, unit: "B/s, log",
                    isLogarithmic: true),
                share("up", up), share("in use", used), share("left up", leftUp),
            ], from: from, to: to)
    }
}
