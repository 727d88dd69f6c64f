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
        let style = PackageResources.report_css
        let script = PackageResources.report_js
        let policy =
            "default-src 'none'; style-src 'sha256-\(digest(style))'; script-src 'sha256-\(digest(script))'; "
            + "base-uri 'none'; form-action 'none'"
        let title = HTMLView.escape(page.title)
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>\(title) · leafwatch</title>
            <style>\(String(decoding: style, as: UTF8.self))</style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the report</a>
            <header>
            <h1>\(title)</h1>
            <p class="subtitle">\(HTMLView.escape(page.subtitle))</p>
            </header>
            <main id="main">
            \(HTMLView().render(page.summary))
            \(cards(page.cards))
            \(traffic(page))
            \(whatIf(page))
            \(distribution(page))
            \(calendar(page))
            \(page.sections.map(section).joined(separator: "\n"))
            </main>
            <footer>Made by leafwatch. This file is complete in itself: it loads nothing and sends nothing.</footer>
            <script type="application/json" id="data">\(try ChartData(page).json())</script>
            <script>\(String(decoding: script, as: UTF8.self))</script>
            </body>
            </html>

            """
    }

    private func cards(_ facts: [Document.Fact]) -> String {
        guard !facts.isEmpty else { return "" }
        let items = facts.map { fact in
            "<li><span class=\"name\">\(HTMLView.escape(fact.name))</span>"
                + "<span class=\"value\">\(HTMLView().inline(fact.value))</span></li>"
        }
        return "<ul class=\"cards\">\(items.joined())</ul>"
    }

    private func section(_ section: ReportPage.Section) -> String {
        """
        <section>
        <h2>\(HTMLView.escape(section.title))</h2>
        \(HTMLView(headingOffset: 2).render(section.content))
        </section>
        """
    }

    private func traffic(_ page: ReportPage) -> String {
        let peak = page.chart.traffic.values.filter(\.isFinite).max() ?? 0
        let label =
            "Traffic minute by minute in bytes per second, peak \(NumberText.decimal(peak, digits: 0)), against the "
            + "threshold of \(NumberText.decimal(page.chart.present, digits: 0))"
        let lanes = page.chart.lanes.map { lane in
            "\(lane.name): \(NumberText.integer(lane.bands.count)) bands"
        }
        return """
            <section>
            <h2>Traffic against the threshold</h2>
            <figure>
            <canvas id="traffic" tabindex="0" role="img" aria-label="\(HTMLView.escape(label))"></canvas>
            <figcaption><span id="hint" role="status"></span> Drag or use the arrow keys to move, the wheel or + and - to zoom. \
            Below the chart: \(HTMLView.escape(lanes.joined(separator: ", "))).</figcaption>
            </figure>
            <div class="controls" role="group" aria-label="Zoom">
            <button type="button" id="zoomIn">Zoom in</button> <button type="button" id="zoomOut">Zoom out</button> \
            <button type="button" id="earlier">Earlier</button> <button type="button" id="later">Later</button> \
            <button type="button" id="all">Everything</button>
            </div>
            </section>
            """
    }

    private func whatIf(_ page: ReportPage) -> String {
        guard let table = page.whatIf, !table.thresholds.isEmpty, !table.minutes.isEmpty else { return "" }
        let recommended =
            table.recommended == nil
            ? "" : "<button type=\"button\" id=\"showRecommended\">Recommended settings</button>"
        return """
            <section>
            <h2>What if</h2>
            <p>Every position of the sliders is an exact replay of this history, not an estimate.</p>
            <div class="sliders">
            <div><label for="threshold">Threshold: <output id="thresholdValue"></output></label>
            <input type="range" id="threshold" min="0" max="\(table.thresholds.count - 1)" value="0"></div>
            <div><label for="minutes">MinutesWithoutConnections: <output id="minutesValue"></output></label>
            <input type="range" id="minutes" min="0" max="\(table.minutes.count - 1)" value="0"></div>
            </div>
            <div class="controls"><button type="button" id="showPresent">Present settings</button> \(recommended)</div>
            <ul class="cards" aria-live="polite">
            <li><span class="name">idle minutes paid</span><output class="value" id="idlePaid"></output></li>
            <li><span class="name">cost of idling</span><output class="value" id="idleCost"></output></li>
            <li><span class="name">stopped while in use</span><output class="value" id="stops"></output></li>
            <li><span class="name">starts</span><output class="value" id="starts"></output></li>
            <li><span class="name">mean stop delay</span><output class="value" id="delay"></output></li>
            </ul>
            <figure>
            <div class="scroll" tabindex="0" role="region" aria-label="Cost against risk">
            <svg id="frontier" viewBox="0 0 640 290" width="640" height="290" role="img" \
            aria-label="Cost against risk: each dot is a pair of settings that nothing beats in both">
            <line class="axis" x1="56" x2="620" y1="250" y2="250"></line><line class="axis" x1="56" x2="56" y1="12" y2="250"></line>
            <text x="338" y="280" text-anchor="middle">idle minutes paid</text>
            <text x="14" y="131" text-anchor="middle" transform="rotate(-90 14 131)">stopped while in use</text>
            </svg>
            </div>
            <figcaption>Down and to the left is better. Small dots: settings that nothing beats in both cost and risk; \
            ring: the present settings; large dot: the sliders (at the edge when far outside).</figcaption>
            </figure>
            </section>
            """
    }

    private func distribution(_ page: ReportPage) -> String {
        let figure = DistributionFigure(
            distribution: page.distribution, present: page.chart.present, recommended: page.chart.recommended)
        return """
            <section>
            <h2>Idle and connected traffic</h2>
            <figure><div class="scroll" tabindex="0" role="region" aria-label="Distribution of traffic">\(figure.svg())</div>
            <figcaption>\(HTMLView.escape(figure.summary))</figcaption></figure>
            </section>
            """
    }

    private func calendar(_ page: ReportPage) -> String {
        let figure = CalendarFigure(
            calendar: page.calendar, timeZone: ZoneClock(timeZone: page.chart.timeZone))
        return """
            <section>
            <h2>Up-time by hour</h2>
            <figure><div class="scroll" tabindex="0" role="region" aria-label="Up-time by hour">\(figure.svg())</div>
            \(figure.legend())
            <figcaption>\(HTMLView.escape(figure.summary)) A cell is as high as the share of the hour that was up and has \
            the colour of what most of it was spent on.</figcaption></figure>
            </section>
            """
    }
}
