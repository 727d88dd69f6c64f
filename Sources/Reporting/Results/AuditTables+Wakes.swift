import Cost
import Foundation

extension AuditTables {
    var wakes: Table {
        let wakes = audit.wakes
        let share = wakes.falseShare
        var notes: [String] = []
        if wakes.falseLeftUpCost > .zero {
            notes.append(
                "\(wakes.falseLeftUpCost.rounded(digits: 2)) of the false ones' cost stand under Left up above, the rest under False wake."
            )
        }
        if !wakes.byType.isEmpty {
            notes.append(
                "Queries by type: "
                    + wakes.byType.map {
                        "\(NumberText.integer($0.queries)) \($0.queryType)"
                            + ($0.passing > 0
                                ? " (\(NumberText.integer($0.passing)) start the instance)" : "")
                    }.joined(separator: ", ") + ".")
        }
        return Table(
            title: "Wakes",
            columns: [
                .init("Wakes", .right), .init("False", .right), .init("Share", .right),
                .init("95 % interval", .right), .init("Unknown", .right),
                .init("Cost of the false ones", .right), .init("Stopped at once", .right),
            ],
            rows: [
                [
                    StyledText("\(wakes.wakes)"), StyledText("\(wakes.falseWakes)"),
                    StyledText(share.total == 0 ? "–" : NumberText.percent(share.share)),
                    StyledText(share.total == 0 ? "–" : Self.interval(share)),
                    StyledText("\(wakes.unknown)"), StyledText("\(wakes.falseCost)"),
                    StyledText("\(wakes.abortedLaunches)"),
                ]
            ], footnotes: notes)
    }

    var resolvers: Table {
        let all = audit.wakes.byResolver
        let shown = isVerbose ? all[...] : all.prefix(8)
        let rest = all.count - shown.count
        return Table(
            title: "Who wakes it",
            columns: [
                .init("Resolver"), .init("Type"), .init("Wakes", .right), .init("Cost", .right),
                .init("False", .right), .init("Their cost", .right), .init("Connected", .right),
                .init("95 % interval", .right), .init("Held, min", .right),
            ],
            rows: shown.map { source in
                let share = source.ledToConnection
                return [
                    StyledText(source.resolver.isEmpty ? "not in the log" : source.resolver),
                    StyledText(source.queryType), StyledText("\(source.wakes)"), StyledText("\(source.cost)"),
                    StyledText("\(source.falseWakes)", source.falseWakes > 0 ? .warning : .plain),
                    StyledText("\(source.falseCost)"),
                    StyledText(share.total == 0 ? "–" : NumberText.percent(share.share, digits: 0)),
                    StyledText(share.total == 0 ? "–" : Self.interval(share)),
                    StyledText(NumberText.integer(source.heldMinutes)),
                ]
            },
            total: [
                "All", "", StyledText("\(all.reduce(0) { $0 + $1.wakes })"),
                StyledText("\(all.reduce(.zero) { $0 + $1.cost })"),
                StyledText("\(all.reduce(0) { $0 + $1.falseWakes })"),
                StyledText("\(all.reduce(.zero) { $0 + $1.falseCost })"), "", "",
                StyledText(NumberText.integer(all.reduce(0) { $0 + $1.heldMinutes })),
            ],
            footnotes: (rest > 0 ? ["and \(rest) more resolvers (--verbose shows all)"] : []) + [
                "Connected: share of its wakes after which somebody connected.",
                "Held: idle minutes after a query that came while it was up; each one keeps it for another MinutesWithoutConnections.",
            ])
    }

    private static func interval(_ share: ShareEstimate) -> String {
        "\(NumberText.percent(share.low, digits: 0)) to \(NumberText.percent(share.high, digits: 0))"
    }
}
