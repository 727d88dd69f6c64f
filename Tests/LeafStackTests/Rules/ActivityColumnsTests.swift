import Ingest
import LeafStack
import Testing
import TimeSeries

/// A history of one minute for each entry; bytes per second, `nil` is missing.
private func history(
    traffic: [Double?], reads: [[Double?]] = [], dns: [Double?] = []
) -> LeafHistory {
    func series(_ values: [Double?], times factor: Double) -> GridSeries {
        let padded = values + Array(repeating: nil, count: max(0, traffic.count - values.count))
        return GridSeries(start: Instant(minute: 0), values: padded.map { $0.map { $0 * factor } ?? .nan })
    }
    var result = LeafHistory(
        leaf: Leaf(
            containerID: "mc", instanceType: "", image: "", volumes: [],
            watchdog: WatchdogSettings(threshold: 100)),
        start: Instant(minute: 0), minutes: traffic.count)
    result.networkIn = series(traffic, times: 60)
    result.volumeReads = reads.enumerated().map {
        VolumeReads(name: "efs_out_\($0)", bytes: series($1, times: 60))
    }
    result.dnsTraffic = series(dns, times: 1)
    return result
}

private func plain(_ series: GridSeries) -> [Double?] { (0..<series.count).map { series[$0] } }

@Suite struct ActivityColumnsTests {
    /// The truth table of the alarm's expression: client traffic d, and a DNS hit worth threshold + 1.
    @Test(
        arguments: [
            // traffic, reads, hit: result
            (900, 300, nil, 600), (900, 300, 101, 701), (900, nil, nil, 900), (300, 300, nil, nil),
            (300, 900, nil, nil), (300, 900, 101, 101), (nil, 900, nil, nil), (nil, 900, 101, 101),
            (nil, nil, nil, nil), (nil, nil, 101, 101), (0, nil, nil, nil), (0.5, nil, 101, 101.5),
        ] as [(Double?, Double?, Double?, Double?)])
    func oneMinute(traffic: Double?, reads: Double?, hit: Double?, result: Double?) {
        let columns = ActivityColumns(history(traffic: [traffic], reads: [[reads]], dns: [hit]))
        #expect(plain(columns.series(threshold: 100)) == [result])
    }

    @Test func aVolumeWithoutAPointCountsAsZeroBesideAnother() {
        let history = history(
            traffic: [500, 500, 500], reads: [[100, nil, nil], [100, 100, nil]])
        #expect(plain(history.volumesOut) == [200, 100, nil])
        #expect(plain(history.clientTraffic) == [300, 400, 500])
    }

    @Test func aHitIsWorthTheCandidatesThresholdNotTheRecordedValue() {
        let columns = ActivityColumns(history(traffic: [10, nil], dns: [5000, 5000]))
        #expect(plain(columns.series(threshold: 7)) == [18, 8])
    }

    @Test func aPassingQueryWithoutARecordedPointIsAHit() {
        var history = history(traffic: [1, 1, 1, 1, 1, 1], dns: [nil, nil, nil, nil, 101, nil])
        history.queries = [("mc.example.com", 0.5), ("Mc.example.com", 1.5), ("mc.example.com", 3.5)]
            .map { name, minute in
                DNSQuery(
                    time: Instant(seconds: Int64(minute * 60)), logGroup: "", hostedZone: "Z",
                    queryName: name, queryType: "A", responseCode: "NOERROR", transport: "UDP",
                    edgeLocation: "", resolver: "", clientSubnet: nil)
            }
        // The query of minute 3 was published in minute 4; the one of minute 1 does not pass.
        #expect(history.hitMinutes == [0, 4])
    }
}
