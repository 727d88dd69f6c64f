import Ingest
import TimeSeries

/// Points of one series in the order of their arrival.
struct PointList: Sendable {
    private(set) var times: [Int64] = []
    private(set) var values: [Double] = []
    /// `SampleCount` of each point, -1 where it is unknown; empty while none is known.
    private var sampleCounts: [Double] = []

    /// Adds points; those without a value are left out.
    mutating func append(_ points: MetricPoints) {
        let count = min(points.times.count, points.values.count)
        if !points.sampleCounts.isEmpty, sampleCounts.isEmpty {
            sampleCounts = Array(repeating: -1, count: times.count)
        }
        let isEach = points.sampleCounts.isEmpty || points.sampleCounts.count == count
        if isEach, points.times.count == count, points.values.count == count, Self.isKnown(points.values),
            Self.isKnown(points.sampleCounts)
        {
            times.append(contentsOf: points.times)
            values.append(contentsOf: points.values)
            if !points.sampleCounts.isEmpty {
                sampleCounts.append(contentsOf: points.sampleCounts)
            } else if !sampleCounts.isEmpty {
                sampleCounts.append(contentsOf: Array(repeating: -1, count: count))
            }
            return
        }
        for index in 0..<count where !points.values[index].isNaN {
            times.append(points.times[index])
            values.append(points.values[index])
            guard !points.sampleCounts.isEmpty || !sampleCounts.isEmpty else { continue }
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
        if !sampleCounts.isEmpty { sampleCounts = order.map { unsorted.sampleCounts[$0] } }
    }

    /// `SampleCount` of the points in a range, -1 where it is unknown.
    func sampleCounts(in range: Range<Int>) -> [Double] {
        sampleCounts.isEmpty ? Array(repeating: -1, count: range.count) : Array(sampleCounts[range])
    }

    private static func isKnown(_ values: [Double]) -> Bool {
        for value in values where value.isNaN { return false }
        return true
    }
}
