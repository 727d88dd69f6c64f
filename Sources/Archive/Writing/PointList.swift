import Ingest
import TimeSeries

/// Points of one series in the order of their arrival.
struct PointList: Sendable {
    private(set) var times: [Int64] = []
    private(set) var values: [Double] = []
    /// -1 where it is unknown.
    private(set) var sampleCounts: [Double] = []

    /// Adds points; those without a value are left out.
    mutating func append(_ points: MetricPoints) {
        let count = min(points.times.count, points.values.count)
        if points.sampleCounts.isEmpty, points.values.count == count, !points.values.contains(where: \.isNaN)
        {
            times.append(contentsOf: points.times.prefix(count))
            values.append(contentsOf: points.values)
            sampleCounts.append(contentsOf: repeatElement(-1, count: count))
            return
        }
        for index in 0..<count where !points.values[index].isNaN {
            times.append(points.times[index])
            values.append(points.values[index])
            let samples = index < points.sampleCounts.count ? points.sampleCounts[index] : -1
            sampleCounts.append(samples.isNaN ? -1 : samples)
        }
    }

    /// Sorts the points by time; those of one time keep their order.
    mutating func sort() {
        let neighbours = zip(times, times.dropFirst())
        guard !neighbours.allSatisfy({ $0 <= $1 }) else { return }
        // CloudWatch gives the newest points first unless it is asked otherwise.
        if neighbours.allSatisfy({ $0 > $1 }) {
            times.reverse()
            values.reverse()
            sampleCounts.reverse()
            return
        }
        let unsorted = self
        let order = times.indices.sorted { unsorted.times[$0] < unsorted.times[$1] }
        times = order.map { unsorted.times[$0] }
        values = order.map { unsorted.values[$0] }
        sampleCounts = order.map { unsorted.sampleCounts[$0] }
    }
}
