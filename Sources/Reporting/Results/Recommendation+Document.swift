import LeafStack
import Replay
import TimeSeries
public import Tuning

extension Recommendation: Presentable {
    /// What to set, why, how sure that is, what it saves, and what was assumed.
    public func document(style: PresentationStyle) -> Document {
        let clock = ZoneClock(timeZone: style.timeZone)
        var blocks: [Document.Block] = [.heading(level: 1, "What to set")]
        blocks.append(.paragraph(summary))
        blocks.append(.table(settingsTable))
        if let comparison { blocks.append(.table(Self.outcomes(comparison))) }
        if let comparison { blocks.append(.list(certainty(comparison))) }
        if !refused.isEmpty {
            blocks.append(.heading(level: 2, "Not recommended, and what would help"))
            blocks.append(.list(Self.refusals(refused)))
        }
        if !warnings.isEmpty {
            blocks.append(.heading(level: 2, "Before you act"))
            blocks.append(.list(warnings.map { StyledText($0, .warning) }))
        }
        blocks.append(.facts(facts(clock: clock)))
        if let sensitivity {
            blocks += sensitivity.blocks(of: "recommended setting")
            if !evidence.sensitivity.isEmpty { blocks.append(.table(rangeTable)) }
        }
        if style.isVerbose {
            if !evidence.plateau.isEmpty { blocks.append(.table(plateauTable)) }
            if !evidence.frontier.isEmpty { blocks.append(.table(frontierTable)) }
            blocks.append(.heading(level: 2, "Assumed"))
            blocks.append(.list(assumptions.map { StyledText($0, .faint) }))
        }
        return Document(blocks)
    }

    private var summary: StyledText {
        let changes = settings.filter { $0.verdict == .change }
        if changes.isEmpty {
            return settings.isEmpty
                ? StyledText("Nothing can be recommended yet.", .warning)
                : StyledText("Keep the present settings.", .strong)
                    + StyledText(refused.isEmpty ? "" : " Some cannot be judged yet.")
        }
        let names = changes.map {
            "\($0.setting.rawValue) \(TunedNumber.text($0.present)) -> \(TunedNumber.text($0.recommended))"
        }
        return StyledText("Change ") + StyledText(names.joined(separator: ", "), .strong) + StyledText(".")
    }

    private var settingsTable: Table {
        var table = Table(
            title: "settings",
            columns: [
                .init("setting"), .init("present", .right), .init("recommended", .right),
                .init("why", isFlexible: true),
            ])
        for setting in TunedSetting.allCases {
            if let advice = settings.first(where: { $0.setting == setting }) {
                table.rows.append([
                    StyledText(setting.rawValue), StyledText(TunedNumber.text(advice.present, of: setting)),
                    StyledText(
                        advice.verdict == .keep ? "keep" : TunedNumber.text(advice.recommended, of: setting),
                        advice.verdict == .keep ? .plain : .strong),
                    StyledText(advice.reason),
                ])
            } else if let refusal = refused.first(where: { $0.setting == setting }) {
                table.rows.append([
                    StyledText(setting.rawValue),
                    StyledText(TunedNumber.text(presentValue(of: setting), of: setting)),
                    StyledText("refused", .warning), StyledText(refusal.reason),
                ])
            }
        }
        table.footnotes = [
            "profile \(profile.name): idle minutes + \(TunedNumber.text(profile.coldStartCost)) x cold starts + "
                + "\(TunedNumber.text(profile.falseStopCost)) x false stops"
        ]
        return table
    }

    private func presentValue(of setting: TunedSetting) -> SettingValue {
        switch setting {
        case .threshold: .number(present.threshold)
        case .minutesWithoutConnections: .number(present.minutesWithoutConnections)
        case .durationHours: .number(present.durationHours)
        case .shouldStop: .flag(present.shouldStop)
        }
    }

