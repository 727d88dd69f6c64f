/// Renders a fleet's report as one HTML page that links the leaves' own.
///
/// Like them it loads nothing but what the reader follows, and runs no script.
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
        let style = PackageResources.report_css
        let policy =
            "default-src 'none'; style-src 'sha256-\(digest(style))'; base-uri 'none'; form-action 'none'"
        let view = HTMLView()
        var table = report.table
        table.rows = []
        let head = FleetReport.columns.map { column in
            "<th scope=\"col\"\(Self.alignment(column))>\(HTMLView.escape(column.title))</th>"
        }.joined()
        let total = FleetReport.columns.indices.map { index in
            let cell = table.total.flatMap { index < $0.count ? view.inline($0[index]) : nil } ?? ""
            return "<td\(Self.alignment(FleetReport.columns[index]))>\(cell)</td>"
        }.joined()
        let rest = report.document(style: presentation).blocks.dropFirst(3)
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>\(NumberText.integer(report.totals.leaves)) leaves · leafwatch</title>
            <style>\(String(decoding: style, as: UTF8.self))</style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the leaves</a>
            <header>
            <h1>\(NumberText.integer(report.totals.leaves)) leaves</h1>
            </header>
            <main id="main">
            \(view.render(Document([.list(report.headlines)])))
            <div class="scroll" tabindex="0" role="region" aria-label="\(HTMLView.escape(table.title))"><table>
            <caption>\(HTMLView.escape(table.title))</caption>
            <thead><tr>\(head)</tr></thead><tbody>
            \(report.leaves.map { Self.row($0, view: view, link: link($0)) }.joined(separator: "\n"))
            </tbody><tfoot><tr>\(total)</tr></tfoot></table></div>
            \(view.render(Document(Array(rest))))
            </main>
            <footer>Made by leafwatch.</footer>
            </body>
            </html>

            """
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
