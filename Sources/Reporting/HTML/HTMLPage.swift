import Foundation
import TimeSeries

/// Renders a report page as one self-contained HTML file.
///
/// The file loads nothing and sends nothing: its content-security policy allows only its own style and script, named
/// by their SHA-256.
public struct HTMLPage: Sendable {
    /// Base64 of the SHA-256 of bytes; injected, so that this module needs no cryptography of its own.
    public typealias Digest = @Sendable ([UInt8]) -> String

    private let digest: Digest

    /// Makes a renderer.
    ///
    /// - Parameter sha256Base64: computes the digest for the content-security policy.
    public init(sha256Base64: @escaping Digest) { digest = sha256Base64 }

    /// Renders a page.
    ///
    /// - Throws: `EncodingError` when the page's numbers cannot be written as JSON.
    public func render(_ page: ReportPage) throws -> String {
        let body = """
            \(VerdictPanel(verdict: page.verdict).html())
            \(Self.cards(page.cards))
            \(upTime(page))
            \(TrafficPanel(page: page).html())
            \(WhatIfPanel(table: page.whatIf).html())
            \(distribution(page))
            \(calendar(page))
            \(page.sections.map(section).joined(separator: "\n"))
            """
        return shell(
            title: page.title, subtitle: page.subtitle, body: body, footer: page.provenance,
            data: try ChartData(page).json())
    }

    /// A whole page around content: head, policy, style, header, footer; with `data`, the script that draws from it.
    func shell(title: String, subtitle: String, body: String, footer: String, data: String? = nil) -> String {
        let style = PackageResources.report_css
        let script = PackageResources.report_js
        let policy =
            "default-src 'none'; style-src 'sha256-\(digest(style))'; script-src "
            + (data == nil ? "'none'" : "'sha256-\(digest(script))'")
            + "; base-uri 'none'; form-action 'none'"
        let scripts = data.map { json in
            """
            <script type="application/json" id="data">\(json)</script>
            <script>\(String(decoding: script, as: UTF8.self))</script>
            """
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>\(HTMLView.escape(title)) · leafwatch</title>
            <style>\(String(decoding: style, as: UTF8.self))</style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the report</a>
            <header>
            <p class="brand">leafwatch report</p>
            <h1>\(HTMLView.escape(title))</h1>
            <p class="subtitle">\(HTMLView.escape(subtitle))</p>
            </header>
            <main id="main">
            \(body)
            </main>
            <footer><p>\(HTMLView.escape(footer))</p>
            <p>This file is complete in itself: it loads nothing and sends nothing.</p></footer>
            \(scripts ?? "")
            </body>
            </html>

            """
    }

    /// Figures in large print.
    static func cards(_ cards: [ReportPage.Card]) -> String {
        guard !cards.isEmpty else { return "" }
        let items = cards.map { card in
            "<li><span class=\"name\">\(HTMLView.escape(card.name))</span>"
                + "<span class=\"value\">\(HTMLView.escape(card.value))</span>"
                + "<span class=\"note\">\(HTMLView.escape(card.note))</span></li>"
        }
        return "<ul class=\"cards\">\(items.joined())</ul>"
    }

    private func section(_ section: ReportPage.Section) -> String {
        """
        <section>
        <h2>\(HTMLView.escape(section.title))</h2>
        \(HTMLView(headingOffset: 1).render(section.content))
        </section>
        """
    }

    private func upTime(_ page: ReportPage) -> String {
        let bar = ShareBar(shares: page.shares).html()
        guard !bar.isEmpty else { return "" }
        return """
            <section>
            <h2>What the up-time was</h2>
            \(bar)
            </section>
            """
    }

    private func distribution(_ page: ReportPage) -> String {
        let figure = DistributionFigure(
            distribution: page.distribution, present: page.chart.present, recommended: page.chart.recommended)
        let wide = figure.svg(width: 1080, name: "wide")
        guard !wide.isEmpty else {
            return
                "<section><h2>Idle and connected traffic</h2><p>No minute is known to be idle or in use.</p></section>"
        }
        return """
            <section>
            <h2>Idle and connected traffic</h2>
            <p>A good threshold lies above nearly all idle minutes and below nearly all minutes in use.</p>
            <figure>\(wide)\(figure.svg(width: 360, name: "narrow"))
            <figcaption>\(HTMLView.escape(figure.summary)) Each half has its own scale.</figcaption></figure>
            </section>
            """
    }

    private func calendar(_ page: ReportPage) -> String {
        let figure = CalendarFigure(calendar: page.calendar)
        let wide = figure.svg(width: 1080, name: "wide")
        guard !wide.isEmpty, !page.calendar.totals.isEmpty else {
            return "<section><h2>Up-time by hour</h2><p>No minute up is recorded.</p></section>"
        }
        return """
            <section>
            <h2>Up-time by hour</h2>
            \(figure.legend())
            <figure><div class="scroll" tabindex="0" role="region" aria-label="Up-time by hour">\
            \(wide)\(figure.svg(width: 360, name: "narrow"))</div>
            <figcaption>\(HTMLView.escape(figure.summary)) Times in \
            \(HTMLView.escape(ZoneClock(timeZone: page.chart.timeZone).name)). A cell spans the minutes of its hour that were \
            up and has the colour of what most of them were.</figcaption></figure>
            </section>
            """
    }
}
