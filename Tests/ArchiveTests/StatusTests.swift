import Archive
import Ingest
import Testing
import TimeSeries

/// What status says of an archive.
@Suite struct StatusTests {
    let traffic = MetricKey(
        namespace: "AWS/EC2", metricName: "NetworkIn",
        dimensions: [MetricDimension(name: "AutoScalingGroupName", value: "ContainerManager-Mc-Asg-1")],
        statistic: "Sum")
    let dnsGroup = "/aws/route53/ContainerManager-Mc-Domain-query-logs"

    func archive(minutes: [Int]) throws -> HistoryArchive {
        try HistoryArchive.holding([
            TestObject(
                file: "a", digest: "1",
                deliveries: [
                    Delivery(records: [points(minutes.map { ($0, 5, nil) }, of: traffic)]),
                    Delivery(
                        source: LogSource(owner: "1", logGroup: dnsGroup, logStream: "Z/DFW3"),
                        logEventCount: 1,
                        eventIDs: [eventID(1)], records: [query(60, group: dnsGroup)], recordEvents: [0]),
                ])
        ])
    }

    @Test func gapsRunsAndNeedsAreCounted() throws {
        // Three times up: a gap of two minutes does not end one.
        let status = try ArchiveStatus(
            of: archive(minutes: [0, 1, 4, 5, 9, 1440]), now: nil, neededDays: 5)
        let metric = try #require(status.metrics.first)
        #expect(metric.gaps == 3)
        #expect(metric.longestGap == 1430)
        let leaf = try #require(status.leaves.first)
        #expect(leaf.stack == "ContainerManager-Mc")
        #expect(leaf.timesUp == 3)
        #expect(leaf.needs.first == "about 4 more days of 1-minute data")
        #expect(leaf.needs.contains { $0.contains("container log") })
        #expect(!leaf.needs.contains { $0.contains("DNS") })
        #expect(status.logEvents == 1)
        #expect(status.datapoints == 6)
    }

    @Test func enoughDaysNeedNoMore() throws {
        let status = try ArchiveStatus(of: archive(minutes: [0, 7200]), now: nil, neededDays: 5)
        #expect(status.leaves.first?.needs.contains { $0.contains("more day") } == false)
    }

    @Test(arguments: [(0.5, 0), (0.9, 1), (1.5, 1), (12.0, 2), (16.0, 2)])
    func retentionIsWarnedOf(days: Double, warnings: Int) throws {
        let now = newYear.advanced(bySeconds: 60 + Int(days * 86_400))
        let status = try ArchiveStatus(of: archive(minutes: [0, 1]), now: now, neededDays: 5)
        #expect(status.warnings.count == warnings)
        if days == 0.9 {
            #expect(status.warnings.first?.contains("collect again before 2026-01-02T00:01:00Z") == true)
        }
        if days == 1.5 { #expect(status.warnings.first?.contains("is lost") == true) }
    }

    @Test func withoutANameTheTrafficStillCounts() throws {
        let archive = try HistoryArchive.holding([
            TestObject(
                file: "a", digest: "1",
                deliveries: [
                    Delivery(records: [
                        points(
                            [(0, 1, nil)],
                            of: MetricKey(namespace: "", metricName: "x", statistic: "Sum", queryID: "b_in"))
                    ])
                ])
        ])
        let status = try ArchiveStatus(of: archive, now: nil, neededDays: 5)
        #expect(status.leaves.map(\.stack) == [""])
    }
}
