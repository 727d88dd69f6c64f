import CloudWatch
public import Replay
import TimeSeries

extension Verification: Presentable {
    /// What the recorded changes of each alarm came to, and what to make of those that the data do not explain.
    ///
    /// What is reproduced is only counted without `isVerbose`.
    public func document(style: PresentationStyle) -> Document {
        let clock = ZoneClock(timeZone: style.timeZone)
        var blocks: [Document.Block] = [.heading(level: 1, "Recorded alarm history of \(leaf), replayed")]
        blocks.append(.facts(facts))
        for alarm in alarms {
            blocks.append(.heading(level: 2, alarm.alarmName))
            let told = alarm.transitions.filter { style.isVerbose || $0.outcome != .reproduced }
            let rest = alarm.transitions.count - told.count
            if alarm.transitions.isEmpty { blocks.append(.paragraph("No change is recorded.")) }
            if rest > 0 {
                let changes =
                    rest == 1 ? "1 recorded change is" : "\(NumberText.integer(rest)) recorded changes are"
                blocks.append(.paragraph(StyledText("\(changes) reproduced.", .good)))
            }
            if !told.isEmpty { blocks.append(.table(table(told, clock: clock))) }
            for check in told where check.outcome.needsExplanation || style.isVerbose {
                blocks.append(.preformatted(explanation(check, clock: clock)))
            }
            if !alarm.unrecorded.isEmpty {
                blocks.append(
                    .paragraph(
                        "Changes that the replay makes and the history does not tell: the history is incomplete, "
                            + "data that are here now were not there then, or the settings were others."))
                blocks.append(
                    .list(
                        alarm.unrecorded.map {
                            "\(clock.minuteText($0.time))  \($0.from.rawValue) to \($0.to.rawValue)"
                        }))
            }
        }
        if let sensitivity { blocks += sensitivity.blocks(of: "outcome") }
        return Document(blocks)
    }

    private var facts: [Document.Fact] {
        var facts = TransitionCheck.Outcome.allCases.compactMap { outcome in
            counts[outcome.rawValue].map { Document.Fact(outcome.title, StyledText("\($0)", outcome.tone)) }
        }
        let late = alarms.flatMap(\.transitions).count {
            $0.outcome == .differsInValues && $0.arrivalDelay != nil
        }
        if late > 0 { facts.append(Document.Fact("Explained by late data", "\(late)")) }
        if let largestDelay, largestDelay > 0 {
            facts.append(Document.Fact("Largest arrival delay that explains one", "\(largestDelay) s"))
        }
        let lacking = alarms.reduce(0) { $0 + $1.unrecorded.count }
        if lacking > 0 {
            facts.append(Document.Fact("Replayed, but not recorded", StyledText("\(lacking)", .warning)))
        }
        return facts
    }

    private func table(_ checks: [TransitionCheck], clock: ZoneClock) -> Table {
        Table(
            title: "",
            columns: [
                Table.Column("Evaluated (\(clock.name))"), Table.Column("To"), Table.Column("Outcome"),
                Table.Column("Remark", isFlexible: true),
            ],
            rows: checks.map { check in
                [
                    StyledText(clock.secondText(check.queryDate ?? check.time)),
                    StyledText(check.to?.rawValue ?? "?"),
                    StyledText(check.outcome.title, check.outcome.tone), StyledText(check.remark),
                ]
            })
    }

    /// Everything about every change of every alarm in one table.
    public func spreadsheet(style: PresentationStyle) -> [Table] {
        let titles = [
            "Alarm", "Recorded (UTC)", "Evaluated (UTC)", "From", "To", "Outcome", "Arrival delay, s",
            "Late metrics",
            "Values seen", "Values now", "Replayed state", "Range", "Branch", "Remark",
        ]
        var rows: [[StyledText]] = []
        for alarm in alarms {
            for check in alarm.transitions {
                let times: [String?] = [alarm.alarmName, check.time.iso8601, check.queryDate?.iso8601]
                let states: [String?] = [check.from?.rawValue, check.to?.rawValue, check.outcome.title]
                let delay: [String?] = [
                    check.arrivalDelay.map { "\($0)" }, check.delayedMetrics.joined(separator: " "),
                ]
                let values: [String?] = [
                    check.recordedValues.map(Self.text), Self.text(check.replayedValues),
                    check.replayedState?.rawValue,
                ]
                let reason: [String?] = [check.strip, check.branch?.rawValue, check.remark]
                rows.append((times + states + delay + values + reason).map { StyledText($0 ?? "") })
            }
        }
        return [
            Table(title: "Recorded changes of state", columns: titles.map { Table.Column($0) }, rows: rows)
        ]
    }

    private static func text(_ values: [Double]) -> String {
        values.map(\.plainText).joined(separator: " ")
    }

    /// Items with repetitions counted, `0 Xx3`, and of very many the last.
    private static func counted(_ items: [String]) -> String {
        let runs = items.runs
        let shown = runs.suffix(24).map { run in
            // Two of a kind are shorter as they are.
            run.count > 2
                ? "\(run.element)x\(run.count)"
                : Array(repeating: run.element, count: run.count).joined(separator: " ")
        }
        return (shown.count < runs.count ? "… " : "") + shown.joined(separator: " ")
    }

    private func explanation(_ check: TransitionCheck, clock: ZoneClock) -> [StyledText] {
        let recorded =
            check.recordedValues.map { values in
                values.isEmpty ? "none" : Self.counted(values.map(\.briefText))
            } ?? "not recorded"
        let replayed =
            check.replayedValues.isEmpty ? "none" : Self.counted(check.replayedValues.map(\.briefText))
        var lines = [
            StyledText(
                "\(clock.secondText(check.queryDate ?? check.time))  \(check.to?.rawValue ?? "?") recorded, "
                    + "\(check.replayedState?.rawValue ?? "nothing") replayed",
                .strong), StyledText("  alarm saw  \(recorded)"), StyledText("  data hold  \(replayed)"),
        ]
        if let branch = check.branch {
            lines.append(
                StyledText("  range      \(Self.counted(check.strip.split(separator: " ").map(String.init)))")
            )
            lines.append(StyledText("  \(branch.explanation)", .faint))
        }
        return lines
    }
}

extension TransitionCheck.Outcome {
    /// What people call it.
    fileprivate var title: String {
        switch self {
        case .reproduced: "reproduced"
        case .differsInValues: "differs in values"
        case .differsInRule: "differs in rule"
        case .notEvaluated: "not an evaluation"
        case .outsideData: "outside the data"
        case .unreadable: "unreadable"
        }
    }

    /// Whether its owner needs to see the values.
    fileprivate var needsExplanation: Bool { self == .differsInRule || self == .differsInValues }

    fileprivate var tone: StyledText.Tone {
        switch self {
        case .reproduced: .good
        case .differsInValues: .warning
        case .differsInRule, .unreadable: .bad
        case .notEvaluated, .outsideData: .faint
        }
    }
}
