import LeafStack
import Replay
import TimeSeries
import Tuning

/// A small leaf with levels that a reader can follow: sessions of an hour each evening, one query before each.
struct InventedLeaf {
    var days = 14
    var idle = 900.0
    var connected = 6000.0
    /// Minutes that the server stays up after the last player.
    var tail = 8
    /// Sessions start at these minutes of each day.
    var starts = [600, 700, 1140, 1230]
    var length = 60
    var present = WatchdogSettings(threshold: 1200, minutesWithoutConnections: 7)
    /// Spread of both levels, as a share.
    var noise = 0.1

    func input() -> TuningInput {
        let count = days * 1440
        var labels = [MinuteLabel](repeating: .down, count: count)
        var activity = [Double](repeating: .nan, count: count)
        var queries = [Bool](repeating: false, count: count)
        var lives: [InstanceLife] = []
        var state: UInt64 = 7
        func level(_ mean: Double) -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (mean * (1 + noise * (Double(state >> 40) / Double(1 << 24) * 2 - 1))).rounded()
        }
        for day in 0..<days {
            for start in starts {
                let query = day * 1440 + start + day % 5
                let end = min(count, query + 5 + length + tail)
                queries[query] = true
                let first = query + 1
                for minute in first..<end {
                    let isBoot = minute < first + 4
                    let isConnected = !isBoot && minute < first + 4 + length
                    labels[minute] = isBoot ? .boot : isConnected ? .connected : .idle
                    activity[minute] = isBoot ? 50_000 : level(isConnected ? connected : idle)
                }
                lives.append(
                    InstanceLife(
                        firstMinute: first, endMinute: end, readyMinute: first + 4, start: .dnsQuery,
                        stop: .containerActivity))
            }
        }
        return TuningInput(
            present: present, start: Instant(seconds: 1_788_739_200), activity: activity, labels: labels,
            queries: queries, lives: lives, labelSource: .players)
    }
}