    private static func outcomes(_ comparison: OutcomeComparison) -> Table {
        var table = Table(
            title: "on the recorded days",
            columns: [
                .init("settings"), .init("idle minutes", .right), .init("of them assumed", .right),
                .init("cold starts", .right), .init("false stops", .right), .init("cost a day", .right),
            ])
        var rows = [("present", comparison.present)]
        if comparison.recommended != comparison.present {
            rows.append(("recommended", comparison.recommended))
        }
        for (name, outcome) in rows {
            table.rows.append([
                StyledText("\(name) (\(outcome.threshold), \(outcome.minutesWithoutConnections))"),
                StyledText(NumberText.integer(outcome.counts.idleMinutes)),
                StyledText(NumberText.integer(outcome.counts.assumedMinutes)),
                StyledText(NumberText.integer(outcome.counts.coldStarts)),
                StyledText(
                    NumberText.integer(outcome.counts.falseStops),
                    outcome.counts.falseStops > 0 ? .bad : .plain),
                StyledText(NumberText.decimal(outcome.costPerDay, digits: 1)),
            ])
        }
        table.footnotes = [
            "cost: idle minutes, cold starts and false stops as the profile weighs them; assumed minutes lie after the recorded stop"
        ]
        return table
    }

    private func certainty(_ comparison: OutcomeComparison) -> [StyledText] {
        var lines: [StyledText] = []
        if comparison.recommended != comparison.present {
            let interval = comparison.savingInterval
            lines.append(
                StyledText(
                    "saves \(NumberText.decimal(comparison.savingPerDay, digits: 1)) of this cost a day "
                        + "(95 % interval \(NumberText.decimal(interval.low, digits: 1)) to "
                        + "\(NumberText.decimal(interval.high, digits: 1)), days resampled \(rounds) times, seed \(seed))",
                    .good))
        }
        if let test = comparison.outOfSample {
            let days =
                comparison.recommended == comparison.present
                ? "chosen anew for each of \(test.days) days, from the days before it"
                : "on \(test.days) days that the choice did not see"
            lines.append(
                StyledText(
                    "\(days): \(NumberText.decimal(test.costPerDay, digits: 1)) a day, "
                        + "present settings \(NumberText.decimal(test.presentCostPerDay, digits: 1))"))
        }
        if let promise {
            lines.append(
                StyledText(
                    "at most \(NumberText.integer(promise.atMost)) false stops in the next 30 days (97.5 %; "
                        + "\(NumberText.integer(promise.observed)) in "
                        + "\(NumberText.decimal(promise.days, digits: 1)) recorded days)",
                    promise.atMost > 5 ? .warning : .plain))
        }
        return lines
    }

    private var frontierTable: Table {
        var table = Table(
            title: "cost against risk: nothing beats these on the recorded days",
            columns: [
                .init("Threshold", .right), .init("minutes", .right), .init("idle minutes", .right),
                .init("cold starts", .right), .init("false stops", .right), .init("", isFlexible: true),
            ])
        let own = applied
        for point in evidence.frontier.prefix(40) {
            let isPresent =
                point.threshold == present.threshold
                && point.minutesWithoutConnections == present.minutesWithoutConnections
            let isChosen =
                point.threshold == own.threshold
                && point.minutesWithoutConnections == own.minutesWithoutConnections
            let name = [isPresent ? "present" : "", isChosen ? "recommended" : ""].filter { !$0.isEmpty }
            table.rows.append([
                StyledText(NumberText.integer(point.threshold)),
                StyledText(NumberText.integer(point.minutesWithoutConnections)),
                StyledText(NumberText.integer(point.idleMinutes)),
                StyledText(NumberText.integer(point.coldStarts)),
                StyledText(NumberText.integer(point.falseStops)),
                StyledText(name.joined(separator: ", ")),
            ])
        }
        table.footnotes = ["the lowest points are partly luck: the recommendation stands back from them"]
        return table
    }

    private var plateauTable: Table {
        var table = Table(
            title: "best minutes for what a cold start is worth",
            columns: [
                .init("cold start, idle minutes", .right), .init("best minutes", .right),
                .init("recommended costs more by", .right),
            ])
        for row in evidence.plateau {
            table.rows.append([
                StyledText(NumberText.decimal(row.coldStartCost, digits: 0)),
                StyledText(NumberText.integer(row.minutesWithoutConnections)),
                StyledText(NumberText.percent(row.regret)),
            ])
        }
        return table
    }

    /// What the recommended settings do when an evaluation fetches more or fewer periods.
    private var rangeTable: Table {
        Table(
            title: "the recommended settings and how many periods an evaluation fetches",
            columns: [
                .init("periods", .right), .init("stops in another minute", .right),
                .init("false stops", .right),
            ],
            rows: evidence.sensitivity.map { row in
                [
                    StyledText(row.extraMinutes == 0 ? "N" : "N + \(row.extraMinutes)"),
                    StyledText(NumberText.integer(row.changedStops)),
                    StyledText(NumberText.integer(row.falseStops)),
                ]
            })
    }

