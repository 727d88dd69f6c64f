public import TimeSeries

/// The series that the container-activity alarm judges, for any threshold, as plain columns of one value a minute.
///
/// Equals the alarm's metric math: `IF(d > 0, d) + dns_hit` with `d` = traffic in minus volume reads, a missing operand
/// counting as 0 beside a present one. A minute without client traffic and without a DNS hit is missing, not zero.
public struct ActivityColumns: Hashable, Sendable {
    /// Client traffic in bytes per second where it is positive, else missing: what the IF leaves.
    public var clientTraffic: GridSeries
    /// Whether a DNS hit was published in each minute.
    public var hasHit: [Bool]

    /// Makes columns of one grid.
    public init(clientTraffic: GridSeries, hasHit: [Bool]) {
        self.clientTraffic = clientTraffic
        self.hasHit = hasHit
    }

    /// The columns of a history; its DNS hits are those of ``LeafHistory/hitMinutes``.
    public init(_ history: LeafHistory) {
        var hits = Array(repeating: false, count: history.minutes)
        for minute in history.hitMinutes { hits[minute] = true }
        self.init(clientTraffic: history.clientTraffic, hasHit: hits)
    }

    /// The series for a threshold: a hit is worth `threshold + 1`, as the start function publishes it.
    public func series(threshold: Int) -> GridSeries {
        let hit = Double(threshold) + 1
        var result = clientTraffic
        for index in result.values.indices where index < hasHit.count && hasHit[index] {
            let traffic = result.values[index]
            result.values[index] = traffic.isNaN ? hit : traffic + hit
        }
        return result
    }
}

extension LeafHistory {
    /// `traffic_in`: bytes per second received, where `NetworkIn` has a point.
    public var trafficIn: GridSeries {
        var result = networkIn
        for index in result.values.indices { result.values[index] /= 60 }
        return result
    }

    /// `volumes_out`: bytes per second read from all volumes; a volume without a point counts as 0 beside another's.
    public var volumesOut: GridSeries {
        var result = GridSeries(start: start, missing: minutes)
        for volume in volumeReads {
            for index in 0..<min(minutes, volume.bytes.count) {
                let bytes = volume.bytes.values[index]
                guard !bytes.isNaN else { continue }
                let sum = result.values[index]
                result.values[index] = sum.isNaN ? bytes : sum + bytes
            }
        }
        for index in result.values.indices { result.values[index] /= 60 }
        return result
    }

    /// What clients send: `traffic_in - volumes_out` where it is positive, else missing; bytes per second.
    public var clientTraffic: GridSeries {
        var result = trafficIn
        let reads = volumesOut
        for index in result.values.indices {
            let traffic = result.values[index]
            let read = reads.values[index]
            let difference =
                traffic.isNaN ? (read.isNaN ? .nan : -read) : (read.isNaN ? traffic : traffic - read)
            result.values[index] = difference > 0 ? difference : .nan
        }
        return result
    }
}
