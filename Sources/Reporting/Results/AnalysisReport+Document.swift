import Cost
import LeafStack
import Replay
import TimeSeries
import Tuning

extension AnalysisReport: Presentable {
    /// The report in the order an owner reads it: what to change, what it saves, what happened, what it cost.
    ///
    /// Without `isVerbose` it is what one wants to know first; the single commands tell more.
    public func document(style: PresentationStyle) -> Document {
        let clock = ZoneClock(timeZone: style.timeZone)
        var blocks: [Document.Block] = [
            .heading(level: 1, leaf.containerID), .paragraph(StyledText(periodText(clock), .faint)),
            .facts(headlines()),
            .chart(overview.chart(from: clock.minuteText(period.from), to: clock.minuteText(period.to))),
        ]
        for section in sections(style: style, isWhole: style.isVerbose) {
            blocks.append(.heading(level: 2, section.title))
            blocks += section.content.blocks
        }
        if !style.isVerbose { blocks.append(.paragraph(StyledText(Self.more, .faint))) }
        return Document(blocks)
    }

    private static let more =
        "More: `leafwatch explain` why it stayed up, `leafwatch audit` the bill, `leafwatch emit` the files to deploy; "
        + "--verbose shows everything here."

    /// Everything below the first screen, under headings.
    func sections(style: PresentationStyle, isWhole: Bool = true) -> [ReportPage.Section] {
        let clock = ZoneClock(timeZone: style.timeZone)
        var wanted = style
        wanted.isVerbose = isWhole
        var sections = [
            ReportPage.Section(
                title: "The settings and their evidence",
                content: Document(Self.afterSummary(recommendation.document(style: wanted)))),
            ReportPage.Section(title: "What happened", content: Document(happened(clock))),
        ]
        if let audit {
            var cost =
                isWhole
                ? Self.withoutTitle(audit.document(style: wanted))
                : [.table(AuditTables(audit: audit, clock: clock, limit: 5).classes)]
            if !isWhole, !audit.leftUp.isEmpty {
                cost.append(.table(AuditTables(audit: audit, clock: clock, limit: 5).leftUp))
            }
            sections.append(.init(title: "What it cost", content: Document(cost)))
        } else if let auditRefusal {
            sections.append(
                .init(
                    title: "What it cost",
                    content: Document([
                        .paragraph(StyledText("No cost can be given: \(auditRefusal)", .warning))
                    ])))
        }
        if !remarks.isEmpty {
            sections.append(
                .init(title: "Notes", content: Document([.list(remarks.map { StyledText($0) })])))
        }
        return sections
    }

    private func happened(_ clock: ZoneClock) -> [Document.Block] {
        var blocks: [Document.Block] = [.facts(facts()), .table(alarmTable(clock))]
        if let strip = overview.lastHour, let stop = overview.lastStop {
            let end = clock.minuteText(strip.from.advanced(bySeconds: (strip.points.count - 1) * 60))
            blocks += [
                .paragraph(
                    StyledText(
                        "Container Activity in the hour before \(Self.name(of: stop)) stopped the server, "
                            + "\(clock.minuteText(strip.from)) to \(end.suffix(5))", .strong)),
                .preformatted([StyledText(strip.points), StyledText(strip.states, .faint)]),
                .paragraph(
                    StyledText(
                        "X at or below Threshold, 0 above it, - no point; A in ALARM, . OK, ? INSUFFICIENT_DATA",
                        .faint)),
            ]
        }
        return blocks
    }

    /// An alarm as the AWS console names it.
    private static func name(of rule: WatchdogRule) -> String {
        switch rule {
        case .containerActivity: "Container Activity"
        case .instanceLeftUp: "Instance Left Up"
        case .breakCrashLoop: "Break Crash Loop"
        }
    }

    private static func name(of stop: InstanceLife.Stop) -> String {
        switch stop {
        case .containerActivity: "it"
        case .instanceLeftUp: "Instance Left Up"
        case .crashLoop: "Break Crash Loop"
        case .other, .afterHistory: "something else"
        }
    }

    /// A recommendation's blocks without its title and its first sentence, which stand on the first screen.
    private static func afterSummary(_ document: Document) -> [Document.Block] {
        Array(
            document.blocks.drop { block in
                if case .table = block { false } else { true }
            })
    }

