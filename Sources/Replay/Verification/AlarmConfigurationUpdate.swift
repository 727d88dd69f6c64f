public import CloudWatch
import Foundation
public import Ingest
public import TimeSeries

/// How an alarm was configured from one time on, as a `ConfigurationUpdate` of its history tells.
///
/// An alarm's history outlives its settings: a transition must be replayed with those of its time.
public struct AlarmConfigurationUpdate: Hashable, Sendable {
    /// From when on.
    public var time: Instant
    private var settings: Settings

    private struct Settings: Decodable, Hashable {
        var threshold: Double?
        var comparisonOperator: String?
        var evaluationPeriods: Int?
        var datapointsToAlarm: Int?
        var treatMissingData: String?
        var period: Int?
    }

    private struct Change: Decodable {
        var createdAlarm: Settings?
        var updatedAlarm: Settings?
    }

    /// Reads a history item; `nil` when it is no configuration update that tells settings.
    public init?(_ item: AlarmHistoryItem) {
        guard item.itemType == "ConfigurationUpdate",
            let change = try? JSONDecoder().decode(Change.self, from: Data(item.data.utf8)),
            let settings = change.updatedAlarm ?? change.createdAlarm
        else { return nil }
        time = item.time
        self.settings = settings
    }

    /// The alarm with these settings in place of its own.
    public func applied(to alarm: MetricAlarm) -> MetricAlarm {
        var alarm = alarm
        if let threshold = settings.threshold { alarm.threshold = threshold }
        if let value = settings.comparisonOperator.flatMap(ComparisonOperator.init(rawValue:)) {
            alarm.comparisonOperator = value
        }
        if let value = settings.treatMissingData.flatMap(TreatMissingData.init(rawValue:)) {
            alarm.treatMissingData = value
        }
        if let periods = settings.evaluationPeriods {
            alarm.evaluationPeriods = periods
            alarm.datapointsToAlarm = settings.datapointsToAlarm
        }
        if let period = settings.period { alarm.period = period }
        return alarm
    }
}
