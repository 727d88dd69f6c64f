import CloudWatch
import Reporting
import TimeSeries
import Tuning

/// Values that were given, by name; what was not given is left out.
private func given(_ values: [(String, ResultStamp.Setting?)]) -> [String: ResultStamp.Setting] {
    Dictionary(values.compactMap { name, value in value.map { (name, $0) } }) { $1 }
}

extension ResultStamp.Setting {
    fileprivate static func number(_ value: Int?) -> Self? { value.map { .number(Double($0)) } }
    fileprivate static func number(_ value: Double?) -> Self? { value.map { .number($0) } }
    fileprivate static func text(nonEmpty value: String?) -> Self? {
        (value ?? "").isEmpty ? nil : .text(value ?? "")
    }
}

extension OutputOptions: RecordedOptions {
    var recordedSettings: [String: ResultStamp.Setting] { ["time-zone": .text(timeZone)] }
}

extension ReadingOptions: RecordedOptions {
    var recordedSettings: [String: ResultStamp.Setting] {
        given([
            ("join-pattern", .text(nonEmpty: joinPattern)), ("leave-pattern", .text(nonEmpty: leavePattern)),
            ("log-group", .text(nonEmpty: logGroup)), ("account", .text(nonEmpty: account)),
            ("region", .text(nonEmpty: region)),
        ])
    }
}

extension WatchdogOptions: RecordedOptions {
    var recordedSettings: [String: ResultStamp.Setting] {
        given([
            ("threshold", .number(threshold)), ("minutes", .number(minutes)), ("hours", .number(hours)),
            ("should-stop", shouldStop.map { .flag($0) }),
            ("evaluation-range", .text(evaluationRange.description)),
            ("arrival-delay", .number(arrivalDelay)),
        ])
    }
}

extension PeriodOptions: RecordedOptions {
    var recordedSettings: [String: ResultStamp.Setting] {
        given([("from", .text(nonEmpty: from?.iso8601)), ("to", .text(nonEmpty: to?.iso8601))])
    }
}

extension LabelOptions: RecordedOptions {
    var recordedSettings: [String: ResultStamp.Setting] {
        given([
            ("idle", idle.isEmpty ? nil : .list(idle.map(\.text))),
            ("connected", connected.isEmpty ? nil : .list(connected.map(\.text))),
        ])
    }
}

extension TuningFlags: RecordedOptions {
    var recordedSettings: [String: ResultStamp.Setting] {
        let profile = options.profile
        return given([
            ("profile", .text(self.profile.rawValue)), ("cold-start-cost", .number(profile.coldStartCost)),
            ("false-stop-cost", .number(profile.falseStopCost)), ("wait-value", .number(waitValue)),
            ("max-false-stops", .number(maxFalseStops)), ("rounds", .number(rounds)),
            ("extra-range", .number(extraRange)),
        ])
    }

    var recordedSeed: UInt64? { seed }
}

extension PriceOptions: RecordedOptions {
    var recordedSettings: [String: ResultStamp.Setting] {
        given([
            ("price", price.isEmpty ? nil : .list(price)),
            ("embedded-prices", files.embeddedPrices ? .flag(true) : nil),
        ])
    }
}
