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
    /// - Parameter link: where a leaf's report lies, relative to the page; `nil` when there is none.
    public func render(
        _ report: FleetReport, style presentation: PresentationStyle, link: (LeafOutcome) -> String?
    ) -> String {
        let view = HTMLView()
        let table = report.table
        let head = FleetReport.columns.map { column in
            "<th scope=\"col\"\(Self.alignment(column))>\(HTMLView.escape(column.title))</th>"
        }.joined()
        let total = FleetReport.columns.indices.map { index in
            let cell = table.total.flatMap { index < $0.count ? view.inline($0[index]) : nil } ?? ""
            return "<td\(Self.alignment(FleetReport.columns[index]))>\(cell)</td>"
        }.joined()
        let rest = Array(report.document(style: presentation).blocks.dropFirst(3))
        let leaves = NumberText.integer(report.totals.leaves)
        return HTMLPage(sha256Base64: digest).shell(
            title: report.totals.leaves == 1 ? "1 leaf" : "\(leaves) leaves",
            subtitle: "What each costs, what could be saved, and what to look at first",
            body: """
                <section>\(view.render(Document([.list(report.headlines)])))</section>
                <section>
                <div class="scroll" tabindex="0" role="region" aria-label="\(HTMLView.escape(table.title))"><table>
                <caption>\(HTMLView.escape(table.title))</caption>
                <thead><tr>\(head)</tr></thead><tbody>
                \(report.leaves.map { Self.row($0, view: view, link: link($0)) }.joined(separator: "\n"))
                </tbody><tfoot><tr>\(total)</tr></tfoot></table></div>
                </section>
                \(rest.isEmpty ? "" : "<section>\(view.render(Document(rest)))</section>")
                """, footer: "Made by leafwatch.")
    }

    private static func row(_ leaf: LeafOutcome, view: HTMLView, link: String?) -> String {
        let cells = zip(FleetReport.columns, leaf.cells).enumerated().map { index, pair in
            var text = view.inline(pair.1)
            if index == 0, let link { text = "<a href=\"\(HTMLView.escape(link))\">\(text)</a>" }
            return "<td\(alignment(pair.0))>\(text)</td>"
        }
        return "<tr>\(cells.joined())</tr>"
    }

    private static func alignment(_ column: Table.Column) -> String {
        column.alignment == .right ? " class=\"right\"" : ""
    }
}
