public import Cost
import Foundation
import LeafStack
import Replay

/// The audits of several leaves, the one that can save most first.
public struct FleetAudit: Codable, Hashable, Sendable {
    /// One leaf.
    public struct Leaf: Codable, Hashable, Sendable {
        /// The leaf file.
        public var file: String
        /// What it cost; `nil` when ``failure`` says why that is not known.
        public var audit: AuditResult?
        /// What it would cost with the recommended settings; `nil` when none are recommended.
        public var comparison: AuditComparison?
        /// Why nothing is recommended.
        public var refusal: String?
        /// Why there is no audit.
        public var failure: String?

        /// Makes a leaf.
        public init(
            file: String, audit: AuditResult? = nil, comparison: AuditComparison? = nil,
            refusal: String? = nil,
            failure: String? = nil
        ) {
            self.file = file
            self.audit = audit
            self.comparison = comparison
            self.refusal = refusal
            self.failure = failure
        }

        /// Its name for tables.
        var name: String { audit?.leaf ?? file }
        /// US dollars of a day that the recommended settings save; what was paid for nothing where none are known.
        var savingPerDay: Double { comparison?.savingPerDay ?? 0 }
        /// US dollars of a day that were paid for nothing.
        var avoidablePerDay: Double {
            audit.map { $0.days > 0 ? $0.avoidable.approximate / $0.days : 0 } ?? 0
        }
    }

    /// The leaves: by what can be saved a day, then by what was paid for nothing a day, then those without an audit.
    public var leaves: [Leaf]
    /// What all leaves cost while up.
    public var runningCost: Money
    /// What all leaves cost for existing, as far as known.
    public var standingCost: Money
    /// What was paid for nothing: left up, false wakes and crash loops.
    public var avoidable: Money
    /// What the recommended settings save in a month, over the leaves for which that is known, US dollars.
    public var monthlySaving: Double

    /// Sorts leaves by what can be saved.
    public init(_ leaves: [Leaf]) {
        self.leaves = leaves.sorted { left, right in
            if (left.audit == nil) != (right.audit == nil) { return left.audit != nil }
            return (right.savingPerDay, right.avoidablePerDay, left.name, left.file)
                < (left.savingPerDay, left.avoidablePerDay, right.name, right.file)
        }
        let audits = leaves.compactMap(\.audit)
        runningCost = audits.reduce(.zero) { $0 + $1.runningCost }
        standingCost = audits.reduce(.zero) { $0 + $1.standingCost }
        avoidable = audits.reduce(.zero) { $0 + $1.avoidable }
        monthlySaving = leaves.compactMap { $0.comparison?.monthly?.saving.value }.reduce(0, +)
    }
}

extension AuditResult {
    /// Cost of the minutes that nobody needed: left up, false wakes and crash loops.
    public var avoidable: Money { cost(of: .leftUp) + cost(of: .falseWake) + cost(of: .crashLoop) }
}

extension FleetAudit: Presentable {
    /// One row a leaf, and which to look at first.
    public func document(style: PresentationStyle) -> Document {
        var blocks: [Document.Block] = [.heading(level: 1, "What the leaves cost")]
        if let advice { blocks.append(.paragraph(StyledText(advice, .strong))) }
        blocks += [.table(costTable), .table(savingTable)]
        let notes = leaves.compactMap { leaf in (leaf.failure ?? leaf.refusal).map { "\(leaf.name): \($0)" } }
        if !notes.isEmpty { blocks.append(.list(notes.map { StyledText($0, .warning) })) }
        return Document(blocks)
    }

    /// Which leaf to look at first, and why.
    private var advice: String? {
        guard let first = leaves.first, let audit = first.audit else { return nil }
        if first.savingPerDay > 0, let comparison = first.comparison {
            let saving =
                comparison.monthly.map { "\(NumberText.dollars($0.saving.value)) a month" }
                ?? "\(comparison.saving.rounded(digits: 2)) in \(NumberText.decimal(comparison.days, digits: 1)) days"
            return "Look at \(audit.leaf) first: the recommended settings save \(saving)."
        }
        guard audit.avoidable > .zero else { return "No leaf has anything to save." }
        return
            "Look at \(audit.leaf) first: \(audit.avoidable) were paid for nothing, though no other settings are recommended."
    }