    private static func withoutTitle(_ document: Document) -> [Document.Block] {
        document.blocks.filter { block in
            if case .heading(level: 1, _) = block { false } else { true }
        }
    }

    private func periodText(_ clock: ZoneClock) -> String {
        "\(clock.minuteText(period.from)) to \(clock.minuteText(period.to)) \(clock.name), "
            + "\(NumberText.decimal(period.days, digits: 1)) days at one minute; \(leaf.instanceType), \(leaf.image)"
    }

    /// The story in a few lines: a word, and what it is about.
    func headlines() -> [Document.Fact] {
        let verdict = verdict
        var lines: [Document.Fact] = []
        switch verdict.kind {
        case .change: lines.append(.init("Change", StyledText(verdict.headline, .strong)))
        case .keep: lines.append(.init("Keep", StyledText(verdict.headline, .good)))
        case .refused: lines.append(.init("Not yet", StyledText(verdict.headline, .warning)))
        }
        if let saving = verdict.saving {
            lines.append(.init("Effect", StyledText(saving, verdict.kind == .change ? .good : .plain)))
        }
        lines += verdict.reasons.map { .init("Why", StyledText($0)) }
        let leftUp = summary.leftUpMinutes
        if leftUp > 0 {
            let cost = audit.map { " for \(NumberText.dollars($0.cost(of: .leftUp).approximate))" } ?? ""
            lines.append(
                .init(
                    "Left up",
                    StyledText(
                        "\(NumberText.duration(minutes: leftUp))\(cost) in \(NumberText.integer(summary.leftUpIncidents)) stretches, "
                            + "\(NumberText.percent(Double(leftUp) / Double(max(1, summary.minutesUp)))) of the up-time."
                    )))
        }
        if summary.falseWakes > 0 {
            lines.append(
                .init(
                    "Woken for nothing",
                    StyledText(
                        "\(NumberText.integer(summary.falseWakes)) of \(NumberText.integer(summary.wakes)) wakes led to nobody playing."
                    )))
        }
        if summary.crashEpisodes > 0 {
            let minutes = summary.minutesByClass[MinuteClass.crashLoop.rawValue] ?? 0
            lines.append(
                .init(
                    "Crash loops",
                    StyledText(
                        "\(NumberText.integer(summary.crashEpisodes)), \(NumberText.duration(minutes: minutes)) up."
                    )))
        }
        return lines
    }

    private func facts() -> [Document.Fact] {
        [
            .init("up", StyledText(upText())),
            .init("starts", StyledText(startsText())),
            .init("players", StyledText(playersText())),
        ]
    }

    private func startsText() -> String {
        let starts = NumberText.integer(summary.lives)
        guard summary.wakes > 0 else { return "\(starts); no DNS query is known to have made one" }
        let wakes = summary.wakes == summary.lives ? "all" : NumberText.integer(summary.wakes)
        let falseWakes = summary.falseWakes == 0 ? "none" : NumberText.integer(summary.falseWakes)
        return "\(starts), \(wakes) by a DNS query, \(falseWakes) of them for nobody"
    }

    private func playersText() -> String {
        let sessions = NumberText.integer(summary.sessions)
        let connected = "somebody connected for \(NumberText.duration(minutes: summary.connectedMinutes))"
        switch recommendation.labels.source {
        case .players where summary.sessions == 0 && recommendation.labels.unknownMinutes > 0:
            return "nothing tells who was connected: no log names players, and traffic alone does not tell"
        case .players:
            return
                "\(sessions) sessions, \(NumberText.integer(summary.playerSessions)) player stays, \(connected)"
        case .traffic: return "\(sessions) sessions going by the traffic, \(connected)"
        case .windows: return "\(sessions) sessions in the times given, \(connected)"
        }
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
                    StyledText(Self.name(of: rule.rule)), StyledText(NumberText.integer(rule.firings)),
                    StyledText(NumberText.integer(rule.minutesInAlarm)),
                    StyledText(rule.first.map(clock.minuteText) ?? "–"),
                    StyledText(rule.last.map(clock.minuteText) ?? "–"),
                    StyledText(NumberText.integer(rule.mails)),
                ]
            })
    }
}
