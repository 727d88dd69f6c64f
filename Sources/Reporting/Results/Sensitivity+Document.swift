import CloudWatch

extension Sensitivity {
    /// The answers that change something, each with its first change; or that none does.
    ///
    /// - Parameter noun: what is judged, in the singular: "change of state".
    func blocks(of noun: String) -> [Document.Block] {
        guard !decisive.isEmpty else {
            return [
                .paragraph(
                    StyledText(
                        "None of the \(answers.count) other answers to what AWS does not say changes any \(noun).",
                        .good))
            ] + untriedBlocks
        }
        return [
            .table(
                Table(
                    title: "What hangs on what AWS does not say",
                    columns: [
                        .init("Setting"), .init("Changed", .right), .init("First change", isFlexible: true),
                        .init("Question", isFlexible: true),
                    ],
                    rows: decisive.map {
                        [
                            StyledText("\($0.setting)=\($0.alternative)"), StyledText("\($0.changes.count)"),
                            StyledText($0.error ?? $0.changes.first.map(Self.sentence) ?? ""),
                            StyledText($0.question),
                        ]
                    },
                    footnotes: [
                        "the other \(answers.count - decisive.count) answers that were tried change none of the \(verdicts)"
                    ]))
        ] + untriedBlocks
    }

    /// What was not tried, a reason a line.
    private var untriedBlocks: [Document.Block] {
        var reasons: [String] = []
        for entry in untried where !reasons.contains(entry.reason) { reasons.append(entry.reason) }
        guard !reasons.isEmpty else { return [] }
        return [
            .paragraph(StyledText("Not tried:", .faint)),
            .list(
                reasons.map { reason in
                    let settings = untried.filter { $0.reason == reason }.map(\.setting)
                    return StyledText("\(settings.joined(separator: ", ")): \(reason)", .faint)
                }),
        ]
    }

    private static func sentence(_ change: Change) -> String {
        "\(change.name): \(change.verdict ?? "none"), otherwise \(change.otherwise ?? "none")"
    }
}