    private var costTable: Table {
        Table(
            title: "Cost of the time up",
            columns: [
                .init("Leaf"), .init("Days", .right), .init("Up", .right), .init("Cost", .right),
                .init("Left up", .right), .init("False wakes", .right), .init("Crash loops", .right),
                .init("For nothing", .right),
            ],
            rows: leaves.map { leaf in
                guard let audit = leaf.audit else {
                    return [StyledText(leaf.name), "", "", StyledText("unknown", .warning)]
                }
                return [
                    StyledText(audit.leaf), StyledText(NumberText.decimal(audit.days, digits: 1)),
                    StyledText(NumberText.duration(minutes: audit.minutesUp)),
                    StyledText("\(audit.runningCost)"), StyledText("\(audit.cost(of: .leftUp))"),
                    StyledText("\(audit.cost(of: .falseWake))"), StyledText("\(audit.cost(of: .crashLoop))"),
                    StyledText("\(audit.avoidable)", audit.avoidable > .zero ? .warning : .plain),
                ]
            },
            total: [
                "Known", "",
                StyledText(
                    NumberText.duration(minutes: leaves.reduce(0) { $0 + ($1.audit?.minutesUp ?? 0) })),
                StyledText("\(runningCost)"), "", "", "", StyledText("\(avoidable)"),
            ])
    }

    private var savingTable: Table {
        Table(
            title: "What can be saved with the recommended settings, most first",
            columns: [
                .init("Leaf"), .init("A month now", .right), .init("Then", .right), .init("Saving", .right),
                .init("95 % interval", .right), .init("Change", isFlexible: true),
            ],
            rows: leaves.map { leaf in
                let month = leaf.comparison?.monthly
                let now = month?.running.present ?? leaf.audit?.monthly?.running.value
                return [
                    StyledText(leaf.name), StyledText(now.map(NumberText.dollars) ?? "unknown"),
                    StyledText(month.map { NumberText.dollars($0.running.other) } ?? "unknown"),
                    StyledText(
                        month.map { NumberText.dollars($0.saving.value) } ?? "unknown",
                        (month?.saving.value ?? 0) > 0 ? .good : .plain),
                    StyledText(
                        month.map {
                            "\(NumberText.dollars($0.saving.low)) to \(NumberText.dollars($0.saving.high))"
                        }
                            ?? ""), StyledText(Self.changes(leaf)),
                ]
            },
            total: [
                "Known", "", "", StyledText(NumberText.dollars(monthlySaving)), "", "",
            ])
    }

    private static func changes(_ leaf: Leaf) -> String {
        guard let comparison = leaf.comparison else {
            return leaf.failure != nil ? "no audit, see below" : "nothing recommended, see below"
        }
        let pairs = comparison.settingPairs.filter { $0.present != $0.other }
        return pairs.isEmpty
            ? "keep" : pairs.map { "\($0.name) \($0.present) → \($0.other)" }.joined(separator: ", ")
    }

    /// One row a leaf, plain numbers.
    public func spreadsheet(style: PresentationStyle) -> [Table] {
        [
            Sheet.table(
                "Leaves",
                [
                    "leaf", "file", "days", "up_minutes", "running_usd", "standing_usd", "left_up_usd",
                    "false_wake_usd", "crash_loop_usd", "for_nothing_usd", "month_usd", "month_then_usd",
                    "month_saving_usd", "month_saving_low_usd", "month_saving_high_usd", "change", "note",
                ],
                leaves.map(Self.sheetRow))
        ]
    }

    private static func sheetRow(_ leaf: Leaf) -> [String] {
        let audit = leaf.audit
        let month = leaf.comparison?.monthly
        func known(_ value: (AuditResult) -> String) -> String { audit.map(value) ?? "unknown" }
        var row = [audit?.leaf ?? "", leaf.file, Sheet.number(audit?.days), known { "\($0.minutesUp)" }]
        row += [known { Sheet.usd($0.runningCost) }, known { Sheet.usd($0.standingCost) }]
        for kind in [MinuteClass.leftUp, .falseWake, .crashLoop] {
            row.append(known { Sheet.usd($0.cost(of: kind)) })
        }
        row.append(known { Sheet.usd($0.avoidable) })
        row.append(Sheet.number(month?.running.present ?? audit?.monthly?.running.value))
        row += [month?.running.other, month?.saving.value, month?.saving.low, month?.saving.high].map(
            Sheet.number)
        row += [changes(leaf), leaf.failure ?? leaf.refusal ?? ""]
        return row
    }
}
