public import Cost
import Foundation
import LeafStack
import Replay
import TimeSeries

extension AuditResult {
    /// Plain numbers, UTC times and US dollars with six decimals, one table a subject.
    public func spreadsheet(style: PresentationStyle) -> [Table] {
        [summarySheet, classSheet, lineSheet, upTimeSheet, wakeSheet, leftUpSheet, crashSheet]
            + [("Months", byMonth), ("Days", byDay)].map { periodSheet($0, $1) } + [conflictSheet]
    }

    private var summarySheet: Table {
        Sheet.table(
            "Summary", ["name", "value", "unit"],
            [
                ["leaf", leaf, ""], ["instance_type", instanceType, ""], ["region", region, ""],
                ["from", from.iso8601, "UTC"], ["to", to.iso8601, "UTC"],
                ["days", NumberText.plain(days, digits: 4), "day"],
                ["Threshold", "\(settings.threshold)", "B/s"],
                ["MinutesWithoutConnections", "\(settings.minutesWithoutConnections)", "min"],
                ["DurationHours", "\(settings.durationHours)", "h"],
                ["ShouldStop", "\(settings.shouldStop)", ""], ["up", "\(minutesUp)", "min"],
                ["not_measured", "\(unmeasured?.minutes ?? 0)", "min"],
                ["running_cost", Sheet.usd(runningCost), "USD"],
                ["standing_cost", Sheet.usd(standingCost), "USD"],
                ["total_cost", Sheet.usd(totalCost), "USD"],
                ["cost_of_a_minute", "\(costPerMinute.rounded(digits: 9).dollars)", "USD"],
                ["cost_of_a_day", daily.map { Sheet.usd($0.mean) } ?? "", "USD"],
                ["running_cost_of_a_month", Sheet.number(monthly?.running.value), "USD"],
                ["running_cost_of_a_month_low", Sheet.number(monthly?.running.low), "USD"],
                ["running_cost_of_a_month_high", Sheet.number(monthly?.running.high), "USD"],
                ["standing_cost_of_a_month", monthly.map { Sheet.usd($0.standing) } ?? "", "USD"],
                ["hours_of_a_month", Sheet.number(monthlyHours?.value), "h"],
                ["player_hours", Sheet.number(playerHours), "h"],
                ["cost_of_a_player_hour", costPerPlayerHour.map(Sheet.usd) ?? "", "USD"],
            ])
    }

    private var classSheet: Table {
        Sheet.table(
            "Classes", ["class", "minutes", "share", "usd"],
            classes.map {
                [
                    $0.kind.rawValue, "\($0.minutes)", NumberText.plain($0.share, digits: 6),
                    Sheet.usd($0.cost),
                ]
            })
    }

    private var lineSheet: Table {
        Sheet.table(
            "Bill",
            [
                "item", "billed", "quantity", "unit", "unit_price_usd", "usd", "snapshot", "source",
                "price_region", "note",
            ],
            lines.map { line in
                let price = line.price
                return [
                    line.item.rawValue, line.isRunning ? "running" : "standing",
                    line.quantity.map { Sheet.decimal($0, digits: 6) } ?? "unknown", line.unit,
                    price.map { "\($0.usd)" } ?? "unknown", line.amount.map(Sheet.usd) ?? "unknown",
                    price?.snapshot ?? "", price?.source ?? "", price?.region ?? "", line.note ?? "",
                ]
            })
    }

    private var upTimeSheet: Table {
        Sheet.table(
            "Up-time by source", ["source", "minutes", "counted", "one_end_only"],
            [
                ["NetworkIn", "\(upTime.networkIn)", "", ""],
                [
                    "Auto Scaling", upTime.scaling.map { "\($0)" } ?? "unknown", "\(upTime.scalingInstances)",
                    "\(upTime.scalingOpen)",
                ],
                [
                    "ECS tasks", upTime.tasks.map { "\($0)" } ?? "unknown", "\(upTime.taskCount)",
                    "\(upTime.tasksOpen)",
                ],
                ["not measured", "\(upTime.unmeasured)", "", ""],
            ])
    }

