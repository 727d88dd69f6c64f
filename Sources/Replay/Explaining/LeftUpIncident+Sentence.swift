public import LeafStack
import TimeSeries

extension LeftUpIncident {
    /// What kept it up, and what would have ended it, as one would say it.
    ///
    /// - Parameters:
    ///   - settings: the watchdog's settings at the time.
    ///   - timeZone: IANA name of the zone to tell times in.
    public func sentence(settings: WatchdogSettings, timeZone: String = "UTC") -> String {
        let clock = ClockText(timeZone: timeZone)
        let span = "from \(clock.full(from)) to \(clock.clock(to, after: from))"
        let change = endings.first.map { "; " + $0.clause(settings: settings, clock: clock, after: from) }
        switch cause {
        case .alarmWithoutStop: return "Left up \(span): \(reason(settings: settings))"
        case .missingPoints, .patience:
            return "Left up \(span): \(reason(settings: settings))" + (change ?? "")
        case .traffic:
            return "Kept up \(span) by \(reason(settings: settings))" + (change ?? noChange(settings))
        }
    }

    /// What kept it up, without times: `idle traffic of 5,130 B/s, 28 % above Threshold 4000`.
    public func reason(settings: WatchdogSettings) -> String {
        switch cause {
        case .alarmWithoutStop:
            "the replayed alarm says stop: the action did not work, or the settings were others then"
        case .missingPoints:
            "volume reads hid the traffic: \(pattern.missing) of \(pattern.missing + pattern.points) minutes "
                + "have no point to judge"
        case .patience: "quiet all the time, but the alarm had too few points in a row"
        case .traffic: trafficText(settings)
        }
    }

    private func trafficText(_ settings: WatchdogSettings) -> String {
        let distance =
            excess(over: settings.threshold).map { share in
                let percent = Int((share * 100).rounded())
                return percent >= 1
                    ? ", \(ClockText.grouped(Double(percent))) % above Threshold \(settings.threshold)"
                    : ", just above Threshold \(settings.threshold)"
            } ?? ""
        switch pattern.shape {
        case .level:
            return "idle traffic of \(ClockText.grouped(pattern.level)) B/s"
                + (settings.threshold > 0 && pattern.level > Double(settings.threshold)
                    ? levelDistance(settings) : distance)
        case .periodic:
            return
                "bursts of \(ClockText.grouped(pattern.typical)) B/s every \(pattern.everyMinutes ?? 0) min"
                + distance
        case .irregular:
            return "\(pattern.above) bursts of \(ClockText.grouped(pattern.typical)) B/s without a rhythm"
                + distance
        case .none: return "nothing that was recorded"
        }
    }

    private func levelDistance(_ settings: WatchdogSettings) -> String {
        let percent = Int(((pattern.level / Double(settings.threshold) - 1) * 100).rounded())
        return percent >= 1
            ? ", \(ClockText.grouped(Double(percent))) % above Threshold \(settings.threshold)"
            : ", just above Threshold \(settings.threshold)"
    }

    private func noChange(_ settings: WatchdogSettings) -> String {
        settings.shouldStop ? "" : "; no single change of a setting would have ended it"
    }
}

extension EndingSetting {
    func clause(settings: WatchdogSettings, clock: ClockText, after reference: Instant) -> String {
        let setting = name == .shouldStop ? "ShouldStop True" : "\(name.rawValue) \(value)"
        return "with \(setting) it would have stopped at \(clock.clock(stop, after: reference))"
    }
}
