public import CloudWatch
import Foundation
public import TimeSeries

/// What `HistoryData` of a `StateUpdate` says: the states, and what the alarm saw when it changed.
///
/// The wording of reasons is informal, so only the JSON is read. `stateReasonData` is an object in histories and a text
/// in descriptions; it is absent for a new alarm and for a state that somebody set.
public struct AlarmHistoryData: Hashable, Sendable {
    /// The state before; `nil` when it is not said.
    public var oldState: AlarmState?
    /// The state after.
    public var newState: AlarmState
    /// The reason in words.
    public var reason: String
    /// What the alarm saw; `nil` when it did not look.
    public var seen: Seen?

    /// `stateReasonData`.
    public struct Seen: Hashable, Sendable {
        /// `queryDate`: when the alarm was evaluated.
        public var queryDate: Instant
        /// `recentDatapoints`: the values that counted, oldest first.
        public var recentDatapoints: [Double]
        /// `threshold` at that time.
        public var threshold: Double?
        /// `period` at that time, in seconds.
        public var period: Int?
        /// `evaluatedDatapoints`: stamps and values, newest first; a missing point has no value.
        public var evaluatedDatapoints: [Point]
    }

    /// One of `evaluatedDatapoints`.
    public struct Point: Hashable, Sendable {
        /// Start of the period.
        public var timestamp: Instant
        /// Its value, `nil` when the point was missing.
        public var value: Double?
    }

    /// Reads `HistoryData`; `nil` when the text is no state update.
    public init?(_ text: String) {
        guard let json = try? JSONDecoder().decode(HistoryJSON.self, from: Data(text.utf8)),
            let newState = json.newState.flatMap({ AlarmState(rawValue: $0.stateValue) })
        else { return nil }
        oldState = json.oldState.flatMap { AlarmState(rawValue: $0.stateValue) }
        self.newState = newState
        reason = json.newState?.stateReason ?? ""
        seen = json.newState?.stateReasonData?.value.seen
    }
}

/// The JSON as CloudWatch writes it.
private struct HistoryJSON: Decodable {
    var oldState: State?
    var newState: State?

    struct State: Decodable {
        var stateValue: String
        var stateReason: String?
        var stateReasonData: ObjectOrText<ReasonData>?
    }

    struct ReasonData: Decodable {
        var queryDate: String?
        var recentDatapoints: [Double]?
        var threshold: Double?
        var period: Int?
        var evaluatedDatapoints: [Point]?

        struct Point: Decodable {
            var timestamp: String
            var value: Double?
        }

        var seen: AlarmHistoryData.Seen? {
            guard let queryDate = queryDate.flatMap({ Instant(iso8601: $0) }) else { return nil }
            return AlarmHistoryData.Seen(
                queryDate: queryDate, recentDatapoints: recentDatapoints ?? [], threshold: threshold,
                period: period,
                evaluatedDatapoints: (evaluatedDatapoints ?? []).compactMap { point in
                    Instant(iso8601: point.timestamp).map {
                        AlarmHistoryData.Point(timestamp: $0, value: point.value)
                    }
                })
        }
    }
}

/// A JSON object, or the text of one.
private struct ObjectOrText<Value: Decodable>: Decodable {
    var value: Value

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            value = try JSONDecoder().decode(Value.self, from: Data(text.utf8))
        } else {
            value = try container.decode(Value.self)
        }
    }
}