    private var wakeSheet: Table {
        Sheet.table(
            "Wakes by source",
            [
                "resolver", "query_type", "wakes", "usd", "false_wakes", "false_usd", "known_wakes",
                "used_wakes",
                "held_minutes", "held_usd", "passing_queries",
            ],
            wakes.byResolver.map { source in
                [
                    source.resolver, source.queryType, "\(source.wakes)", Sheet.usd(source.cost),
                    "\(source.falseWakes)", Sheet.usd(source.falseCost), "\(source.ledToConnection.total)",
                    "\(source.ledToConnection.count)", "\(source.heldMinutes)", Sheet.usd(source.heldCost),
                    "\(source.passingQueries)",
                ]
            })
    }

    private var leftUpSheet: Table {
        Sheet.table(
            "Left up",
            [
                "from", "to", "minutes", "usd", "cause", "kept_up_by", "ended_by", "setting", "value",
                "stops_at",
                "minutes_saved", "usd_saved",
            ],
            leftUp.map { item in
                let ending = item.incident.endings.first
                return [
                    item.incident.from.iso8601, item.incident.to.iso8601, "\(item.incident.minutes.count)",
                    Sheet.usd(item.cost), item.incident.cause.rawValue, item.keptUpBy,
                    item.incident.endedBy.rawValue, ending?.name.rawValue ?? "",
                    ending.map { $0.name == .shouldStop ? "true" : "\($0.value)" } ?? "",
                    ending?.stop.iso8601 ?? "", ending.map { "\($0.minutesSaved)" } ?? "",
                    item.savings.first.map(Sheet.usd) ?? "",
                ]
            })
    }

    private var crashSheet: Table {
        Sheet.table(
            "Crash episodes",
            ["from", "to", "crashes", "instances", "exit_codes", "minutes", "usd", "mails", "reasons"],
            crashes.map { crash in
                [
                    crash.from.iso8601, crash.to.iso8601, "\(crash.stops)", "\(crash.lives)",
                    crash.exitCodes.map(String.init).joined(separator: " "), "\(crash.minutes)",
                    Sheet.usd(crash.cost), "\(crash.mails)", crash.reasons.joined(separator: "; "),
                ]
            })
    }

    private func periodSheet(_ title: String, _ periods: [PeriodCost]) -> Table {
        Sheet.table(
            title,
            ["period", "minutes", "up"] + MinuteClass.allCases.map(\.rawValue) + ["not_measured", "usd"],
            periods.map { period in
                [period.period, "\(period.minutes)", "\(period.minutesUp)"]
                    + MinuteClass.allCases.map { "\(period.byClass[$0] ?? 0)" }
                    + ["\(period.minutesUnmeasured)", Sheet.usd(period.cost)]
            })
    }

    private var conflictSheet: Table {
        Sheet.table(
            "Where the sources disagree", ["from", "to", "count", "kind", "what"],
            conflicts.map { [$0.from.iso8601, $0.to.iso8601, "\($0.count)", $0.kind.rawValue, $0.message] })
    }
}

/// Tables of plain text and numbers for spreadsheets.
enum Sheet {
    static func table(_ title: String, _ columns: [String], _ rows: [[String]]) -> Table {
        Table(
            title: title, columns: columns.map { .init($0) }, rows: rows.map { $0.map { StyledText($0) } })
    }

    /// US dollars with at most six decimals.
    static func usd(_ money: Money) -> String { "\(money.rounded(digits: 6).dollars)" }

    /// A number with at most four decimals, empty when there is none.
    static func number(_ value: Double?) -> String { value.map { NumberText.plain($0, digits: 4) } ?? "" }

    /// A decimal number, rounded.
    static func decimal(_ value: Decimal, digits: Int) -> String {
        "\(Money(dollars: value).rounded(digits: digits).dollars)"
    }
}
