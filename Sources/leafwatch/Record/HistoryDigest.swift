import Foundation
import Ingest
import LeafStack
import Reporting
import Templates
import TimeSeries

/// The digest of a leaf's history: of what was put together, whatever files it came from.
enum HistoryDigest {
    /// Everything of a history that is no series of numbers.
    private struct Events: Encodable {
        var region: String
        var queries: [DNSQuery]
        var playerEvents: [PlayerEvent]
        var containerLogGaps: [[Int]]
        var hasContainerLog: Bool
        var taskChanges: [TaskStateChange]
        var scalingEvents: [ScalingEvent]
        var crashLambdaRuns: [LambdaInvocation]
        var alarmHistory: [AlarmHistoryItem]
    }

    /// The stamp's entry for a history.
    ///
    /// - Throws: `EncodingError` when an event cannot be written out.
    static func input(_ history: LeafHistory) throws -> ResultStamp.Input {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        var bytes = [UInt8](
            try encoder.encode(
                Events(
                    region: history.region, queries: history.queries, playerEvents: history.playerEvents,
                    containerLogGaps: history.containerLogGaps.map { [$0.lowerBound, $0.upperBound] },
                    hasContainerLog: history.hasContainerLog, taskChanges: history.taskChanges,
                    scalingEvents: history.scalingEvents, crashLambdaRuns: history.crashLambdaRuns,
                    alarmHistory: history.alarmHistory)))
        for series in [history.networkIn, history.dnsTraffic, history.crashInvocations] {
            append(series, to: &bytes)
        }
        for volume in history.volumeReads {
            bytes += Array(volume.name.utf8) + [0]
            append(volume.bytes, to: &bytes)
        }
        return ResultStamp.Input(
            kind: "history", name: history.leaf.containerID, sha256: ContentHash.hex(bytes))
    }

    /// Start, count and values, little-endian; every missing value alike.
    private static func append(_ series: GridSeries, to bytes: inout [UInt8]) {
        var words = [UInt64(bitPattern: series.start.milliseconds), UInt64(series.count)]
        words += series.values.map { $0.isFinite ? $0.bitPattern : Double.nan.bitPattern }
        words.map(\.littleEndian).withUnsafeBytes { bytes += $0 }
    }
}
