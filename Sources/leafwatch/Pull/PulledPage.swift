import Archive
import Ingest

/// Stores pages without remembering each one as an input: their events have identities of their own.
struct PageSinkFactory: DeliverySinkFactory {
    struct Sink: DeliverySink {
        var inner: ArchiveSink
        var series: [MetricPoints] = []

        mutating func receive(_ delivery: consuming Delivery) throws {
            var kept = Delivery(
                source: delivery.source, logEventCount: delivery.logEventCount, eventIDs: delivery.eventIDs)
            for (index, record) in delivery.records.enumerated() {
                if case .metricPoints(let points) = record {
                    series.append(points)
                } else {
                    kept.records.append(record)
                    kept.recordEvents.append(
                        index < delivery.recordEvents.count ? delivery.recordEvents[index] : -1)
                }
            }
            try inner.receive(kept)
        }

        mutating func finish(_ report: ObjectReport) throws {
            try inner.receive(Delivery(records: PulledSeries.joined(series).map { .metricPoints($0) }))
            var page = report
            if page.quarantined.isEmpty { page.digest = "" }
            try inner.finish(page)
        }
    }

    let archive: HistoryArchive

    func makeSink(file: String) throws -> Sink { Sink(inner: try archive.makeSink(file: file)) }
}

/// Points of a page of GetMetricData.
enum PulledSeries {
    /// The series without the ids of the pull's queries, each point with the `SampleCount` of its period, which decides
    /// between revisions.
    static func joined(_ series: [MetricPoints]) -> [MetricPoints] {
        var counts: [MetricKey: [Int64: Double]] = [:]
        for points in series where points.key.statistic == "SampleCount" {
            counts[metric(points.key), default: [:]].merge(zip(points.times, points.values)) { max($0, $1) }
        }
        return series.map { points in
            var result = points
            result.key.queryID = ""
            let known = counts[metric(points.key)] ?? [:]
            result.sampleCounts = points.times.map { known[$0] ?? .nan }
            return result
        }
    }

    /// The metric without its statistic and query.
    private static func metric(_ key: MetricKey) -> MetricKey {
        var key = key
        key.statistic = ""
        key.queryID = ""
        return key
    }
}