    private static func refusals(_ refused: [Refusal]) -> [StyledText] {
        refused.map { refusal in
            var bounds: [String] = []
            func text(_ value: Int) -> String { TunedNumber.text(.number(value), of: refusal.setting) }
            if let low = refusal.lowerBound { bounds.append("at least \(text(low))") }
            if let high = refusal.upperBound { bounds.append("at most \(text(high))") }
            let defended = bounds.isEmpty ? "" : " What can be defended: \(bounds.joined(separator: ", "))."
            return StyledText("\(refusal.setting.rawValue) ", .strong)
                + StyledText("needs \(refusal.needs).\(defended)")
        }
    }

    private func facts(clock: ZoneClock) -> [Document.Fact] {
        var facts = [
            Document.Fact(
                "tested",
                StyledText(
                    "\(clock.minuteText(tested.from)) to \(clock.minuteText(tested.to)) \(clock.name), "
                        + "\(NumberText.decimal(tested.days, digits: 1)) days")),
            Document.Fact(
                "rests on",
                StyledText(
                    "\(NumberText.integer(labels.idleMinutes)) idle and \(NumberText.integer(labels.connectedMinutes)) "
                        + "connected minutes in \(NumberText.integer(labels.sessions)) sessions, "
                        + labels.source.text)),
        ]
        if let median = labels.idleMedian, let high = labels.idleHigh {
            facts.append(
                Document.Fact(
                    "idle traffic",
                    StyledText(
                        "median \(TunedNumber.rate(median)), 99 % at or below \(TunedNumber.rate(high))")))
        }
        if let low = labels.connectedLow, let median = labels.connectedMedian {
            facts.append(
                Document.Fact(
                    "connected traffic",
                    StyledText("median \(TunedNumber.rate(median)), 99 % above \(TunedNumber.rate(low))")))
        }
        if let delay = evidence.recordedDelay {
            facts.append(
                Document.Fact("recorded stops", delayText(delay, minutes: present.minutesWithoutConnections)))
        }
        if applied != present, let delay = evidence.stopDelay {
            facts.append(
                Document.Fact("future stops", delayText(delay, minutes: applied.minutesWithoutConnections)))
        }
        return facts
    }

    /// What a number of minutes means on the clock.
    private func delayText(_ delay: TuningEvidence.StopDelay, minutes: Int) -> StyledText {
        func text(_ value: Double) -> String { TunedNumber.text(value) }
        let wait =
            delay.low == delay.high
            ? "\(text(delay.low)) min after the last use"
            : "\(text(delay.low)) to \(text(delay.high)) min after the last use, median \(text(delay.median))"
        let stops = delay.stops == 1 ? "1 stop" : "\(NumberText.integer(delay.stops)) stops"
        let gone = delay.teardown.map { ", and the instance takes \(text($0)) min more to go" } ?? ""
        return StyledText(
            "\(wait), with MinutesWithoutConnections \(minutes) (\(stops))\(gone)")
    }
}

/// Values of settings as a report shows them.
enum TunedNumber {
    static func text(_ value: SettingValue) -> String {
        switch value {
        case .number(let number): NumberText.integer(number)
        case .flag(let flag): flag ? "true" : "false"
        }
    }

    static func text(_ value: SettingValue, of setting: TunedSetting) -> String {
        switch setting {
        case .threshold: "\(text(value)) B/s"
        case .minutesWithoutConnections: "\(text(value)) min"
        case .durationHours: "\(text(value)) h"
        case .shouldStop: text(value)
        }
    }

    static func text(_ value: Double) -> String {
        NumberText.decimal(value, digits: value == value.rounded() ? 0 : 1)
    }

    static func rate(_ value: Double) -> String { "\(NumberText.decimal(value, digits: 0)) B/s" }
}

extension LabelSource {
    /// From where it is known who was connected.
    var text: String {
        switch self {
        case .players: "as the container's log tells"
        case .traffic: "going by the traffic"
        case .windows: "in the times given with --idle and --connected"
        }
    }
}
