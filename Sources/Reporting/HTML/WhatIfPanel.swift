/// Two sliders and what each of their positions would have cost.
struct WhatIfPanel {
    let table: WhatIfTable?

    func html() -> String {
        guard let table, !table.thresholds.isEmpty, !table.minutes.isEmpty else { return "" }
        let leftUp =
            table.stopAfterHours.map {
                "Instance Left Up stops the server after \(NumberText.integer($0)) h in all of them."
            } ?? "Instance Left Up only mails in all of them."
        return """
            <section>
            <h2>What if</h2>
            <p>Every position of the sliders was replayed on the recorded days: the figures are exact, not interpolated. \(leftUp)</p>
            <div class="whatif">
            <div>
            \(slider("threshold", name: "Threshold", count: table.thresholds.count))
            \(slider("minutes", name: "MinutesWithoutConnections", count: table.minutes.count))
            <div class="buttons"><button type="button" id="showPresent">Present</button>\
            \(table.recommended == nil ? "" : "<button type=\"button\" id=\"showRecommended\">Recommended</button>")</div>
            \(results(table))
            <p class="hidden" role="status" id="spoken"></p>
            </div>
            <figure>
            <svg id="frontier" viewBox="0 0 520 380" width="520" height="380" role="img" \
            aria-label="Cost against risk of every pair of settings that the sliders offer">
            <line class="base" x1="64" x2="504" y1="316" y2="316"></line><line class="base" x1="64" x2="64" y1="16" y2="316"></line>
            <text x="284" y="362" text-anchor="middle">idle minutes paid (cost)</text>
            <text x="18" y="166" text-anchor="middle" transform="rotate(-90 18 166)">stopped while in use (risk)</text>
            </svg>
            <ul class="legend"><li><span class="dot chosen"></span>sliders</li><li><span class="dot presentPoint"></span>present, replayed</li>\
            \(table.recommended == nil ? "" : "<li><span class=\"dot recommendedPoint\"></span>recommended</li>")\
            <li><span class="line front"></span>nothing beats these in both</li></ul>
            <figcaption>Each grey dot is one pair of settings. Down and to the left is better; the lowest dots are partly \
            luck.</figcaption>
            </figure>
            </div>
            </section>
            """
    }

    private func slider(_ id: String, name: String, count: Int) -> String {
        """
        <div class="slider"><label for="\(id)">\(name)</label> <output id="\(id)Value" for="\(id)"></output>
        <input type="range" id="\(id)" min="0" max="\(count - 1)" value="0"></div>
        """
    }

    private func results(_ table: WhatIfTable) -> String {
        let recorded = table.recorded
        func row(_ id: String, _ name: String, _ value: String?) -> String {
            """
            <tr><th scope="row">\(name)</th><td class="right"><output id="\(id)"></output></td>\
            \(recorded == nil ? "" : "<td class=\"right\">\(value ?? "–")</td>")</tr>
            """
        }
        let dollars = recorded.map { NumberText.dollars(Double($0.idleMinutes) * table.dollarsPerMinute) }
        let rows = [
            row(
                "idlePaid", "idle minutes paid", recorded.map { "\(NumberText.integer($0.idleMinutes)) min" }),
            table.dollarsPerMinute > 0 ? row("idleCost", "cost of idling", dollars) : "",
            row("stops", "stopped while in use", recorded.map { NumberText.integer($0.falseStops) }),
            row("starts", "starts", recorded.map { NumberText.integer($0.coldStarts) }),
            row(
                "delay", "mean stop delay",
                recorded?.stopDelay.map { "\(NumberText.decimal($0, digits: 1)) min" } ?? "never stopped"),
        ]
        return """
            <table class="results"><caption class="hidden">What the sliders' settings would have come to</caption>
            <thead><tr><th scope="col"><span class="hidden">figure</span></th><th scope="col" class="right">these settings</th>\
            \(recorded == nil ? "" : "<th scope=\"col\" class=\"right\">as recorded</th>")</tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table>
            """
    }
}
