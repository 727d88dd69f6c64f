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
    /// - Parameter link: where a leaf's report lies, relative to the page; `nil` when there is none.
    public func render(
        _ report: FleetReport, style presentation: PresentationStyle, link: (LeafOutcome) -> String?
    ) -> String {
        let style = PackageResources.report_css
        let policy =
            "default-src 'none'; style-src 'sha256-\(digest(style))'; base-uri 'none'; form-action 'none'"
        let view = HTMLView()
        let rest = report.document(style: presentation).blocks.dropFirst(3)
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
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
            \(view.render(Self.table(report), links: report.leaves.map(link)))
            \(view.render(Document(Array(rest))))
            </main>
            <footer>Made by leafwatch.</footer>
            </body>
            </html>

            """
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
            return row.prefix(figures) + [StyledText(Array(sentences.map(\.parts).joined(separator: [.init(" · ")])))]
        }
        return table
    }
}
