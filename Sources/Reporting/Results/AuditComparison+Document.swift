public import Cost
import Foundation
import LeafStack
import Replay
import TimeSeries

extension AuditComparison: Presentable {
    /// Before and after, marked `~` changed, `+` added, `-` removed.
    public func document(style: PresentationStyle) -> Document {
        let clock = ZoneClock(timeZone: style.timeZone)
        var blocks: [Document.Block] = [
            .heading(level: 1, "What \(leaf) would cost with other settings"), .facts(facts(clock)),
            .table(settingTable), .table(classTable), .table(lineTable),
        ]
        if !remarks.isEmpty { blocks.append(.list(remarks.map { StyledText($0, .faint) })) }
        return Document(blocks)
    }

    private func facts(_ clock: ZoneClock) -> [Document.Fact] {
        var facts = [
            Document.Fact(
                "Period",
                "\(clock.minuteText(from)) to \(clock.minuteText(to)) \(clock.name) (\(NumberText.decimal(days, digits: 1)) days)"
            ),
            Document.Fact(
                "Cost while up",
                Self.change(cents: runningCents, percent: true)),
        ]
        if let monthly {
            facts.append(Document.Fact("A month", Self.monthText(monthly)))
            facts.append(
                Document.Fact(
                    "Hours of a month",
                    "\(NumberText.decimal(monthly.hours.present, digits: 1)) → \(NumberText.decimal(monthly.hours.other, digits: 1))"
                ))
        }
        facts += [
            Document.Fact(
                "Up",
                "\(NumberText.duration(minutes: minutesUp.present)) → \(NumberText.duration(minutes: minutesUp.other))"
            ),
            Document.Fact(
                "How exact",
                "the same replay gives \(NumberText.duration(minutes: replayedMinutes)) for the present settings, where \(NumberText.duration(minutes: minutesUp.present)) were recorded"
            ),
            Document.Fact(
                "Starts", "\(NumberText.integer(starts.present)) → \(NumberText.integer(starts.other))"),
            Document.Fact(
                "Stops while in use",
                StyledText(
                    "\(NumberText.integer(falseStops.present)) → \(NumberText.integer(falseStops.other)), both replayed",
                    falseStops.other > falseStops.present ? .bad : .plain)),
        ]
        return facts
    }

    private static func monthText(_ month: Month) -> StyledText {
        let saving = month.saving
        let present = NumberText.dollars(month.running.present)
        if saving.value == 0, saving.low == 0, saving.high == 0 {
            return StyledText("\(present), the same on every one of \(saving.days) days")
        }
        let isDearer = saving.value < 0
        let bounds = isDearer ? (-saving.high, -saving.low) : (saving.low, saving.high)
        let amount = NumberText.dollars(saving.value.magnitude)
        let interval = "\(NumberText.dollars(bounds.0)) to \(NumberText.dollars(bounds.1))"
        return change(
            month.running.other - month.running.present, from: present,
            to: NumberText.dollars(month.running.other))
            + StyledText(
                ": \(amount) \(isDearer ? "more" : "less"), 95 % interval \(interval) "
                    + "(\(saving.days) days drawn again, seed \(saving.seed))")
    }

    private var settingTable: Table {
        return Table(
            title: "Settings",
            columns: [
                .init(""), .init("Setting"), .init("Present", .right), .init("Other", .right), .init("Unit"),
            ],
            rows: settingPairs.map { pair in
                [
                    StyledText(pair.present == pair.other ? "" : "~", .warning), StyledText(pair.name),
                    StyledText(pair.present), StyledText(pair.other), StyledText(pair.unit),
                ]
            })
    }

    /// Each setting's value now and then, as it stands in a leaf file.
    var settingPairs: [(name: String, present: String, other: String, unit: String)] {
        let (present, other) = (settings.present, settings.other)
        return [
            ("Threshold", "\(present.threshold)", "\(other.threshold)", "B/s"),
            (
                "MinutesWithoutConnections", "\(present.minutesWithoutConnections)",
                "\(other.minutesWithoutConnections)", "min"
            ), ("DurationHours", "\(present.durationHours)", "\(other.durationHours)", "h"),
            ("ShouldStop", "\(present.shouldStop)", "\(other.shouldStop)", ""),
        ]
    }

    private var classTable: Table {
        Table(
            title: "What the time up would be",
            columns: [
                .init(""), .init("Class"), .init("Minutes", .right), .init("", .right), .init("Cost"),
            ],
            rows: classes.filter { $0.minutes.present > 0 || $0.minutes.other > 0 }.map { item in
                [
                    Self.mark(item.minutes), StyledText(item.kind.title),
                    StyledText(NumberText.integer(item.minutes.present)),
                    StyledText("→ \(NumberText.integer(item.minutes.other))"), Self.change(cents: item.cents),
                ]
            },
            total: [
                "", "Up", StyledText(NumberText.integer(minutesUp.present)),
                StyledText("→ \(NumberText.integer(minutesUp.other))"), Self.change(cents: runningCents),
            ])
    }

