/// Gathers single points into series, and delivers them in batches of bounded size.
struct SeriesGatherer {
    /// Points that are held before they are delivered.
    private static let batch = 1 << 16

    private let session: ObjectSession
    private var indexes: [Delivery.EventID: Int] = [:]
    private var series: [MetricPoints] = []
    private var held = 0

    init(session: ObjectSession) { self.session = session }

    /// The index of the series with the identity `digest`; `makeKeys` tells its statistics when it is new.
    ///
    /// The series of one metric stand next to one another, in the order of `makeKeys`.
    mutating func index(of digest: Delivery.EventID, makeKeys: () -> [MetricKey]) -> Int {
        if let index = indexes[digest] { return index }
        let index = series.count
        for key in makeKeys() { series.append(MetricPoints(key: key, times: [], values: [])) }
        indexes[digest] = index
        return index
    }

    mutating func append(_ time: Int64, _ value: Double, count: Double?, to index: Int) {
        guard series.indices.contains(index), value.isFinite else { return }
        series[index].append(time, value, count: count)
        held += 1
    }

    /// Delivers when enough is held; the indexes given out before are then void.
    mutating func deliverIfFull() throws { if held >= Self.batch { try deliver() } }

    mutating func deliver() throws {
        let records = series.filter { !$0.times.isEmpty }.map { points in
            var points = points
            if points.sampleCounts.count != points.times.count { points.sampleCounts = [] }
            return Record.metricPoints(points)
        }
        series.removeAll(keepingCapacity: true)
        indexes.removeAll(keepingCapacity: true)
        held = 0
        if !records.isEmpty { try session.deliver(records) }
    }
}
