import LeafStack
import Replay
import TimeSeries
import Tuning
import Worlds

/// Small histories with gaps, false wakes, cut sessions and crashes, the same for the same seed.
struct RandomHistories {
    private var random: WorldRandom

    init(seed: UInt64) { random = WorldRandom(seed: seed) }

    mutating func integer(_ range: ClosedRange<Int>) -> Int { random.integer(range) }

    mutating func chance(_ share: Double) -> Bool { random.chance(share) }

    /// A history of some lives.
    mutating func input(lives number: Int = 4) -> TuningInput {
        var labels: [MinuteLabel] = []
        var activity: [Double] = []
        var queries: [Bool] = []
        var lives: [InstanceLife] = []
        let gaps = [0, 0.1, 0.3][integer(0...2)]
        let levels = integer(2...6)
        func add(_ label: MinuteLabel, _ value: Double, query: Bool = false) {
            labels.append(label)
            activity.append(value)
            queries.append(query)
        }
        for _ in 0..<integer(0...number) {
            for _ in 0..<integer(1...14) { add(.down, .nan, query: chance(0.02)) }
            if chance(0.8) { queries[queries.count - 1] = true }
            let first = labels.count
            for _ in 0..<integer(1...3) { add(.boot, chance(gaps) ? .nan : Double(integer(0...9))) }
            let ready = labels.count
            for _ in 0..<integer(1...4) {
                let label: MinuteLabel = chance(0.1) ? .unknown : chance(0.5) ? .connected : .idle
                for _ in 0..<integer(1...10) {
                    let low = label == .idle || chance(0.3)
                    let value = Double(low ? integer(0...2) : integer(1...levels))
                    add(label, chance(gaps) ? .nan : value, query: chance(0.03))
                }
            }
            let stops: [InstanceLife.Stop] = [.containerActivity, .containerActivity, .crashLoop, .other]
            lives.append(
                InstanceLife(
                    firstMinute: first, endMinute: labels.count, readyMinute: ready,
                    start: .dnsQuery, stop: stops[integer(0...3)]))
        }
        for _ in 0..<integer(0...20) { add(.down, .nan) }
        return TuningInput(
            present: WatchdogSettings(threshold: integer(0...4), minutesWithoutConnections: integer(1...6)),
            start: Instant(minute: integer(0...5000)), activity: activity, labels: labels, queries: queries,
            lives: lives, labelSource: .players)
    }
}