    private var lineTable: Table {
        Table(
            title: "What the bill would be",
            columns: [
                .init(""), .init("Item"), .init("Quantity", .right), .init("", .right), .init("Unit"),
                .init("Amount"),
            ],
            rows: lines.map { line in
                let quantities = Change(present: line.present.quantity, other: line.other.quantity)
                return [
                    quantities.isChanged ? StyledText("~", .warning) : "", StyledText(line.item.title),
                    StyledText(quantities.present.map(MoneyText.quantity) ?? "unknown"),
                    StyledText(
                        quantities.isChanged
                            ? "→ \(quantities.other.map(MoneyText.quantity) ?? "unknown")" : ""),
                    StyledText(line.present.unit),
                    line.present.cents.flatMap { present in
                        line.other.cents.map { Self.change(cents: Change(present: present, other: $0)) }
                    } ?? "unknown",
                ]
            }, total: ["", "Known", "", "", "", Self.change(cents: totalCents)],
            footnotes: [
                "Key: ~ changed, + added, - removed. Present: what was recorded; other: the recorded demand played against the other settings."
            ])
    }

    private static func mark(_ change: Change<Int>) -> StyledText {
        if change.present == 0, change.other > 0 { return StyledText("+", .added) }
        if change.present > 0, change.other == 0 { return StyledText("-", .removed) }
        return change.isChanged ? StyledText("~", .warning) : ""
    }

    /// `-$27.21 ($43.23 → $16.02)`, or the amount alone when nothing changes.
    static func change(cents: Change<Int>, percent: Bool = false) -> StyledText {
        let present = MoneyText.dollars(cents: cents.present)
        let other = MoneyText.dollars(cents: cents.other)
        guard cents.isChanged else { return StyledText(present) }
        let text = change(Double(cents.other - cents.present) / 100, from: present, to: other)
        guard percent, cents.present > 0 else { return text }
        let share = Double(cents.other - cents.present) / Double(cents.present)
        return text
            + StyledText(", \(share > 0 ? "+" : "")\(NumberText.percent(share, digits: 0))")
    }

    private static func change(_ difference: Double, from present: String, to other: String) -> StyledText {
        StyledText([
            .init(
                (difference > 0 ? "+" : "") + NumberText.dollars(difference), difference > 0 ? .bad : .good),
            .init(" (\(present) → \(other))"),
        ])
    }

    /// Plain numbers: settings, classes and the bill before and after.
    public func spreadsheet(style: PresentationStyle) -> [Table] {
        [
            Sheet.table(
                "Summary", ["name", "present", "other", "unit"],
                settingPairs.map { [$0.name, $0.present, $0.other, $0.unit] } + [
                    ["up", "\(minutesUp.present)", "\(minutesUp.other)", "min"],
                    ["up_replayed", "\(replayedMinutes)", "\(minutesUp.other)", "min"],
                    ["starts", "\(starts.present)", "\(starts.other)", ""],
                    ["stops_while_in_use", "\(falseStops.present)", "\(falseStops.other)", ""],
                    ["running_cost", Sheet.usd(running.present), Sheet.usd(running.other), "USD"],
                    [
                        "running_cost_of_a_month", Sheet.number(monthly?.running.present),
                        Sheet.number(monthly?.running.other), "USD",
                    ],
                    ["saving_of_a_month", "", Sheet.number(monthly?.saving.value), "USD"],
                    ["saving_of_a_month_low", "", Sheet.number(monthly?.saving.low), "USD"],
                    ["saving_of_a_month_high", "", Sheet.number(monthly?.saving.high), "USD"],
                    [
                        "hours_of_a_month", Sheet.number(monthly?.hours.present),
                        Sheet.number(monthly?.hours.other), "h",
                    ],
                ]),
            Sheet.table(
                "Classes", ["class", "minutes_present", "minutes_other", "usd_present", "usd_other"],
                classes.map {
                    [
                        $0.kind.rawValue, "\($0.minutes.present)", "\($0.minutes.other)",
                        Sheet.usd($0.cost.present), Sheet.usd($0.cost.other),
                    ]
                }),
            Sheet.table(
                "Bill", ["item", "unit", "quantity_present", "quantity_other", "usd_present", "usd_other"],
                lines.map { line in
                    [line.item.rawValue, line.present.unit]
                        + [line.present.quantity, line.other.quantity]
                        .map { $0.map { Sheet.decimal($0, digits: 6) } ?? "unknown" }
                        + [line.present.amount, line.other.amount].map { $0.map(Sheet.usd) ?? "unknown" }
                }),
        ]
    }
}
