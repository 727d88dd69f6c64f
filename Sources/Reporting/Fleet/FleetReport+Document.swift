import Cost
import Ingest
import LeafStack
import Tuning

extension FleetReport: Presentable {
    /// How many names that belong to nobody are shown unless all are asked for.
    private static let shownNames = 20

    /// One row a leaf, what belongs to none, and what could not be read.
    public func document(style: PresentationStyle) -> Document {
        var blocks: [Document.Block] = [
            .heading(level: 1, "\(NumberText.integer(totals.leaves)) leaves"), .list(headlines),
            .table(table),
        ]
        if !unclaimed.isEmpty { blocks.append(.table(unclaimedTable(isComplete: style.isVerbose))) }
        if !inputs.quarantined.isEmpty {
            blocks.append(.heading(level: 2, "Could not be read"))
            let shown = style.isVerbose ? inputs.quarantined[...] : inputs.quarantined.prefix(Self.shownNames)
            var lines = shown.map { damage in
                let place = damage.offset.map { " at byte \($0)" } ?? ""
                return StyledText("\(damage.file)\(place): \(damage.reason)", .warning)
            }
            if lines.count < inputs.quarantined.count {
                let rest = inputs.quarantined.count - lines.count
                lines.append("and \(NumberText.integer(rest)) more (--verbose lists them)")
            }
            blocks.append(.list(lines))
        }
        return Document(blocks)
    }

    /// The story in a few lines.
    var headlines: [StyledText] {
        var lines = [
            StyledText(
                "\(NumberText.integer(totals.analyzed)) analysed, \(NumberText.integer(totals.toChange)) should change; "
            )
                + StyledText("\(NumberText.dollars(totals.savingPerMonth)) a month", .strong)
                + StyledText(" can be saved by settings.")
        ]
        if totals.avoidable > .zero {
            lines.append(
                "Of \(NumberText.dollars(totals.runningCost.approximate)) for the time up, "
                    + "\(NumberText.dollars(totals.avoidable.approximate)) were paid for nothing: left up, false "
                    + "wakes, crash loops.")
        }
        if totals.failed > 0 {
            lines.append(
                StyledText(
                    "\(NumberText.integer(totals.failed)) could not be analysed; they stand last.", .bad))
        }
        if !unclaimed.isEmpty {
            let sum = unclaimed.reduce(0) { $0 + $1.count }
            lines.append(
                StyledText(
                    "\(NumberText.integer(sum)) log events, points and other events under "
                        + "\(NumberText.integer(unclaimed.count)) names belong to no leaf.", .warning))
        }
        return lines
    }

    /// Titles of the columns of ``table``.
    static let columns: [Table.Column] = [
        .init("Leaf"), .init("Days", .right), .init("Up", .right), .init("While up", .right),
        .init("For nothing", .right), .init("Saves a month", .right), .init("Change", isFlexible: true),
        .init("Wrong", isFlexible: true), .init("Refused, and why", isFlexible: true),
    ]

    /// The leaves.
    var table: Table {
        Table(
            title: "Leaves, by what they can save", columns: Self.columns, rows: leaves.map(\.cells),
            total: [
                "All", "", "", StyledText(NumberText.dollars(totals.runningCost.approximate)),
                StyledText(NumberText.dollars(totals.avoidable.approximate)),
                StyledText(NumberText.dollars(totals.savingPerMonth)),
            ])
    }

    private func unclaimedTable(isComplete: Bool) -> Table {
        let shown = isComplete ? unclaimed[...] : unclaimed.prefix(Self.shownNames)
        var table = Table(
            title: "Belongs to no leaf",
            columns: [.init("What"), .init("Name", isFlexible: true), .init("Count", .right)],
            rows: shown.map { entry in
                [
                    StyledText(Self.title(of: entry.kind)),
                    StyledText(entry.name.isEmpty ? "(none given)" : entry.name),
                    StyledText("\(NumberText.integer(entry.count)) \(Self.unit(of: entry.kind))"),
                ]
            })
        if shown.count < unclaimed.count {
            table.footnotes.append(
                "and \(NumberText.integer(unclaimed.count - shown.count)) more names (--verbose or JSON lists them)"
            )
        }
        if unclaimed.contains(where: { $0.kind == .unnamedMetric }) {
            table.footnotes.append(
                "an unnamed metric's export does not say whose it is: put its queries beside it as queries.json"
            )
        }
        return table
    }

    private static func title(of kind: UnclaimedName.Kind) -> String {
        switch kind {
        case .logGroup: "log group"
        case .metric: "metric"
        case .unnamedMetric: "metric, unnamed"
        case .cluster: "cluster"
        case .group: "Auto Scaling group"
        case .alarm: "alarm"
        case .stack: "stack"
        }
    }

    private static func unit(of kind: UnclaimedName.Kind) -> String {
        switch kind {
        case .logGroup: "log events"
        case .metric, .unnamedMetric: "points"
        default: "events"
        }
    }
}

extension LeafOutcome {
    /// The cells of the leaf's row.
    var cells: [StyledText] {
        // Of a leaf that was not analysed there is nothing to tell but why.
        let none = failure == nil ? StyledText("–") : ""
        func money(_ value: Money?) -> StyledText {
            value.map { StyledText(NumberText.dollars($0.approximate)) } ?? none
        }
        return [
            StyledText(leaf),
            days.map { StyledText(NumberText.decimal($0, digits: 1)) } ?? none,
            minutesUp.map { StyledText(NumberText.duration(minutes: $0)) } ?? none, money(runningCost),
            avoidable.map {
                StyledText(NumberText.dollars($0.approximate), $0 > .zero ? .warning : .plain)
            } ?? none,
            failure == nil ? savingText : none, changeText, wrongText, refusedText,
        ]
    }

    private var savingText: StyledText {
        guard let saving else { return "–" }
        guard let dollars = saving.dollarsPerMonth else {
            return StyledText("\(NumberText.decimal(saving.idleMinutesPerDay, digits: 1)) min a day")
        }
        return StyledText(NumberText.dollars(dollars), dollars > 0 ? .good : .plain)
    }

    private var changeText: StyledText {
        if failure != nil { return "" }
        if changes.isEmpty { return StyledText(saving == nil ? "" : "keep") }
        return StyledText(
            changes.map { change in
                let present = TunedNumber.text(change.present)
                return "\(change.setting.rawValue) \(present) to "
                    + TunedNumber.text(change.recommended, of: change.setting)
            }.joined(separator: ", "),
            .strong)
    }

    private var wrongText: StyledText {
        if let failure { return StyledText(failure, .bad) }
        var texts = findings.map(\.message)
        if let costRefusal { texts.append(costRefusal) }
        guard let first = texts.first else { return "" }
        let rest = texts.count - 1
        return StyledText(
            first + (rest > 0 ? " (and \(rest) more)" : ""), worst == .error ? .bad : .warning)
    }

    private var refusedText: StyledText {
        // Settings that are refused for one reason are told together.
        var reasons: [(settings: [String], text: String)] = []
        for refusal in refused {
            let text = [refusal.reason, refusal.needs].filter { !$0.isEmpty }.joined(separator: "; ")
            if let index = reasons.firstIndex(where: { $0.text == text }) {
                reasons[index].settings.append(refusal.setting.rawValue)
            } else {
                reasons.append(([refusal.setting.rawValue], text))
            }
        }
        return StyledText(
            reasons.map { "\($0.settings.joined(separator: ", ")): \($0.text)." }.joined(separator: " "))
    }
}
