import TimeSeries

/// The zoomable chart of traffic with its legend and its buttons.
struct TrafficPanel {
    let page: ReportPage

    func html() -> String {
        guard page.chart.traffic.values.contains(where: \.isFinite) else {
            return """
                <section>
                <h2>Traffic against the threshold</h2>
                <p>No minute of traffic is recorded.</p>
                </section>
                """
        }
        return """
            <section>
            <h2>Traffic against the threshold</h2>
            <div class="toolbar">
            <p id="hint" role="status"></p>
            <div class="buttons" role="group" aria-label="Zoom">
            <button type="button" id="earlier" aria-label="Earlier">←</button>\
            <button type="button" id="zoomOut" aria-label="Zoom out">−</button>\
            <button type="button" id="zoomIn" aria-label="Zoom in">+</button>\
            <button type="button" id="later" aria-label="Later">→</button>\
            <button type="button" id="all">Everything</button>
            </div>
            </div>
            <figure>
            <canvas id="traffic" tabindex="0" role="img" aria-label="\(HTMLView.escape(page.chart.summary))"></canvas>
            \(legend)
            <figcaption>Drag or use the arrow keys to move, the wheel with Ctrl or + and − to zoom. A column shows the lowest and the \
            highest minute in it, so no peak is lost.</figcaption>
            </figure>
            <noscript><p>The chart and the sliders need the page's own script.</p></noscript>
            </section>
            """
    }

    private var legend: String {
        let chart = page.chart
        var items = [
            "<li><span class=\"swatch traffic\"></span>traffic</li>",
            "<li><span class=\"line present\"></span>present threshold \(NumberText.decimal(chart.present, digits: 0)) B/s</li>",
        ]
        if let recommended = chart.recommended, recommended != chart.present {
            items.append(
                "<li><span class=\"line recommended\"></span>recommended \(NumberText.decimal(recommended, digits: 0)) B/s</li>"
            )
        }
        items += page.shares.map { share in
            "<li><span class=\"swatch \(HTMLView.escape(share.kind))\"></span>\(HTMLView.escape(share.name.lowercased()))</li>"
        }
        items += [
            "<li><span class=\"swatch stop\"></span>stop</li>",
            "<li><span class=\"swatch alarm\"></span>in ALARM</li>",
            "<li id=\"beyond\" hidden><span class=\"mark\">▲</span>beyond the scale, up to&nbsp;"
                + "<span id=\"highest\"></span>&nbsp;B/s</li>",
        ]
        return "<ul class=\"legend\">\(items.joined())</ul>"
    }
}
