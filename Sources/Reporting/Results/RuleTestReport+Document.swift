public import RuleTests

extension RuleTestReport: Presentable {
    /// One line for each failing test, and the counts as the last line; what cannot be read is not for this view.
    public func document(style: PresentationStyle) -> Document {
        var lines = failures.map { failure in
            StyledText([.init("FAIL ", .bad), .init(failure.message)])
        }
        if style.isVerbose {
            // The first check stands on the failure's own line.
            lines = zip(failures, lines).flatMap { failure, line in
                [line] + failure.checks.dropFirst().map { StyledText("     " + $0.line, .faint) }
            }
        }
        let isGood = failed == 0 && errors.isEmpty
        lines.append(StyledText(summary, isGood ? .good : .strong))
        // The counts stay the last line.
        return Document((sensitivity?.blocks(of: "test's result") ?? []) + [.preformatted(lines)])
    }

    /// The failed checks as a table, for spreadsheets.
    public var table: Table {
        let titles = [
            "File", "Line", "List", "Test", "At", "Rule", "Expected", "Actual", "Range", "Branch", "Why",
        ]
        var rows: [[StyledText]] = []
        for failure in failures {
            let place: [String] = [failure.file, "\(failure.line)", failure.list.rawValue, failure.name]
            for check in failure.checks {
                let verdict: [String?] = [check.at, check.rule, check.expected, check.actual]
                let reason: [String?] = [check.strip, check.branch, check.explanation]
                rows.append(
                    (place + verdict.map { $0 ?? "" } + reason.map { $0 ?? "" }).map { StyledText($0) })
            }
        }
        return Table(
            title: "Failed rule tests", columns: titles.map { Table.Column($0, isFlexible: true) }, rows: rows
        )
    }
}
