import Foundation
import Replay

/// Whether a history can carry a recommendation, and the best bounds where it cannot.
struct Readiness {
    let cause: Refusal.Cause
    let reason: String
    let needs: String

    /// The first reason against a recommendation, `nil` when there is none.
    init?(_ input: TuningInput, sample: TrafficSample, needs: TuningOptions.Needs) {
        let days = Double(input.count) / 1440
        if !input.activity.contains(where: \.isFinite) {
            cause = .dataMissing
            reason = "no minute of traffic is recorded in \(Self.days(days))"
            self.needs = "the instance's NetworkIn at one minute"
            return
        }
        if days < needs.days {
            cause = .tooLittleData
            reason = "\(Self.days(days)) of data; one unusual evening would decide everything"
            self.needs = "about \(Self.days((needs.days - days).rounded(.up))) more of 1-minute data"
            return
        }
        if sample.up > 0, Double(sample.unknown) > needs.unknownShare * Double(sample.up) {
            cause = .dataMissing
            reason =
                "of \(sample.up) minutes up, \(sample.unknown) say nothing about whether anybody was connected"
            self.needs = "the container log or NetworkIn for those minutes"
            return
        }
        if sample.connected.count + sample.droppedConnected == 0 {
            cause = .noConnectionSeen
            reason = "nobody was connected in \(Self.days(days))"
            self.needs = "a history in which somebody plays, or --connected FROM/TO"
            return
        }
        if sample.idle.count + sample.droppedIdle == 0 {
            cause = .noIdleSeen
            reason = "the server was never up without a connected player"
            self.needs = "one idle stretch: leave the server up for an hour, or give --idle FROM/TO"
            return
        }
        if 2 * sample.droppedConnected > sample.connected.count + sample.droppedConnected {
            cause = .dataMissing
            reason =
                "volume reads hide the traffic of \(sample.droppedConnected) of "
                + "\(sample.connected.count + sample.droppedConnected) connected minutes"
            self.needs = "a traffic metric that reads do not mask"
            return
        }
        if sample.idle.count < needs.idleMinutes || sample.connected.count < needs.connectedMinutes
            || sample.sessions.count < needs.sessions
        {
            cause = .tooLittleData
            reason =
                "only \(sample.idle.count) idle minutes, \(sample.connected.count) connected minutes and "
                + "\(sample.sessions.count) sessions"
            let share = min(
                Double(sample.idle.count) / Double(max(1, needs.idleMinutes)),
                Double(sample.connected.count) / Double(max(1, needs.connectedMinutes)),
                Double(sample.sessions.count) / Double(max(1, needs.sessions)))
            let more = share > 0 ? days / share - days : days
            self.needs =
                "\(needs.idleMinutes) idle minutes, \(needs.connectedMinutes) connected minutes and "
                + "\(needs.sessions) sessions: about \(Self.days(max(1, more.rounded(.up)))) more"
            return
        }
        if let idle = sample.idle.median, let connected = sample.connected.median, connected < idle * 0.9 {
            cause = .labelsContradictTraffic
            reason =
                "connected minutes carry less traffic (median \(Self.rate(connected))) than idle ones "
                + "(\(Self.rate(idle)))"
            self.needs =
                "a check of the container log, the time zone of its lines, and the metric's dimension"
            return
        }
        let least = sample.leastError
        if least.error > needs.error {
            cause = .notSeparable
            reason =
                "idle and connected traffic look alike: even the best threshold (\(Self.rate(least.threshold))) puts "
                + "\(Int((least.error * 100).rounded())) % of the minutes on the wrong side"
            self.needs = "another signal than traffic, such as the number of players"
            return
        }
        return nil
    }

    private static func days(_ value: Double) -> String {
        let rounded = (value * 10).rounded() / 10
        let text = rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
        return text + (rounded == 1 ? " day" : " days")
    }

    private static func rate(_ value: Double) -> String { TuningText.rate(value) }
}

/// Numbers as reasons show them.
enum TuningText {
    /// Bytes per second without decimals.
    static func rate(_ value: Double) -> String { "\(grouped(Int(value.rounded(.up)))) B/s" }

    /// A whole number with a comma for each three digits.
    static func grouped(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var text = ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.count - offset) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return value < 0 ? "-" + text : text
    }

    /// One decimal.
    static func decimal(_ value: Double) -> String {
        let tenths = Int((abs(value) * 10).rounded())
        return (value < 0 && tenths > 0 ? "-" : "") + "\(grouped(tenths / 10)).\(tenths % 10)"
    }

    /// A number with its noun.
    static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
    }
}
