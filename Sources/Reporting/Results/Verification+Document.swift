import CloudWatch
public import Replay
import TimeSeries

extension Verification: Presentable {
    /// What the recorded changes of each alarm came to, and what to make of those that the data do not explain.
    ///
    /// What is reproduced is only counted without `isVerbose`.
    public func document(style: PresentationStyle) -> Document {
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
            if !told.isEmpty { blocks.append(.table(Self.table(told, style: style))) }
            for check in alarm.transitions where check.outcome == .differsInRule || style.isVerbose {
                blocks.append(.preformatted(explanation(check)))
            }
            if !alarm.unrecorded.isEmpty {
                blocks.append(.paragraph("Changes that the replay makes and the history does not tell:"))
                blocks.append(
                    .list(
                        alarm.unrecorded.map {
                            "\($0.time.iso8601)  \($0.from.rawValue) to \($0.to.rawValue)"
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
        if let largestDelay, largestDelay > 0 {
            facts.append(Document.Fact("Largest arrival delay that explains one", "\(largestDelay) s"))
        }
        let lacking = alarms.reduce(0) { $0 + $1.unrecorded.count }
        if lacking > 0 {
            facts.append(Document.Fact("Replayed, but not recorded", StyledText("\(lacking)", .warning)))
        }
        return facts
    }

    private static func table(_ checks: [TransitionCheck], style: PresentationStyle) -> Table {
        let clock = ZoneClock(timeZone: style.timeZone)
        return Table(
            title: "Recorded changes",
            columns: [
                .init("Evaluated, \(clock.name)"), .init("From"), .init("To"), .init("Outcome"),
                .init("Delay, s", .right), .init("Remark", isFlexible: true),
            ],
            rows: checks.map { check in
                [StyledText(clock.minuteText(check.queryDate ?? check.time))] + cells(check)
            })
    }

    private static func cells(_ check: TransitionCheck) -> [StyledText] {
        let metrics = check.delayedMetrics.isEmpty ? "" : " (\(check.delayedMetrics.joined(separator: ", ")))"
        return [
            StyledText(check.from?.rawValue ?? "?"), StyledText(check.to?.rawValue ?? "?"),
            StyledText(check.outcome.title, check.outcome.tone),
            StyledText(check.arrivalDelay.map { "\($0)" } ?? ""), StyledText(check.remark + metrics),
        ]
    }

    /// Every change of every alarm in one table.
    public func spreadsheet(style: PresentationStyle) -> [Table] {
        [
            Table(
                title: "",
                columns: ["alarm", "evaluated", "from", "to", "outcome", "delay_s", "remark"].map {
                    .init($0)
                },
                rows: alarms.flatMap { alarm in
                    alarm.transitions.map { check in
                        [StyledText(alarm.alarmName), StyledText((check.queryDate ?? check.time).iso8601)]
                            + Self.cells(check)
                    }
                })
        ]
    }

    private func explanation(_ check: TransitionCheck) -> [StyledText] {
        let recorded =
            check.recordedValues.map { values in values.map { "\($0)" }.joined(separator: " ") }
            ?? "not recorded"
        let replayed = check.replayedValues.map { "\($0)" }.joined(separator: " ")
        return [
            StyledText(
                "\((check.queryDate ?? check.time).iso8601)  \(check.to?.rawValue ?? "?") recorded, \(check.replayedState?.rawValue ?? "nothing") replayed",
                .strong),
            StyledText("  range     \(check.strip)"), StyledText("  recorded  \(recorded)"),
            StyledText("  replayed  \(replayed)"),
            StyledText("  " + (check.branch?.explanation ?? "not replayed"), .faint),
        ]
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

    fileprivate var tone: StyledText.Tone {
        switch self {
        case .reproduced: .good
        case .differsInValues: .warning
        case .differsInRule, .unreadable: .bad
        case .notEvaluated, .outsideData: .faint
        }
    }
}
