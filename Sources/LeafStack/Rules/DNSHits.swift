import Ingest
import TimeSeries

extension LeafHistory {
    /// Indices of the minutes with a DNS hit, rising.
    ///
    /// A recorded point of `DNSTraffic` is a hit. A query that passes the start filter is one too where no point was
    /// recorded in its minute or the two after it: the start function publishes some seconds after the query.
    public var hitMinutes: [Int] {
        var hits = Set(dnsTraffic.values.indices.filter { !dnsTraffic.values[$0].isNaN && $0 < minutes })
        for minute in passingMinutes {
            let published = (minute...minute + 2).contains { dnsTraffic[$0] != nil }
            if !published { hits.insert(minute) }
        }
        return hits.sorted()
    }

    /// The start filter of this leaf, or `nil` when no query names its host.
    public var startFilter: StartFilter? {
        StartFilter(containerID: leaf.containerID, queries: queries)
    }

    /// Indices of the minutes in which a query passed the start filter, rising, each once.
    public var passingMinutes: [Int] {
        guard let filter = startFilter else { return [] }
        let indices = queries.filter(filter.passes).compactMap { networkIn.index(of: $0.time) }
        return Set(indices).sorted()
    }
}
