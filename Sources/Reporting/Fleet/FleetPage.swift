/// Renders a fleet's report as one HTML page that links the leaves' own.
///
/// Like them it loads nothing, and it runs no script.
public struct FleetPage: Sendable {
    private let digest: HTMLPage.Digest

    /// Makes a renderer.
    ///
    /// - Parameter sha256Base64: computes the digest for the content-security policy.
    public init(sha256Base64: @escaping HTMLPage.Digest) { digest = sha256Base64 }

    /// Renders a report.
    ///
    /// - Parameters:
    ///   - report: what became of the leaves.
    ///   - presentation: how times and details are shown.
    ///   - link: where a leaf's report lies, relative to the page; `nil` when there is none.
    public func render(
        _ report: FleetReport, style presentation: PresentationStyle, link: (LeafOutcome) -> String?
    ) -> String {
        let view = HTMLView()
        let rest = Array(report.document(style: presentation).blocks.dropFirst(3))
        let leaves = NumberText.integer(report.totals.leaves)
        return HTMLPage(sha256Base64: digest).shell(
            title: report.totals.leaves == 1 ? "1 leaf" : "\(leaves) leaves",
            subtitle: "What each costs, what could be saved, and what to look at first",
            body: """
                <section>\(view.render(Document([.list(report.headlines)])))</section>
                <section>\(view.render(Self.table(report), links: report.leaves.map(link)))</section>
                \(rest.isEmpty ? "" : "<section>\(view.render(Document(rest)))</section>")
                """, footer: "Made by leafwatch.")
    }

    /// The leaves with all sentences of a row in one cell: side by side each would be a few words wide.
    private static func table(_ report: FleetReport) -> Table {
        var table = report.table
        let figures = FleetReport.columns.count { !$0.isFlexible }
        table.columns =
            FleetReport.columns.prefix(figures)
            + [.init("What to do, and why", isFlexible: true)]
        table.rows = table.rows.map { row in
            let sentences = row.dropFirst(figures).filter { !$0.plain.isEmpty }
            return row.prefix(figures) + [
                StyledText(Array(sentences.map(\.parts).joined(separator: [.init(" · ")])))
            ]
        }
        return table
    }
}
