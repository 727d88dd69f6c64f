import Cost
import LeafStack
import Replay
import TimeSeries
import Tuning

extension AnalysisReport: Presentable {
    /// The report in the order an owner reads it: what to change, what it saves, what happened, what it cost.
    public func document(style: PresentationStyle) -> Document {
        let clock = ZoneClock(timeZone: style.timeZone)
        var blocks: [Document.Block] = [
            .heading(level: 1, leaf.containerID), .paragraph(StyledText(periodText(clock))),
        ]
        blocks.append(.list(headlines()))
        blocks += recommendation.document(style: style).blocks.filter { block in
            if case .heading(level: 1, _) = block { false } else { true }
        }
        blocks.append(.heading(level: 2, "What happened"))
        blocks.append(.facts(facts()))
        blocks.append(.table(alarmTable(clock)))
        if let audit {
            blocks += audit.document(style: style).blocks.filter { block in
                if case .heading(level: 1, _) = block { false } else { true }
            }
        } else if let auditRefusal {
            blocks.append(.heading(level: 2, "Cost"))
            blocks.append(.paragraph(StyledText("No cost can be given: \(auditRefusal)", .warning)))
        }
        let notes = findings + remarks
        if !notes.isEmpty {
            blocks.append(.heading(level: 2, "Notes"))
            blocks.append(.list(notes.map { StyledText($0) }))
        }
        return Document(blocks)
    }

    private func periodText(_ clock: ZoneClock) -> String {
        "\(clock.minuteText(period.from)) to \(clock.minuteText(period.to)) \(clock.name), "
            + "\(NumberText.decimal(period.days, digits: 1)) days at one minute; \(leaf.instanceType), \(leaf.image)"
    }

    /// The story in a few lines.
    func headlines() -> [StyledText] {
        var lines: [StyledText] = []
        if recommendation.changesAnything {
            lines.append(StyledText([.init("Change: ", .strong), .init(changes())]))
        } else if recommendation.refused.contains(where: { $0.setting == .threshold }) {
            lines.append(
                StyledText([
                    .init("No recommendation yet", .warning), .init(": see below for what is missing."),
                ]))
        } else {
            lines.append(StyledText([.init("Keep the present settings.", .good)]))
        }
        let leftUp = summary.leftUpMinutes
        if leftUp > 0 {
            let cost = audit.map { " for \(NumberText.dollars($0.cost(of: .leftUp).approximate))" } ?? ""
            lines.append(
                StyledText([
                    .init("Left up: ", .strong),
                    .init(
                        "\(NumberText.duration(minutes: leftUp))\(cost) in \(summary.leftUpIncidents) stretches, "
                            + "\(NumberText.percent(Double(leftUp) / Double(max(1, summary.minutesUp)))) of the up-time."
                    ),
                ]))
        }
        if summary.falseWakes > 0 {
            lines.append(
                StyledText([
                    .init("Woken for nothing: ", .strong),
                    .init("\(summary.falseWakes) of \(summary.wakes) wakes led to nobody playing."),
                ]))
        }
        if summary.crashEpisodes > 0 {
            lines.append(
                StyledText([
                    .init("Crash loops: ", .strong),
                    .init(
                        "\(summary.crashEpisodes), "
                            + "\(NumberText.duration(minutes: summary.minutesByClass[MinuteClass.crashLoop.rawValue] ?? 0)) up."
                    ),
                ]))
        }
        return lines
    }

    private func changes() -> String {
        recommendation.settings.filter { $0.present != $0.recommended }
            .map { "\($0.setting.rawValue) \($0.present) to \($0.recommended)" }.joined(separator: ", ") + "."
    }

    private func facts() -> [Document.Fact] {
        [
            .init("up", StyledText(upText())),
            .init(
                "lives",
                "\(NumberText.integer(summary.lives)): \(NumberText.integer(summary.wakes)) started by DNS, \(NumberText.integer(summary.falseWakes)) of them for nobody"
            ),
            .init(
                "players",
                "\(NumberText.integer(summary.sessions)) sessions, \(NumberText.integer(summary.playerSessions)) player stays, somebody connected for \(NumberText.duration(minutes: summary.connectedMinutes))"
            ),
        ]
    }

    private func upText() -> String {
        let share = Double(summary.minutesUp) / max(1, period.days * 1440)
        return
            "\(NumberText.integer(summary.minutesUp)) min (\(NumberText.duration(minutes: summary.minutesUp))), "
            + "\(NumberText.percent(share)) of the time"
    }

    private func alarmTable(_ clock: ZoneClock) -> Table {
        Table(
            title: "Alarms, replayed",
            columns: [
                .init("alarm", isFlexible: true), .init("times in ALARM", .right), .init("minutes", .right),
                .init("first"), .init("last"), .init("mails", .right),
            ],
            rows: replay.rules.map { rule in
                [
                    StyledText(rule.rule.rawValue), StyledText(NumberText.integer(rule.firings)),
                    StyledText(NumberText.integer(rule.minutesInAlarm)),
                    StyledText(rule.first.map(clock.minuteText) ?? "–"),
                    StyledText(rule.last.map(clock.minuteText) ?? "–"),
                    StyledText(NumberText.integer(rule.mails)),
                ]
            })
    }
}
